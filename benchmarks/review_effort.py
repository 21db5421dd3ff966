"""How many keys lead from the automatic alignment to the right one, by a simulated reviewer.

    python benchmarks/review_effort.py FOLDER [--sets pairs-mac-dev trilingual-ntrex ...]

FOLDER holds gold alignments (``pairs-*.json``, ``trilingual-*.json``). Each document is
aligned as ``workbench align`` does, made a project, and reviewed in two orders: worst first
(``n``), and from top to bottom. A right bead costs Enter. A wrong one is mended with the
review's own operations, the cheaper of two ways: merge what belongs together and split it
where the gold does (J, s, arrows from the proposed border, Tab, Enter), or move single segments
over the borders ([ and ], with the arrows that lead there); then ``;``, which confirms what comes
of it. The review ends when the alignment equals the gold, so that looking at right beads
before the last wrong one is counted, too.

Where the gold is known by paragraphs only (``units``), a bead is right that lies within one.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench import project as projects
from workbench.api import aligning
from workbench.project import Project, operations

SETS = ("pairs-mac-dev", "trilingual-ntrex", "trilingual-progit")
SHARES = (0.1, 0.2, 0.3)
Runs = tuple[tuple[int, ...], ...]


@dataclass
class Effort:
    """What the reviews of some documents cost."""

    beads: int = 0
    errors: int = 0
    """Wrong beads of the automatic alignment."""

    mended: int = 0
    looked: int = 0
    """Right beads that were looked at before the last wrong one."""

    keys: int = 0
    """For mending alone, with the confirmation of what comes of it."""

    found: list[int] = field(default_factory=lambda: [0] * len(SHARES))
    """Wrong beads found after looking at each share of the beads."""

    stuck: int = 0
    """Wrong beads that cannot be mended: the gold crosses itself there. They are left out."""


def documents(path: Path) -> Iterator[tuple[dict[str, list[str]], list[Runs], bool]]:
    """Segments by language, gold groups by segment number, and whether these are units."""
    for document in json.loads(path.read_text(encoding="utf-8")):
        if "documents" in document:
            keys = document["languages"]
            texts = document["documents"]
            groups = [tuple(tuple(group[key]) for key in keys) for group in document["gold"]]
        else:
            keys = [document["source_lang"], document["target_lang"]]
            texts = {keys[0]: document["source"], keys[1]: document["target"]}
            groups = [tuple(map(tuple, group)) for group in document["gold"]]
        yield {key: texts[key] for key in keys}, groups, "units" in document


class Reviewer:
    """One review of one project.

    Args:
        project: As the aligner left it.
        gold: The right groups, in order, by segment number.
        units: Whether a bead within a group is right.
    """

    def __init__(self, project: Project, gold: Sequence[Runs], units: bool) -> None:
        self.project = project
        self.units = units
        self.groups = gold
        self.group = {
            (column, number): place
            for place, group in enumerate(gold)
            for column, run in enumerate(group)
            for number in run
        }

    def members(self, bead: int) -> Runs:
        """The bead's segments by number."""
        number = self.project.number
        return tuple(tuple(map(number, run)) for run in self.project.runs(bead))

    def touched(self, bead: int) -> set[int]:
        """The gold groups that the bead's segments belong to."""
        return {
            self.group.get((column, number), -1 - number)
            for column, run in enumerate(self.members(bead))
            for number in run
        }

    def right(self, bead: int) -> bool:
        """Whether the bead is as the gold has it."""
        groups = self.touched(bead)
        if len(groups) != 1:
            return False
        place = groups.pop()
        return self.units or (place >= 0 and self.members(bead) == self.groups[place])

    def closure(self, bead: int) -> list[int]:
        """The beads that have to be mended together with one."""
        if self.units:
            return [bead]
        first = last = self.project.index(bead)
        while True:
            groups = set().union(*(self.touched(b) for b in self.project.order[first : last + 1]))
            places = [
                self.project.index(self.project.segment(self.project.segments(c)[number]).bead)
                for place in groups
                if place >= 0
                for c, run in enumerate(self.groups[place])
                for number in run
            ]
            wider = min(first, *places), max(last, *places)
            if wider == (first, last):
                return list(self.project.order[first : last + 1])
            first, last = wider

    def wanted(self, beads: Sequence[int]) -> list[Runs]:
        """What these beads' segments ought to be grouped as, in order."""
        groups = sorted(set().union(*map(self.touched, beads)))
        held = [
            {number for bead in beads for number in self.members(bead)[column]}
            for column in range(len(self.project.documents))
        ]
        return [
            tuple(
                tuple(n for n in run if n in held[column])
                for column, run in enumerate(self.groups[place])
            )
            for place in groups
            if place >= 0
        ]

    def mend(self, beads: Sequence[int], here: int) -> int | None:
        """Make these beads right; the keys it takes, None where it cannot be done.

        Args:
            beads: In order.
            here: The one that the cursor is on.
        """
        wanted = self.wanted(beads)
        moving = self.moves(beads, wanted, beads.index(here))
        project, keys = self.project, len(beads) - 1
        if len(beads) > 1:
            project.apply(operations.merge(project, beads[0], beads[-1]))
        rest = beads[0]
        for group in wanted[:-1]:
            borders = tuple(map(len, group))
            if any(
                tuple(map(project.number, run[:border])) != part
                for run, border, part in zip(project.runs(rest), borders, group, strict=True)
            ):
                return None
            proposed = operations.proposed_borders(project, rest)
            steps = [abs(a - b) for a, b in zip(borders, proposed, strict=True)]
            off = [column for column, step in enumerate(steps) if step]
            keys += 2 + sum(steps) + (off[-1] if off else 0)
            edit = project.apply(operations.split(project, rest, borders))
            rest = next(b for b in edit.beads if b != rest and b in project)
            # Down to the second part, to split on there.
            keys += group is not wanted[-2]
        if moving is not None:
            keys = min(keys, moving)
        return keys + 1

    def moves(self, beads: Sequence[int], wanted: Sequence[Runs], here: int) -> int | None:
        """The keys for moving single segments over borders; None where beads are too many.

        What is to go up is moved from the bead below the border, what is to go down from the one
        above it; the cursor is on the bead at ``here``.
        """
        if len(beads) != len(wanted):
            return None
        keys, column = 0, 0
        now = [self.members(bead) for bead in beads]
        for place in range(len(beads) - 1):
            for number in range(len(now[0])):
                ends = [
                    sum(len(runs[number]) for runs in part[: place + 1]) for part in (now, wanted)
                ]
                steps = abs(ends[0] - ends[1])
                if steps:
                    there = place + (ends[0] < ends[1])
                    keys += steps + abs(number - column) + abs(there - here)
                    column, here = number, there
        return keys

    def review(self, order: Sequence[int], effort: Effort) -> None:
        """Look at the beads in an order until all are right."""
        wrong = {bead for bead in order if not self.right(bead)}
        effort.beads += len(order)
        effort.errors += len(wrong)
        open_ = set(wrong)
        found_at: list[int] = []
        crossed = False
        for place, bead in enumerate(order):
            if not open_:
                break
            if bead not in open_:
                effort.looked += bead in self.project and bead not in wrong
                continue
            beads = self.closure(bead)
            fixed = open_ & set(beads)
            keys = self.mend(beads, bead)
            open_ -= fixed
            found_at += [place] * len(fixed)
            if keys is None:
                effort.stuck += len(fixed)
                crossed = True
                continue
            effort.keys += keys
            effort.mended += len(fixed)
        for number, share in enumerate(SHARES):
            effort.found[number] += sum(place < share * len(order) for place in found_at)
        assert crossed or all(map(self.right, self.project.order)), "the alignment equals the gold"


