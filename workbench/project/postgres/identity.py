"""Which project is open: a window writes only into the one that it opened, in the state it saw."""

from workbench.errors import WorkbenchError
from workbench.project.location import Location
from workbench.project.postgres import schema
from workbench.project.postgres.connection import Connection
from workbench.project.postgres.errors import TakenPlace

_FOUND = """SELECT name, made::text, last, newest::text FROM workbench.project
    WHERE number = CAST(:project AS bigint)"""


class Identity:
    """A project's row, and the newest edit that was seen of it.

    Args:
        connection: To the server.
        location: Of the project.

    Raises:
        WorkbenchError: There is no such project, or the server cannot be asked.
    """

    def __init__(self, connection: Connection, location: Location) -> None:
        self._connection = connection
        self._location = location
        there = schema.check(connection)
        rows = there and connection.run(
            """SELECT number, made::text, last, newest::text FROM workbench.project
            WHERE name = :name""",
            name=location.name,
        )
        if not rows:
            raise WorkbenchError(
                "there is no such project",
                place=str(location),
                remedy="see which there are with 'workbench project list'",
            )
        ((number, self._made, newest, self._token),) = rows
        self.number: int = number
        self.newest: int = newest

    def look(self, *, hold: bool = False) -> int:
        """The number of the newest edit.

        Args:
            hold: Let nobody else edit the project until the transaction ends.

        Raises:
            TakenPlace: It is not the project that was opened, or an earlier state of it.
        """
        statement = f"{_FOUND} FOR UPDATE" if hold else _FOUND
        rows = self._connection.run(statement, project=self.number)
        if not rows or rows[0][1] != self._made:
            raise TakenPlace(
                "it is gone: it was deleted while it was open",
                place=str(self._location),
                remedy="close it; 'workbench project list' says what there is",
            )
        name: str = rows[0][0]
        newest: int = rows[0][2]
        token: str | None = rows[0][3]
        if name != self._location.name:
            raise TakenPlace(
                f"another project was put in its place while it was open; it is {name!r} now",
                place=str(self._location),
                remedy="close it and open it again",
            )
        token_then = self._token_of(self.newest) if newest > self.newest > 0 else token
        if newest < self.newest or (self.newest and token_then != self._token):
            raise TakenPlace(
                "an earlier state of it was put in its place while it was open",
                place=str(self._location),
                remedy="close it and open it again",
            )
        self.saw(newest, token)
        return newest

    def saw(self, number: int, token: str | None) -> None:
        """Know the project by an edit of it: its number and token."""
        self.newest, self._token = number, token

    def number_of(self, token: str) -> int | None:
        """The number of the edit with a token; None where it did not arrive."""
        found = self._connection.run(
            """SELECT id FROM workbench.edit WHERE project = CAST(:project AS bigint)
            AND token = CAST(:token AS uuid)""",
            project=self.number,
            token=token,
        )
        return int(found[0][0]) if found else None

    def _token_of(self, number: int) -> str | None:
        found = self._connection.run(
            """SELECT token::text FROM workbench.edit WHERE
            project = CAST(:project AS bigint) AND id = CAST(:id AS bigint)""",
            project=self.number,
            id=number,
        )
        return str(found[0][0]) if found else None
