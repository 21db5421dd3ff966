"""Changes of glossary files as steps, which undo takes back in turn with the project's edits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from workbench.errors import WorkbenchError
from workbench.files import atomic_write, from_os_error, rewriting

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class GlossaryStep:
    """A file before and after a change; None where there was none."""

    verb: str
    path: Path
    before: bytes | None
    after: bytes | None
    last: int
    """The project's newest edit when it was made: those with a higher number came later."""


class GlossarySteps:
    """The steps of one sitting, those that stand and those that were taken back."""

    def __init__(self) -> None:
        self._done: list[GlossaryStep] = []
        self._undone: list[GlossaryStep | None] = []
        """What was undone, newest last; None for an edit of the project."""

    def record(self, verb: str, path: Path, last: int, change: Callable[[], Result]) -> Result:
        """Make a change and remember the file as it was.

        Raises:
            WorkbenchError: The file cannot be read or written.
        """
        with rewriting(path):
            before = _bytes(path)
            result = change()
            after = _bytes(path)
        if after != before:
            self._done.append(GlossaryStep(verb, path, before, after, last))
            self._undone.clear()
        return result

    def undo_before(self, edit: int) -> bool:
        """Whether a step of a glossary is to be undone before the edit of that number."""
        return bool(self._done) and self._done[-1].last >= edit

    @property
    def redo_next(self) -> bool:
        """Whether what was undone last is a step of a glossary."""
        return bool(self._undone) and self._undone[-1] is not None

    def undo(self) -> GlossaryStep:
        """Put the file back as it was before the last step.

        Raises:
            WorkbenchError: Something else changed it meanwhile, or it cannot be written.
        """
        step = self._done[-1]
        _put(step.path, step.after, step.before)
        self._undone.append(self._done.pop())
        return step

    def redo(self, last: int) -> GlossaryStep:
        """Do the step again that was undone last.

        Args:
            last: The project's newest edit.

        Raises:
            WorkbenchError: As :meth:`undo`.
        """
        step = self._undone[-1]
        assert step is not None
        _put(step.path, step.before, step.after)
        self._undone.pop()
        self._done.append(replace(step, last=last))
        return step

    def edited(self) -> None:
        """The project was edited: what was undone is not to be done again."""
        self._undone.clear()

    def edit_undone(self) -> None:
        """An edit of the project was undone."""
        self._undone.append(None)

    def edit_redone(self) -> None:
        """An edit of the project was done again."""
        if self._undone:
            self._undone.pop()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error


def _put(path: Path, expected: bytes | None, wanted: bytes | None) -> None:
    with rewriting(path):
        _replace(path, expected, wanted)


def _replace(path: Path, expected: bytes | None, wanted: bytes | None) -> None:
    if _bytes(path) != expected:
        raise WorkbenchError(
            "another program changed it meanwhile, so this step stays",
            place=path,
            remedy="change the concept by hand (c)",
        )
    if wanted is None:
        try:
            path.unlink()
        except OSError as error:
            raise from_os_error(error, path, doing="delete") from error
        return
    with atomic_write(path) as file:
        file.write(wanted)
