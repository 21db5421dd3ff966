"""The encoders' vectors of a project in a server."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from workbench.project.postgres.connection import Connection
from workbench.project.postgres.texts import as_json

if TYPE_CHECKING:
    from workbench.embedding import VectorRow

_AT_ONCE = 500
"""Rows in one statement; each has some thousand bytes."""


class PostgresVectorTable:
    """See :class:`workbench.embedding.VectorTable`.

    Args:
        connection: Its own.
        project: The number of the project.
    """

    def __init__(self, connection: Connection, project: int) -> None:
        self._connection = connection
        self._project = project

    def known(self, signature: str, digests: Collection[bytes]) -> set[bytes]:
        """See :class:`workbench.embedding.VectorTable`."""
        return set(self._select("NULL", signature, digests))

    def find(self, signature: str, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """See :class:`workbench.embedding.VectorTable`."""
        return self._select('v."row"', signature, digests)

    def put(self, rows: "Iterable[VectorRow]") -> None:
        """See :class:`workbench.embedding.VectorTable`."""
        left = iter(rows)
        with self._connection.transaction():
            while part := list(islice(left, _AT_ONCE)):
                # Of rows with one key the last counts, and a statement may meet each once.
                last = {(signature, digest): row for signature, digest, row in part}
                self._connection.run(
                    """INSERT INTO workbench.vector (project, signature, digest, "row")
                    SELECT CAST(:project AS bigint), n.s, decode(n.d, 'hex'), decode(n.r, 'hex')
                    FROM json_to_recordset(CAST(:rows AS json)) AS n(s text, d text, r text)
                    ON CONFLICT (project, signature, digest) DO UPDATE SET "row" = excluded."row"
                    """,
                    project=self._project,
                    rows=as_json(
                        [
                            {"s": signature, "d": digest.hex(), "r": row.hex()}
                            for (signature, digest), row in sorted(last.items())
                        ],
                        self._connection.place,
                    ),
                )

    def drop(self, signature: str, digests: Collection[bytes]) -> None:
        """See :class:`workbench.embedding.VectorTable`."""
        left = iter(digests)
        while part := list(islice(left, _AT_ONCE)):
            self._connection.run(
                """DELETE FROM workbench.vector AS v
                USING json_array_elements_text(CAST(:digests AS json)) AS dropped
                WHERE v.project = CAST(:project AS bigint) AND v.signature = :signature
                    AND v.digest = decode(dropped, 'hex')""",
                project=self._project,
                signature=signature,
                digests=f"""["{'","'.join(digest.hex() for digest in part)}"]""",
            )

    def rows(self) -> "Iterator[VectorRow]":
        """See :class:`workbench.embedding.VectorTable`."""
        after: tuple[str, bytes] = "", b""
        while True:
            part = self._connection.run(
                """SELECT signature, digest, "row" FROM workbench.vector
                WHERE project = CAST(:project AS bigint)
                    AND (signature, digest) > (:signature, CAST(:digest AS bytea))
                ORDER BY signature, digest LIMIT CAST(:count AS bigint)""",
                project=self._project,
                signature=after[0],
                digest=after[1],
                count=_AT_ONCE,
            )
            for signature, digest, row in part:
                after = signature, digest
                yield signature, digest, row
            if len(part) < _AT_ONCE:
                return

    def close(self) -> None:
        """See :class:`workbench.embedding.VectorTable`."""
        self._connection.close()

    def _select(
        self, column: str, signature: str, digests: Collection[bytes]
    ) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        asked = iter(sorted(digests))
        while part := list(islice(asked, _AT_ONCE)):
            rows = self._connection.run(
                f"""SELECT v.digest, {column} FROM workbench.vector AS v,
                    json_array_elements_text(CAST(:digests AS json)) AS asked
                WHERE v.project = CAST(:project AS bigint) AND v.signature = :signature
                    AND v.digest = decode(asked, 'hex')""",
                project=self._project,
                signature=signature,
                digests=f"""["{'","'.join(digest.hex() for digest in part)}"]""",
            )
            found.update((digest, row) for digest, row in rows)
        return found
