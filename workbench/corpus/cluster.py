"""A Dask cluster as the engine: the extra ``cluster``.

Retries, heartbeats and the dashboard are Dask's. Workers read the files themselves: the
manifest's folder is at the same place for all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, contextmanager
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TypeVar, cast

from workbench.corpus.engines import AHEAD, LOST, Engine, Lost
from workbench.errors import WorkbenchError

Item = TypeVar("Item")
Result = TypeVar("Result")

LOCAL = "local"
"""The name that stands for a scheduler and workers of this call."""

PATIENCE = 10
"""Seconds in which a scheduler has to answer."""

_LOOK = 2.0
"""Seconds after which it is asked again whether the scheduler is there, and how many workers."""


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Engine]:
    """A scheduler's workers.

    Args:
        address: ``tcp://HOST:PORT``; ``local`` starts a scheduler and workers, which end with
            the block.
        workers: Of the local one, how many.

    Raises:
        WorkbenchError: Dask is not installed; the scheduler does not answer, or is of another
            version.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise WorkbenchError(
            "the package distributed is not installed",
            place="--scheduler",
            remedy="install translation-workbench[cluster]",
        ) from error
    # What it says while a connection ends is said here, in one sentence.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.comm.timeouts.connect": PATIENCE}))
        if address == LOCAL:
            at = stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            )
        else:
            at = address
        try:
            client = stack.enter_context(
                Client(at, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            )
            versions = client.get_versions(check=False, packages=[_OURS])
        except (OSError, ValueError, TimeoutError) as error:
            raise WorkbenchError(
                f"no scheduler answers there ({type(error).__name__})",
                place=address,
                remedy="start one with 'dask scheduler', or leave --scheduler out",
            ) from error
        _check_versions(versions, address)
        yield _Cluster(client, address)


_OURS = "workbench"
"""The import package that workers need as well; a scheduler does without."""


def _check_versions(versions: dict[str, object], address: str) -> None:
    """See that scheduler and workers have the versions that this process has.

    Raises:
        WorkbenchError: One has another one: what it cannot read would be lost on the way, and
            what it computes might not be the same.
    """

    def found(side: object) -> dict[str, str]:
        packages = cast("dict[str, dict[str, str]]", side or {}).get("packages", {})
        return {name: packages.get(name) or "" for name in ("python", "dask", "distributed", _OURS)}

    ours = found(versions.get("client"))
    workers = cast("dict[str, object]", versions.get("workers") or {})
    for what, side in (("the scheduler", versions.get("scheduler")), *workers.items()):
        for name, version in found(side).items():
            if name == _OURS and what not in workers:
                continue
            # Of Python the release does not matter: 3.12.1 and 3.12.3 understand each other.
            one, other = (
                ".".join(each.split(".")[:2]) if name == "python" else each
                for each in (ours[name], version)
            )
            if one != other:
                raise WorkbenchError(
                    f"{what} has {name} {version}, this process {ours[name]}"
                    if version
                    else f"{what} has no {name}",
                    place=address,
                    remedy="install the same versions everywhere",
                )


class _Cluster:
    """The workers of a client."""

    def __init__(self, client: object, address: str) -> None:
        self._client = client
        self._address = address

    def outcomes(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """The outcomes; what a lost worker had is done by another one."""
        executor = self._client.get_executor(pure=False)  # type: ignore[attr-defined]
        done: SimpleQueue[Future[Result]] = SimpleQueue()
        waiting: dict[Future[Result], Item] = {}
        rest = iter(items)
        try:
            while True:
                for item in islice(rest, max(AHEAD * self._threads() - len(waiting), 0)):
                    future: Future[Result] = executor.submit(function, item)
                    waiting[future] = item
                    future.add_done_callback(done.put)
                if not waiting:
                    return
                try:
                    future = done.get(timeout=_LOOK)
                except Empty:
                    continue
                item = waiting.pop(future)
                if future.cancelled():
                    raise self._gone()
                error = future.exception()
                yield item, future.result() if error is None else self._failure(error)
        finally:
            for future in waiting:
                future.cancel()
            executor.shutdown(wait=False)

    def _threads(self) -> int:
        """How many tasks run at once; at least one, for workers that are still to come.

        Raises:
            WorkbenchError: The scheduler is gone.
        """
        if self._client.status != "running":  # type: ignore[attr-defined]
            raise self._gone()
        try:
            return max(1, sum(self._client.nthreads().values()))  # type: ignore[attr-defined]
        except (OSError, TimeoutError) as error:
            raise self._gone() from error

    def _failure(self, error: BaseException) -> Lost:
        """What a task's error means: its workers died, or the scheduler is gone.

        Raises:
            WorkbenchError: The scheduler is gone.
        """
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return LOST
        if isinstance(error, (CancelledError, OSError)):
            raise self._gone() from error
        raise error

    def _gone(self) -> WorkbenchError:
        return WorkbenchError(
            "the scheduler is gone; what is done is kept",
            place=self._address,
            remedy="start it, and call this again to go on",
        )
