"""Work spread over the machine's cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from typing import TypeVar

from threadpoolctl import ThreadpoolController

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 4
"""Threads at once; each holds some 60 MB."""


def mapped(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What ``function`` gives for each item, in order; several are worked on at once.

    NumPy leaves the interpreter to others while it computes. An interruption waits for the
    items that are being worked on, no longer.

    Args:
        function: Is called in several threads at once.
        items: What it is called with.
    """
    threads = min(_cores(), MOST, len(items))
    with blas_alone():
        if threads < 2:
            yield from map(function, items)
            return
        pool = ThreadPoolExecutor(threads)
        try:
            yield from pool.map(function, items)
        finally:
            pool.shutdown(cancel_futures=True)


def blas_alone() -> AbstractContextManager[object]:
    """While it lasts a product of matrices uses one core.

    Threads of NumPy's BLAS wait for each other, on a busy machine for most of the time, and
    in products of our size they gain little.
    """
    limit: AbstractContextManager[object] = _blas().limit(limits=1, user_api="blas")
    return limit


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
