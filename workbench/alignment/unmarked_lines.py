"""Lines of subtitles in which no mark ends a sentence, as is usual in Chinese.

Where the words say that a sentence surely goes on, a line runs on into the next. In doubt it does
not: several lines find together as one bead, two sentences made one are never parted again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from workbench import languages
from workbench.alignment.bead import Version
from workbench.embedding import Encoder, border_scorer

SURE = -1.5
"""Log odds that a sentence ends behind a line, below which it surely goes on.

On six books and the news (F1 .548 and .612); -1 gave .554 and .586, -3 .529 and .588.
"""

MARKED = 0.2
"""Share of the lines that end in a mark, at most: questions and exclamations have theirs."""

IN_SENTENCES = 0.5
"""Share of the segments that end in a mark from which on a version is in sentences."""

_DASH = re.compile(r"[-–—]")


def run_on_by_words(
    version: Version, others: Sequence[Version], encoder: Encoder | None
) -> list[bool] | None:
    """For each line but the last whether its sentence surely goes on in the next.

    Args:
        version: The version, in which hardly a line ends in a full stop.
        others: Those beside it.
        encoder: What makes vectors; some encoders do not know where sentences end.

    Returns:
        None where the version is not in lines without marks beside one in sentences, or nothing
        is known of its language.
    """
    lines = version.segments
    if _share(version) > MARKED or not any(_share(other) >= IN_SENTENCES for other in others):
        return None
    scorer = border_scorer(encoder)
    if scorer is None or languages.of(version.language).code not in scorer.languages:
        return None
    odds = dict(scorer(" ".join(lines)))
    behind = accumulate((len(line) + 1 for line in lines), initial=-1)
    ended = _ended(version.language)
    return [
        odds.get(place, 0.0) < SURE
        and not ended(here)
        and not _DASH.match(after)
        and not any(
            own and own[number] != own[number + 1] for own in (version.kinds, version.flows)
        )
        for number, (place, (here, after)) in enumerate(
            zip([*behind][1:], pairwise(lines), strict=False)
        )
    ]


def _share(version: Version) -> float:
    """Share of the segments that end in a mark that ends sentences."""
    ended = _ended(version.language)
    return sum(map(ended, version.segments)) / max(len(version.segments), 1)


def _ended(language: str) -> Callable[[str], bool]:
    marks = tuple(languages.of(language).ends)
    return lambda text: text.rstrip(" \"'”’»)）」』").endswith(marks)
