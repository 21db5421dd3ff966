"""Going from bead to bead: by steps, to what is worth a look, by search and filter."""

from functools import partial
from typing import TYPE_CHECKING, Literal

from workbench.errors import WorkbenchError
from workbench.review import find, terms
from workbench.review.dialogs.choose import Choose
from workbench.review.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp

TARGETS: dict[str, tuple[str, find.Test | None]] = {
    "worst": ("doubtful, worst first", None),
    "doubtful": ("doubtful, in order", find.doubtful),
    "unreviewed": ("unreviewed", find.unreviewed),
    "flagged": ("flagged", find.flagged),
    "finding": ("with a finding of the checks", None),
    "found": ("with what was searched for", None),
}
"""What "next" may mean, with its test where the bead alone decides."""


def step(desk: "ReviewApp", steps: int) -> None:
    """Some beads further, or back."""
    desk.grid.go(desk.grid.index + steps)


def extend(desk: "ReviewApp", steps: int) -> None:
    """The same, and the range goes along."""
    if not desk.grid.selecting:
        desk.grid.select(True)
    step(desk, steps)


def aside(desk: "ReviewApp", steps: int) -> None:
    """To another column."""
    desk.grid.column += steps


async def to_number(desk: "ReviewApp") -> None:
    """To a bead by its number, or by its name."""
    count = len(desk.project)

    def bead(typed: str) -> int:
        typed = typed.strip()
        number = int(typed.lstrip("#")) if typed.lstrip("#").isdecimal() else 0
        if typed.startswith("#") and number in desk.project:
            return number
        if not typed.startswith("#") and 1 <= number <= count:
            return desk.project.order[number - 1]
        raise WorkbenchError("there is no such bead", remedy=f"type a number from 1 to {count}")

    typed = await desk.ask(
        Prompt(
            "Go to",
            note=f"A number from 1 to {count}, as in the margin; #12 is the bead called 12.",
            explain=lambda typed: f"bead #{bead(typed)}" if typed.strip() else "",
        )
    )
    if typed and typed.strip():
        desk.go_to(bead(typed))


async def choose_target(desk: "ReviewApp") -> None:
    """What "next" and "previous" look for."""
    names = list(TARGETS)
    lines = [
        f"{TARGETS[name][0]}" + (f"   ({number})" if number is not None else "")
        for name, number in zip(names, _target_counts(desk), strict=True)
    ]
    chosen = await desk.ask(Choose("Next: what to look for", lines, at=names.index(desk.target)))
    if chosen is not None:
        desk.target = names[chosen]
        desk.worst = None
        desk.show_progress()
        await jump(desk, 1)


def _target_counts(desk: "ReviewApp") -> list[int | None]:
    counts: list[int | None] = []
    for name in TARGETS:
        test = _test(desk, name)
        if test is None:
            counts.append(None)
        else:
            counts.append(sum(test(desk.project, bead) for bead in desk.grid.rows))
    return counts


def _test(desk: "ReviewApp", target: str) -> find.Test | None:
    if target == "found":
        return desk.sheet.query.test if desk.sheet.query else lambda *_: False
    if target == "finding":
        return lambda _, bead: bead in desk.findings
    return TARGETS[target][1]


async def jump(desk: "ReviewApp", step: Literal[-1, 1]) -> None:
    """To the next or previous bead that is looked for, round the end."""
    if not desk.grid.rows:
        return
    test = _test(desk, desk.target)
    if test is None:
        _worst(desk, step)
        return
    rows, here = desk.grid.rows, desk.grid.index
    for distance in range(1, len(rows) + 1):
        index = (here + step * distance) % len(rows)
        if test(desk.project, rows[index]):
            if (index - here) * step <= 0:
                desk.say(f"Round the end: this is the {'first' if step > 0 else 'last'}.")
            desk.grid.go(index)
            return
    desk.say(f"No bead is {TARGETS[desk.target][0]}.")


def _worst(desk: "ReviewApp", step: Literal[-1, 1]) -> None:
    doubts, shown = desk.doubts, desk.grid.shows
    if step > 0:
        found = doubts.after(desk.worst, shown)
        if found is None and desk.worst is not None:
            found = doubts.after(None, shown)
            if found is not None:
                desk.say("All seen once: from the most doubtful on again.")
    else:
        found = doubts.before(desk.worst, shown) if desk.worst else None
    if found is None:
        done = "All beads shown are confirmed: X exports them, q leaves."
        desk.say(done if step > 0 else "Nothing is more doubtful.")
        return
    if found[0] >= find.DOUBTFUL and (desk.worst is None or desk.worst[0] < find.DOUBTFUL):
        desk.say("No more doubtful ones: C confirms the rest at once, n goes on among them.")
    desk.worst = found
    desk.grid.go_to(found[1])


async def search(desk: "ReviewApp") -> None:
    """Search a text, in one or all languages."""
    keys = desk.sheet.keys

    def explain(typed: str) -> str:
        if not typed.strip():
            return ""
        query = find.query(typed, keys)
        count = sum(query.test(desk.project, bead) for bead in desk.grid.rows)
        return f"in {count} beads"

    typed = await desk.ask(
        Prompt(
            "Search",
            value=desk.searched,
            note=f"{keys[-1]}:text searches one language; /…/ is a regular expression. "
            "Nothing: marks are taken away.",
            explain=explain,
        )
    )
    if typed is None:
        return
    desk.searched = typed.strip()
    desk.sheet.query = find.query(typed, keys) if typed.strip() else None
    desk.target = "found" if typed.strip() else "worst"
    desk.grid.redraw()
    desk.show_progress()
    row = desk.grid.row
    if desk.sheet.query and row and not desk.sheet.query.test(desk.project, row):
        await jump(desk, 1)
    desk.show_bead()


def other_test(desk: "ReviewApp", word: str) -> find.Test | None:
    """What a filter's word means that the project alone does not tell."""
    if word == "finding":
        return lambda _, bead: bead in desk.findings
    if word.startswith("term:") and len(word) > len("term:"):
        return terms.test_of(desk, word.removeprefix("term:").replace("_", " "))
    return None


async def set_filter(desk: "ReviewApp") -> None:
    """Show only some beads."""
    keys = desk.sheet.keys
    other = partial(other_test, desk)

    def explain(typed: str) -> str:
        wanted = find.filter_of(typed, keys, other)
        if not wanted:
            return f"all {len(desk.project)} beads"
        count = sum(wanted.test(desk.project, bead) for bead in desk.project.order)
        return f"{count} of {len(desk.project)} beads"

    words = "\n".join(
        [f"{word:<13}{meaning}" for word, (_, meaning) in find.WORDS.items()]
        + [f"{word:<13}{meaning}" for word, meaning in find.PATTERNS.items()]
    )
    typed = await desk.ask(
        Prompt(
            "Show only",
            value=desk.sheet.filter.text,
            note="Words that all hold; nothing shows all.\n" + words,
            explain=explain,
        )
    )
    if typed is not None:
        desk.set_filter(find.filter_of(typed, keys, other))
