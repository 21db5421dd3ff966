"""Beads of one block stand in the order of every document; which of a draft do not."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet

from workbench.project.draft_rows import DraftRows

_Heads = list[int | None]
"""For each column, the place of a bead's first segment; None where it has none."""


def crossing(draft: DraftRows, touched: AbstractSet[int], removed: AbstractSet[int]) -> list[int]:
    """Beads of a draft that do not stand in the order of their blocks, in reading order.

    Args:
        draft: Its beads and segments are placed.
        touched: Beads whose segments or places are other than in the project. The others are
            in order among themselves.
        removed: Beads that go.
    """
    project = draft.project
    order = project.order
    at = [
        project.index(bead)
        if bead >= 0
        else bisect_left(order, draft.bead(bead).place, key=lambda b: project.bead(b).place)
        for bead in touched
    ]
    if not at:
        return []
    low, high = max(min(at) - 1, 0), min(max(at) + 2, len(order))
    window = sorted({*order[low:high], *touched} - removed, key=lambda bead: draft.bead(bead).place)
    heads = {bead: _heads(draft, bead) for bead in window}
    # What the following beads that were not touched allow, from the end backwards.
    limits: dict[int, _Heads] = {}
    after: dict[int, _Heads] = {}
    for bead in reversed(window):
        block = draft.bead(bead).block
        if block not in after:
            after[block] = _beside(draft, block, range(high, len(order)), removed | touched)
        limits[bead] = after[block]
        if bead not in touched:
            after[block] = _first_known(heads[bead], after[block])
    found = []
    before: dict[int, _Heads] = {}
    for bead in window:
        block = draft.bead(bead).block
        if block not in before:
            before[block] = _beside(draft, block, range(low - 1, -1, -1), removed | touched)
        if bead in touched and not (
            _ordered(before[block], heads[bead]) and _ordered(heads[bead], limits[bead])
        ):
            found.append(bead)
            continue
        before[block] = _first_known(heads[bead], before[block])
    return found


def _heads(draft: DraftRows, bead: int) -> _Heads:
    return [
        min((draft.segment(segment).place for segment in run), default=None)
        for run in draft.standing_runs(bead)
    ]


def _beside(draft: DraftRows, block: int, indices: range, left_out: AbstractSet[int]) -> _Heads:
    """Of each column, the head of the nearest bead of a block outwards that has one."""
    project = draft.project
    found: _Heads = [None] * len(project.documents)
    for index in indices:
        bead = project.order[index]
        if draft.bead(bead).block == block and bead not in left_out:
            found = _first_known(found, _heads(draft, bead))
            if None not in found:
                break
    return found


def _first_known(heads: _Heads, others: _Heads) -> _Heads:
    return [b if a is None else a for a, b in zip(heads, others, strict=True)]


def _ordered(first: _Heads, second: _Heads) -> bool:
    return all(a is None or b is None or a < b for a, b in zip(first, second, strict=True))