def measure(path: Path, limit: int | None) -> tuple[Effort, Effort]:
    """Both orders over all documents of a set."""
    worst, plain = Effort(), Effort()
    for number, (texts, gold, units) in enumerate(documents(path)):
        if limit is not None and number >= limit:
            break
        found = aligning.align_segments(texts)
        for effort in (worst, plain):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "review.aligned"
                found.write(file)
                project = projects.open(file)
                order = list(project.order)
                if effort is worst:
                    order.sort(key=lambda bead: project.bead(bead).confidence or 0.0)
                Reviewer(project, gold, units).review(order, effort)
                project.close()
    return worst, plain


def show(name: str, order: str, effort: Effort) -> None:
    """One line of the table."""
    errors = max(effort.errors, 1)
    shares = "  ".join(f"{found / errors:5.0%}" for found in effort.found)
    each = effort.keys / max(effort.mended, 1)
    total = effort.keys + effort.looked
    print(
        f"{name:<20} {order:<12} {effort.beads:>6} {effort.errors:>6} {each:>10.1f} "
        f"{total:>10}   {shares}   {effort.stuck or ''}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--limit", type=int, help="documents of each set")
    arguments = parser.parse_args()
    shares = "  ".join(f"{share:5.0%}" for share in SHARES)
    print(
        f"{'set':<20} {'order':<12} {'beads':>6} {'errors':>6} {'keys/error':>10} "
        f"{'keys in all':>10}   {shares}   of the beads looked at: share of errors found"
    )
    for name in arguments.sets:
        worst, plain = measure(arguments.folder / f"{name}.json", arguments.limit)
        show(name, "worst first", worst)
        show(name, "in order", plain)


if __name__ == "__main__":
    main()
