"""Going from bead to bead: by steps, to what is worth a look, by search and filter."""

from collections.abc import Callable
from typing import Literal

from workbench.errors import WorkbenchError
from workbench.review import find
from workbench.review.questions import Choice, Line
from workbench.review.screen import Screen
from workbench.review.session import Session

MARKED = {
    "found": "has what was searched for",
    "flag": "is flagged or has a finding",
    "doubt": "is doubtful",
    "done": "is confirmed",
}
"""By kind of a mark in the map, what is said of a bead that has it."""


def move(session: Session, _: Screen, steps: int) -> None:
    """Some beads further, or back."""
    session.cursor.go(session.cursor.index + steps)


def extend(session: Session, screen: Screen, steps: int) -> None:
    """The same, and the range goes along."""
    if not session.cursor.selecting:
        session.cursor.select(True)
    move(session, screen, steps)


def select(session: Session, _: Screen) -> None:
    """Begin a range, or give it up."""
    session.cursor.select(not session.cursor.selecting)


def change_column(session: Session, _: Screen, steps: int) -> None:
    """To another column."""
    session.cursor.column += steps


def first(session: Session, _: Screen) -> None:
    """To the first bead shown."""
    session.cursor.go(0)


def last(session: Session, _: Screen) -> None:
    """To the last bead shown."""
    session.cursor.go(len(session.cursor.rows) - 1)


async def to_number(session: Session, screen: Screen) -> None:
    """To a bead by its number, or by its name."""
    project, count = session.project, len(session.project)

    def bead(typed: str) -> int:
        typed = typed.strip()
        share = typed.removesuffix("%").strip()
        if typed.endswith("%") and share.isdecimal() and int(share) <= 100 and count:
            return project.order[min(int(share) * count // 100, count - 1)]
        number = int(typed.lstrip("#")) if typed.lstrip("#").isdecimal() else 0
        if typed.startswith("#") and number in project:
            return number
        if not typed.startswith("#") and 1 <= number <= count:
            return project.order[number - 1]
        raise WorkbenchError(
            "there is no such bead", remedy=f"type a number from 1 to {count}, or 50%"
        )

    typed = await screen.ask(
        Line(
            "Go to",
            note=f"A number from 1 to {count}, as in the margin; 50% is the middle; "
            "#12 is the bead called 12.",
            explain=lambda typed: f"bead #{bead(typed)}" if typed.strip() else "",
        )
    )
    if typed and typed.strip():
        session.go_to(bead(typed))


async def choose_target(session: Session, screen: Screen) -> None:
    """What "next" and "previous" look for."""
    names = list(find.TARGETS)
    options = [f"{find.TARGETS[name][0]}{_count(session, name)}" for name in names]
    at = names.index(session.target)
    chosen = await screen.ask(Choice("Next: what to look for", options, at))
    if chosen is not None:
        session.target = names[chosen]
        session.worst = None
        jump(session, screen, 1)


def _count(session: Session, target: str) -> str:
    test = session.target_test(target)
    if test is None:
        return ""
    return f"   ({sum(test(session.project, bead) for bead in session.cursor.rows)})"


def jump(session: Session, screen: Screen, step: Literal[-1, 1]) -> None:
    """To the next or previous bead that is looked for, round the end."""
    rows, here = session.cursor.rows, session.cursor.index
    if not rows:
        return
    test = session.target_test(session.target)
    if test is None:
        _jump_by_confidence(session, screen, step)
        return
    if not _seek(session, screen, step, lambda bead: test(session.project, bead)):
        screen.say(f"No bead is {find.TARGETS[session.target][0]}.")
    elif session.target == "found" and (session.cursor.index - here) * step > 0:
        screen.say(f"{session.hit_number()}in {len(session.hits())} beads.")


def to_mark(session: Session, screen: Screen, kind: str) -> None:
    """To the next bead that the map marks so, round the end."""
    if not _seek(session, screen, 1, lambda bead: kind in session.sheet.kinds([bead])):
        screen.say(f"No bead shown {MARKED[kind]}.")


def _seek(
    session: Session, screen: Screen, step: Literal[-1, 1], test: Callable[[int], bool]
) -> bool:
    """Go to the next or previous bead that passes, round the end; False where none does."""
    rows, here = session.cursor.rows, session.cursor.index
    for distance in range(1, len(rows) + 1):
        index = (here + step * distance) % len(rows)
        if test(rows[index]):
            if (index - here) * step <= 0:
                screen.say(f"Round the end: this is the {'first' if step > 0 else 'last'}.")
            session.cursor.go(index)
            return True
    return False


def _jump_by_confidence(session: Session, screen: Screen, step: Literal[-1, 1]) -> None:
    queue, shows, last = session.queue, session.cursor.shows, session.worst
    if step > 0:
        found = queue.after(last, shows)
        if found is None and last is not None:
            found = queue.after(None, shows)
            if found is not None:
                screen.say("All seen once: from the most doubtful on again.")
    else:
        found = queue.before(last, shows) if last else None
    if found is None:
        done = "All beads shown are confirmed: X exports them, q leaves."
        screen.say(done if step > 0 else "Nothing is more doubtful.")
        return
    below = session.sheet.doubtful_below
    if found[0] >= below and (last is None or last[0] < below):
        unscored = session.sheet.counts["unscored"]
        if unscored:
            screen.say(f"How sure {unscored} beads are is not scored: V scores them.")
        else:
            screen.say("No more doubtful ones: C confirms the rest at once, n goes on among them.")
    session.worst = found
    session.cursor.go_to(found[1])


async def search(session: Session, screen: Screen) -> None:
    """Search a text, in one or all languages; the first hit is shown while it is typed."""
    cursor, before = session.cursor, (session.cursor.bead, session.sheet.query)

    def explain(typed: str) -> str:
        query = find.parse_query(typed, session.sheet.keys) if typed.strip() else None
        session.set_query(query)
        if query is None:
            return ""
        hits = session.hits()
        here = cursor.place(before[0]) if before[0] is not None else 0
        following = [bead for bead in hits if (cursor.place(bead) or 0) >= (here or 0)]
        if hits:
            cursor.go_to((following or hits)[0])
        return f"{session.hit_number()}in {len(hits)} beads"

    typed = await screen.ask(
        Line(
            "Search",
            value=session.searched,
            note=f"{session.sheet.keys[-1]}:text searches one language; /…/ is a regular "
            "expression. Nothing: marks are taken away.",
            explain=explain,
            low=True,
        )
    )
    if typed is None:
        session.set_query(before[1])
        if before[0] is not None:
            cursor.go_to(before[0])
        return
    session.searched = typed.strip()
    explain(typed)
    session.target = "found" if session.sheet.query else "worst"
    if session.sheet.query:
        screen.say(f"{session.hit_number()}in {len(session.hits())} beads: n the next, E replaces.")


async def set_filter(session: Session, screen: Screen) -> None:
    """Show only some beads."""
    project = session.project

    def explain(typed: str) -> str:
        wanted = session.parse_filter(typed)
        if not wanted:
            return f"all {len(project)} beads"
        count = sum(wanted.test(project, bead) for bead in project.order)
        return f"{count} of {len(project)} beads"

    meanings = {word: meaning for word, (_, meaning) in find.WORDS.items()} | find.PATTERNS
    words = "\n".join(f"{word:<13}{meaning}" for word, meaning in meanings.items())
    typed = await screen.ask(
        Line(
            "Show only",
            value=session.sheet.filter.text,
            note="Words that all hold; nothing shows all.\n" + words,
            explain=explain,
        )
    )
    if typed is not None:
        session.set_filter(session.parse_filter(typed))
