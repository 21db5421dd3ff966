"""Making a project file and opening one."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.files import atomic_write, from_os_error
from workbench.languages import scripts
from workbench.project.project import Project
from workbench.project.rows import BeadRow, DocumentRow, SegmentRow
from workbench.project.sparse_places import GAP
from workbench.project.sqlite import SQLiteStore, written
from workbench.project.store import Snapshot

if TYPE_CHECKING:
    from workbench.alignment import Beads
    from workbench.documents import Document
    from workbench.segmentation import Segment
    from workbench.units import Memory, Unit

ENDING = ".aligned"
"""What a project's file name ends in."""

_SAMPLE = 20_000
"""Characters of a text that are looked at to tell Simplified from Traditional."""


def open(path: Path, *, author: str | None = None) -> Project:  # noqa: A001
    """An existing project.

    Args:
        path: Its file.
        author: Who signs the edits; the system's user when None.

    Raises:
        WorkbenchError: It is no project, a newer one than this program knows, or damaged.
    """
    store = SQLiteStore(path)
    try:
        return Project(store, path, author=author)
    except BaseException:
        store.close()
        raise


def create(
    path: Path,
    documents: "Sequence[Document]",
    segments: "Sequence[Sequence[Segment]]",
    beads: "Beads",
    *,
    original: str | None = None,
    facts: Mapping[str, str] | None = None,
    replace: bool = False,
) -> None:
    """Write a new project: whole, or not at all.

    Args:
        path: The file to make.
        documents: Two or more, in the order of the columns.
        segments: Of each document, in order.
        beads: Hold each segment exactly once.
        original: Key of the document that the others were translated from, where known.
        facts: What else is worth keeping, by name, for example "encoder".
        replace: Put it in an existing project's place, which is kept beside it.

    Raises:
        WorkbenchError: The file exists, or cannot be written.
    """
    names = keys([document.language for document in documents])
    rows = [
        document_row(number, key, document, path, original=key == original)
        for number, (key, document) in enumerate(zip(names, documents, strict=True), start=1)
    ]
    bead_rows = [
        BeadRow(
            number, bead.block, number * GAP, "unreviewed", False, False, bead.confidence, "", 0
        )
        for number, bead in enumerate(beads.beads, start=1)
    ]
    segment_rows: list[SegmentRow] = []
    for column, parts in enumerate(segments):
        owner = [0] * len(parts)
        for number, bead in enumerate(beads.beads, start=1):
            first, end = bead.runs[column]
            owner[first:end] = [number] * (end - first)
        assert all(owner), "the beads hold each segment"
        for index, part in enumerate(parts):
            segment_rows.append(
                SegmentRow(
                    len(segment_rows) + 1,
                    column + 1,
                    (index + 1) * GAP,
                    owner[index],
                    part.text,
                    None,
                    part.start,
                    part.end,
                    part.paragraph,
                )
            )
    _write(path, Snapshot(rows, segment_rows, bead_rows, [], dict(facts or {})), replace=replace)


def refuse_existing(path: Path) -> None:
    """See that no project is replaced by accident.

    Raises:
        WorkbenchError: There is a file of this name.
    """
    if path.exists():
        raise WorkbenchError(
            "this project exists already, and a review is never overwritten",
            place=path,
            remedy="bring it up to date with 'workbench update', or say --replace to keep it "
            "as a backup and begin anew",
        )


