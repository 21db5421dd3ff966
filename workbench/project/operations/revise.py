"""A newer version of a document in the older one's place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.project.documents import document_row
from workbench.project.draft import EditDraft
from workbench.project.edit import Change, Edit
from workbench.project.operations.affected import CONTEXT, Affected, Stretch
from workbench.project.operations.compare import Comparison, compare
from workbench.project.operations.moved import relocate
from workbench.project.operations.realign import Aligner, replace_stretch, version_of
from workbench.project.operations.returned import bring_back
from workbench.project.project import Project

if TYPE_CHECKING:
    from workbench.alignment import Bead
    from workbench.documents import Document
    from workbench.segmentation import Segment


_UNKNOWN = 0.5
"""Confidence where a new segment stands between two anchors."""


_SURE = 0.9
"""Confidence of a bead at the edge of what was aligned again, from which it may end there."""

_ROUNDS = 4
"""Times that what is aligned again may grow, to twice as many beads each time."""


@dataclass(frozen=True, slots=True)
class Known:
    """Of one document, how much of the older version stands in the newer one."""

    column: int
    known: int
    of: int


@dataclass(frozen=True, slots=True)
class Revision:
    """What newer versions of documents would change."""

    edit: Edit
    known: tuple[Known, ...]
    kept: int
    """Segments whose text is unchanged; they keep bead, edits and status."""

    changed: int
    """Segments whose text is another now, if only in white space."""

    lost: int
    """Segments that the newer version lacks."""

    added: int
    """Segments that the older version lacked."""

    moved: tuple[int, ...]
    """Beads that stand elsewhere now, as they are."""

    changed_beads: tuple[int, ...]
    """Beads with a changed, lost or new segment that were there before, in reading order."""

    reopened: tuple[int, ...]
    """Those of them that were confirmed: they are ``changed`` now."""

    new: tuple[int, ...]
    """New beads; negative until the edit is applied."""

    gone: tuple[int, ...]
    """Beads of which nothing is left."""

    aside: int
    """Edits, notes and marks that are set aside."""

    back: int
    """Those that were, and are back in their places."""

    left_out: tuple[str, ...]
    """Sentences of the newer versions that stay out, since a person deleted them in a table."""

    remarks: tuple[str, ...]
    """What a person should look at, a sentence each."""

    @property
    def listed(self) -> dict[str, tuple[int, ...]]:
        """Beads by what became of them, for reports."""
        return {
            "reopened": self.reopened,
            "changed": self.changed_beads,
            "moved": self.moved,
            "new": self.new,
            "gone": self.gone,
        }


def revise(
    project: Project,
    versions: "Mapping[int, tuple[Document, Sequence[Segment]]]",
    align: Aligner,
    *,
    progress: Callable[[float, str], None] | None = None,
) -> Revision:
    """Put newer versions of documents in the older ones' place.

    A segment whose text still stands in the newer version keeps its bead and what a person
    did to it, also where she split or joined segments, and where it stands elsewhere now. The
    beads of changed, lost and new segments are aligned again with their neighbours, as many
    as it takes until the outcome is sure again at its edges; beads that a person confirmed or
    made are anchors. Supplied translations stay, or become the document's own where it has
    them now. What a person did to a sentence that is gone is set aside.

    Args:
        project: Not changed.
        versions: By column, the newer document and its segments.
        align: What finds the beads.
        progress: Told the share done (0 to 1) and the phase.
    """
    draft = EditDraft(project)
    columns: dict[int, Comparison] = {}
    for column, (document, segments) in versions.items():
        row = project.documents[column]
        draft.set_document(
            column,
            document_row(
                row.id, row.key, document, project.location.folder, original=row.original
            )._replace(tag=row.tag),
        )
        columns[column] = compare(draft, column, document, segments)
    plans = columns.values()
    moving = {project.segment(segment).bead for plan in plans for segment in plan.moved}
    affected = Affected(project, set().union(*(plan.touched for plan in plans)), moving)
    for plan in plans:
        settled = [segment for segment in plan.order if segment not in plan.moved]
        affected.add(settled, plan.fresh, plan.changed)
    orders = [
        columns[column].order if column in columns else list(project.segments(column))
        for column in range(len(project.documents))
    ]
    ranks = [{segment: rank for rank, segment in enumerate(order)} for order in orders]
    order = _realigned(draft, ranks, affected, align, progress)
    moved = [bead for bead in order if bead in moving]
    order = relocate(draft, order, set(moved), ranks)
    spaced = {project.segment(segment).bead for plan in plans for segment in plan.spaced}
    back = bring_back(draft, order, affected.touched)
    draft.place_beads(order, start=0, end=len(project))
    for column, plan in columns.items():
        draft.place_segments(column, plan.order, start=0, end=len(project.segments(column)))
    keys = ", ".join(project.documents[column].key for column in versions)
    edit = draft.edit(f"update {keys}")
    standing = set(order)
    altered = [
        bead
        for bead in project.order
        if bead in standing and (bead in affected.touched or bead in spaced)
    ]
    changed = sum(len(plan.changed) + len(plan.spaced) for plan in plans)
    added = sum(sum(segment < 0 for segment in plan.fresh) for plan in plans)
    return Revision(
        edit=edit,
        known=tuple(Known(column, plan.known, plan.of) for column, plan in columns.items()),
        kept=sum(len(plan.order) for plan in plans) - added - changed,
        changed=changed,
        lost=sum(len(plan.lost) for plan in plans),
        added=added,
        moved=tuple(moved),
        changed_beads=tuple(altered),
        reopened=tuple(
            bead
            for bead in altered
            if project.bead(bead).status == "confirmed" and draft.bead(bead).status == "changed"
        ),
        new=tuple(bead for bead in order if bead < 0),
        gone=tuple(bead for bead in project.order if bead not in standing),
        aside=sum(c.before is None for c in edit.changes if c.table == "aside" for _ in c.ids),
        back=back + sum(1 for c in edit.changes for kind in _kinds_back(c) if kind != "deletion"),
        left_out=tuple(text for plan in plans for text in plan.left_out),
        remarks=tuple(remark for plan in plans for remark in plan.remarks),
    )


def _kinds_back(change: Change) -> Sequence[str]:
    """The kinds of what is set aside no more."""
    back = change.table == "aside" and change.after is None and change.before is not None
    return change.before["kind"] if back and change.before else ()


def _realigned(
    draft: EditDraft,
    ranks: Sequence[dict[int, int]],
    affected: Affected,
    align: Aligner,
    progress: Callable[[float, str], None] | None,
) -> list[int]:
    """Align what changed, with its neighbours; new segments go into beads there.

    Returns:
        All beads in their order.
    """
    project = draft.project
    known: dict[tuple[tuple[int, ...], ...], Sequence[Bead]] = {}
    stretches = affected.stretches(draft, ranks)
    for number in range(_ROUNDS + 1):
        missing = [stretch for stretch in stretches if _contents(stretch) not in known]
        _align(draft, missing, align, known, progress if not number else None)
        grown = False
        for stretch in missing if number < _ROUNDS else ():
            for step in _doubtful_edges(draft, stretch, known[_contents(stretch)]):
                grown = affected.grow(stretch, step, CONTEXT << (number + 1)) or grown
        if not grown:
            break
        stretches = affected.stretches(draft, ranks)
    order: list[int] = []
    done = 0
    for stretch in stretches:
        order += project.order[done : stretch.start]
        done = stretch.end
        order += replace_stretch(
            draft,
            project.order[stretch.start : stretch.end],
            stretch.columns,
            known[_contents(stretch)],
            block=stretch.block,
            reopened=affected.touched,
        )
    return [*order, *project.order[done:]]


def _contents(stretch: Stretch) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, stretch.columns))


def _doubtful_edges(
    draft: EditDraft, stretch: Stretch, found: Sequence["Bead"]
) -> Iterator[Literal[-1, 1]]:
    """At which ends of a stretch the outcome is not what was there, or not sure."""
    inside = draft.project.order[stretch.start : stretch.end]
    edges: tuple[tuple[Literal[-1, 1], int], ...] = ((-1, 0), (1, -1))
    for step, end in edges:
        edge, group = list(inside)[end:][:1], list(found)[end:][:1]
        if not edge or not group:
            continue
        runs = [
            [column[number] for number in own]
            for column, own in zip(stretch.columns, group[0].segments, strict=True)
        ]
        confidence = group[0].confidence
        if runs != draft.runs(edge[0]) or (confidence is not None and confidence < _SURE):
            yield step


def _align(
    draft: EditDraft,
    stretches: Sequence[Stretch],
    align: Aligner,
    known: "dict[tuple[tuple[int, ...], ...], Sequence[Bead]]",
    progress: Callable[[float, str], None] | None,
) -> None:
    """Find the beads of stretches, all in one go: a bead between two keeps them apart."""
    from workbench.alignment import Bead

    project = draft.project
    batches: list[list[tuple[Stretch, list[list[int]]]]] = []
    for stretch in stretches:
        filled = [bool(column) for column in stretch.columns]
        if sum(filled) < 2:
            # Nothing to align with: each segment stands alone, for a person to look at.
            known[_contents(stretch)] = [
                Bead(tuple((at, at + full) if full else (0, 0) for full in filled), _UNKNOWN)
                for at in range(sum(map(len, stretch.columns)))
            ]
            continue
        before = draft.runs(project.order[stretch.start - 1]) if stretch.start else []
        if not any(before) or not batches:
            batches.append([])
        batches[-1].append((stretch, before or [[] for _ in stretch.columns]))
    for batch in batches:
        _align_batch(draft, batch, align, known, progress)


def _align_batch(
    draft: EditDraft,
    batch: Sequence[tuple[Stretch, list[list[int]]]],
    align: Aligner,
    known: "dict[tuple[tuple[int, ...], ...], Sequence[Bead]]",
    progress: Callable[[float, str], None] | None,
) -> None:
    """Find the beads of stretches, each behind what a bead holds that keeps it apart."""
    from workbench.alignment import Bead

    texts: list[list[int]] = [[] for _ in draft.project.documents]
    anchors = []
    walls = []
    for stretch, before in batch:
        corner = [len(text) for text in texts]
        for text, run in zip(texts, before, strict=True):
            text.extend(run)
        begin = [len(text) for text in texts]
        if corner != begin:
            anchors.append(tuple(zip(corner, begin, strict=True)))
        for text, column in zip(texts, stretch.columns, strict=True):
            text.extend(column)
        walls.append([(a, len(text)) for a, text in zip(begin, texts, strict=True)])
    beads = align(
        [version_of(draft, column, segments) for column, segments in enumerate(texts)],
        anchors=anchors,
        progress=progress,
    ).beads
    place = 0
    for (stretch, _), wall in zip(batch, walls, strict=True):
        own = []
        while not _inside(beads[place], wall):
            place += 1
        while place < len(beads) and _inside(beads[place], wall):
            runs = tuple(
                (a - start, b - start)
                for (a, b), (start, _) in zip(beads[place].runs, wall, strict=True)
            )
            skipped = tuple(
                tuple(segment - start for segment in segments)
                for segments, (start, _) in zip(beads[place].skipped, wall, strict=False)
            )
            own.append(Bead(runs, beads[place].confidence, skipped=skipped))
            place += 1
        known[_contents(stretch)] = own


def _inside(bead: "Bead", walls: Sequence[tuple[int, int]]) -> bool:
    """Whether a bead lies within what a stretch holds of each version."""
    return all(w <= a and b <= end for (a, b), (w, end) in zip(bead.runs, walls, strict=True))
