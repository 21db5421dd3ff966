"""A project: its rows in memory, its history, and the store that keeps both."""

import gc
import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.project import ids
from workbench.project.edit import Edit, EditConflict, Entry
from workbench.project.loaded_rows import LoadedRows
from workbench.project.rows import Table
from workbench.project.store import Store

if TYPE_CHECKING:
    from workbench.embedding import VectorCache


class Project(LoadedRows):
    """An alignment under review.

    Read it as you like; change it only through :meth:`apply`, :meth:`undo`, :meth:`redo`.

    Args:
        store: What keeps it.
        author: Who signs the edits; the system's user when None.

    Raises:
        WorkbenchError: The store cannot be read, or its rows contradict each other.
    """

    def __init__(self, store: Store, *, author: str | None = None) -> None:
        self.store = store
        self.author = _user() if author is None else author
        with _collector_at_rest():
            snapshot = store.load()
            super().__init__(store.location, snapshot)
            self._metadata = snapshot.metadata
            self._history: list[Entry] = []
            self._done: list[int] = []
            self._undone: list[int] = []
            for entry in snapshot.history:
                self._remember(entry)

    @property
    def name(self) -> str:
        """What it is called: the file's name without its ending."""
        return self.location.name

    @property
    def id(self) -> str:
        """What it is called for ever, whatever its file is called; its copies too."""
        return self._metadata["id"]

    @property
    def short_id(self) -> str:
        """The beginning of :attr:`id`, as tables carry it."""
        return self.id[: ids.SHORT]

    @property
    def last(self) -> int:
        """Number of the newest edit; 0 where there is none."""
        return self._history[-1].id if self._history else 0

    @property
    def history(self) -> Sequence[Entry]:
        """All edits, oldest first, without their images; edit ``n`` is at ``n - 1``."""
        return self._history

    @property
    def undoable(self) -> Entry | None:
        """What :meth:`undo` would take back."""
        return self._history[self._done[-1] - 1] if self._done else None

    @property
    def redoable(self) -> Entry | None:
        """The undoing that :meth:`redo` would take back."""
        return self._history[self._undone[-1] - 1] if self._undone else None

    @property
    def metadata(self) -> dict[str, str]:
        """What holds for the whole project and is no part of its history, by name."""
        return self._metadata

    def apply(self, edit: Edit, *, exclusive: bool = False) -> Edit:
        """Apply an edit; it is on the disk when this returns.

        Args:
            edit: As an operation made it for this project.
            exclusive: Refuse it too when another window changed anything at all meanwhile.

        Returns:
            The edit with its number; its ``beads`` are those that look different now. An
            edit that changes nothing is returned as it is, and not remembered.

        Raises:
            EditConflict: Another window changed the same; this project shows the new state now.
            WorkbenchError: It cannot be written; nothing has changed.
        """
        return self._apply(edit, last=self.last if exclusive else None) if edit.changes else edit

    def undo(self) -> Edit | None:
        """Take back the newest edit that stands, whoever made it.

        Returns:
            The edit that did so; None where nothing is left to take back.

        Raises:
            EditConflict, WorkbenchError: As :meth:`apply`.
        """
        self.refresh()
        return self._take_back(self._done)

    def take_back(self, number: int) -> Edit:
        """Take back one edit, others' later ones left as they are.

        Args:
            number: Of the edit.

        Raises:
            EditConflict: What it changed was changed again since.
            WorkbenchError: As :meth:`apply`.
        """
        self.refresh()
        edit = next(self.store.edits_since(number - 1))
        return self._apply(edit.swapped(), last=None)

    @property
    def own_undoable(self) -> Entry | None:
        """The newest edit of this author that stands."""
        for number in reversed(self._done):
            if self._history[number - 1].author == self.author:
                return self._history[number - 1]
        return None

    def edit(self, number: int) -> Edit:
        """An edit of the history, with its images."""
        return next(self.store.edits_since(number - 1))

    def redo(self) -> Edit | None:
        """Take back the newest undoing; None where nothing was undone since the last edit.

        Raises:
            EditConflict, WorkbenchError: As :meth:`apply`.
        """
        self.refresh()
        return self._take_back(self._undone)

    def refresh(self) -> list[Edit]:
        """Take in what other windows changed; cheap when they did not.

        Returns:
            Their edits, oldest first.
        """
        if not self.store.changed():
            return []
        edits = list(self.store.edits_since(self.last))
        for edit in edits:
            self._take_in(edit)
        return edits

    def set_metadata(self, name: str, value: str) -> None:
        """Remember something with the project, outside its history: where one left off.

        Raises:
            WorkbenchError: It cannot be written.
        """
        if self._metadata.get(name) != value:
            self.store.set_metadata(name, value)
            self._metadata[name] = value

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def _take_back(self, stack: list[int]) -> Edit | None:
        if not stack:
            return None
        edit = next(self.store.edits_since(stack[-1] - 1))
        return self._apply(edit.swapped(), last=self.last)

    def _apply(self, edit: Edit, *, last: int | None) -> Edit:
        time = datetime.now(UTC).isoformat(timespec="seconds")
        edit = replace(self._claimed(edit), author=self.author, time=time)
        try:
            applied = self.store.apply(edit, last=last)
        except EditConflict:
            self.refresh()
            raise
        # Others' edits that do not touch the same rows may have come in between.
        for other in self.store.edits_since(self.last) if applied.id > self.last + 1 else ():
            if other.id < applied.id:
                self._take_in(other)
        self._take_in(applied)
        return applied

    def _claimed(self, edit: Edit) -> Edit:
        """The edit with ids for its new rows."""
        ids: dict[Table, dict[int, int]] = {}
        for change in edit.changes:
            fresh = [number for number in change.ids if number < 0]
            if fresh:
                first = self.store.claim(change.table, len(fresh))
                ids.setdefault(change.table, {}).update(
                    {number: first + index for index, number in enumerate(fresh)}
                )
        return edit.claimed(ids) if ids else edit

    def vectors(self, *, writable: bool = True) -> "VectorCache":
        """What encoders computed for it, kept with it and no part of it; to be closed.

        Args:
            writable: Whether what is computed now is kept; else the project stays as it is.

        Raises:
            WorkbenchError: It cannot be opened.
        """
        from workbench.embedding import VectorCache

        return VectorCache(self.store.vectors(writable=writable))

    def _take_in(self, edit: Edit) -> None:
        super()._take_in(edit)
        self._remember(Entry(edit.id, edit.verb, edit.author, edit.time, edit.undoes))

    def _remember(self, entry: Entry) -> None:
        self._history.append(entry)
        if entry.undoes is None:
            self._undone.clear()
            self._done.append(entry.id)
            return
        for stack, other in ((self._done, self._undone), (self._undone, self._done)):
            if stack and stack[-1] == entry.undoes:
                stack.pop()
            elif entry.undoes in stack:  # others' edits came later
                stack.remove(entry.undoes)
            else:
                continue
            other.append(entry.id)
            return


def _user() -> str:
    """The system's name for who is at work; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Hundreds of thousands of new rows are no garbage: looking for it takes half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
