"""The words under the cursor: one, or several that stand beside each other."""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from workbench.review.pane import Place

if TYPE_CHECKING:
    from workbench.review.app import ReviewApp


def step(desk: "ReviewApp", steps: Literal[-1, 1]) -> None:
    """To the next or the last word of the cell, through its segments."""
    places = _places(desk)
    here = desk.word
    if not places:
        desk.say("There is no word here.")
        return
    if here is None:
        desk.word = places[0 if steps > 0 else -1]
    elif steps > 0:
        after = [place for place in places if _start(place) >= (here.segment, here.span[1])]
        desk.word = after[0] if after else places[-1]
    else:
        before = [place for place in places if _start(place) < _start(here)]
        desk.word = before[-1] if before else places[0]
    desk.show_bead()


def extend(desk: "ReviewApp", steps: Literal[-1, 1]) -> None:
    """Take the next word of the segment as well, or give the last one back."""
    here = desk.word
    if here is None:
        step(desk, 1)
        return
    spans = [place.span for place in _places(desk) if place.segment == here.segment]
    start, end = here.span
    if steps > 0:
        ends = [span[1] for span in spans if span[0] >= end][:1]
    else:
        ends = [span[1] for span in spans if start <= span[0] and span[1] < end][-1:]
    if ends:
        desk.word = replace(here, span=(start, ends[0]))
    desk.show_bead()


def press(desk: "ReviewApp", segment: int, offset: int, *, extending: bool) -> None:
    """To the word at a character of the current cell, where there is one.

    Args:
        desk: The app.
        segment: Of the cell, by its place.
        offset: Into its text.
        extending: Keep what is selected in this segment, up to the word.
    """
    if desk.grid.row is None:
        return
    desk.show_bead()
    here = desk.word if extending else None
    for place in _places(desk):
        start, end = place.span
        if place.segment == segment and start <= offset < end:
            if here is not None and here.segment == segment:
                start, end = min(start, here.span[0]), max(end, here.span[1])
            desk.word = replace(place, span=(start, end))
    desk.show_bead()


def text(desk: "ReviewApp") -> str:
    """What is selected; nothing where no word is under the cursor."""
    if desk.word is None:
        return ""
    texts = desk.project.texts(desk.bead, desk.column)
    return texts[desk.word.segment][slice(*desk.word.span)]


def _places(desk: "ReviewApp") -> list[Place]:
    """The words of the current cell."""
    if desk.grid.row is None:
        return []
    return [
        Place(desk.grid.column, number, span)
        for number, words in enumerate(desk.project.texts(desk.grid.row, desk.column))
        for span in desk.spans(desk.column, words)
    ]


def _start(place: Place) -> tuple[int, int]:
    return place.segment, place.span[0]