def create_from_units(
    path: Path, memory: "Memory", units: "Iterable[Unit]", *, replace: bool = False
) -> int:
    """Write a new project from the units of a memory, each a bead with status and note.

    Args:
        path: The file to make.
        memory: Its sources become the documents, their texts put together from the units.
        units: In the order of the beads. Those without any segment are left out.
        replace: As :func:`create`.

    Returns:
        How many beads it has.

    Raises:
        WorkbenchError: As :func:`create`; or it would hold no bead.
    """
    from workbench.documents import Document, Paragraph

    texts: list[list[str]] = [[] for _ in memory.sources]
    offsets = [0] * len(memory.sources)
    paragraphs: list[list[Paragraph]] = [[] for _ in memory.sources]
    beads: list[BeadRow] = []
    segments: list[SegmentRow] = []
    for unit in units:
        if not any(variant.segments for variant in unit.variants.values()):
            continue
        number = len(beads) + 1
        confidence = None if unit.status == "confirmed" else unit.confidence
        beads.append(
            BeadRow(
                number,
                0,
                number * GAP,
                unit.status,
                unit.flagged,
                unit.excluded,
                confidence,
                unit.note,
                0,
            )
        )
        for column, source in enumerate(memory.sources):
            variant = unit.variants.get(source.key)
            for text in variant.segments if variant else ():
                start, end = offsets[column], offsets[column] + len(text)
                segments.append(
                    SegmentRow(
                        len(segments) + 1,
                        column + 1,
                        (len(texts[column]) + 1) * GAP,
                        number,
                        text,
                        None,
                        start,
                        end,
                        len(texts[column]),
                    )
                )
                paragraphs[column].append(Paragraph(start, end))
                texts[column].append(text)
                offsets[column] = end + 1
    if not beads:
        raise WorkbenchError(
            "there is no text in its units",
            place=memory.name or None,
            remedy="name a file with text",
        )
    documents = []
    for column, source in enumerate(memory.sources):
        document = Document(
            "\n".join(texts[column]),
            tuple(paragraphs[column]),
            source.tag,
            source.path,
            _digest(source.path),
            metadata={"title": source.title} if source.title else {},
        )
        documents.append(document_row(column + 1, source.key, document, path, original=False))
    _write(path, Snapshot(documents, segments, beads, [], {}), replace=replace)
    return len(beads)


def compact(path: Path) -> int:
    """Make a project's file as small as it can be: without the encoder's vectors.

    Args:
        path: The project.

    Returns:
        How many bytes it is smaller.

    Raises:
        WorkbenchError: It is no project, or cannot be written.
    """
    before = path.stat().st_size if path.exists() else 0
    store = SQLiteStore(path)
    try:
        store.compact()
    finally:
        store.close()
    return before - path.stat().st_size


def keys(tags: Sequence[str]) -> tuple[str, ...]:
    """What documents of these languages are called: ``ru``, and ``ru#2`` for a second one."""
    met: Counter[str] = Counter()
    names = []
    for tag in tags:
        met[tag] += 1
        names.append(tag if met[tag] == 1 else f"{tag}#{met[tag]}")
    return tuple(names)


def document_row(
    number: int, key: str, document: "Document", path: Path, *, original: bool
) -> DocumentRow:
    """A document as the project at ``path`` stores it."""
    return DocumentRow(
        number,
        key,
        scripted(document.language, document.text),
        origin_of(document.path, path),
        document.sha256,
        document.encoding,
        original,
        document.text,
        paragraphs_of(document),
        json.dumps(document.metadata, ensure_ascii=False, sort_keys=True),
    )


def scripted(tag: str, text: str) -> str:
    """A tag with the script, where the language is written in two and the tag leaves it open."""
    if tag == "zh":
        script = scripts.han(text[:_SAMPLE])
        return f"{tag}-{script}" if script else tag
    return tag


def origin_of(file: Path | None, project: Path) -> str:
    """A document's file as a project names it: from the project's folder, with slashes.

    A project and its documents can then be moved together.
    """
    if file is None:
        return ""
    try:
        return Path(os.path.relpath(file.absolute(), project.absolute().parent)).as_posix()
    except ValueError:
        return file.absolute().as_posix()  # on another Windows drive


def paragraphs_of(document: "Document") -> str:
    """A document's paragraphs as its row holds them."""
    return json.dumps(
        [[p.start, p.end, p.kind, p.level, p.flow, p.line] for p in document.paragraphs],
        separators=(",", ":"),
    )


def _digest(path: Path | None) -> str:
    if path is None or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, snapshot: Snapshot, *, replace: bool) -> None:
    if not replace:
        refuse_existing(path)
    snapshot.facts.setdefault("created", datetime.now(UTC).isoformat(timespec="seconds"))
    data = written(snapshot)
    if path.exists():
        _back_up(path)
    with atomic_write(path) as file:
        file.write(data)


def _back_up(path: Path) -> None:
    """Copy a project beside itself, never over an earlier backup."""
    backup = path.with_name(f"{path.name}.backup")
    number = 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.backup{number}")
    # Opening and loading settles what a killed process left half done.
    store = SQLiteStore(path)
    try:
        store.load()
        shutil.copy2(path, backup)
    except OSError as error:
        backup.unlink(missing_ok=True)
        raise from_os_error(error, backup, doing="write") from error
    finally:
        store.close()
