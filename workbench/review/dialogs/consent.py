"""A question that is answered with yes or no."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from workbench.review.dialogs.dialog import Dialog
from workbench.review.keys import bound
from workbench.review.questions import Consent


class ConsentDialog(Dialog[bool]):
    """Something worth a second thought."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(bound(("enter", "y")), "yes", show=False),
        Binding(bound(("n",)), "leave", show=False),
    ]
    DEFAULT_CSS = """
    ConsentDialog VerticalScroll { height: auto; max-height: 70vh; }
    """
    HINTS = (("Enter or y yes", "yes"), ("Esc or n no", "leave"))

    def __init__(self, question: Consent) -> None:
        super().__init__(question.title)
        self._text = question.text

    def body(self) -> Iterator[Widget]:
        """The question."""
        yield VerticalScroll(Static(self._text, markup=False))

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)
