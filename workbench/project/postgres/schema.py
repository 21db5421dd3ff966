"""The tables of the schema ``workbench``, and how an older one becomes a newer one."""

from collections.abc import Callable

from workbench.errors import WorkbenchError
from workbench.project.postgres.connection import Connection
from workbench.project.rows import Table

TYPES: dict[Table, dict[str, str]] = {
    "document": {
        "key": "text NOT NULL",
        "tag": "text NOT NULL",
        "origin": "text NOT NULL",
        "sha256": "text NOT NULL",
        "encoding": "text",
        "original": "boolean NOT NULL",
        "text": "text NOT NULL",
        "paragraphs": "text NOT NULL",
        "metadata": "text NOT NULL",
    },
    "bead": {
        "block": "bigint NOT NULL",
        "place": "bigint NOT NULL",
        "status": "text NOT NULL",
        "flagged": "boolean NOT NULL",
        "excluded": "boolean NOT NULL",
        "confidence": "double precision",
        "version": "bigint NOT NULL",
        "properties": "text",
    },
    "segment": {
        "document": "bigint NOT NULL",
        "place": "bigint NOT NULL",
        "bead": "bigint NOT NULL",
        "text": "text NOT NULL",
        "original": "text",
        "start": "bigint NOT NULL",
        "end": "bigint NOT NULL",
        "paragraph": "bigint NOT NULL",
        "codes": "text",
        "copied": "bigint",
    },
    "note": {
        "bead": "bigint NOT NULL",
        "author": "text NOT NULL",
        "time": "text NOT NULL",
        "text": "text NOT NULL",
        "answers": "bigint",
    },
    "aside": {
        "kind": "text NOT NULL",
        "document": "bigint",
        "bead": "bigint NOT NULL",
        "place": "bigint NOT NULL",
        "source": "text NOT NULL",
        "text": "text NOT NULL",
        "author": "text NOT NULL",
        "time": "text NOT NULL",
        "facts": "text NOT NULL",
    },
}
"""Of each table that edits change, the columns besides ``project`` and ``id``."""

_REFERENCES: tuple[tuple[Table, Table], ...] = (
    ("segment", "document"),
    ("segment", "bead"),
    ("note", "bead"),
    ("aside", "document"),
)

_LOCK = 0x5742414C
"""The advisory lock under which the schema is made or changed, and names change hands."""


def quoted(name: str) -> str:
    """A column's name in a statement; ``end`` is a word of SQL."""
    return f'"{name}"'


def hold_names(connection: Connection) -> None:
    """Until the transaction ends, let nobody else make the schema or give names to projects."""
    connection.run("SELECT pg_advisory_xact_lock(CAST(:key AS bigint))", key=_LOCK)


def _first_tables(connection: Connection) -> None:
    project = "project bigint NOT NULL REFERENCES workbench.project ON DELETE CASCADE"
    connection.do("CREATE SCHEMA workbench")
    connection.do("CREATE TABLE workbench.form (version integer NOT NULL)")
    connection.do("INSERT INTO workbench.form VALUES (0)")
    # A name is given last: what is being made has none, and nobody else sees it.
    connection.do("""CREATE TABLE workbench.project (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE,
        made uuid NOT NULL DEFAULT gen_random_uuid(), last bigint NOT NULL DEFAULT 0,
        newest uuid)""")
    for table, types in TYPES.items():
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in types.items())
        connection.do(
            f"CREATE TABLE workbench.{table} ({project}, id bigint NOT NULL, {columns}, "
            "PRIMARY KEY (project, id))"
        )
    for naming, other in _REFERENCES:
        # Deferred: an edit's changes may come in any order.
        connection.do(
            f"ALTER TABLE workbench.{naming} ADD FOREIGN KEY (project, {other}) "
            f"REFERENCES workbench.{other} (project, id) DEFERRABLE INITIALLY DEFERRED"
        )
        connection.do(f"CREATE INDEX ON workbench.{naming} (project, {other})")
    connection.do(f"""CREATE TABLE workbench.edit ({project}, id bigint NOT NULL,
        verb text NOT NULL, author text NOT NULL, time text NOT NULL, undoes bigint,
        changes bytea NOT NULL, token uuid NOT NULL DEFAULT gen_random_uuid(),
        PRIMARY KEY (project, id))""")
    connection.do(f"""CREATE TABLE workbench.fact ({project}, name text NOT NULL,
        value text NOT NULL, PRIMARY KEY (project, name))""")
    connection.do(f"""CREATE TABLE workbench.claimed ({project}, name text NOT NULL,
        last bigint NOT NULL, PRIMARY KEY (project, name))""")
    connection.do(f"""CREATE TABLE workbench.vector ({project}, signature text NOT NULL,
        digest bytea NOT NULL, "row" bytea NOT NULL, PRIMARY KEY (project, signature, digest))""")


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first_tables,)
"""Each is applied once, in order; the table ``form`` says how many the schema has had."""


def form_of(connection: Connection) -> int:
    """How many migrations the database's schema has had; 0 where there is no schema."""
    # Not to_regclass: what it remembers is older than the lock that was waited for.
    ((there,),) = connection.run(
        """SELECT EXISTS (SELECT 1 FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
        WHERE nspname = 'workbench' AND relname = 'form')"""
    )
    if not there:
        return 0
    rows = connection.run("SELECT version FROM workbench.form")
    return int(rows[0][0]) if rows else 0


def check(connection: Connection) -> bool:
    """See that the schema is one that this program knows, and bring an older one up to date.

    Returns:
        Whether there is a schema.

    Raises:
        WorkbenchError: A newer program made it, or it is older and may not be changed.
    """
    form = form_of(connection)
    if form > len(MIGRATIONS):
        raise WorkbenchError(
            f"a newer Workbench made its tables (form {form}; this one knows up to "
            f"{len(MIGRATIONS)})",
            place=connection.place,
            remedy="bring Workbench up to date",
        )
    if 0 < form < len(MIGRATIONS):
        make(connection)
    return form > 0


def make(connection: Connection) -> None:
    """Make the schema, or bring it up to date, where that is not done yet."""
    if form_of(connection) == len(MIGRATIONS):
        return
    with connection.transaction():
        hold_names(connection)
        missing = MIGRATIONS[form_of(connection) :]
        for migration in missing:
            migration(connection)
        if missing:
            connection.run(
                "UPDATE workbench.form SET version = CAST(:version AS integer)",
                version=len(MIGRATIONS),
            )
