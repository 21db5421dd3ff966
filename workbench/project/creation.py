"""Making a project of an alignment."""

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.project.documents import document_row, keys
from workbench.project.ids import new_id
from workbench.project.lifecycle import refuse_existing
from workbench.project.location import Address, Location
from workbench.project.ranks import GAP
from workbench.project.rows import SegmentRow, new_bead_row
from workbench.project.store import Content, Snapshot
from workbench.project.stores import store_of

if TYPE_CHECKING:
    from workbench.alignment import Beads
    from workbench.documents import Document
    from workbench.embedding import VectorCache
    from workbench.segmentation import Segment


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
    made = Snapshot(rows, segment_rows, bead_rows, [], new_metadata(metadata or {}))
    write(place, made, replace=replace)
    if vectors is not None:
        # Without them the project is whole all the same, only slower to align again.
        with (
            suppress(WorkbenchError),
            closing(store_of(place)(place)) as store,
            closing(store.vectors()) as table,
        ):
            vectors.copy_to(table)


def write(location: Location, content: Content, *, replace: bool) -> None:
    """Make a project of rows.

    Raises:
        WorkbenchError: There is one already, or it cannot be written.
    """
    if not replace:
        refuse_existing(location)
    store_of(location).create(location, content, replace=replace)


def new_metadata(metadata: Mapping[str, str]) -> dict[str, str]:
    """What holds for a new project, with its id and the time."""
    return {
        "id": new_id(),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        **metadata,
    }
