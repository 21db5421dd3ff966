"""A word or term through the whole project, in all its forms."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from workbench.review.questions import MOST_OPTIONS, Choice, Line, hanging
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

_AROUND = 40
"""Characters shown on either side of a hit."""


async def find_term(session: Session, screen: Screen) -> None:
    """Find a word in all its forms through the project, in the language of the cursor."""
    column = session.column
    key = session.sheet.keys[column]
    typed = await screen.ask(
        Line(
            f"Concordance in {key}",
            value=session.selected_text(),
            note="A word or a term: it is found in all its forms.",
        )
    )
    if not typed or not typed.strip():
        return
    hits = list(_hits(session, column, typed.strip()))
    if not hits:
        screen.say(f"“{typed.strip()}” does not stand in {key}.")
        return
    lines = [_line(session, column, *hit) for hit in hits[: MOST_OPTIONS + 1]]
    chosen = await screen.ask(Choice(f"{len(hits)} × “{typed.strip()}” in {key}", lines))
    if chosen is not None:
        session.go_to(hits[chosen][0])


def _hits(session: Session, column: int, term: str) -> Iterator[tuple[int, str, int, int]]:
    """Bead, text, start and end of each place where a term stands."""
    from workbench.glossary import Concept, Matcher, Term

    tag = session.project.documents[column].tag
    matcher = Matcher([Concept("asked", {tag: (Term(term),)})], tag)
    for bead in session.project.order:
        for text in session.project.texts(bead, column):
            for match in matcher.find(matcher.fold(text)):
                yield bead, text, match.start, match.end


def _line(
    session: Session, column: int, bead: int, text: str, start: int, end: int
) -> RenderableType:
    """A hit in its surroundings, and the other languages below."""
    line = Text("…" if start > _AROUND else "")
    line.append(visible(text[max(start - _AROUND, 0) : start]))
    line.append(visible(text[start:end]), "bold underline")
    line.append(visible(text[end : end + _AROUND]) + ("…" if end + _AROUND < len(text) else ""))
    number = str(session.project.index(bead) + 1)
    rows: list[tuple[str, str, Text]] = [(number, session.sheet.keys[column], line)]
    for other in session.sheet.columns:
        if other != column:
            joined = " • ".join(map(visible, session.project.texts(bead, other)))
            cut = joined[: 3 * _AROUND] + ("…" if len(joined) > 3 * _AROUND else "")
            rows.append(("", session.sheet.keys[other], Text(cut, "dim")))
    return hanging(rows)
