"""What a run remembers in its folder, so that it can be stopped at any moment and go on.

Of each slice: ``state/NNNNN.tsv``, what became of its rows, written together with its Parquet
file; and while it is being worked on ``state/NNNNN.unfinished``, a line for each row that is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workbench.corpus import parquet
from workbench.corpus.locks import Locks
from workbench.corpus.rows import Outcome, State
from workbench.errors import WorkbenchError
from workbench.files import all_or_none, atomic_write, from_os_error

SLICE = 200
"""Rows of the manifest in a slice."""

_STATES: dict[str, State] = {"aligned": "aligned", "failed": "failed", "alone": "alone"}


class Ledger:
    """A run's folder.

    Args:
        out: The folder, made where it is not there.

    Raises:
        WorkbenchError: It cannot be made, or holds something else.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._state = out / "state"
        if out.is_dir() and not self._state.is_dir() and any(out.iterdir()):
            raise WorkbenchError(
                "it holds something else than a corpus", place=out, remedy="name a new folder"
            )
        try:
            self._state.mkdir(parents=True, exist_ok=True)
            (out / "beads").mkdir(exist_ok=True)
        except OSError as error:
            raise from_os_error(error, out, doing="make") from error

    def beads(self, number: int) -> Path:
        """The Parquet file of a slice."""
        return self.out / "beads" / f"{number:05}.parquet"

    def _path(self, number: int, ending: str) -> Path:
        return self._state / f"{number:05}.{ending}"

    def landed(self) -> list[int]:
        """The numbers of the slices that are there, whole."""
        numbers = sorted(
            int(path.stem) for path in self._state.glob("*.tsv") if path.stem.isdecimal()
        )
        return [number for number in numbers if self.beads(number).is_file()]

    def states(self, number: int) -> list[tuple[str, State, int, str, str]]:
        """Of each row of a slice: id, state, number of beads, reason, digest."""
        try:
            lines = self._path(number, "tsv").read_text("utf-8", "surrogateescape").splitlines()
        except FileNotFoundError:
            return []
        found = []
        for line in lines:
            identity, state, beads, reason, digest = line.split("\t")
            found.append((identity, _STATES[state], int(beads), reason, digest))
        return found

    def keys(self, number: int) -> tuple[str, ...]:
        """The columns of texts of a slice that has landed."""
        schema = parquet.module().read_parquet_schema(self.beads(number))
        return tuple(name for name in schema if name not in parquet.FACTS)

    def land(self, number: int, outcomes: Sequence[Outcome], keys: Sequence[str]) -> None:
        """Write a slice: the beads, and what became of its rows; both or neither.

        Raises:
            WorkbenchError: It cannot be written; what was there is as it was.
        """
        with all_or_none():
            parquet.write(self.beads(number), parquet.frame(outcomes, keys))
            with atomic_write(self._path(number, "tsv")) as file:
                for one in outcomes:
                    cells = (one.id, one.state, str(len(one.beads)), one.reason, one.digest)
                    line = "\t".join(" ".join(cell.split("\t")) for cell in cells)
                    file.write(f"{line}\n".encode("utf-8", "surrogateescape"))
        self._path(number, "unfinished").unlink(missing_ok=True)

    def note(self, number: int, outcome: Outcome) -> None:
        """Remember a row of a slice that has not landed yet.

        Raises:
            WorkbenchError: It cannot be written.
        """
        path = self._path(number, "unfinished")
        row = [outcome.id, outcome.state, outcome.digest, outcome.keys, outcome.beads,
               outcome.reason]  # fmt: skip
        try:
            with path.open("a", encoding="ascii") as file:
                file.write(json.dumps(row) + "\n")
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error

    def noted(self, number: int) -> Iterator[Outcome]:
        """The rows that are remembered of a slice; a line that was cut off is none."""
        path = self._path(number, "unfinished")
        try:
            # After a power cut there may be anything behind the lines that had reached the disk.
            lines = path.read_text("ascii", "replace").split("\n")
        except FileNotFoundError:
            return
        if lines[-1]:
            # The next line must not be glued to half a one.
            with path.open("a", encoding="ascii") as file:
                file.write("\n")
        for line in lines:
            try:
                identity, state, digest, keys, beads, reason = json.loads(line)
            except (ValueError, TypeError):
                continue
            rows = tuple((bead, sure, status, tuple(texts)) for bead, sure, status, texts in beads)
            yield Outcome(identity, _STATES[state], digest, tuple(keys), rows, reason)

    def taken(self, number: int, ids: Iterable[str]) -> Iterator[Outcome]:
        """Rows of a slice that has landed, with their beads."""
        wanted = set(ids)
        beads = parquet.beads_of(self.beads(number), wanted)
        for identity, state, _, reason, digest in self.states(number):
            if identity in wanted:
                keys, rows = beads.get(identity, ((), ()))
                yield Outcome(identity, state, digest, keys, rows, reason)

    def remove(self, number: int) -> None:
        """Take a slice away that the manifest has no more."""
        for path in (self._path(number, "tsv"), self._path(number, "unfinished"),
                     self.beads(number)):  # fmt: skip
            path.unlink(missing_ok=True)

    def numbers(self) -> set[int]:
        """The numbers of all slices of which there is anything."""
        files = [*self._state.glob("*.tsv"), *self._state.glob("*.unfinished")]
        return {int(path.stem) for path in files if path.stem.isdecimal()}

    def log(self, line: str) -> None:
        """Add a line to the run's log: times and retries, which are no part of the result.

        Raises:
            WorkbenchError: It cannot be written.
        """
        path = self.out / "run.log"
        try:
            with path.open("a", encoding="utf-8", errors="surrogateescape") as file:
                file.write(line + "\n")
        except OSError as error:
            raise from_os_error(error, path, doing="write") from error

    def locks(self) -> Locks:
        """What holds slices of it."""
        return Locks(self._state / "lock")
