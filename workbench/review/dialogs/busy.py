"""Something that takes a while; Escape gives it up."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Label, ProgressBar

from workbench.review.dialogs.dialog import Dialog


class Busy(Dialog[None]):
    """A bar that grows; nothing else can be done meanwhile."""

    HINTS = (("Esc give up", "leave"),)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.left = False
        """True once a person has given it up: whoever works asks now and then."""

    def body(self) -> Iterator[Widget]:
        """The bar, and what is being done."""
        yield ProgressBar(total=1.0, show_eta=False)
        yield Label("", id="phase", markup=False)

    def show(self, share: float, phase: str) -> None:
        """Show how far it is.

        Args:
            share: From 0 to 1.
            phase: What is being done.
        """
        if self.is_mounted:
            self.query_one(ProgressBar).update(progress=share)
            self.query_one("#phase", Label).update(phase)

    def action_leave(self) -> None:
        """Give it up."""
        self.left = True
        self.query_one("#phase", Label).update("giving up …")
