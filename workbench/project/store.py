"""What keeps a project: the contract of every store."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Protocol

from workbench.project.edit import Edit, Entry
from workbench.project.location import Location
from workbench.project.rows import AsideRow, BeadRow, DocumentRow, NoteRow, SegmentRow, Table

if TYPE_CHECKING:
    from workbench.embedding import VectorTable


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

    metadata: dict[str, str]
    """What holds for the whole project and is no part of its history, by name: "id", "created"."""

    notes: list[NoteRow] = field(default_factory=list)
    """In the order of their ids."""

    aside: list[AsideRow] = field(default_factory=list)
    """In the order of their ids."""

    def tables(self) -> dict[Table, list[Any]]:
        """Its rows by table: those that others name come first."""
        return {
            "document": self.documents,
            "bead": self.beads,
            "segment": self.segments,
            "note": self.notes,
            "aside": self.aside,
        }


class Content(Protocol):
    """What a new project is made of: a :class:`Snapshot`, or rows made as they are asked for."""

    @property
    def metadata(self) -> Mapping[str, str]:
        """As in a :class:`Snapshot`."""
        ...

    def tables(self) -> Mapping[Table, Iterable[Any]]:
        """Its rows by table, those that others name first; they are gone through once."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """A project as a list of them shows it."""

    location: Location
    beads: int = 0
    confirmed: int = 0
    """How many of the beads are."""

    changed: str = ""
    """When it was edited last, or made: ISO 8601, UTC."""

    author: str = ""
    """Who edited it last; empty while nobody has."""

    problem: str = ""
    """Why nothing is known of it; empty where all is."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Another person who has the project open."""

    author: str
    bead: int | None
    """Where the person is."""


class Store(Protocol):
    """Where a project's rows and edits lie. What it acknowledges is kept, come what may.

    It may be used from any thread, by one at a time.

    Args:
        location: Of an existing project.

    Raises:
        WorkbenchError: There is none, a newer program wrote it, or it cannot be opened.
    """

    location: Location

    def __init__(self, location: Location) -> None: ...

    @classmethod
    def exists(cls, location: Location) -> bool:
        """Whether there is something at a location, a project or not."""
        ...

    @classmethod
    def create(
        cls,
        location: Location,
        content: Content,
        edits: Iterable[Edit] = (),
        *,
        replace: bool = False,
    ) -> None:
        """Write a project: whole, or not at all.

        Ids up to the highest in its rows and edits count as given away.

        Args:
            location: Where to.
            content: Its rows and metadata; its history is taken from the edits.
            edits: All that led there, numbered, oldest first; none for a new project.
            replace: Put it in the place of the one that is there, which is kept beside it
                under its name and the date, without the vectors.

        Raises:
            WorkbenchError: It cannot be written, or there is one and it is not to be replaced.
        """
        ...

    @classmethod
    def summaries(cls, location: Location) -> list[Summary]:
        """The projects that lie together, by name.

        Args:
            location: A folder, or the URL of a store; where it names one project, that one.

        Raises:
            WorkbenchError: There is nothing there, or it cannot be read.
        """
        ...

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
            EditConflict: A before-image does not hold, or an edit came after ``last``.
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

    def set_metadata(self, name: str, value: str) -> None:
        """Set what holds for the whole project, outside the history."""
        ...

    def writable(self) -> bool:
        """Whether edits can be saved, as far as permissions tell; cheap."""
        ...

    def meet(self, author: str, bead: int | None) -> Sequence[Presence]:
        """Say where one is, and learn where others are; nothing is waited for.

        Args:
            author: What the others are told of who is here.
            bead: Where; None for nowhere.

        Returns:
            The others, by name, as far as it is known; a store may know nobody.
        """
        ...

    def vectors(self, *, writable: bool = True) -> "VectorTable":
        """The encoders' vectors, which are kept with the project and are no part of it.

        Args:
            writable: Whether what is put there is kept; else the project stays as it is, to the
                last byte.

        Returns:
            A table that may be used in another thread than the store, and is closed by itself.
        """
        ...

    def compact(self) -> int:
        """Drop the vectors and give back the room.

        Returns:
            How many bytes it is smaller; 0 where the store cannot tell.
        """
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def snapshot_with_edits(store: Store) -> tuple[Snapshot, Iterator[Edit]]:
    """A project and all that led there, as :meth:`Store.create` takes them for a copy.

    Args:
        store: Others may write to it meanwhile; the copy is as of this moment.
    """
    snapshot = store.load()
    last = len(snapshot.history)
    return snapshot, takewhile(lambda edit: edit.id <= last, store.edits_since(0))
