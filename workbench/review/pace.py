"""How fast the review goes, and how long the rest will take."""

from collections import deque

PAUSE = 120.0
"""Seconds after which a person is taken to have done something else."""

_KEPT = 200


class Pace:
    """The beads decided in this sitting, and the time they took; pauses do not count."""

    def __init__(self, now: float) -> None:
        """Begin.

        Args:
            now: Seconds, on any clock that never goes back.
        """
        self._last = now
        self._steps: deque[tuple[float, int]] = deque(maxlen=_KEPT)

    def decided(self, beads: int, now: float) -> None:
        """So many beads were confirmed just now."""
        if beads > 0:
            self._steps.append((min(now - self._last, PAUSE), beads))
        self._last = now

    def left(self, beads: int) -> float | None:
        """Seconds that so many beads will take; None while too little is known.

        Confirming many at once says little about the others: it counts as five at most.
        """
        seconds = sum(time for time, _ in self._steps)
        done = sum(min(count, 5) for _, count in self._steps)
        return seconds / done * beads if done >= 3 else None


def spoken(seconds: float) -> str:
    """A duration for people: ``"1 h 10 min"``."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute"
    hours, minutes = divmod(minutes, 60)
    if hours >= 10:
        return f"{hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
