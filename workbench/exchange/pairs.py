"""Units as a source and a target, for formats that know no more than two languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from workbench import languages
from workbench.errors import WorkbenchError
from workbench.exchange.markup import cleaned
from workbench.exchange.own_properties import (
    CONFIDENCE,
    SOURCE_BORDERS,
    STATUS,
    TARGET_BORDERS,
)
from workbench.exchange.written import Written
from workbench.units import Codes, Memory, Unit, joined, joined_with_codes, spaced


@dataclass(frozen=True, slots=True)
class TextPair:
    """The two texts of a unit, and where their second and later sentences begin."""

    source: str
    target: str
    source_borders: tuple[int, ...]
    target_borders: tuple[int, ...]
    source_codes: Codes = ()
    target_codes: Codes = ()

    def properties(self, unit: Unit) -> dict[str, str]:
        """What the format has no place of its own for, by name."""
        properties: dict[str, str] = {STATUS: unit.status}
        if unit.confidence is not None:
            properties[CONFIDENCE] = f"{unit.confidence:.4g}"
        for name, borders in (
            (SOURCE_BORDERS, self.source_borders),
            (TARGET_BORDERS, self.target_borders),
        ):
            if borders:
                properties[name] = " ".join(map(str, borders))
        return properties


class PairBuilder:
    """Makes pairs of units, and counts what is left out.

    Args:
        memory: It has exactly two sources.
        kind: The format's name, for messages.
        clean: Removes what the format cannot hold, and counts it.
        tags: By key, the tag to write.
        codes: Whether the format holds inline codes; else they are counted.

    Raises:
        WorkbenchError: It has more or fewer than two languages.
    """

    def __init__(
        self,
        memory: Memory,
        kind: str,
        clean: Callable[[str], tuple[str, int]],
        tags: Mapping[str, str],
        *,
        codes: bool = False,
    ) -> None:
        keys = [source.key for source in memory.sources]
        if len(keys) != 2:
            raise WorkbenchError(
                f"{kind} holds two languages, and there are {len(keys)} ({', '.join(keys)})",
                place=memory.name or None,
                remedy="choose two with --pair, for example --pair "
                + ":".join([*keys, "en", "ru"][:2]),
            )
        self.written = Written()
        self.source, self.target = keys
        self.source_tag, self.target_tag = tags[keys[0]], tags[keys[1]]
        self._clean = clean
        self._codes = codes

    def take(self, unit: Unit) -> TextPair | None:
        """The unit's pair, counted; None where it is excluded or lacks a side."""
        if unit.excluded:
            return None
        source, source_borders, source_codes = self._text(unit, self.source)
        target, target_borders, target_codes = self._text(unit, self.target)
        if not source or not target:
            self.written.incomplete += 1
            return None
        self.written.units += 1
        return TextPair(source, target, source_borders, target_borders, source_codes, target_codes)

    def clean(self, text: str) -> str:
        """A text of the unit's own without what the format cannot hold."""
        text, removed = self._clean(text)
        self.written.removed += removed
        return text

    def _text(self, unit: Unit, key: str) -> tuple[str, tuple[int, ...], Codes]:
        variant = unit.variants.get(key)
        if variant is None:
            return "", (), ()
        joiner = languages.of(key).joiner
        if not variant.codes:
            return *joined([self.clean(segment) for segment in variant.segments], joiner), ()
        segments, codes = [], []
        for segment, inside in zip(variant.segments, variant.codes, strict=True):
            if not self._codes:
                self.written.codes += len(inside)
                segments.append(self.clean(spaced(segment, inside)))
                continue
            text, placed, removed = cleaned(segment, inside, self._clean)
            self.written.removed += removed
            segments.append(text)
            codes.append(placed)
        if not self._codes:
            return *joined(segments, joiner), ()
        return joined_with_codes(segments, codes, joiner)


def cut(text: str, borders: str) -> tuple[str, ...]:
    """The sentences of a text whose second and later ones begin at the given offsets.

    Args:
        text: The whole text.
        borders: Offsets in code points, in order; anything else leaves the text whole.
    """
    if not text:
        return ()
    try:
        offsets = [0, *map(int, borders.split()), len(text)]
    except ValueError:
        return (text,)
    if offsets != sorted(offsets):
        return (text,)
    *before, last = (text[start:end] for start, end in pairwise(offsets))
    return (*(part.rstrip(" ") for part in before), last)


def probability(number: str) -> float | None:
    """A confidence as it was written; None for anything that is none."""
    try:
        value = float(number)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
