"""Many strings looked for in a text at once: Aho and Corasick's automaton (1975)."""

from collections import deque
from collections.abc import Sequence

Match = tuple[int, int, int]
"""Number of the pattern, start and end of where it stands."""


class Patterns:
    """Strings to look for.

    The work is done by ``ahocorasick_rs`` where it is installed, else here: the same matches, some
    twenty times slower (there is no wheel of it for Windows on ARM).

    Args:
        patterns: None empty.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        try:
            from ahocorasick_rs import AhoCorasick
        except ModuleNotFoundError:
            self._find = PlainAutomaton(patterns).find
        else:
            automaton = AhoCorasick(patterns)
            self._find = lambda text: automaton.find_matches_as_indexes(text, overlapping=True)

    def find(self, text: str) -> list[Match]:
        """All places where any of them stands, also within each other, by their ends."""
        return self._find(text)


class PlainAutomaton:
    """The automaton in plain Python.

    Args:
        patterns: None empty.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._ends: list[list[int]] = [[]]
        self._lengths = [len(pattern) for pattern in patterns]
        for number, pattern in enumerate(patterns):
            state = 0
            for character in pattern:
                if character not in self._next[state]:
                    self._next[state][character] = len(self._next)
                    self._next.append({})
                    self._ends.append([])
                state = self._next[state][character]
            self._ends[state].append(number)
        # Where to go on when the text leaves a pattern: the longest end that begins one.
        self._fallback = [0] * len(self._next)
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for character, child in self._next[state].items():
                waiting.append(child)
                self._fallback[child] = self._step(self._fallback[state], character)
                self._ends[child] += self._ends[self._fallback[child]]

    def _step(self, state: int, character: str) -> int:
        while state and character not in self._next[state]:
            state = self._fallback[state]
        return self._next[state].get(character, 0)

    def find(self, text: str) -> list[Match]:
        """See :class:`Patterns`."""
        found = []
        state = 0
        for place, character in enumerate(text):
            state = self._step(state, character)
            found += [
                (number, place + 1 - self._lengths[number], place + 1)
                for number in self._ends[state]
            ]
        return found
