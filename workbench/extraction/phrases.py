"""What of a phrase counts, whatever its language: how long it is, and what stands within it."""

import re
from collections.abc import Iterable, Iterator

from workbench.languages import scripts

_HAN = re.compile(f"[{scripts.HAN}]")


def words_of(phrase: str) -> int:
    """How many words a phrase has, as far as spaces show it; four ideographs are two."""
    spaced = phrase.count(" ") + 1
    ideographs = len(_HAN.findall(phrase))
    return spaced if spaced > 1 or not ideographs else max(1, ideographs // 2)


def parts(phrase: str) -> Iterator[str]:
    """The shorter phrases within one, by words or by characters."""
    pieces: Iterable[str] = phrase.split(" ") if " " in phrase else phrase
    sequence = list(pieces)
    joiner = " " if " " in phrase else ""
    for start in range(len(sequence)):
        for stop in range(start + 1, len(sequence) + 1):
            if stop - start < len(sequence):
                yield joiner.join(sequence[start:stop])
