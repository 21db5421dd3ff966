"""A newer version of a document in the older one's place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.project.documents import document_row
from workbench.project.draft import EditDraft
from workbench.project.edit import Edit
from workbench.project.operations.affected import Affected
from workbench.project.operations.realign import Aligner, replace_stretch, version_of
from workbench.project.placed_codes import after_edit
from workbench.project.project import Project
from workbench.project.rows import SegmentRow
from workbench.project.text_diff import hunks, similar_pairs

if TYPE_CHECKING:
    from workbench.alignment import Bead
    from workbench.documents import Document
    from workbench.segmentation import Segment


_UNKNOWN = 0.5
"""Confidence where a new segment stands between two anchors."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What newer versions of documents would change."""

    edit: Edit
    kept: int
    """Segments whose text is unchanged; they keep bead, edits and status."""

    changed: int
    """Segments whose text is another now."""

    lost: int
    """Segments that the newer version lacks."""

    added: int
    """Segments that the older version lacked."""

    reopened: int
    """Confirmed beads of which a segment changed."""

    remarks: tuple[str, ...]
    """What a person should look at, a sentence each."""


@dataclass(slots=True)
class _Column:
    """How one document changes."""

    order: list[int] = field(default_factory=list)
    """Its segments as they are to be, in order."""

    touched: set[int] = field(default_factory=set)
    """Beads of changed and lost segments."""

    fresh: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def revise(
    project: Project,
    versions: "Mapping[int, tuple[Document, Sequence[Segment]]]",
    align: Aligner,
    *,
    progress: Callable[[float, str], None] | None = None,
) -> Revision:
    """Put newer versions of documents in the older ones' place.

    A segment whose text still stands in the newer version keeps its bead and what a person
    did to it, also where she split or joined segments. The beads of changed, lost and new
    segments are aligned again, each stretch with its next neighbours; confirmed beads that
    did not change are anchors. Inserted translations stay.

    Args:
        project: Not changed.
        versions: By column, the newer document and its segments.
        align: What finds the beads.
        progress: Told the share done (0 to 1) and the phase.
    """
    draft = EditDraft(project)
    columns: dict[int, _Column] = {}
    for column, (document, segments) in versions.items():
        row = project.documents[column]
        draft.set_document(
            column,
            document_row(
                row.id, row.key, document, project.location.folder, original=row.original
            )._replace(tag=row.tag),
        )
        columns[column] = _compare(draft, column, document, segments)
    affected = Affected(project, set().union(*(plan.touched for plan in columns.values())))
    for plan in columns.values():
        affected.add(plan.order, plan.fresh, plan.changed)
    reopened = [bead for bead in affected.touched if project.bead(bead).status == "confirmed"]
    orders = [
        columns[column].order if column in columns else list(project.segments(column))
        for column in range(len(project.documents))
    ]
    _realign(draft, orders, affected, align, progress)
    for column, plan in columns.items():
        draft.place_segments(column, plan.order, start=0, end=len(project.segments(column)))
    keys = ", ".join(project.documents[column].key for column in versions)
    plans = columns.values()
    kept = sum(len(plan.order) - len(plan.fresh) - len(plan.changed) for plan in plans)
    return Revision(
        edit=draft.edit(f"update {keys}"),
        kept=kept,
        changed=sum(len(plan.changed) for plan in plans),
        lost=sum(len(plan.lost) for plan in plans),
        added=sum(len(plan.fresh) for plan in plans),
        reopened=len(reopened),
        remarks=tuple(remark for plan in plans for remark in plan.remarks),
    )


def _compare(
    draft: EditDraft, column: int, document: "Document", segments: "Sequence[Segment]"
) -> _Column:
    """Find each old segment in the newer version; the draft's segments become the new ones."""
    project = draft.project
    plan = _Column()
    rows = [project.segment(segment) for segment in project.segments(column)]
    news = {segment.text for segment in segments}
    present = [row for row in rows if row.original != ""]
    # What a person corrected here may have been corrected in the document as well.
    sources = [
        row.text
        if row.original is None or (row.original not in news and row.text in news)
        else row.original
        for row in present
    ]
    survivors: list[int] = []
    for hunk in hunks(sources, [segment.text for segment in segments]):
        old = present[hunk.old.start : hunk.old.stop]
        new = segments[hunk.new.start : hunk.new.stop]
        if hunk.same:
            _keep(draft, old, new, document)
            survivors += [row.id for row in old]
        else:
            survivors += _exchange(draft, column, plan, old, new)
    plan.order = _with_insertions(rows, survivors)
    for segment in plan.lost:
        bead = project.segment(segment).bead
        draft.runs(bead)[column].remove(segment)
        draft.remove_segment(segment)
    return plan


