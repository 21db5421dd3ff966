"""Source sentences that were left in a translation, in their translation's place or beside it.

An editor leaves the original above what was translated from it. Such a copy resembles the source
more than any translation does, so it joins the bead, and the memory has English in its Russian.
It is taken out again and stands alone. One that has no translation beside it stays: a person is
told of either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from workbench import languages
from workbench.alignment.bead import Bead, Runs, Version
from workbench.languages import scripts
from workbench.words import width

MIN_LETTERS = 12
"""Columns that a copy's letters and digits take, at least: names and numbers stay as they are in
translations. One of Chinese takes two."""

MIN_WORDS = 3
"""Its words, at least, where words are parted by spaces."""

ALIKE = 0.9
"""Share of characters that a copy has in common with its source, at least."""

SURE = 0.99
"""Probability of a sentence's language, at least, where both versions have one script."""

AROUND = 1
"""Segments around a bead of which there may be copies in it."""

NAMED = 10
"""Copies that are named one by one, at most."""


def without_copies(
    versions: Sequence[Version], beads: Sequence[Bead]
) -> tuple[list[Bead], list[str]]:
    """Beads in which no copy of a sentence stands beside its translation.

    Args:
        versions: The versions.
        beads: Their beads, in order.

    Returns:
        The beads, a copy in one of its own before or behind the bead it was in, with the
        bead's confidence; and a sentence for a person for each version that has copies.
    """
    found: list[Bead] = []
    copies: list[list[int]] = [[] for _ in versions]
    for bead in _with_translations(versions, beads):
        before: list[Bead] = []
        behind: list[Bead] = []
        rest = bead
        for number, (first, last) in enumerate(bead.runs):
            if last - first < 2 or bead.confidence is None or bead.skipped:
                continue
            begin, end = _translation(versions, bead.runs, number)
            before += [_alone(rest, number, n, at_end=False) for n in range(first, begin)]
            behind = [_alone(rest, number, n, at_end=True) for n in range(end, last)] + behind
            copies[number] += [*range(first, begin), *range(end, last)]
            runs = (*rest.runs[:number], (begin, end), *rest.runs[number + 1 :])
            rest = replace(rest, runs=runs)
        found += [*before, rest, *behind]
    return found, [*_remarks(versions, copies), *_untranslated(versions, copies)]


def _with_translations(versions: Sequence[Version], beads: Sequence[Bead]) -> list[Bead]:
    """The beads; where a copy took the place of its translation, which is left alone right beside
    it, both are in one bead; of several sentences as many.
    """
    found: list[Bead] = []
    for bead in beads:
        found.append(bead)
        if len(found) > 1 and (one := _joined(versions, found[-2], bead)):
            found[-2:] = [one]
    return found


def _joined(versions: Sequence[Version], one: Bead, other: Bead) -> Bead | None:
    """Two beads as one, if the one is a link to a copy and the other the translation alone."""
    if one.block != other.block or one.skipped or other.skipped:
        return None
    for link, alone in ((one, other), (other, one)):
        held = [number for number, run in enumerate(alone.runs) if run[0] < run[1]]
        if len(held) != 1 or link.confidence is None or alone.confidence is None:
            continue
        number = held[0]
        own, sources = _texts(versions, link.runs, number)
        if not own or not sources:
            continue
        if not _is_copy(own, sources):
            begin, end = _translation(versions, link.runs, number)
            several = max(b - a for n, (a, b) in enumerate(link.runs) if n != number)
            if end - begin == len(own) or end - begin >= several:
                continue
        translation = _texts(versions, alone.runs, number)[0]
        if not _is_foreign(own, versions, number) or _is_foreign(translation, versions, number):
            continue  # what both versions have alike, such as code, is its own counterpart
        if any(map(_is_fit, translation)) and not _is_copy(translation, sources):
            runs = tuple((a[0], b[1]) for a, b in zip(one.runs, other.runs, strict=True))
            return replace(link, runs=runs, confidence=min(link.confidence, alone.confidence))
    return None


def _texts(
    versions: Sequence[Version], runs: Runs, number: int
) -> tuple[tuple[str, ...], list[str]]:
    """A version's segments in a bead, and what may have been copied: letters of others' runs.

    A copy may begin before the bead's own segments or end behind them.
    """
    sources = []
    for other, (version, (first, last)) in enumerate(zip(versions, runs, strict=True)):
        if other != number:
            low, high = max(first - AROUND, 0), min(last + AROUND, len(version.segments))
            folded = [_folded(text) for text in version.segments[low:high]]
            sources += [
                "".join(folded[a - low : b - low])
                for a in range(low, last)
                for b in range(max(a, first) + 1, high + 1)
            ]
    return versions[number].segments[slice(*runs[number])], sources


