"""How a long use case says how far it is, and how it is stopped."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """What a door gives a long use case; a bar, a window or a log implements it."""

    def tell(self, done: float, phase: str) -> None:
        """Take the share done (0 to 1) and the phase; called often, from the working thread."""
        ...

    def cancelled(self) -> bool:
        """Whether to stop; asked often, at the latest before anything is written."""
        ...


class Cancelled(Exception):  # noqa: N818 - it reports no error
    """The use case was stopped: nothing was written, and there is no partial result.

    It is no :class:`~workbench.errors.WorkbenchError`, so that whoever handles wrong input
    does not take a stopped use case for one.
    """


def stop_if_cancelled(progress: Progress | None) -> None:
    """Let a use case end here where it is to stop.

    Raises:
        Cancelled: It is to stop.
    """
    if progress is not None and progress.cancelled():
        raise Cancelled


def teller(progress: Progress | None) -> Callable[[float, str], None] | None:
    """What the rooms below call with the share done and the phase; it stops them, too."""
    if progress is None:
        return None

    def tell(done: float, phase: str) -> None:
        stop_if_cancelled(progress)
        progress.tell(done, phase)

    return tell


_STEP = 50
"""Items after which the share done is told again."""


def watched(
    items: Iterable[T], progress: Progress | None, *, total: int = 0, phase: str = ""
) -> Iterator[T]:
    """The same items; taking the next one raises :class:`Cancelled` once it is to stop.

    Args:
        items: Any.
        progress: Asked whether to stop.
        total: How many items there are; the share done is told where this is known.
        phase: What is being done.
    """
    for number, item in enumerate(items):
        stop_if_cancelled(progress)
        if progress is not None and total and number % _STEP == 0:
            progress.tell(min(number / total, 1.0), phase)
        yield item
