"""What a person is told when their input or their call is wrong."""

from os import PathLike


class WorkbenchError(Exception):
    """Bad input or a bad call: one sentence with place, cause and remedy.

    The command line prints it and exits with status 2; nothing has been changed when
    it is raised.

    Args:
        cause: What is wrong, without a full stop, for example ``"the file is empty"``.
        place: The file (with a line, where there is one: ``"a.tmx:12"``), or the option.
        remedy: What to do about it, an imperative without a full stop.
    """

    def __init__(
        self, cause: str, *, place: str | PathLike[str] | None = None, remedy: str | None = None
    ) -> None:
        self.cause = cause
        self.place = None if place is None else str(place)
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        sentence = self.cause if self.place is None else f"{self.place}: {self.cause}"
        return f"{sentence}; {self.remedy}." if self.remedy else f"{sentence}."
