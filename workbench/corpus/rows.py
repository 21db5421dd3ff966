"""The task of a worker: the versions in one row of a manifest, aligned.

Whatever goes wrong with a row is its outcome, with the reason: a corpus is not stopped by one
broken file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Literal

from workbench import api, embedding, project
from workbench.api import Alignment
from workbench.corpus.inventory import MAX_BYTES
from workbench.corpus.long_texts import align_long
from workbench.errors import WorkbenchError
from workbench.files import name_in
from workbench.languages import of
from workbench.settings import Settings

Each = Literal["tmx", "aligned"]

State = Literal["aligned", "failed", "alone"]
"""``alone``: the row has one file, and nothing to align it with."""

BeadRow = tuple[str, float | None, str, tuple[str | None, ...]]
"""Id, confidence, status, and per key of the row its text, None where it has none."""

_DECIMALS = 6
"""Of a confidence that are kept: further ones tell nothing."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a manifest, to be aligned."""

    id: str
    files: tuple[tuple[str, str], ...]
    """Column and path relative to the folder, in the manifest's order."""

    folder: Path
    digest: str
    """Of the files and of how they are aligned; empty where one cannot be read."""

    encoder: str | None = None
    each: Each | None = None
    out: Path | None = None
    """The folder of the file that is written for the row."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row."""

    id: str
    state: State
    digest: str
    keys: tuple[str, ...] = ()
    beads: tuple[BeadRow, ...] = ()
    reason: str = ""
    seconds: float = 0.0
    """Wall-clock time; it is no part of the result."""


def run(task: Task) -> Outcome:
    """Align the versions of a row.

    Nothing is raised: what goes wrong is the outcome's reason, with paths as the manifest has
    them, so that it is the same wherever the task ran.
    """
    started = perf_counter()
    try:
        with embedding.one_core():
            found = _run(task)
    except WorkbenchError as error:
        found = _failed(task, _sentence(error, task.folder))
    except MemoryError:
        found = _failed(task, "there is not enough memory for it.")
    except Exception as error:  # noqa: BLE001 - one broken file among thousands stops nothing
        kind = f"{type(error).__name__}: {error}".removesuffix(": ")[:200]
        found = _failed(task, f"an error that nobody foresaw ({kind}); please report it.")
    return Outcome(
        found.id, found.state, found.digest, found.keys, found.beads, found.reason,
        perf_counter() - started,
    )  # fmt: skip


def _run(task: Task) -> Outcome:
    keys = tuple(key for key, _ in task.files)
    paths = [task.folder / path for _, path in task.files]
    if len({path.resolve() for path in paths}) < len(paths):
        raise WorkbenchError("a file of it is named twice", place=task.files[0][1])
    for (_, name), path in zip(task.files, paths, strict=True):
        # A link may lead anywhere, wherever the manifest says the file lies.
        if not path.resolve().is_relative_to(task.folder.resolve()):
            raise WorkbenchError("its link leads out of the manifest's folder", place=name)
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise WorkbenchError(f"it is huge (over {MAX_BYTES >> 20} MB)", place=name)
    versions = list(
        api.read_versions(paths, [key.partition("#")[0] for key in keys], settings=Settings())
    )
    documents = [version.document for version in versions]
    segments = [version.segments for version in versions]
    aligned = align_long(documents, segments, encoder=task.encoder, name=task.id)
    if task.each is not None and task.out is not None:
        _write_each(aligned, task.each, task.out, task)
    return Outcome(task.id, "aligned", task.digest, keys, _beads(aligned, keys))


def _beads(aligned: Alignment, keys: Sequence[str]) -> tuple[BeadRow, ...]:
    joiners = [of(key).joiner for key in keys]
    rows: list[BeadRow] = []
    for number, bead in enumerate(aligned.found.beads, 1):
        texts = []
        for (first, end), parts, joiner in zip(
            bead.runs, aligned.segments.values(), joiners, strict=True
        ):
            said = joiner.join(part.text for part in parts[first:end] if part.text.strip())
            texts.append(said or None)
        sure = None if bead.confidence is None else round(bead.confidence, _DECIMALS)
        rows.append((str(number), sure, "unreviewed", tuple(texts)))
    return tuple(rows)


def _write_each(aligned: Alignment, each: Each, out: Path, task: Task) -> None:
    """The row's own memory or project; the same bytes whoever writes it."""
    if each == "tmx":
        aligned.write(name_in(out, f"{task.id}.tmx"))
        return
    newest = max((task.folder / name).stat().st_mtime for _, name in task.files)
    facts = {
        "id": project.id_of_digest(hashlib.sha256(task.digest.encode()).digest()),
        "created": datetime.fromtimestamp(int(newest), UTC).isoformat(timespec="seconds"),
    }

    def create(path: Path, *, replace: bool) -> None:
        project.create(
            path,
            list(aligned.documents.values()),
            list(aligned.segments.values()),
            aligned.found,
            metadata=facts,
            replace=replace,
        )

    path = name_in(out, f"{task.id}.aligned")
    if not path.exists():
        create(path, replace=False)
        return
    # A run that was interrupted may have made it; what a person worked on is kept as a backup.
    fresh = name_in(out, f".{task.id}.{os.getpid()}.aligned")
    try:
        create(fresh, replace=False)
        same = fresh.read_bytes() == path.read_bytes()
    finally:
        fresh.unlink(missing_ok=True)
    if not same:
        create(path, replace=True)


def _failed(task: Task, reason: str) -> Outcome:
    return Outcome(task.id, "failed", task.digest, reason=reason)


def _sentence(error: WorkbenchError, folder: Path) -> str:
    """What went wrong, in one line, paths as the manifest has them."""
    said = str(error).replace(f"{folder.resolve()}/", "").replace(f"{folder}/", "")
    return " ".join(said.split())


def digest_of(row_files: Sequence[tuple[str, str]], folder: Path, recipe: str) -> str:
    """What tells whether a row has to be aligned again; empty where a file cannot be read.

    Args:
        row_files: Column and path.
        folder: What the paths are relative to.
        recipe: How the row is aligned.
    """
    whole = hashlib.sha256(recipe.encode())
    for key, name in row_files:
        whole.update(f"\0{key}\0{name}\0".encode("utf-8", "surrogateescape"))
        try:
            with (folder / name).open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            return ""
    return whole.hexdigest()
