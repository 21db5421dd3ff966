"""Work spread over the machine's cores."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from itertools import chain, islice
from typing import TypeVar

from threadpoolctl import ThreadpoolController

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Items per thread that are begun or done before their results are taken."""

MOST = 4
"""Threads at once; each holds some 60 MB."""


def map_in_threads(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """What ``function`` gives for each item, in order; several are worked on at once.

    NumPy leaves the interpreter to others while it computes. An interruption waits for the
    items that are being worked on, no longer.

    Args:
        function: Is called in several threads at once; what it maps itself it does alone.
        items: What it is called with; a few more are taken than were worked on.
    """
    with single_threaded_blas():
        yield from map_ahead(function, items)


def map_ahead(
    function: Callable[[Item], Result], items: Iterable[Item], ahead: int = AHEAD, most: int = MOST
) -> Iterator[Result]:
    """The same, but the first items are worked on at once, before a result is asked for.

    The caller sees to :func:`single_threaded_blas`.

    Args:
        function: As for :func:`map_in_threads`.
        items: As for :func:`map_in_threads`.
        ahead: Items per thread that are begun or done before their results are taken.
        most: Threads at once.
    """
    threads = 1 if _process.alone else min(_cores(), most)
    rest = iter(items)
    first = list(islice(rest, 2))
    if threads < 2 or len(first) < 2 or getattr(_thread, "works", False):
        return map(function, chain(first, rest))
    pool = ThreadPoolExecutor(threads, initializer=_begin)
    # The first ones are begun before the others are made.
    early = chain(first, islice(rest, ahead * threads - len(first)))
    waiting = deque(pool.submit(function, item) for item in early)
    return _results(pool, waiting, function, rest)


def _results(
    pool: ThreadPoolExecutor,
    waiting: deque[Future[Result]],
    function: Callable[[Item], Result],
    rest: Iterator[Item],
) -> Iterator[Result]:
    try:
        while waiting:
            found = waiting.popleft().result()
            waiting.extend(pool.submit(function, item) for item in islice(rest, 1))
            yield found
    finally:
        pool.shutdown(cancel_futures=True)


_thread = threading.local()


class _Process:
    """What holds for the whole process."""

    alone = False
    """Whether it is one worker of several on this machine, and keeps to one core."""


_process = _Process()


@contextmanager
def one_core() -> Iterator[None]:
    """While it lasts, this process works on one core."""
    before, _process.alone = _process.alone, True
    try:
        with single_threaded_blas():
            yield
    finally:
        _process.alone = before


def _begin() -> None:
    """This thread is one of several that work on items."""
    _thread.works = True


def single_threaded_blas() -> AbstractContextManager[object]:
    """While it lasts a product of matrices uses one core.

    Threads of NumPy's BLAS wait for each other, on a busy machine for most of the time, and
    in products of our size they gain little.
    """
    limit: AbstractContextManager[object] = _blas().limit(limits=1, user_api="blas")
    return limit


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def batch_size(count: int, most: int) -> int:
    """Of how many items a batch is to be so that few of them still busy every core.

    Args:
        count: Items in all.
        most: Items of a batch where there are many.
    """
    return max(min(-(-count // min(_cores(), MOST)), most), 1)


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
