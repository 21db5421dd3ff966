"""Aligning a stretch anew, between what a person has confirmed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Protocol

from workbench.project.draft import EditDraft
from workbench.project.edit import Edit
from workbench.project.loaded_rows import BeadSegments
from workbench.project.operations.crossing import crosses
from workbench.project.project import Project
from workbench.units import codes_from_json, spaced

if TYPE_CHECKING:
    from workbench.alignment import Bead, Beads, Version

REACH = 25
"""Beads on either side that a neighbourhood has at the most."""

_SAME = 0.01
"""A confidence that moves by less is left as it was."""


class Aligner(Protocol):
    """What finds beads: ``functools.partial(alignment.align, encoder=…, cache=…)``."""

    def __call__(
        self,
        versions: "Sequence[Version]",
        *,
        anchors: Sequence[tuple[tuple[int, int], ...]] = (),
        progress: Callable[[float, str], None] | None = None,
    ) -> "Beads":
        """The beads of two or more versions of a text.

        Args:
            versions: Segments of each document, perhaps none.
            anchors: Runs that must come out as beads just so.
            progress: Told the share done (0 to 1) and the phase.
        """
        ...


def neighbourhood(project: Project, bead: int, reach: int = REACH) -> tuple[int, int]:
    """First and last bead around one, up to the nearest confirmed ones or ``reach`` beads."""
    ends = []
    for step in (-1, 1):
        end, other = bead, project.neighbour(bead, step)
        for _ in range(reach):
            if other is None or project.bead(other).status == "confirmed":
                break
            end, other = other, project.neighbour(other, step)
        ends.append(end)
    return ends[0], ends[1]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Beads that follow each other and would become others: all that changes in one place."""

    before: tuple[BeadSegments, ...]
    after: tuple[BeadSegments, ...]


@dataclass(frozen=True, slots=True)
class _Realigned:
    """A stretch of one block, and what the aligner made of it."""

    stretch: list[int]
    columns: list[list[int]]
    found: tuple["Bead", ...] | None
    """None where there was nothing to align."""


class Realignment:
    """What aligning a stretch again would change, hunk by hunk.

    Args:
        project: Not changed.
        beads: The whole stretch.
        parts: What the aligner made of its parts.
    """

    def __init__(self, project: Project, beads: Sequence[int], parts: Sequence[_Realigned]) -> None:
        self._project = project
        self._beads = beads
        self._parts = parts
        self.hunks: list[Hunk] = []
        self._codes: list[list[tuple[int | None, int, int, int, int]]] = []
        for part in parts:
            codes: list[tuple[int | None, int, int, int, int]] = []
            if part.found is not None:
                now = [project.runs(bead) for bead in part.stretch]
                then = [_segments_of(bead, part.columns) for bead in part.found]
                for kind, *places in SequenceMatcher(None, now, then, autojunk=False).get_opcodes():
                    a, b, c, d = places
                    number = None
                    if kind != "equal":
                        number = len(self.hunks)
                        self.hunks.append(Hunk(tuple(now[a:b]), tuple(then[c:d])))
                    codes.append((number, a, b, c, d))
            self._codes.append(codes)

    def edit(self, taken: Collection[int] | None = None) -> Edit:
        """The edit that makes the change.

        Args:
            taken: Which of the hunks; all when None.
        """
        draft = EditDraft(self._project)
        order: list[int] = []
        for part, codes in zip(self._parts, self._codes, strict=True):
            if part.found is None:
                order += part.stretch
                continue
            found: list[Bead] = []
            for number, a, b, c, d in codes:
                if number is None or taken is None or number in taken:
                    found += part.found[c:d]
                else:
                    found += _as_they_are(self._project, part, a, b)
            order += replace_stretch(draft, part.stretch, part.columns, found)
        start = self._project.index(self._beads[0])
        draft.place_beads(order, start=start, end=start + len(self._beads))
        return draft.edit("align again")


def _segments_of(bead: "Bead", columns: Sequence[Sequence[int]]) -> BeadSegments:
    return tuple(
        tuple(column[number] for number in own)
        for column, own in zip(columns, bead.segments, strict=True)
    )


def _as_they_are(project: Project, part: _Realigned, start: int, end: int) -> list["Bead"]:
    """Beads of a stretch as the aligner would give them, had it found what is there."""
    from workbench.alignment import Bead

    places = [0] * len(part.columns)
    beads = []
    for number, bead in enumerate(part.stretch[:end]):
        ends = [at + len(run) for at, run in zip(places, project.runs(bead), strict=True)]
        if number >= start:
            beads.append(Bead(tuple(zip(places, ends, strict=True)), None))
        places = ends
    return beads


def realignment(
    project: Project,
    first: int,
    last: int,
    align: Aligner,
    *,
    progress: Callable[[float, str], None] | None = None,
) -> Realignment:
    """Align all between two beads again; confirmed beads are anchors and stay as they are.

    A bead that comes out as it was keeps its row. Where borders move, a new bead takes the
    id of the bead whose first segment it has; marks and notes go along, and it is excluded
    when all its segments were.

    Args:
        project: Not changed.
        first: First bead of the stretch.
        last: Last bead of it.
        align: What finds the beads.
        progress: Told the share done (0 to 1) and the phase.

    Raises:
        WorkbenchError: The aligner cannot do it.
    """
    draft = EditDraft(project)
    beads = project.beads(first, last)
    stretches = list(_stretches(project, beads))
    parts = []
    for number, stretch in enumerate(stretches):

        def told(share: float, phase: str, number: int = number) -> None:
            assert progress is not None
            progress((number + share) / len(stretches), phase)

        columns = [
            [segment for bead in stretch for segment in project.runs(bead)[column]]
            for column in range(len(project.documents))
        ]
        if sum(map(bool, columns)) < 2 or _put_together(project, stretch):
            # Nothing to align with, or put together by a person.
            parts.append(_Realigned(stretch, columns, None))
            continue
        found = align(
            [version_of(draft, column, segments) for column, segments in enumerate(columns)],
            anchors=_anchors(project, stretch),
            progress=told if progress else None,
        )
        kept = [bead for bead in found.beads if any(a < b for a, b in bead.runs)]
        parts.append(_Realigned(stretch, columns, tuple(kept)))
    return Realignment(project, beads, parts)