def _keep(
    draft: EditDraft, old: Sequence[SegmentRow], new: "Sequence[Segment]", document: "Document"
) -> None:
    """The same text, however it is cut up: the old segments stand where the new ones do."""
    if len(old) == len(new) == 1:
        row, segment = old[0], new[0]
        draft.set_segment(
            row.id,
            start=segment.start,
            end=segment.end,
            paragraph=segment.paragraph,
            original=None if row.text == segment.text else row.original,
        )
        return
    letters = [
        (offset, segment.paragraph)
        for segment in new
        for offset in range(segment.start, segment.end)
        if not document.text[offset].isspace()
    ]
    done = 0
    for row in old:
        source = row.text if row.original is None else row.original
        count = sum(not letter.isspace() for letter in source)
        first, paragraph = letters[min(done, len(letters) - 1)]
        done += count
        end = letters[min(done, len(letters)) - 1][0] + 1 if count else first
        draft.set_segment(row.id, start=first, end=end, paragraph=paragraph)


def _exchange(
    draft: EditDraft,
    column: int,
    plan: _Column,
    old: Sequence[SegmentRow],
    new: "Sequence[Segment]",
) -> list[int]:
    """Changed segments take the new text, others are lost, and new ones come."""
    pairs = {
        j: old[i]
        for i, j in similar_pairs(
            [row.text if row.original is None else row.original for row in old],
            [segment.text for segment in new],
        )
    }
    ids = []
    for index, segment in enumerate(new):
        values: dict[str, Any] = {
            "text": segment.text,
            "original": None,
            "start": segment.start,
            "end": segment.end,
            "paragraph": segment.paragraph,
        }
        row = pairs.get(index)
        if row is None:
            ids.append(draft.add_segment(column, **values))
            plan.fresh.add(ids[-1])
            continue
        codes = after_edit(row.codes, row.text, segment.text)
        draft.set_segment(row.id, **values, codes=codes)
        ids.append(row.id)
        plan.changed.add(row.id)
        if row.original is not None and row.text != segment.text:
            _remember_text(draft, plan, row)
    plan.lost |= {row.id for row in old} - plan.changed
    plan.touched |= {row.bead for row in old}
    return ids


def _remember_text(draft: EditDraft, plan: _Column, row: SegmentRow) -> None:
    """An edited text gives way to the newer version's: it is kept in the bead's note."""
    draft.add_note(row.bead, f"edited before the update: {row.text}")
    draft.set_bead(row.bead, flagged=True)
    plan.remarks.append(
        f"bead {row.bead}: an edited text has changed in the document; the edit is in its note"
    )


def _with_insertions(rows: Sequence[SegmentRow], survivors: Sequence[int]) -> list[int]:
    """The segments that are left, with the inserted translations behind those they followed."""
    left = set(survivors)
    follow: dict[int | None, list[int]] = {}
    last: int | None = None
    for row in rows:
        if row.original == "":
            follow.setdefault(last, []).append(row.id)
        elif row.id in left:
            last = row.id
    order = list(follow.get(None, ()))
    for segment in survivors:
        order.append(segment)
        order += follow.get(segment, ())
    return order


def _realign(
    draft: EditDraft,
    orders: Sequence[Sequence[int]],
    affected: Affected,
    align: Aligner,
    progress: Callable[[float, str], None] | None,
) -> None:
    """Align what changed, with its neighbours; new segments go into beads there."""
    project = draft.project
    ranks = [{segment: rank for rank, segment in enumerate(order)} for order in orders]
    stretches = affected.stretches(draft, ranks)
    order: list[int] = []
    done = 0
    for number, stretch in enumerate(stretches):
        order += project.order[done : stretch.start]
        done = stretch.end
        order += replace_stretch(
            draft,
            project.order[stretch.start : stretch.end],
            stretch.columns,
            _aligned(draft, stretch.columns, align),
            block=stretch.block,
            reopened=affected.touched,
        )
        if progress:
            progress((number + 1) / len(stretches), "aligning")
    order += project.order[done:]
    draft.place_beads(order, start=0, end=len(project))


def _aligned(
    draft: EditDraft,
    columns: Sequence[Sequence[int]],
    align: Aligner,
) -> Sequence["Bead"]:
    from workbench.alignment import Bead

    filled = [column for column, segments in enumerate(columns) if segments]
    if len(filled) > 1:
        versions = [version_of(draft, column, segments) for column, segments in enumerate(columns)]
        return align(versions).beads
    # Nothing to align with: each new segment stands alone, for a person to look at.
    return [
        Bead(
            tuple((at, at + 1) if column in filled else (0, 0) for column in range(len(columns))),
            _UNKNOWN,
        )
        for at in range(sum(map(len, columns)))
    ]
