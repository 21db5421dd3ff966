"""Beads whose segments stand elsewhere in a newer version: where they go in the project."""

from collections.abc import Sequence

from workbench.project.draft import EditDraft

_FEW = 200
"""Beads of a section at the most that is looked at for whether it stands in order again."""


def relocate(
    draft: EditDraft, order: Sequence[int], moved: set[int], ranks: Sequence[dict[int, int]]
) -> list[int]:
    """The beads with moved ones in their new places.

    Those that moved together stand where they cross nothing, if there is such a place; else
    where the first document has them, as a section of their own. A section that stands in
    order again is none any more.

    Args:
        draft: The blocks of beads are set.
        order: All beads, moved ones where they were.
        moved: Those whose segments of some document stand elsewhere.
        ranks: For each column, each segment's place in its new order.

    Returns:
        All beads in their new order.
    """
    standing = list(order)
    sections: dict[int, list[int]] = {}
    for bead in order:
        sections.setdefault(draft.bead(bead).block, []).append(bead)
    if not moved and len(sections) < 2:
        return standing
    groups = _together(draft, [bead for bead in order if bead in moved], ranks)
    main = max(sections, key=lambda block: len(sections[block]))
    groups += [
        beads
        for block, beads in sections.items()
        if block != main and len(beads) <= _FEW and not moved.intersection(beads)
    ]
    fresh = max(sections) + 1
    for group in groups:
        inside = set(group)
        rest = [bead for bead in standing if bead not in inside]
        before = standing.index(group[0])
        places = [sum(bead not in inside for bead in standing[:before])]
        places += _followed(draft, rest, group, ranks)
        heads = [_heads(draft, bead, ranks) for bead in rest]
        fitting = next(
            (
                place
                for place in places
                if (block := _fits(draft, rest, heads, place, group, ranks)) is not None
            ),
            None,
        )
        if fitting is not None:
            block = _fits(draft, rest, heads, fitting, group, ranks)
            place = fitting
        elif inside & moved:
            block, place = fresh, places[1] if len(places) > 1 else places[0]
            fresh += 1
        else:
            continue
        for bead in group:
            if draft.bead(bead).block != block:
                draft.set_bead(bead, block=block)
        standing = rest[:place] + group + rest[place:]
    return standing


def _together(
    draft: EditDraft, beads: Sequence[int], ranks: Sequence[dict[int, int]]
) -> list[list[int]]:
    """Moved beads in groups that follow each other in each of their documents."""
    groups: list[list[int]] = []
    ends: list[int | None] = []
    for bead in beads:
        runs = draft.runs(bead)
        starts = [rank[run[0]] if run else None for rank, run in zip(ranks, runs, strict=True)]
        follows = groups and all(
            end is None or start is None or end == start
            for end, start in zip(ends, starts, strict=True)
        )
        if follows:
            groups[-1].append(bead)
        else:
            groups.append([bead])
            ends = [None] * len(ranks)
        ends = [
            end if start is None else start + len(run)
            for end, start, run in zip(ends, starts, runs, strict=True)
        ]
    return groups


def _heads(draft: EditDraft, bead: int, ranks: Sequence[dict[int, int]]) -> list[int | None]:
    """The rank of a bead's first segment in each column."""
    return [
        rank[run[0]] if run else None for rank, run in zip(ranks, draft.runs(bead), strict=True)
    ]


def _followed(
    draft: EditDraft, rest: Sequence[int], group: Sequence[int], ranks: Sequence[dict[int, int]]
) -> list[int]:
    """Places behind the beads that each document has right before a group."""
    indices = {bead: index for index, bead in enumerate(rest)}
    owners = [
        {run[-1]: bead for bead in rest for run in [draft.runs(bead)[column]] if run}
        for column in range(len(ranks))
    ]
    places = []
    for column, rank in enumerate(ranks):
        first = next((run[0] for bead in group for run in [draft.runs(bead)[column]] if run), None)
        if first is None:
            continue
        wanted = rank[first]
        ends = [(rank[last], bead) for last, bead in owners[column].items() if rank[last] < wanted]
        places.append(indices[max(ends)[1]] + 1 if ends else 0)
    return places


def _fits(
    draft: EditDraft,
    rest: Sequence[int],
    heads: Sequence[Sequence[int | None]],
    place: int,
    group: Sequence[int],
    ranks: Sequence[dict[int, int]],
) -> int | None:
    """The block in which a group at a place stands in the order of every document."""
    near = [index for index in (place - 1, place) if 0 <= index < len(rest)]
    blocks = {draft.bead(rest[index]).block for index in near}
    if len(blocks) != 1:
        return None
    (block,) = blocks
    for column in range(len(ranks)):
        own = [head for bead in group if (head := _heads(draft, bead, ranks)[column]) is not None]
        if not own:
            continue
        if own != sorted(own):
            return None
        before = next(
            (
                heads[index][column]
                for index in range(place - 1, -1, -1)
                if heads[index][column] is not None and draft.bead(rest[index]).block == block
            ),
            None,
        )
        after = next(
            (
                heads[index][column]
                for index in range(place, len(rest))
                if heads[index][column] is not None and draft.bead(rest[index]).block == block
            ),
            None,
        )
        if (before is not None and before > own[0]) or (after is not None and after < own[-1]):
            return None
    return block