def realign(
    project: Project,
    first: int,
    last: int,
    align: Aligner,
    *,
    progress: Callable[[float, str], None] | None = None,
) -> Edit:
    """The edit that takes all of a :func:`realignment`; empty when nothing would change."""
    return realignment(project, first, last, align, progress=progress).edit()


def version_of(draft: EditDraft, column: int, segments: Sequence[int]) -> "Version":
    """Segments of one document as the aligner sees them."""
    from workbench.alignment import Version

    rows = [draft.segment(segment) for segment in segments]
    paragraphs = draft.paragraphs(column)
    texts = tuple(spaced(row.text, codes_from_json(row.codes)) for row in rows)
    if any(row.paragraph >= len(paragraphs) for row in rows):
        return Version(draft.project.documents[column].tag, texts)
    known = [paragraphs[row.paragraph] for row in rows]
    return Version(
        draft.project.documents[column].tag,
        texts,
        tuple(row.paragraph for row in rows),
        tuple(paragraph[2] for paragraph in known),
        tuple(paragraph[4] for paragraph in known),
    )


def replace_stretch(
    draft: EditDraft,
    stretch: Sequence[int],
    columns: Sequence[Sequence[int]],
    found: Sequence["Bead"],
    *,
    block: int | None = None,
    reopened: Collection[int] = (),
) -> list[int]:
    """Let beads hold what the aligner found, in place of those of a stretch.

    Args:
        draft: Its runs of the stretch are set; its beads still have to be placed.
        stretch: Beads of one block, as they are now in the draft.
        columns: For each column the segments that the aligner was given.
        found: What it found.
        block: The block, where the stretch is empty.
        reopened: Beads that are no longer what a person confirmed: judged anew.

    Returns:
        The beads that stand there then, in order.
    """
    project = draft.project
    block = draft.bead(stretch[0]).block if block is None else block
    before = {bead: [list(run) for run in draft.runs(bead)] for bead in stretch}
    owner = {segment: bead for bead in stretch for run in before[bead] for segment in run}
    leads = {segment for bead in stretch for run in before[bead] for segment in run[:1]}
    same = {tuple(map(tuple, runs)): bead for bead, runs in before.items() if any(runs)}
    contents = []
    for group in found:
        runs = list(map(list, _segments_of(group, columns)))
        if any(runs):
            contents.append((runs, group.confidence))
    keeping = [same.get(tuple(map(tuple, runs))) for runs, _ in contents]
    taken = {bead for bead in keeping if bead is not None}
    order = []
    for bead in stretch:
        if bead not in taken:
            draft.runs(bead)[:] = [[] for _ in columns]
    for (runs, confidence), kept in zip(contents, keeping, strict=True):
        members = [segment for run in runs for segment in run]
        if kept is not None:
            row = draft.bead(kept)
            if kept in reopened:
                draft.judge(kept, status=draft.doubted(kept), confidence=confidence)
            elif (
                row.status != "confirmed"
                and row.confidence is not None
                and confidence is not None
                and abs(row.confidence - confidence) >= _SAME
            ):
                draft.judge(kept, confidence=confidence)
            order.append(kept)
            continue
        heirs = [owner[s] for s in members if s in leads and owner[s] not in taken]
        number = heirs[0] if heirs else draft.add_bead(block)
        taken.add(number)
        excluded = all(s in owner and project.bead(owner[s]).excluded for s in members)
        draft.runs(number)[:] = runs
        draft.judge(number, status=draft.doubted(number), confidence=confidence, excluded=excluded)
        order.append(number)
    return order


def _put_together(project: Project, stretch: Sequence[int]) -> bool:
    """Whether a person made this: a bead that skips others, or one in crossing order."""
    first = stretch[0]
    if project.skips(first):
        return True
    alone = len(stretch) == 1 and project.bead(first).confidence is None
    return alone and project.bead(first).block > 0 and crosses(project, first)


def _stretches(project: Project, beads: Sequence[int]) -> list[list[int]]:
    """Parts of a stretch of one block each, without gaps in any document."""
    parts: list[list[int]] = []
    ends: dict[int, int] = {}
    for bead in beads:
        runs = project.runs(bead)
        starts = {column: project.number(run[0]) for column, run in enumerate(runs) if run}
        gap = any(ends.get(column, start) != start for column, start in starts.items())
        last = parts[-1][-1] if parts else bead
        elsewhere = project.bead(last).block != project.bead(bead).block
        if not parts or gap or elsewhere or project.skips(last) or project.skips(bead):
            parts.append([])
            ends = {}
        parts[-1].append(bead)
        ends |= {column: start + len(runs[column]) for column, start in starts.items()}
    return parts


def _anchors(project: Project, stretch: Sequence[int]) -> list[tuple[tuple[int, int], ...]]:
    """The confirmed beads' runs, counted from the stretch's first segments."""
    anchors = []
    ends = [0] * len(project.documents)
    for bead in stretch:
        starts = ends
        ends = [end + len(run) for end, run in zip(ends, project.runs(bead), strict=True)]
        if project.bead(bead).status == "confirmed":
            anchors.append(tuple(zip(starts, ends, strict=True)))
    return anchors
