"""Replacing what a search finds in the texts of one language, as one step."""

import dataclasses

from rich.text import Text

from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.review import find
from workbench.review.questions import Choice, Line
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

_SHOWN = 60
"""Characters of a text to show at the most."""


async def replace(session: Session, screen: Screen) -> None:
    """Replace a text or regex in one language, all at once or one by one."""
    keys = session.sheet.keys

    def query(typed: str) -> find.Query:
        found = find.parse_query(typed, keys)
        if found.column is None:
            found = dataclasses.replace(found, column=session.column)
        return found

    def texts(what: find.Query, new: str) -> dict[int, str]:
        """By segment, its text with the replacement."""
        assert what.column is not None
        found = {}
        for bead in session.cursor.rows:
            for segment in session.project.runs(bead)[what.column]:
                text = session.project.segment(segment).text
                changed = what.pattern.sub(lambda match: _filled(match, new, what.regex), text)
                if changed != text:
                    found[segment] = changed
        return found

    def explain(typed: str) -> str:
        if not typed.strip():
            return ""
        session.set_query(query(typed))
        return f"in {len(session.hits())} beads of {keys[query(typed).column or 0]}"

    what = await screen.ask(
        Line(
            f"Replace in {keys[session.column]}",
            value=session.searched,
            note="A text, or /a regex/ with groups; ru:text in another language.",
            explain=explain,
            low=True,
        )
    )
    if not what or not what.strip():
        return
    wanted = query(what)

    def effect(new: str) -> str:
        found = texts(wanted, new)
        if not found:
            return "nothing would change"
        segment, text = next(iter(found.items()))
        before = visible(session.project.segment(segment).text)[:_SHOWN]
        return f"{len(found)} texts; the first: {before} → {visible(text)[:_SHOWN]}"

    new = await screen.ask(
        Line(
            "Replace it by",
            note=r"\1, \2 … are the groups of the regex; nothing deletes it.",
            explain=effect,
        )
    )
    if new is None:
        return
    found = texts(wanted, new)
    if not found:
        screen.say("Nothing is replaced.")
        return
    how = await screen.ask(Choice("Replace", [f"All {len(found)}", "One by one"]))
    if how is None:
        return
    if how == 1:
        found = await _one_by_one(session, screen, found)
    if found:
        session.apply(lambda project: operations.replace_texts(project, found))
        screen.say(f"Replaced in {len(found)} texts, as one step: u takes it back.")


def _filled(match: find.Match, new: str, regex: bool) -> str:
    """The replacement, with the regex's groups."""
    if not regex:
        return new
    try:
        return match.expand(new)
    except (find.RegexError, IndexError) as error:
        raise WorkbenchError(f"the replacement {new!r} names no group ({error})") from error


async def _one_by_one(session: Session, screen: Screen, texts: dict[int, str]) -> dict[int, str]:
    """Those of the texts that a person takes."""
    chosen: dict[int, str] = {}
    left = list(texts.items())
    while left:
        segment, text = left[0]
        row = session.project.segment(segment)
        session.go_to(row.bead)
        options = [
            Text(f"Replace: {visible(text)}"),
            Text(f"Leave: {visible(row.text)}"),
            Text(f"Replace this and the other {len(left) - 1}"),
            Text("Leave this and the others"),
        ]
        number = len(texts) - len(left) + 1
        answer = await screen.ask(Choice(f"{number} of {len(texts)}", options))
        if answer is None:
            return {}
        if answer == 2:
            return chosen | dict(left)
        if answer == 3:
            return chosen
        if answer == 0:
            chosen[segment] = text
        left.pop(0)
    return chosen
