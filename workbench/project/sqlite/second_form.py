"""The second form of a project file: codes, contexts, copies, notes as rows, what was set aside.

A bead's note was a column. It becomes the first row of the table ``note``, in the history as
well, so that what was done before can still be undone.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from workbench.project.edit import Change, Columns, decode, stored
from workbench.project.ids import id_of_digest


def migrate(database: sqlite3.Connection) -> None:
    """Bring a file of the first form to the second.

    Args:
        database: In a transaction.
    """
    for statement in (
        "ALTER TABLE segment ADD COLUMN codes TEXT",
        "ALTER TABLE segment ADD COLUMN copied INTEGER",
        "ALTER TABLE bead ADD COLUMN properties TEXT",
        """CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            bead INTEGER NOT NULL REFERENCES bead DEFERRABLE INITIALLY DEFERRED,
            author TEXT NOT NULL, time TEXT NOT NULL, text TEXT NOT NULL, answers INTEGER)""",
        "CREATE INDEX note_bead ON note (bead)",
        """CREATE TABLE aside (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, document INTEGER REFERENCES document,
            bead INTEGER NOT NULL, place INTEGER NOT NULL, source TEXT NOT NULL,
            text TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, facts TEXT NOT NULL)""",
    ):
        database.execute(statement)
    notes = _Notes()
    for number, author, time, text in database.execute(
        "SELECT id, author, time, changes FROM edit ORDER BY id"
    ).fetchall():
        changes = tuple(
            new for change in decode(text) for new in notes.changes(change, author, time)
        )
        database.execute("UPDATE edit SET changes = ? WHERE id = ?", (stored(changes), number))
    for bead, text in database.execute("SELECT id, note FROM bead WHERE note <> ''").fetchall():
        row = notes.row(bead, "", "")
        database.execute(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?, NULL)",
            (row["id"], bead, row["author"], row["time"], text),
        )
    database.execute("ALTER TABLE bead DROP COLUMN note")
    # A new file has no projects behind it, and gets these with its rows.
    if database.execute("SELECT count(*) FROM claimed").fetchone()[0]:
        database.execute("INSERT INTO claimed VALUES ('note', ?), ('aside', 0)", (len(notes),))
        database.execute("INSERT OR IGNORE INTO fact VALUES ('id', ?)", (_id(database),))


class _Notes:
    """The notes of a history, one row a bead: the same each time that its note is there."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[str, Any]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, bead: int, author: str, time: str) -> dict[str, Any]:
        """The row of a bead's note, signed by whoever wrote it first."""
        known = {"id": len(self._rows) + 1, "author": author, "time": time}
        return self._rows.setdefault(bead, known)

    def changes(self, change: Change, author: str, time: str) -> Iterator[Change]:
        """A change of the first form as those of the second."""
        if change.table == "segment":
            whole = change.before is None or change.after is None
            further: Columns = {
                name: (None,) * len(change.ids) for name in (("codes", "copied") if whole else ())
            }
            yield Change(
                "segment",
                change.ids,
                None if change.before is None else change.before | further,
                None if change.after is None else change.after | further,
            )
            return
        if change.table != "bead":
            yield change
            return
        images = change.before, change.after
        if not any(image is not None and "note" in image for image in images):
            yield change
            return
        whole = change.before is None or change.after is None
        further = {"properties": (None,) * len(change.ids)} if whole else {}
        before, after = (
            None if image is None else {k: v for k, v in image.items() if k != "note"} | further
            for image in images
        )
        if before is None or after is None or before:
            yield Change("bead", change.ids, before, after)
        empty = ("",) * len(change.ids)
        old, new = (empty if image is None else image.get("note", empty) for image in images)
        for bead, was, now in zip(change.ids, old, new, strict=True):
            if was == now:
                continue
            row = self.row(bead, author, time)
            full = {"bead": (bead,), "author": (row["author"],), "time": (row["time"],)}
            if was and now:
                yield Change("note", (row["id"],), {"text": (was,)}, {"text": (now,)})
                continue
            image = full | {"text": (was or now,), "answers": (None,)}
            yield Change("note", (row["id"],), *((None, image) if now else (image, None)))


def _id(database: sqlite3.Connection) -> str:
    """Of a file without one: from how it was made, so that its copies get the same."""
    created = database.execute("SELECT value FROM fact WHERE name = 'created'").fetchone()
    documents = database.execute("SELECT key, origin, sha256 FROM document ORDER BY id").fetchall()
    known = json.dumps([created, documents], ensure_ascii=False)
    return id_of_digest(hashlib.sha256(known.encode()).digest())
