"""Something that takes a while; Escape gives it up."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Label, ProgressBar

from workbench.review.dialogs.dialog import Dialog


class WorkDialog(Dialog[None]):
    """A bar that grows; nothing else can be done meanwhile. It is the work's progress, too."""

    HINTS = (("Esc give up", "leave"),)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._cancelled = False

    def body(self) -> Iterator[Widget]:
        """The bar, and what is being done."""
        yield ProgressBar(total=1.0, show_eta=False)
        yield Label("", id="phase", markup=False)

    def tell(self, done: float, phase: str) -> None:
        """Show how far it is; called from the working thread.

        Args:
            done: From 0 to 1.
            phase: What is being done.
        """
        self.app.call_from_thread(self._show, done, phase)

    def cancelled(self) -> bool:
        """Whether a person gave it up; called from the working thread."""
        return self._cancelled

    def _show(self, done: float, phase: str) -> None:
        if self.is_mounted and not self._cancelled:
            self.query_one(ProgressBar).update(progress=done)
            self.query_one("#phase", Label).update(phase)

    def action_leave(self) -> None:
        """Give it up."""
        self._cancelled = True
        self.query_one("#phase", Label).update("giving up …")
