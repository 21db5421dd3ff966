"""A project's file as a list shows it: looked at, never changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.project.location import Location
from workbench.project.sqlite import schema, soundness
from workbench.project.sqlite.errors import sqlite_errors
from workbench.project.store import Summary

_STEPS = 100_000_000
"""Steps of SQLite's machine after which a damaged file is given up."""

_ASKED = """SELECT (SELECT count(*) FROM bead),
    (SELECT count(*) FROM bead WHERE status = 'confirmed'),
    coalesce((SELECT time FROM edit ORDER BY id DESC LIMIT 1),
        (SELECT value FROM fact WHERE name = 'created'), ''),
    coalesce((SELECT author FROM edit ORDER BY id DESC LIMIT 1), '')"""


def summary(path: Path) -> Summary:
    """A file of any form; one that cannot be read says why."""
    location = Location.parse(path)
    if path.exists() and not path.is_file():
        # A pipe without a writer would be waited for without end.
        return Summary(location, problem="it is no file")
    try:
        with (
            sqlite_errors(path),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database,
        ):
            database.execute("PRAGMA trusted_schema = OFF")
            database.set_progress_handler(lambda: True, _STEPS)
            soundness.check(database, path, schema.version_of(database, path))
            return Summary(location, *database.execute(_ASKED).fetchone())
    except WorkbenchError as error:
        return Summary(location, problem=error.cause)