def _translation(versions: Sequence[Version], runs: Runs, number: int) -> tuple[int, int]:
    """A version's run in a bead without the copies at its ends; one inside would part it."""
    own, sources = _texts(versions, runs, number)
    first, last = 0, len(own)
    for stop in range(last - 1, first, -1):
        if _is_copy(own[first:stop], sources):
            first = stop
            break
    for start in range(first + 1, last):
        if _is_copy(own[start:last], sources):
            last = start
            break
    return runs[number][0] + first, runs[number][0] + last


def _is_copy(texts: Sequence[str], sources: Sequence[str]) -> bool:
    """Whether segments together are one of the sources, given by their letters."""
    letters = "".join(map(_folded, texts))
    if not any(map(_is_fit, texts)):
        return False
    for other in sources:
        if letters == other:
            return True
        # The upper bounds are cheap, and seldom let anything pass.
        if 2 * min(len(letters), len(other)) < ALIKE * (len(letters) + len(other)):
            continue
        matcher = SequenceMatcher(None, letters, other, autojunk=False)
        if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            return True
    return False


def _is_fit(text: str) -> bool:
    """Whether a segment is long enough to tell a sentence from a name or a number."""
    return width(_folded(text)) >= MIN_LETTERS and (
        not text.isascii() or len(text.split()) >= MIN_WORDS
    )


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _alone(bead: Bead, version: int, place: int, *, at_end: bool) -> Bead:
    """A segment of a bead alone, before or behind the rest of it."""
    runs = tuple(
        (place, place + 1) if number == version else (run[at_end], run[at_end])
        for number, run in enumerate(bead.runs)
    )
    return replace(bead, runs=runs)


def _remarks(versions: Sequence[Version], copies: Sequence[Sequence[int]]) -> list[str]:
    said = []
    for version, places in zip(versions, copies, strict=True):
        if not places:
            continue
        said.append(
            f"In the {version.language} text a sentence of another version stands beside its "
            f"translation ({_named(places)}); each is left alone."
        )
    return said


def _named(places: Sequence[int]) -> str:
    """How many segments, and their numbers from 1: ``2: segments 4, 9``."""
    named = ", ".join(str(place + 1) for place in sorted(places)[:NAMED])
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    return f"{len(places)}: segments {named}{more}"


def _untranslated(versions: Sequence[Version], copies: Sequence[Sequence[int]]) -> list[str]:
    """A sentence for each version that has another one's sentences as they are, besides copies."""
    holders: dict[str, set[int]] = {}
    for number, version in enumerate(versions):
        for text in version.segments:
            letters = _folded(text)
            if width(letters) >= MIN_LETTERS:
                holders.setdefault(letters, set()).add(number)
    shared = {letters: held for letters, held in holders.items() if len(held) > 1}
    said = []
    for number, version in enumerate(versions) if shared else ():
        places = [
            place
            for place, text in enumerate(version.segments)
            if place not in copies[number]
            and (held := shared.get(_folded(text)))
            and any(_is_of(text, versions[other], version) for other in held - {number})
        ]
        if places:
            said.append(
                f"In the {version.language} text a sentence of another version stands as it is, "
                f"not translated ({_named(places)})."
            )
    return said


def _is_foreign(texts: Sequence[str], versions: Sequence[Version], number: int) -> bool:
    """Whether some of a version's segments are in the language of another one."""
    return any(
        _is_of(text, other, versions[number])
        for text in texts
        for place, other in enumerate(versions)
        if place != number
    )


def _is_of(text: str, owner: Version, version: Version) -> bool:
    """Whether a sentence that two versions have is in the language of the one, not of the other."""
    own, other = (languages.of(each.language).script for each in (version, owner))
    if own == other:
        guess = languages.detect(text)
        return bool(guess.tag) and guess.probability > SURE and guess.tag == owner.language
    counts = scripts.count(text)
    return sum(counts.get(script, 0) for script in scripts.written_in(own)) < sum(
        counts.get(script, 0) for script in scripts.written_in(other)
    ) and (not text.isascii() or languages.is_plain_text(text.split()))
