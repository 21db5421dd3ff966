"""Which beads a newer version of a document touches, and where its new segments belong."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from workbench.project.draft import EditDraft
from workbench.project.project import Project


@dataclass(frozen=True, slots=True)
class Stretch:
    """Beads to align again, with the new segments that belong among them."""

    start: int
    """Index of the first into the project's order."""

    end: int
    """Index past the last; equal to ``start`` where new segments come between two anchors."""

    block: int
    columns: list[list[int]]
    """For each column all its segments, in their new order, without gaps."""


CONTEXT = 4
"""Neighbours on either side of a touched bead that are aligned again with it, to begin with."""


class Affected:
    """The beads to align again: those touched, and neighbours about which nobody has decided.

    Beads that a person confirmed, or whose borders she moved, never take part unless they are
    touched: they are anchors.

    Args:
        project: As it is.
        touched: Beads of which a segment changed or is lost.
        moved: Beads that stand elsewhere, as they are: they take no part.
    """

    def __init__(self, project: Project, touched: set[int], moved: set[int]) -> None:
        self._moved = moved
        self._project = project
        self.touched = touched
        self._active: set[int] = set()
        self._homes: dict[tuple[float, int], list[int]] = defaultdict(list)
        self._indices = {bead: index for index, bead in enumerate(project.order)}
        for bead in touched:
            index = self._indices[bead]
            self._spread(index, index, index)

    def add(self, order: Sequence[int], fresh: Collection[int], changed: Collection[int]) -> None:
        """Find a home for each new segment of a document.

        Args:
            order: Its segments as they are to be.
            fresh: The new ones among them.
            changed: Those with another text.
        """
        before: int | None = None
        waiting: list[int] = []
        for segment in [*order, None]:
            if segment in fresh and segment is not None:
                waiting.append(segment)
                continue
            if waiting:
                home = self._home(before, segment, changed)
                self._homes[home] += waiting
                waiting = []
            before = segment

    def stretches(self, draft: EditDraft, ranks: Sequence[dict[int, int]]) -> list[Stretch]:
        """What is to be aligned, in order.

        Args:
            draft: Lost segments are no longer in its runs.
            ranks: For each column, each segment's place in its new order.
        """
        project = self._project
        found: list[Stretch] = []
        ends: list[int | None] = []
        active: set[tuple[float, int]] = {(index, self._block(index)) for index in self._active}
        for place, block in sorted(active | self._homes.keys()):
            index = math.floor(place)
            inside = index == place
            columns: list[list[int]] = [[] for _ in project.documents]
            if inside:
                columns = [list(run) for run in draft.runs(project.order[index])]
            for segment in self._homes.get((place, block), ()):
                columns[self._column(draft, segment)].append(segment)
            for column, rank in zip(columns, ranks, strict=True):
                column.sort(key=rank.__getitem__)
            starts = [
                rank[column[0]] if column else None
                for column, rank in zip(columns, ranks, strict=True)
            ]
            start = index if inside else index + 1
            if (
                found
                and found[-1].end == start
                and found[-1].block == block
                and all(
                    end is None or begin is None or end == begin
                    for end, begin in zip(ends, starts, strict=True)
                )
            ):
                for whole, part in zip(found[-1].columns, columns, strict=True):
                    whole.extend(part)
                found[-1] = replace(found[-1], end=start + inside)
            else:
                found.append(Stretch(start, start + inside, block, columns))
                ends = [None] * len(columns)
            ends = [
                end if begin is None else begin + len(column)
                for end, begin, column in zip(ends, starts, columns, strict=True)
            ]
        return found

    def _home(
        self, before: int | None, after: int | None, changed: Collection[int]
    ) -> tuple[float, int]:
        """Index of the bead to which new segments between two others belong, and its block.

        A half stands for a new place between two anchors. The bead and those about it become
        active.
        """
        low, high = self._index(before), self._index(after)
        project = self._project
        # Between two segments of one bead: there is no other place.
        if low is not None and low == high:
            self.touched.add(project.order[low])
            return self._spread(low, low, low)
        anchor = next((index for index in (low, high) if index is not None), 0)
        # Neighbours in other sections, or in turned order, say nothing about what lies between
        # them: the new segments follow the one before. At a section's end they may go as far
        # as it reaches; without any neighbour, anywhere.
        if low is not None and high is not None and (high < low or not self._same(low, high)):
            high, after = low + 1, None
        elif low is not None and high is None:
            high = self._edge(low, 1)
        elif high is not None and low is None:
            low = self._edge(high, -1)
        if low is None or high is None:
            low, high = -1, len(project)
        between = range(low + 1, high)
        # Best where the text changed, then where it is touched, then where nobody has decided.
        choices = [
            *([low] if before in changed else []),
            *([high] if after in changed else []),
            *(index for index in between if project.order[index] in self.touched),
            *(index for index in between if self._open(index)),
            *([low] if before is not None and self._open(low) else []),
            *([high] if after is not None and self._open(high) else []),
        ]
        if choices:
            return self._spread(choices[0], low, high)
        return low + 0.5, self._block(anchor)

    def _spread(self, index: int, low: int, high: int) -> tuple[int, int]:
        """Activate a bead and its neighbours, up to an anchor and some past ``low`` or ``high``."""
        self._active.add(index)
        for step, limit in ((-1, max(low, index - CONTEXT)), (1, min(high, index + CONTEXT))):
            other, beyond = index + step, 0
            while beyond < CONTEXT and self._same(index, other) and self._free(other):
                self._active.add(other)
                beyond += other * step >= limit * step
                other += step
        return index, self._block(index)

    def grow(self, stretch: Stretch, step: int, count: int) -> bool:
        """Let more of a stretch's neighbours take part.

        Args:
            stretch: One of :meth:`stretches`.
            step: -1 for those before it, 1 for those behind.
            count: So many at the most.

        Returns:
            Whether there was any.
        """
        edge = stretch.start if step < 0 else stretch.end - 1
        grown = False
        for other in range(edge + step, edge + step * (count + 1), step):
            if not (self._same(edge, other) and self._free(other)):
                break
            grown = grown or other not in self._active
            self._active.add(other)
        return grown

    def _free(self, index: int) -> bool:
        return self._open(index) or self._project.order[index] in self.touched

    def _edge(self, index: int, step: int) -> int:
        """Where the section ends in one direction: the first index that is not of it."""
        while 0 <= index < len(self._project) and self._same(index, index + step):
            index += step
        return index + step

    def _block(self, index: int) -> int:
        return self._project.bead(self._project.order[index]).block

    def _same(self, one: int, other: int) -> bool:
        order = self._project.order
        return (
            0 <= other < len(order)
            and self._project.bead(order[one]).block == self._project.bead(order[other]).block
        )

    def _open(self, index: int) -> bool:
        order = self._project.order
        if not 0 <= index < len(order):
            return False
        row = self._project.bead(order[index])
        if row.id in self._moved:
            return False
        decided = row.status == "confirmed" or (row.confidence is None and row.version > 0)
        return not (decided or self._project.skips(row.id))

    def _index(self, segment: int | None) -> int | None:
        return None if segment is None else self._indices[self._project.segment(segment).bead]

    def _column(self, draft: EditDraft, segment: int) -> int:
        document = draft.segment(segment).document
        return next(
            column for column, row in enumerate(self._project.documents) if row.id == document
        )
