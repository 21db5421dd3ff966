"""Something that can be done in the review."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from workbench.review.screen import Screen
from workbench.review.session import Session


@dataclass(frozen=True, slots=True)
class Command:
    """Footer, help, palette and keys are made of these."""

    id: str
    keys: tuple[str, ...]
    """Textual's names; the first is the one that is shown. Other layouts' are added."""

    label: str
    """A word or two, for the footer and the palette."""

    help: str
    """One sentence, for the help and the palette."""

    run: Callable[[Session, Screen], Awaitable[None] | None]
    """What it refuses it raises as WorkbenchError; the screen says it."""

    rank: int = 0
    """Place in the footer, from 1; 0 where it is only in the help."""

    when: Callable[[Session], bool] = lambda _: True
    """Whether it can be done now."""
