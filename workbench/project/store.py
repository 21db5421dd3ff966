"""What keeps a project: the contract of every store."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from workbench.project.edit import Edit, Entry
from workbench.project.rows import BeadRow, DocumentRow, SegmentRow, Table


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of a project at one moment."""

    documents: list[DocumentRow]
    segments: list[SegmentRow]
    """In the order of document, place, id."""

    beads: list[BeadRow]
    """In the order of place, id."""

    history: list[Entry]
    """All edits, oldest first, without their images."""

    facts: dict[str, str]
    """What holds for the whole project and is no part of its history, by name: "created"."""


class Store(Protocol):
    """Where a project's rows and edits lie. What it acknowledges is kept, come what may."""

    def load(self) -> Snapshot:
        """All of it, consistent.

        Raises:
            WorkbenchError: It cannot be read, or is damaged.
        """
        ...

    def apply(self, edit: Edit, *, last: int | None = None) -> Edit:
        """Apply an edit whole, or not at all, and remember it for ever.

        Args:
            edit: Its new rows have claimed ids.
            last: When given, the edit is refused unless this is the newest one.

        Returns:
            The edit with its number, in it and in its after-images' versions.

        Raises:
            Conflict: A before-image does not hold, or an edit came after ``last``.
            WorkbenchError: It cannot be written.
        """
        ...

    def edits_since(self, number: int) -> Iterator[Edit]:
        """All edits after the one of that number, oldest first, with their images."""
        ...

    def changed(self) -> bool:
        """Whether another may have changed something since this was last asked; cheap."""
        ...

    def claim(self, table: Table, count: int) -> int:
        """Take ids for new rows, which nobody else is ever given.

        Returns:
            The first of ``count`` consecutive ids.
        """
        ...

    def keep(self, name: str, value: str) -> None:
        """Set a fact, outside the history."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
