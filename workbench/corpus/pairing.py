"""``corpus pair``: which files of folders are versions of each other."""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from workbench import api
from workbench.api import Progress
from workbench.corpus import manifest
from workbench.corpus.engines import Engine, Lost, engine
from workbench.corpus.inventory import LeftOut, inventory
from workbench.corpus.manifest import Row
from workbench.corpus.names import Versions, by_name
from workbench.corpus.sketches import BATCH, Sketch, Unread
from workbench.errors import WorkbenchError
from workbench.languages import tags

_FEW_FILES = 4 * BATCH
"""Files up to which processes of their own are not worth their start."""

NO_ENCODER = "none"
"""The name that stands for doing without an encoder: only names are looked at then."""

_DIGITS = 4
"""Digits that a name has at least if they tell texts apart, such as a date's."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What became of the files of folders."""

    rows: tuple[Row, ...]
    keys: tuple[str, ...]
    left_out: LeftOut

    @property
    def sets(self) -> int:
        """Rows with two files or more."""
        return sum(len(row.files) > 1 for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Sketching:
    """The task of one worker: some files and the encoder."""

    paths: tuple[Path, ...]
    encoder: str | None


def pair(
    folders: Sequence[str | Path],
    output: str | Path,
    *,
    workers: int = 1,
    encoder: str | None = None,
    progress: Progress | None = None,
) -> Paired:
    """Find the versions of each text among the files of folders, and write a manifest.

    Names come first: a language tag in the name of a file or of a folder. What they do not tell
    is found by content.

    Args:
        folders: Where the files are, with all folders below.
        output: The manifest; all files lie below its folder.
        workers: Processes that read and encode.
        encoder: As for :func:`workbench.api.align`; with ``"none"`` only names are looked at.
        progress: Told the share done and the phase; asked whether to stop.

    Raises:
        WorkbenchError: A folder is not there or lies elsewhere, or there is no document.
        Cancelled: It was stopped; nothing is written.
    """
    table = Path(output)
    base = Path(os.path.realpath(table.parent))
    roots = [Path(os.path.realpath(folder)) for folder in folders]
    for given, root in zip(folders, roots, strict=True):
        if not root.is_dir():
            raise WorkbenchError(
                "there is no such folder", place=given, remedy="name a folder of documents"
            )
        if not root.is_relative_to(base):
            raise WorkbenchError(
                "it does not lie below the manifest's folder, to which its paths are relative",
                place=given,
                remedy=f"write the manifest to {os.path.commonpath([base, *roots])}, for example",
            )
    left_out = LeftOut()
    files = [
        path
        for path in inventory(roots, left_out, lambda: _stop(progress))
        if path != base / table.name
    ]
    if not files:
        raise WorkbenchError("there is no document in it", place=folders[0], remedy="name another")
    found, second = by_name(
        [(path, _inside(path, roots)) for path in files], functools.cache(_language)
    )
    named = {path for one in found for path in one.files.values()}
    rest = [path for path in files if path not in named]
    if encoder != NO_ENCODER and (len(rest) > 1 or (rest and found)):
        found, rest, second = _by_content(found, rest, second, left_out, workers, encoder, progress)
    rows = _rows(found, rest, second, base, left_out)
    keys = _keys(rows)
    _stop(progress)
    manifest.write(table, keys, rows)
    return Paired(tuple(rows), keys, left_out)


def _stop(progress: Progress | None) -> None:
    if progress is not None and progress.cancelled():
        raise api.Cancelled


def _inside(path: Path, roots: Sequence[Path]) -> PurePath:
    """A path within the folders that are compared.

    Of several folders the names that they do not share count: ``minutes-en/1.txt``.
    """
    shared = Path(os.path.commonpath(roots))
    return path.relative_to(shared)


def _language(path: Path) -> str | None:
    try:
        return api.read(path).language
    except WorkbenchError:
        return None


def _by_content(
    found: list[Versions],
    rest: list[Path],
    second: dict[Path, str],
    left_out: LeftOut,
    workers: int,
    encoder: str | None,
    progress: Progress | None,
) -> tuple[list[Versions], list[Path], dict[Path, str]]:
    """Sets completed and added by what the files say."""
    from workbench.corpus import content

    # A set that names told stands for itself by its first file.
    first = {next(iter(one.files.values())): one for one in found}
    asked = sorted([*rest, *first], key=lambda path: path.parts)
    few = len(asked) <= _FEW_FILES
    with engine(1 if few else workers) as runner:
        sketches, reasons = _sketched(runner, asked, encoder, progress)
    unread = {path for path in rest if path not in sketches}
    for path in sorted(unread):
        left_out.add(reasons[path], str(path))
    stated = {tag for one in found for tag in one.files}
    sketches = {path: _called_as(sketch, stated) for path, sketch in sketches.items()}
    copies = _copies(sketches.values(), set(first))
    kept = [sketch for path, sketch in sketches.items() if path not in copies]
    languages = {tags.language_of(sketch.language) for sketch in kept}
    if len(languages) < 2:
        pairs = []
    else:
        tell = None if progress is None else lambda share: progress.tell(share, "comparing")
        pairs = content.matches(kept, [_number(sketch.path) for sketch in kept], tell)
    groups = _joined(pairs, kept, first)
    joined = {path for one in groups for path in one.files.values()}
    whole = [one for one in found if next(iter(one.files.values())) not in joined]
    rest = [path for path in rest if path not in joined and path not in unread]
    second = {**second, **{path: f"a copy of {other.name}" for path, other in copies.items()}}
    alone = {
        sketch.path: sketch.language for sketch in sketches.values() if sketch.path in set(rest)
    }
    found = [*whole, *groups]
    found += [
        Versions({language: path}, 0.0, second.get(path, "no counterpart"))
        for path, language in alone.items()
    ]
    return found, [], second


def _sketched(
    runner: Engine, paths: Sequence[Path], encoder: str | None, progress: Progress | None
) -> tuple[dict[Path, Sketch], dict[Path, str]]:
    """The sketches of files, and of those that have none the reason."""
    batches = [
        _Sketching(tuple(paths[at : at + BATCH]), encoder) for at in range(0, len(paths), BATCH)
    ]
    made: dict[Path, Sketch | Unread] = {}
    for batch, result in runner.outcomes(_sketch, batches):
        _stop(progress)
        if isinstance(result, Lost):
            result = [Unread(path, "the worker died while it read it or one beside it")  # noqa: PLW2901
                      for path in batch.paths]  # fmt: skip
        made |= {one.path: one for one in result}
        if progress is not None:
            progress.tell(
                len(made) / len(paths), f"reading: {len(made):,} of {len(paths):,} documents"
            )
    found = {path: one for path in paths if isinstance(one := made[path], Sketch)}
    return found, {path: one.reason for path, one in made.items() if isinstance(one, Unread)}


def _called_as(sketch: Sketch, stated: set[str]) -> Sketch:
    """A sketch with its language called as names call it: ``zh`` rather than ``zh-Hans``."""
    for tag in sorted(stated - {sketch.language}):
        if sketch.language not in stated and not tags.contradict(tag, sketch.language):
            return replace(sketch, language=tag)
    return sketch


def _sketch(task: _Sketching) -> list[Sketch | Unread]:
    from workbench.corpus.sketches import sketch_all

    return sketch_all(task.paths, task.encoder)


def _copies(sketches: Iterable[Sketch], sets: set[Path]) -> dict[Path, Path]:
    """Files whose text is that of another one, each with that one."""
    first: dict[bytes, Path] = {}
    found: dict[Path, Path] = {}
    for sketch in sorted(sketches, key=lambda one: (one.path not in sets, one.path.parts)):
        other = first.setdefault(sketch.digest, sketch.path)
        if other != sketch.path and sketch.path not in sets:
            found[sketch.path] = other
    return found


def _number(path: Path) -> str:
    """The digits of a file's name, such as a date's; empty where there are few."""
    digits = "".join(re.findall(r"\d", path.stem))
    return digits if len(digits) >= _DIGITS else ""


def _joined(
    pairs: Sequence[object], sketches: Sequence[Sketch], first: dict[Path, Versions]
) -> list[Versions]:
    """Sets of versions from pairs: the surest first, one file a language."""
    from workbench.corpus.content import Match

    groups: dict[int, dict[str, Path]] = {}
    sure: dict[int, list[float]] = defaultdict(list)
    owner: dict[int, int] = {}
    said: dict[int, list[str]] = defaultdict(list)

    def group_of(number: int) -> int:
        if number not in owner:
            owner[number] = number
            sketch = sketches[number]
            named = first.get(sketch.path)
            groups[number] = dict(named.files) if named else {sketch.language: sketch.path}
            if named:
                sure[number].append(named.confidence)
                said[number].append(named.reason)
        return owner[number]

    chosen = [pair for pair in pairs if isinstance(pair, Match) and pair.confidence >= 0.5]
    for pair in sorted(chosen, key=lambda pair: (-pair.confidence, pair.left, pair.right)):
        left, right = group_of(pair.left), group_of(pair.right)
        if left == right:
            continue
        ours, theirs = groups[left], groups[right]
        if any(tags.same_language(one, other) for one in ours for other in theirs):
            continue
        keep, gone = min(left, right), max(left, right)
        groups[keep] = groups[left] | groups[right]
        del groups[gone]
        sure[keep] += [*sure.pop(gone, []), pair.confidence]
        why = f"content {pair.likeness:.2f}, next {pair.likeness - pair.margin:.2f}"
        shared = _number(sketches[pair.left].path)
        if shared and shared == _number(sketches[pair.right].path):
            why += f", the number {shared}"
        said[keep] += [*said.pop(gone, []), why]
        for number, group in owner.items():
            if group == gone:
                owner[number] = keep
    return [
        Versions(files, min(sure[number]), "; ".join(said[number]))
        for number, files in groups.items()
        if len(files) > 1
    ]


def _rows(
    found: Sequence[Versions],
    rest: Sequence[Path],
    second: dict[Path, str],
    base: Path,
    left_out: LeftOut,
) -> list[Row]:
    """The manifest's rows: sets and single files, each with an id of its own, by path."""
    singles = []
    for path in rest:
        try:
            language = api.read(path).language
        except WorkbenchError as error:
            left_out.add(error.cause, str(path))
        else:
            reason = second.get(path, "no counterpart")
            singles.append(Versions({language: path}, 0.0, reason))
    used: dict[str, int] = {}
    rows = []
    for one in sorted([*found, *singles], key=lambda one: _order(one, base)):
        files = {tag: path.relative_to(base).as_posix() for tag, path in sorted(one.files.items())}
        name = one.name or _bare(min(one.files.values(), key=lambda path: path.parts), base)
        name = re.sub(r"[\s/\\]+", "-", name).strip("-.") or "text"
        used[name.casefold()] = used.get(name.casefold(), 0) + 1
        if used[name.casefold()] > 1:
            name = f"{name}~{used[name.casefold()]}"
            used[name.casefold()] = 1
        rows.append(Row(name, files, one.confidence if len(files) > 1 else None, one.reason))
    return rows


def _order(one: Versions, base: Path) -> tuple[str, ...]:
    return min(path.relative_to(base).parts for path in one.files.values())


def _bare(path: Path, base: Path) -> str:
    inside = path.relative_to(base)
    return inside.as_posix().removesuffix(path.suffix)


def _keys(rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns: the language that most rows have first."""
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        for key in row.files:
            count[key] += 1
    return tuple(sorted(count, key=lambda key: (-count[key], key)))
