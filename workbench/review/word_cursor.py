"""The words under the cursor: one, or several that stand beside each other."""

from dataclasses import replace
from typing import Literal

from workbench.review.cursor import SelectedWord
from workbench.review.screen import Screen
from workbench.review.session import Session


def move(session: Session, screen: Screen, step: Literal[-1, 1]) -> None:
    """To the next or the previous word of the cell, through its segments."""
    found = _words(session)
    here = session.cursor.word
    if not found:
        screen.say("There is no word here.")
    elif here is None:
        session.cursor.word = found[0 if step > 0 else -1]
    elif step > 0:
        after = [word for word in found if _start(word) >= (here.segment, here.span[1])]
        session.cursor.word = after[0] if after else found[-1]
    else:
        before = [word for word in found if _start(word) < _start(here)]
        session.cursor.word = before[-1] if before else found[0]


def extend(session: Session, screen: Screen, step: Literal[-1, 1]) -> None:
    """Select the next word of the segment as well, or the last one no longer."""
    here = session.cursor.word
    if here is None:
        move(session, screen, 1)
        return
    spans = [word.span for word in _words(session) if word.segment == here.segment]
    start, end = here.span
    if step > 0:
        ends = [span[1] for span in spans if span[0] >= end][:1]
    else:
        ends = [span[1] for span in spans if start <= span[0] and span[1] < end][-1:]
    if ends:
        session.cursor.word = replace(here, span=(start, ends[0]))


def press(session: Session, segment: int, offset: int, *, extending: bool) -> None:
    """To the word at a character of the current cell, where there is one.

    Args:
        session: Its cursor is in that cell.
        segment: Index of the segment in the cell.
        offset: Into its text as it is shown, with marks for codes.
        extending: Keep what is selected in this segment, up to the word.
    """
    here = session.cursor.word if extending else None
    shown = session.sheet.coded(session.bead)[session.cursor.column]
    if segment < len(shown):
        offset = shown[segment].offset(offset)
    for word in _words(session):
        start, end = word.span
        if word.segment == segment and start <= offset < end:
            if here is not None and here.segment == segment:
                start, end = min(start, here.span[0]), max(end, here.span[1])
            session.cursor.word = SelectedWord(segment, (start, end))


def _words(session: Session) -> list[SelectedWord]:
    """The words of the current cell."""
    if session.cursor.bead is None:
        return []
    return [
        SelectedWord(number, span)
        for number, text in enumerate(session.project.texts(session.bead, session.column))
        for span in session.linker.spans(session.column, text)
    ]


def _start(word: SelectedWord) -> tuple[int, int]:
    return word.segment, word.span[0]
