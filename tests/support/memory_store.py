"""A store in memory: what the contract asks for without a file, and a model for a new store."""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count

from workbench import project as projects
from workbench.embedding import ReadVectors
from workbench.errors import WorkbenchError
from workbench.project import EditConflict, Entry, Location, Snapshot, Summary
from workbench.project.rows import ROWS
from workbench.project.store import snapshot_with_edits

ENTRY = projects.StoreEntry("support.memory_store", "MemoryStore")
"""The one line by which ``memory://ADDRESS#NAME`` is known."""


@dataclass
class Kept:
    """One project."""

    tables: dict
    metadata: dict
    claimed: dict
    edits: list = field(default_factory=list)
    vectors: dict = field(default_factory=dict)


PROJECTS: dict[tuple[str, str], Kept] = {}
"""By address and name; they last as long as the process."""


class MemoryStore:
    """See :class:`workbench.project.store.Store`."""

    def __init__(self, location):
        self.location = location
        if not self.exists(location):
            raise WorkbenchError("there is no such project", place=str(location))
        self._kept = PROJECTS[location.address, location.name]
        self._seen = len(self._kept.edits)

    @classmethod
    def exists(cls, location):
        return (location.address, location.name) in PROJECTS

    @classmethod
    def create(cls, location, snapshot, edits=(), *, replace=False):
        tables = {name: {row.id: row for row in rows} for name, rows in snapshot.tables().items()}
        _check_texts(chain.from_iterable(snapshot.tables().values()))
        made = Kept(tables, dict(snapshot.metadata), {}, list(edits))
        ids = {name: [*table] for name, table in tables.items()}
        for change in chain.from_iterable(edit.changes for edit in made.edits):
            ids[change.table].extend(change.ids)
        made.claimed = {name: max(numbers, default=0) for name, numbers in ids.items()}
        if cls.exists(location):
            if not replace:
                raise WorkbenchError("it exists already", place=str(location))
            first = f"{location.name} backup {datetime.now().astimezone():%Y-%m-%d}"
            names = chain([first], (f"{first} {number}" for number in count(2)))
            backups = (Location(location.address, name, location.scheme) for name in names)
            backup = next(place for place in backups if not cls.exists(place))
            cls.create(backup, *snapshot_with_edits(cls(location)))
        PROJECTS[location.address, location.name] = made

    def load(self):
        tables = self._kept.tables
        return Snapshot(
            sorted(tables["document"].values()),
            sorted(tables["segment"].values(), key=lambda row: (row.document, row.place, row.id)),
            sorted(tables["bead"].values(), key=lambda row: (row.place, row.id)),
            [Entry(e.id, e.verb, e.author, e.time, e.undoes) for e in self._kept.edits],
            dict(self._kept.metadata),
            sorted(tables["note"].values()),
            sorted(tables["aside"].values()),
        )

    def apply(self, edit, *, last=None):
        if last is not None and last != len(self._kept.edits):
            raise self._conflict()
        edit = edit.numbered(len(self._kept.edits) + 1)
        tables = {name: dict(table) for name, table in self._kept.tables.items()}
        for change in edit.changes:
            self._change(tables[change.table], change)
        _check_texts(chain.from_iterable(table.values() for table in tables.values()))
        for row in tables["segment"].values():
            if row.bead not in tables["bead"] or row.document not in tables["document"]:
                raise self._conflict()
        if any(row.bead not in tables["bead"] for row in tables["note"].values()):
            raise self._conflict()
        self._kept.tables = tables
        self._kept.edits.append(edit)
        self._seen += self._seen == edit.id - 1
        return edit

    def edits_since(self, number):
        yield from list(self._kept.edits[number:])

    def changed(self):
        seen, self._seen = self._seen, len(self._kept.edits)
        return seen != self._seen

    def claim(self, table, count):
        first = self._kept.claimed[table] + 1
        self._kept.claimed[table] += count
        return first

    def set_metadata(self, name, value):
        self._kept.metadata[name] = value

    @classmethod
    def summaries(cls, location):
        found = []
        for address, name in sorted(PROJECTS):
            if address == location.address and location.name in {"", name}:
                kept = PROJECTS[address, name]
                beads = kept.tables["bead"].values()
                found.append(
                    Summary(
                        Location(address, name, location.scheme),
                        len(beads),
                        sum(row.status == "confirmed" for row in beads),
                        kept.edits[-1].time if kept.edits else kept.metadata["created"],
                        kept.edits[-1].author if kept.edits else "",
                    )
                )
        return found

    def writable(self):
        return True

    def meet(self, author, bead):  # noqa: ARG002 - it knows nobody
        return ()

    def vectors(self, *, writable=True):
        table = MemoryVectors(self._kept.vectors)
        return table if writable else ReadVectors(table)

    def compact(self):
        self._kept.vectors.clear()
        return 0

    def close(self):
        pass

    def _change(self, table, change):
        for index, number in enumerate(change.ids):
            before, after = (
                image and {name: column[index] for name, column in image.items()}
                for image in (change.before, change.after)
            )
            if before is None:
                if number in table:
                    raise self._conflict()
                table[number] = ROWS[change.table](id=number, **after)
                continue
            row = table.get(number)
            if row is None or any(getattr(row, name) != value for name, value in before.items()):
                raise self._conflict()
            if after is None:
                del table[number]
            else:
                table[number] = row._replace(**after)

    def _conflict(self):
        return EditConflict("it was changed meanwhile", place=str(self.location))


class MemoryVectors:
    """See :class:`workbench.embedding.VectorTable`."""

    def __init__(self, kept):
        self._kept = kept

    def known(self, signature, digests):
        return {digest for digest in digests if (signature, digest) in self._kept}

    def find(self, signature, digests):
        return {key: self._kept[signature, key] for key in self.known(signature, digests)}

    def put(self, rows):
        self._kept.update({(signature, digest): row for signature, digest, row in rows})

    def drop(self, signature, digests):
        for digest in digests:
            self._kept.pop((signature, digest), None)

    def rows(self):
        for (signature, digest), row in list(self._kept.items()):
            yield signature, digest, row

    def close(self):
        pass


@contextmanager
def memory_store():
    """Within the block, projects can lie in memory; those made there are forgotten after it."""
    projects.STORES["memory"] = ENTRY
    try:
        yield
    finally:
        del projects.STORES["memory"]
        PROJECTS.clear()


def _check_texts(rows: Iterable):
    """No half of a character, as in the other stores."""
    for row in rows:
        for value in row:
            if isinstance(value, str):
                try:
                    value.encode()
                except UnicodeEncodeError as error:
                    raise WorkbenchError("a text holds a lone surrogate") from error
