"""``corpus align``: the texts of a manifest aligned, slice by slice, by any number of workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from workbench import api
from workbench.api import Progress
from workbench.corpus import manifest, parquet
from workbench.corpus.engines import Engine, Lost, engine
from workbench.corpus.ledger import SLICE, Ledger
from workbench.corpus.locks import Locks
from workbench.corpus.manifest import Manifest, Row
from workbench.corpus.rows import Each, Outcome, Task, digest_of, run
from workbench.corpus.summary import write_tables
from workbench.errors import WorkbenchError
from workbench.files import name_in

_VERSION = 1
"""Of what a slice holds: another one is made anew."""

_DIED = "the worker died while it was at it, each time."


@dataclass(slots=True)
class AlignedCorpus:
    """What a run did."""

    done: int = 0
    """Rows that it worked on."""

    kept: int = 0
    """Rows that had been done before and have not changed."""

    failed: list[tuple[str, str]] = field(default_factory=list)
    """Of all rows of the run those that could not be aligned, with the reason."""

    alone: int = 0
    """Rows with a single file."""

    beads: int = 0


@dataclass(slots=True)
class _Slice:
    """A slice in the making."""

    number: int
    rows: Sequence[Row]
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return len(self.outcomes) == len(self.rows)


def align(
    table: str | Path,
    out: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    each: Each | None = None,
    part: tuple[int, int] = (1, 1),
    encoder: str | None = None,
    progress: Progress | None = None,
) -> AlignedCorpus:
    """Align the texts of a manifest into a folder, or go on with it.

    What the folder holds already and what has not changed stays. The result is the same whoever
    computes it and however often it was interrupted.

    Args:
        table: The manifest.
        out: The folder: ``beads/NNNNN.parquet``, ``documents.tsv``, ``summary.html``, ``run.log``.
        workers: Processes on this machine; with one this process does the work.
        scheduler: ``"local"``, or the address of a Dask scheduler, which does it instead.
        each: A file for each row besides, in ``tmx/`` or ``aligned/``.
        part: ``(k, n)``: every n-th slice, from the k-th on.
        encoder: As for :func:`workbench.api.align`.
        progress: Told the share done and the phase; asked whether to stop.

    Raises:
        WorkbenchError: The manifest is not valid, another run is at work, the disk is full, the
            scheduler is not there; what is done by then is kept.
        Cancelled: It was stopped; what is done by then is kept.
    """
    parquet.module()
    given = manifest.read(Path(table))
    _check(given, each, part)
    ledger = Ledger(Path(out))
    slices = [
        _Slice(number, given.rows[at : at + SLICE])
        for number, at in enumerate(range(0, len(given.rows), SLICE), 1)
    ]
    own = slices[part[0] - 1 :: part[1]]
    with ledger.locks() as locks, _engine(workers, scheduler) as runner:
        locks.take([each.number for each in own], ledger.out)
        running = _Run(given, ledger, own, each, encoder, progress)
        running.begin(f"{workers} workers" if scheduler is None else f"scheduler {scheduler}")
        running.work(runner)
        return _finish(running, locks, slices, part)


def _engine(workers: int, scheduler: str | None) -> AbstractContextManager[Engine]:
    if scheduler is None:
        return engine(workers)
    from workbench.corpus.cluster import cluster

    return cluster(scheduler, workers)


def _check(given: Manifest, each: Each | None, part: tuple[int, int]) -> None:
    if not 1 <= part[0] <= part[1]:
        raise WorkbenchError(
            f"{part[0]}/{part[1]} is no part", place="--part", remedy="write for example 3/20"
        )
    if not any(len(row.files) > 1 for row in given.rows):
        raise WorkbenchError(
            "no row of it has two files", place=given.path, remedy="pair some documents first"
        )
    if each is not None:
        names: dict[str, str] = {}
        for row in given.rows:
            name = name_in(Path(), row.id).name.casefold()
            if name in names:
                raise WorkbenchError(
                    f"the ids {names[name]!r} and {row.id!r} make one file name",
                    place=given.path,
                    remedy="change one of them",
                )
            names[name] = row.id


class _Run:
    """A run at work."""

    def __init__(
        self,
        given: Manifest,
        ledger: Ledger,
        slices: Sequence[_Slice],
        each: Each | None,
        encoder: str | None,
        progress: Progress | None,
    ) -> None:
        self._given = given
        self.ledger = ledger
        self._open = {one.number: one for one in slices}
        self._slices = list(slices)
        self._each = each
        self._encoder = encoder
        self._progress = progress
        self._owner = {row.id: one.number for one in slices for row in one.rows}
        self.result = AlignedCorpus()
        self._started = monotonic()
        self.rows = sum(len(row.files) > 1 for row in given.rows)
        made = api.load_encoder(encoder)
        self._recipe = f"{_VERSION} {made.signature if made else 'none'} {each or ''}"
        self._folder = given.folder.resolve()
        self._landed = set(ledger.landed())

    def begin(self, engine_name: str) -> None:
        """Note the beginning, and carry over what stands in another slice by now."""
        rows = sum(len(one.rows) for one in self._slices)
        self._log(f"start: {rows} rows in {len(self._slices)} slices, {engine_name}")
        before = {
            identity: number
            for number in sorted(self._landed)
            for identity, *_ in self.ledger.states(number)
        }
        moved: dict[int, list[str]] = {}
        for identity, number in self._owner.items():
            if before.get(identity, number) != number:
                moved.setdefault(before[identity], []).append(identity)
        for number, ids in moved.items():
            for outcome in self.ledger.taken(number, ids):
                self.ledger.note(self._owner[outcome.id], outcome)

    def work(self, runner: Engine) -> None:
        """Align what has to be aligned; each slice lands when all of its rows are done."""
        for task, outcome in runner.outcomes(run, self._tasks()):
            if isinstance(outcome, Lost):
                # Without a digest it is tried again by the next run.
                outcome = Outcome(task.id, "failed", "", reason=_DIED)  # noqa: PLW2901
            self.result.done += 1
            number = self._owner[task.id]
            self.ledger.note(number, outcome)
            said = f"{outcome.reason} " if outcome.reason else ""
            self._log(f"{outcome.state}: {task.id} {said}({outcome.seconds:.2f} s)")
            self._take(self._open[number], outcome)
            self._tell()

    def _tasks(self) -> Iterator[Task]:
        """What has to be done, in the manifest's order; what is there is taken on the way."""
        for one in self._slices:
            waiting = self._waiting(one)
            if waiting is None:
                continue
            for task in waiting:
                if self._progress is not None and self._progress.cancelled():
                    raise api.Cancelled
                yield task

    def _waiting(self, one: _Slice) -> list[Task] | None:
        """The tasks of a slice; None where it has landed and nothing has changed."""
        digests = {
            row.id: digest_of(tuple(row.files.items()), self._folder, self._recipe)
            for row in one.rows
        }
        landed = one.number in self._landed
        held = {row[0]: row for row in self.ledger.states(one.number)} if landed else {}
        same = [
            row.id
            for row in one.rows
            if row.id in held and digests[row.id] and held[row.id][4] == digests[row.id]
        ]
        if (
            len(same) == len(one.rows) == len(held)
            and list(held) == [row.id for row in one.rows]
            and self.ledger.keys(one.number) == self._given.keys
        ):
            self.result.kept += len(same)
            self._count([held[row.id][1:4] for row in one.rows], list(held))
            del self._open[one.number]
            self._tell()
            return None
        known = (
            {outcome.id: outcome for outcome in self.ledger.taken(one.number, same)}
            if (same)
            else {}
        )
        known |= {outcome.id: outcome for outcome in self.ledger.noted(one.number)}
        tasks = []
        for row in one.rows:
            found = known.get(row.id)
            if found is not None and digests[row.id] and found.digest == digests[row.id]:
                self.result.kept += 1
                self._take(one, found)
            elif len(row.files) < 2:
                self._take(one, Outcome(row.id, "alone", digests[row.id] or "-"))
            else:
                tasks.append(
                    Task(
                        row.id,
                        tuple(row.files.items()),
                        self._folder,
                        digests[row.id],
                        self._encoder,
                        self._each,
                        self._each_folder(),
                    )
                )
        return tasks

    def _each_folder(self) -> Path | None:
        if self._each is None:
            return None
        folder = self.ledger.out.resolve() / self._each
        folder.mkdir(exist_ok=True)
        return folder

    def _take(self, one: _Slice, outcome: Outcome) -> None:
        """A row is done; with the last one its slice lands."""
        one.outcomes[outcome.id] = outcome
        if one.whole:
            ordered = [one.outcomes[row.id] for row in one.rows]
            self.ledger.land(one.number, ordered, self._given.keys)
            self._log(f"landed: slice {one.number:05}")
            self._count(
                [(each.state, len(each.beads), each.reason) for each in ordered],
                [each.id for each in ordered],
            )
            del self._open[one.number]

    def _count(self, states: Sequence[tuple[str, int, str]], ids: Sequence[str]) -> None:
        for identity, (state, beads, reason) in zip(ids, states, strict=True):
            self.result.beads += beads
            self.result.alone += state == "alone"
            if state == "failed":
                self.result.failed.append((identity, reason))

    def _tell(self) -> None:
        if self._progress is None:
            return
        total = len(self._owner)
        done = self.result.done + self.result.kept
        seconds = monotonic() - self._started
        rate = self.result.done / seconds if seconds else 0.0
        said = f"{done:,} of {total:,} texts"
        if rate:
            said += f", {rate:.1f} a second, {_spoken((total - done) / rate)} left"
        self._progress.tell(done / total, said)

    def _log(self, line: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.ledger.log(f"{now} {' '.join(line.split())}")

    def end(self) -> None:
        """Note the end."""
        seconds = monotonic() - self._started
        self._log(
            f"end: {self.result.done} done, {self.result.kept} kept, "
            f"{len(self.result.failed)} failed, {seconds:.1f} s"
        )


def _finish(
    running: _Run, locks: Locks, slices: Sequence[_Slice], part: tuple[int, int]
) -> AlignedCorpus:
    """The tables of the whole run, from all slices that are there by now."""
    with locks.whole():
        if part == (1, 1):
            for number in running.ledger.numbers() - {one.number for one in slices}:
                running.ledger.remove(number)
        write_tables(running.ledger)
    running.end()
    if len(running.result.failed) == running.rows and part == (1, 1):
        raise WorkbenchError(
            "none of its texts could be aligned",
            place=running.ledger.out / "documents.tsv",
            remedy="the reasons stand there",
        )
    return running.result


def _spoken(seconds: float) -> str:
    """A time as people say it: ``40 s``, ``12 min``, ``3.5 h``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
