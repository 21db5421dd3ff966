"""Units to TMX 1.4, as OmegaT, memoQ, Trados and translate-toolkit read it.

The rules come from the TMX 1.4b specification and from what real programs do with its
corners: all attributes of the header, tags with a region for Chinese, nothing empty,
nothing illegal, own properties with ``x-``. The bytes depend on the units alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO

from workbench import __version__, languages
from workbench.errors import WorkbenchError
from workbench.exchange.characters import illegal, in_attribute, in_text, legal
from workbench.exchange.markup import cleaned, distinct, marked, verbatim, with_markup
from workbench.exchange.own_properties import (
    BEAD,
    BORDERS,
    CONFIDENCE,
    DOCUMENT,
    FLAGGED,
    KEY,
    PROJECT,
    STATUS,
    called,
)
from workbench.exchange.unit_ids import UnitIds
from workbench.exchange.written import Written
from workbench.languages import tags as language_tags
from workbench.units import Memory, Unit, Variant, joined, joined_with_codes

DATES = "%Y%m%dT%H%M%SZ"
KEPT = ("creationdate", "creationid", "usagecount", "lastusagedate")
"""Attributes of a tu that came with it and go with it, as properties of the unit."""

_OWN = frozenset({PROJECT, BEAD, STATUS, CONFIDENCE, FLAGGED, *KEPT})
_SENTENCE = b'segtype="sentence" '
_PARAGRAPH = b'segtype="paragraph"'


def memory_tags(memory: Memory, chosen: Mapping[str, str]) -> dict[str, str]:
    """What a memory's documents are called in TMX and XLIFF.

    Args:
        memory: The memory.
        chosen: By document key, tag or what would be written, what to write instead.

    Returns:
        By document key, the tag to write.

    Raises:
        WorkbenchError: A choice is for a language that the memory lacks.
    """
    written = {}
    used = set()
    for source in memory.sources:
        usual = language_tags.memory_tag(source.tag)
        for name in (source.key, source.tag, usual):
            if name in chosen:
                used.add(name)
                usual = language_tags.normalise(chosen[name])
                break
        written[source.key] = usual
    for name in chosen:
        if name not in used:
            raise WorkbenchError(
                f"there is no {name} among the languages ({', '.join(written)})",
                place="--tag",
                remedy="name one of these",
            )
    return written


class TmxUnits:
    """Units as TMX elements; a document's language is written once in each.

    Two documents of one language make a second tu with the same ``x-workbench-bead``: programs
    take the first, or the last, of two variants of one language and never see the other.
    """

    def __init__(self, memory: Memory, tags: Mapping[str, str]) -> None:
        self.written = Written()
        self.paragraphs = False
        """Whether a unit so far holds more than one sentence."""
        self._name_of = legal(called(memory))[0]
        self._project = in_text(legal(memory.project or memory.name)[0])
        self._ids = UnitIds(memory)
        self._keys = [source.key for source in memory.sources]
        self._tags = dict(tags)
        self._openings = {
            key: f'      <tuv xml:lang="{in_attribute(tag)}">' for key, tag in tags.items()
        }
        self._keyed = {
            key: f'<prop type="{KEY}">{in_text(key)}</prop>' for key in tags if "#" in key
        }
        self._joiners = {key: languages.of(key).joiner for key in tags}
        self._source = self._tags[self._keys[0]] if self._keys else ""
        self._plain = len(set(self._tags.values())) == len(self._tags)
        if len(self._keys) > 1 and len(set(self._tags.values())) == 1:
            raise WorkbenchError(
                f"{' and '.join(self._keys)} would both be written as {self._source}",
                remedy=f"say how to tell them apart, for example --tag {self._keys[1]}="
                f"{self._source}-x-second",
            )

    def element(self, unit: Unit) -> str:
        """The tu element (or elements) of a unit; empty for one that no memory takes."""
        if unit.excluded:
            return ""
        sides = []
        long = False
        numbers: dict[str, list[int]] | None = None
        for key, variant in unit.variants.items():
            if not variant.codes:
                text, borders = self._text(variant, self._joiners[key])
                shown = in_text(text)
            elif len(variant.segments) == 1 and (done := self._as_it_stood(variant)) is not None:
                text, borders, shown = done, (), done
            else:
                if numbers is None:
                    unit = distinct(unit)
                    numbers = marked(unit, self._keys)
                text, borders, shown = self._marked_up(key, unit.variants[key], numbers[key])
            if text:
                long = long or bool(borders) or len(variant.segments) > 1
                sides.append((key, shown, borders))
        if len(sides) < 2:
            self.written.incomplete += 1
            return ""
        name, unit = self._named(unit)
        if self._plain:
            elements = self._element(unit, name, sides, long=long)
        else:
            elements = "".join(
                self._element(unit, name + suffix, group, long=long)
                for suffix, group in self._groups(sides)
            )
        if elements:
            self.written.units += 1
            self.paragraphs = self.paragraphs or long
        else:
            self.written.incomplete += 1
        return elements

    def _text(self, variant: Variant, joiner: str) -> tuple[str, tuple[int, ...]]:
        text, borders = joined(variant.segments, joiner)
        # A sentence of nothing visible is no longer in the text.
        if illegal(text) or (len(variant.segments) > 1 and illegal("".join(variant.segments))):
            legals = [legal(segment) for segment in variant.segments]
            self.written.removed += sum(count for _, count in legals)
            text, borders = joined([segment for segment, _ in legals], joiner)
        return text, borders

    @staticmethod
    def _as_it_stood(variant: Variant) -> str | None:
        """A sentence with its codes as the file has them, where nothing is to be mended."""
        text = variant.segments[0]
        if text[:1].isspace() or text[-1:].isspace() or joined((text,), "")[0] != text:
            return None
        return None if illegal(text) else verbatim(text, variant.codes[0], "tmx")

    def _marked_up(
        self, key: str, variant: Variant, numbers: Sequence[int]
    ) -> tuple[str, tuple[int, ...], str]:
        """As :meth:`_text`, and the text with its codes as it stands in the file."""
        segments, codes = [], []
        for segment, inside in zip(variant.segments, variant.codes, strict=True):
            text, placed, removed = cleaned(segment, inside, legal)
            self.written.removed += removed
            segments.append(text)
            codes.append(placed)
        text, borders, all_codes = joined_with_codes(segments, codes, self._joiners[key])
        return text, borders, with_markup(text, all_codes, numbers, "tmx") if text else ""

    def _groups(
        self, sides: list[tuple[str, str, tuple[int, ...]]]
    ) -> Iterator[tuple[str, list[tuple[str, str, tuple[int, ...]]]]]:
        """The sides of a unit such that no group has two of one language."""
        by_tag: dict[str, list[tuple[str, str, tuple[int, ...]]]] = {}
        for side in sides:
            by_tag.setdefault(self._tags[side[0]], []).append(side)
        if len(by_tag) < 2:
            return
        for nth in range(max(map(len, by_tag.values()))):
            suffix = f"#{nth + 1}" if nth else ""
            yield suffix, [of_tag[min(nth, len(of_tag) - 1)] for of_tag in by_tag.values()]

    def _named(self, unit: Unit) -> tuple[str, Unit]:
        """The tuid, and the unit without what it says.

        It is the one of the file that the unit came from; else unlike in any two units of any
        two projects, and without white space.
        """
        name = legal(unit.id)[0]
        usual = "_".join((f"{self._name_of}:{name}" if self._name_of else name).split())
        return self._ids.of(unit, usual, lambda own: not illegal(own))

    def _element(
        self, unit: Unit, name: str, sides: list[tuple[str, str, tuple[int, ...]]], *, long: bool
    ) -> str:
        properties = unit.properties
        attributes = f'    <tu tuid="{in_attribute(name)}"'
        if properties:
            for kept in KEPT:
                if kept in properties:
                    attributes += f' {kept}="{in_attribute(self._legal(properties[kept]))}"'
        if unit.changed is not None:
            attributes += f' changedate="{stamp(unit.changed)}"'
        attributes += ' segtype="paragraph"' if long else ' segtype="sentence"'
        if unit.author:
            attributes += f' changeid="{in_attribute(self._legal(unit.author))}"'
        if self._tags[sides[0][0]] != self._source:
            attributes += f' srclang="{in_attribute(self._tags[sides[0][0]])}"'
        lines = [attributes + ">"]
        if note := self._legal(unit.note).strip():
            lines.append(f"      <note>{in_text(note)}</note>")
        if self._project:
            lines.append(_prop(PROJECT, self._project))
            lines.append(_prop(BEAD, in_text(self._legal(unit.id))))
        elif PROJECT in properties:
            lines.append(_prop(PROJECT, in_text(self._legal(properties[PROJECT]))))
            lines.append(_prop(BEAD, in_text(self._legal(properties.get(BEAD, unit.id)))))
        lines.append(_prop(STATUS, unit.status))
        if unit.confidence is not None:
            lines.append(_prop(CONFIDENCE, f"{unit.confidence:.4g}"))
        if unit.flagged:
            lines.append(_prop(FLAGGED, "yes"))
        for kind, values in properties.items():
            if kind not in _OWN:
                lines.extend(
                    _prop(in_attribute(self._legal(kind)), in_text(self._legal(value)))
                    for value in values.split("\n")
                )
        for key, text, borders in sides:
            props = self._keyed.get(key, "")
            if borders:
                props += f'<prop type="{BORDERS}">{" ".join(map(str, borders))}</prop>'
            lines.append(f"{self._openings[key]}{props}<seg>{text}</seg></tuv>")
        lines.append("    </tu>\n")
        return "\n".join(lines)

    def _legal(self, text: str) -> str:
        text, removed = legal(text)
        self.written.removed += removed
        return text


class Writer:
    """A TMX file that units are added to one by one.

    Args:
        file: Where to write; it can be sought in.
        memory: Whose units they are.
        tags: By document key, the language tag to write (:func:`memory_tags`).
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        self._file = file
        self._units = TmxUnits(memory, tags)
        file.write(_head(memory, tags).encode())

    def add(self, unit: Unit) -> None:
        """Write a unit."""
        self._file.write(self._units.element(unit).encode())

    def finish(self) -> Written:
        """Write what ends the file, and say in its header what kind of units it holds."""
        self._file.write(b"  </body>\n</tmx>\n")
        if self._units.paragraphs:
            # OmegaT re-splits a memory into sentences only where the header says paragraph.
            self._file.seek(len(_HEAD))
            self._file.write(_PARAGRAPH)
            self._file.seek(0, 2)
        return self._units.written


_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  <header '


def _head(memory: Memory, tags: Mapping[str, str]) -> str:
    source = next(iter(tags.values()), "*all*")
    attributes = (
        f'creationtool="Workbench" creationtoolversion="{in_attribute(__version__)}" '
        'o-tmf="Workbench" adminlang="en" '
        f'srclang="{in_attribute(source)}" datatype="plaintext"'
    )
    if memory.created is not None:
        attributes += f' creationdate="{stamp(memory.created)}"'
    lines = [f"{_HEAD.decode()}{_SENTENCE.decode()} {attributes}>"]
    for origin in memory.sources:
        about = " ".join(
            part
            for part in (origin.key, origin.path.name if origin.path else "", origin.title)
            if part
        )
        lines.append(f'    <prop type="{DOCUMENT}">{in_text(legal(about)[0])}</prop>')
    lines.append("  </header>\n  <body>\n")
    return "\n".join(lines)


def stamp(moment: datetime) -> str:
    """A moment as TMX and XLIFF's tools write it: ``20260131T235959Z``."""
    return moment.astimezone(UTC).strftime(DATES)


def _prop(kind: str, value: str) -> str:
    return f'      <prop type="{kind}">{value}</prop>'
