"""Making a project: of an alignment, or of a memory's units."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import WorkbenchError
from workbench.project.documents import document_row, keys
from workbench.project.ids import new_id
from workbench.project.lifecycle import refuse_existing
from workbench.project.location import Address, Location
from workbench.project.ranks import GAP, increasing
from workbench.project.rows import BeadRow, NoteRow, SegmentRow, new_bead_row
from workbench.project.store import Snapshot
from workbench.project.stores import store_of
from workbench.units import OWN_ID, Codes, codes_to_json

if TYPE_CHECKING:
    from workbench.alignment import Beads
    from workbench.documents import Document
    from workbench.embedding import VectorCache
    from workbench.segmentation import Segment
    from workbench.units import Memory, Unit


def create(
    location: Address,
    documents: "Sequence[Document]",
    segments: "Sequence[Sequence[Segment]]",
    beads: "Beads",
    *,
    metadata: Mapping[str, str] | None = None,
    vectors: "VectorCache | None" = None,
    replace: bool = False,
) -> None:
    """Write a new project: whole, or not at all.

    Args:
        location: Where to.
        documents: Two or more, in the order of the columns.
        segments: Of each document, in order.
        beads: Hold each segment exactly once.
        metadata: What else is worth keeping, by name, for example "encoder".
        vectors: What the encoder computed, kept so that nothing is encoded twice.
        replace: Put it in an existing project's place, which is kept under its name and the
            date.

    Raises:
        WorkbenchError: There is one already, or it cannot be written.
    """
    place = Location.parse(location)
    names = keys([document.language for document in documents])
    rows = [
        document_row(number, key, document, place.folder)
        for number, (key, document) in enumerate(zip(names, documents, strict=True), start=1)
    ]
    bead_rows = [
        new_bead_row(number, number * GAP, block=bead.block, confidence=bead.confidence)
        for number, bead in enumerate(beads.beads, start=1)
    ]
    segment_rows: list[SegmentRow] = []
    for column, parts in enumerate(segments):
        owner = [0] * len(parts)
        for number, bead in enumerate(beads.beads, start=1):
            for segment in bead.segments[column]:
                owner[segment] = number
        assert all(owner), "the beads hold each segment"
        for index, part in enumerate(parts):
            segment_rows.append(
                SegmentRow(
                    id=len(segment_rows) + 1,
                    document=column + 1,
                    place=(index + 1) * GAP,
                    bead=owner[index],
                    text=part.text,
                    original=None,
                    start=part.start,
                    end=part.end,
                    paragraph=part.paragraph,
                )
            )
    _write(place, Snapshot(rows, segment_rows, bead_rows, [], dict(metadata or {})), replace)
    if vectors is not None:
        # Without them the project is whole all the same, only slower to align again.
        with (
            suppress(WorkbenchError),
            closing(store_of(place)(place)) as store,
            closing(store.vectors()) as table,
        ):
            vectors.copy_to(table)


def create_from_units(
    location: Address, memory: "Memory", units: "Iterable[Unit]", *, replace: bool = False
) -> int:
    """Write a new project from the units of a memory, each a bead with status and note.

    Args:
        location: Where to.
        memory: Its sources become the documents, their texts put together from the units, in the
            order of the segments' numbers where the file says them.
        units: In the order of the beads. Those without any segment are left out.
        replace: As :func:`create`.

    Returns:
        How many beads it has.

    Raises:
        WorkbenchError: As :func:`create`; or it would hold no bead.
    """
    from workbench.documents import Document, Paragraph

    place = Location.parse(location)
    columns: list[list[_Piece]] = [[] for _ in memory.sources]
    beads: list[BeadRow] = []
    notes: list[NoteRow] = []
    for unit in units:
        if not any(variant.segments for variant in unit.variants.values()):
            continue
        number = len(beads) + 1
        confidence = None if unit.status == "confirmed" else unit.confidence
        beads.append(
            new_bead_row(number, number * GAP, confidence=confidence)._replace(
                status=unit.status,
                flagged=unit.flagged,
                excluded=unit.excluded,
                properties=_properties(unit, has_id=memory.has_ids),
            )
        )
        if unit.note.strip():
            notes.append(NoteRow(len(notes) + 1, number, "", "", unit.note.strip()))
        for column, source in zip(columns, memory.sources, strict=True):
            variant = unit.variants.get(source.key)
            if variant is not None:
                codes = variant.codes or ((),) * len(variant.segments)
                numbers = variant.numbers or range(len(column), len(column) + len(codes))
                pieces = zip(numbers, variant.segments, codes, strict=True)
                column += [_Piece(at, number, text, own) for at, text, own in pieces]
    if not beads:
        raise WorkbenchError(
            "there is no text in its units",
            place=memory.name or None,
            remedy="name a file with text",
        )
    for column in columns:
        column.sort(key=lambda piece: piece.at)
    blocks = _blocks(len(beads), columns)
    beads = [row._replace(block=block) for row, block in zip(beads, blocks, strict=True)]
    segments: list[SegmentRow] = []
    documents = []
    for number, (source, column) in enumerate(zip(memory.sources, columns, strict=True), start=1):
        paragraphs = []
        end = -1
        for index, piece in enumerate(column):
            start, end = end + 1, end + 1 + len(piece.text)
            paragraphs.append(Paragraph(start, end))
            segments.append(
                SegmentRow(
                    id=len(segments) + 1,
                    document=number,
                    place=(index + 1) * GAP,
                    bead=piece.bead,
                    text=piece.text,
                    original=None,
                    start=start,
                    end=end,
                    paragraph=index,
                    codes=codes_to_json(piece.codes),
                )
            )
        document = Document(
            "\n".join(piece.text for piece in column),
            tuple(paragraphs),
            source.tag,
            source.path,
            _digest(source.path),
            metadata={"title": source.title} if source.title else {},
        )
        documents.append(document_row(number, source.key, document, place.folder))
    _write(place, Snapshot(documents, segments, beads, [], {}, notes), replace)
    return len(beads)


class _Piece(NamedTuple):
    """A segment of a unit's variant."""

    at: int
    """Where it stands in its document, as the file says, else as the units come."""

    bead: int
    text: str
    codes: Codes


