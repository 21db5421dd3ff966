"""The last command that changed something, and its answers: to be repeated elsewhere."""

from collections.abc import Collection
from typing import Any

from workbench.review.questions import Choice, Consent, Line, Question, SegmentText

_UNDONE = {"undo", "redo", "repeat"}


class Recorder:
    """Remembers answers while a command asks, and gives them again while it is repeated.

    Args:
        commands: Names of those that can be repeated.
    """

    def __init__(self, commands: Collection[str]) -> None:
        self._commands = commands
        self._last: tuple[str, list[Any]] | None = None
        self._now: tuple[str, list[Any]] | None = None
        self._edit = 0
        self._given: list[Any] = []

    def begin(self, name: str, edit: int) -> None:
        """A command begins.

        Args:
            name: Its name.
            edit: The project's newest edit: by it is known whether the one before changed
                something.
        """
        self._settle(edit)
        self._now = (name, []) if name in self._commands and name not in _UNDONE else None
        if name != (self._last and self._last[0]):
            self._given = []

    def take(self, question: Question[Any], answer: Any) -> None:
        """A question was answered."""
        if self._now is not None and _is_repeated(question):
            self._now[1].append(answer)

    def again(self, edit: int) -> str | None:
        """The command to be done again; from now on it is given its answers."""
        self._settle(edit)
        if self._last is None:
            return None
        self._given = list(self._last[1])
        return self._last[0]

    def answer(self, question: Question[Any]) -> Any:
        """The answer that is given again; None where a person is to be asked."""
        if not self._given:
            return None
        if _is_repeated(question):
            answer = self._given.pop(0)
            if self._now is not None:
                self._now[1].append(answer)
            return answer
        return None

    def _settle(self, edit: int) -> None:
        if self._now is not None and edit > self._edit:
            self._last = self._now
        self._now, self._edit = None, edit


def _is_repeated(question: Question[Any]) -> bool:
    """Whether an answer holds elsewhere, too: a note's text does, a sentence's does not."""
    if isinstance(question, SegmentText):
        return question.lines
    return isinstance(question, (Line, Choice, Consent))
