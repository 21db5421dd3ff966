"""What a project's store says by itself, as that it put a file aside: the screen shows it."""

import logging
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class _Listening(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: deque[str] = deque()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it: it may come from any thread."""
        self.sentences.append(record.getMessage())


@contextmanager
def told() -> Iterator[deque[str]]:
    """Listen to this package's log, which would be written across the screen.

    Yields:
        The sentences, to be taken from the left; what nobody took is logged in the end.
    """
    log = logging.getLogger("workbench")
    listening = _Listening()
    log.addHandler(listening)
    try:
        yield listening.sentences
    finally:
        log.removeHandler(listening)
        for sentence in listening.sentences:
            log.warning("%s", sentence)