def _blocks(count: int, columns: "Sequence[Sequence[_Piece]]") -> list[int]:
    """Blocks of the beads numbered from 1, so that each keeps the order of every document.

    Nearly all are the first block; beads whose sides cross theirs follow in others.
    """
    firsts: list[dict[int, int]] = []
    for column in columns:
        first: dict[int, int] = {}
        for place, piece in enumerate(column):
            first.setdefault(piece.bead, place)
        firsts.append(first)
    settled = set(range(1, count + 1))
    for first in firsts:
        filled = sorted(settled & first.keys())
        kept = increasing([first[bead] for bead in filled])
        settled -= set(filled) - {filled[index] for index in kept}
    blocks = [0] * count
    ends: list[list[int]] = []
    for bead in range(1, count + 1):
        if bead in settled:
            continue
        places = [first.get(bead, -1) for first in firsts]
        block = next((n for n, end in enumerate(ends) if _follows(places, end)), len(ends))
        ends[block:] = ends[block:] or [[-1] * len(places)]
        ends[block] = list(map(max, ends[block], places))
        blocks[bead - 1] = block + 1
    return blocks


def _follows(places: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether a bead's sides, those it has, stand behind all of a block's."""
    return all(place < 0 or place > end for place, end in zip(places, ends, strict=True))


def _properties(unit: "Unit", *, has_id: bool) -> str | None:
    """What a project keeps of a unit's properties: not what tells of another project."""
    kept = {
        name: value
        for name, value in unit.properties.items()
        if not name.startswith("x-workbench-")
    }
    of_bead = f":{unit.properties.get('x-workbench-bead', '')}"
    if has_id and not unit.id.startswith("#") and not f":{unit.id}".endswith(of_bead):
        kept[OWN_ID] = unit.id
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _digest(path: Path | None) -> str:
    if path is None or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(location: Location, snapshot: Snapshot, replace: bool) -> None:
    if not replace:
        refuse_existing(location)
    snapshot.metadata.setdefault("id", new_id())
    snapshot.metadata.setdefault("created", datetime.now(UTC).isoformat(timespec="seconds"))
    store_of(location).create(location, snapshot, replace=replace)
