"""A corpus on hundreds of workers, simulated with the times that a real run recorded.

``python benchmarks/scheduling.py RUN.LOG [--texts 100000] [--client 0.002]``: RUN.LOG is that of a
folder that 'corpus align' made. Its texts' times are drawn again and again for so many texts, and
handed out as the engine does: each worker has up to three texts in hand, and the next is given
when one is done. What the simulation adds:

- the client spends some milliseconds on each outcome (``--client``; ``corpus.py`` measures it), one
  after the other: beyond some number of workers it is the bottleneck;
- stragglers: a twentieth of the workers is four times slower;
- a tenth of the workers is lost at a random moment; after 30 seconds what they had in hand is
  given to others, and none comes in their place.

Printed are the time, and the efficiency: the time that the same processors would need if none of
this was, over the time that it takes.
"""

from __future__ import annotations

import argparse
import heapq
import random
import re
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.engines import AHEAD

SLOW, TIMES_SLOWER = 0.05, 4.0
LOST, NOTICED = 0.1, 30.0

_TIME = re.compile(r" aligned: .* \(([0-9.]+) s\)$")


@dataclass
class Outcome:
    """What a simulated run took."""

    seconds: float
    ideal: float
    again: int
    """Texts that were given out a second time."""

    client: float
    """Share of the time that the client was busy."""


def simulate(
    times: list[float], workers: int, client: float, chance: random.Random, *, trouble: bool
) -> Outcome:
    """One run: events in the order of time."""
    speed = [1.0] * workers
    dies = [float("inf")] * workers
    ideal = sum(times) / workers
    if trouble:
        for worker in range(workers):
            if chance.random() < SLOW:
                speed[worker] = TIMES_SLOWER
            if chance.random() < LOST:
                dies[worker] = chance.random() * ideal
    queue = list(range(len(times)))[::-1]
    free_at = [0.0] * workers
    held: list[set[int]] = [set() for _ in range(workers)]
    events: list[tuple[float, int, int, int]] = []  # time, kind, worker, text
    serial = 0.0
    done: set[int] = set()
    again = 0

    def give(worker: int, now: float) -> None:
        while queue and len(held[worker]) < AHEAD and now < dies[worker]:
            text = queue.pop()
            held[worker].add(text)
            start = max(free_at[worker], now)
            free_at[worker] = start + times[text] * speed[worker]
            if free_at[worker] < dies[worker]:
                heapq.heappush(events, (free_at[worker], 0, worker, text))

    for worker, end in enumerate(dies):
        if end < float("inf"):
            heapq.heappush(events, (end + NOTICED, 1, worker, -1))
    for _ in range(AHEAD):  # in turn, as a scheduler does
        for worker in range(workers):
            if len(held[worker]) < AHEAD and queue:
                most = len(held[worker]) + 1
                text = queue.pop()
                held[worker].add(text)
                start = free_at[worker]
                free_at[worker] = start + times[text] * speed[worker]
                if free_at[worker] < dies[worker]:
                    heapq.heappush(events, (free_at[worker], 0, worker, text))
                assert len(held[worker]) == most
    now = 0.0
    while len(done) < len(times):
        now, kind, worker, text = heapq.heappop(events)
        if kind == 1:
            lost = [one for one in held[worker] if one not in done]
            held[worker].clear()
            again += len(lost)
            queue += lost
            for other in range(workers):
                give(other, now)
            continue
        serial = max(serial, now) + client
        done.add(text)
        held[worker].discard(text)
        give(worker, max(now, serial))
    total = max(now, serial)
    return Outcome(total, ideal, again, len(times) * client / total)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--client", type=float, default=0.002, help="seconds an outcome")
    parser.add_argument("--mean", type=float, help="scale the times, of a busy machine, to this")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 10, 100, 1000])
    given = parser.parse_args()
    recorded = [
        float(time[1])
        for line in given.log.read_text("utf-8").splitlines()
        if (time := _TIME.search(line))
    ]
    if given.mean:
        scale = given.mean * len(recorded) / sum(recorded)
        recorded = [each * scale for each in recorded]
    chance = random.Random(1)
    times = chance.choices(recorded, k=given.texts)
    mean = sum(recorded) / len(recorded)
    print(f"{len(recorded)} recorded times, {mean:.2f} s on average, {max(recorded):.1f} s at most")
    print(f"{given.texts:,} texts, the client takes {given.client * 1000:.1f} ms an outcome\n")
    print("| workers | | hours | efficiency | given out again | client busy |")
    print("|---|---|---|---|---|---|")
    for workers in given.workers:
        for trouble in (False, True):
            found = simulate(times, workers, given.client, chance, trouble=trouble)
            what = "stragglers, a tenth lost" if trouble else "no trouble"
            print(
                f"| {workers:,} | {what} | {found.seconds / 3600:.2f} "
                f"| {found.ideal / found.seconds:.0%} | {found.again} | {found.client:.0%} |"
            )


if __name__ == "__main__":
    main()
