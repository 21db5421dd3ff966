"""Something to read, and to do something about."""

from collections.abc import Sequence

from textual import events

from workbench.review.dialogs.reading import Scrolled
from workbench.review.keys import bound, spoken
from workbench.review.questions import Page


class PageDialog(Scrolled[str]):
    """A text that scrolls, with actions that have a key each."""

    def __init__(self, question: Page) -> None:
        super().__init__(question.title, question.text)
        self._actions = question.actions

    def hints(self) -> Sequence[tuple[str, str]]:
        """The actions' keys."""
        shown = [(f"{spoken(key)} {label}", f"act('{name}')") for name, key, label in self._actions]
        return [*shown, ("Esc back", "leave")]

    def on_key(self, event: events.Key) -> None:
        """Answer with the action of a key."""
        for name, key, _ in self._actions:
            if event.key in bound((key,)).split(",") or event.character in bound((key,)).split(","):
                event.stop()
                self.dismiss(name)
                return

    def action_act(self, name: str) -> None:
        """Answer with an action that was clicked."""
        self.dismiss(name)
