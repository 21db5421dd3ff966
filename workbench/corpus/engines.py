"""Where tasks run: in this process, in processes of this machine, on a cluster.

A task is a function of one picklable argument that lies in a module and raises nothing. An engine
gives outcomes in the order in which they are finished; nobody may depend on that order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Protocol, TypeVar

from workbench import embedding

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""Tasks a worker that are handed out before one is finished."""


class Lost:
    """What stands in for the result of a task whose worker died each time."""


LOST = Lost()


class Engine(Protocol):
    """What runs tasks."""

    def outcomes(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """Run a function on each item; outcomes come as they are finished.

        Raises:
            WorkbenchError: The engine cannot go on; what was finished has been given.
        """
        ...


class Here:
    """This process, one task after the other, on one core."""

    def outcomes(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """The outcomes, in order."""
        with embedding.one_core():
            for item in items:
                yield item, function(item)


class Processes:
    """Processes of this machine, each on one core.

    Args:
        workers: How many.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def outcomes(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """The outcomes; a worker that dies is replaced, and its task is tried again alone."""
        rest = iter(items)
        while True:
            suspects: list[Item] = []
            yield from self._pool(self.workers, function, rest, suspects)
            if not suspects:
                return
            # One of those that were begun killed its worker. Alone it can harm no other.
            for item in suspects:
                again: list[Item] = []
                yield from self._pool(1, function, iter([item]), again)
                if again:
                    yield item, LOST

    def _pool(
        self,
        workers: int,
        function: Callable[[Item], Result],
        items: Iterator[Item],
        suspects: list[Item],
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """Outcomes until the items end or a worker dies; what had been begun is then suspect."""
        pool = ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_begin
        )
        waiting: dict[Future[Result], Item] = {}
        others = set(multiprocessing.active_children())
        try:
            while True:
                for item in islice(items, AHEAD * workers - len(waiting)):
                    try:
                        waiting[pool.submit(function, item)] = item
                    except BrokenProcessPool:
                        suspects.append(item)
                        break
                if not waiting:
                    return
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    item = waiting.pop(future)
                    try:
                        yield item, future.result()
                    except BrokenProcessPool:
                        suspects.append(item)
                if suspects:
                    for future, item in waiting.items():
                        try:
                            yield item, future.result()
                        except BrokenProcessPool:
                            suspects.append(item)
                    return
        except BaseException:
            # Stopped: what is being worked on is not waited for.
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """A worker uses one core: as many workers as cores do not stand in each other's way."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"):
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who handed out the tasks ends this
    _lasting.enter_context(embedding.one_core())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next task for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


_lasting = ExitStack()
"""What holds as long as a worker lives."""


@contextmanager
def engine(workers: int) -> Iterator[Engine]:
    """The engine for so many workers on this machine."""
    yield Here() if workers == 1 else Processes(workers)
