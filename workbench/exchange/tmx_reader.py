"""TMX to units, as programs really write it: 1.1 to 1.4b, any encoding, any tag."""

import re
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from xml.parsers import expat

from workbench.errors import WorkbenchError
from workbench.exchange import own_properties as own
from workbench.exchange.inline import InlineText, cut_codes, simple_text
from workbench.exchange.pairs import cut, probability
from workbench.exchange.tmx_writer import DATES, KEPT
from workbench.exchange.xml_text import Remark, decoded, encoding_of, markup_in
from workbench.exchange.xmlstream import Handler, stream
from workbench.languages import tags
from workbench.units import Codes, Memory, Source, Tally, Unit, Variant, status_named

_TAGS = re.compile(rf'<tuv?[\s>][^<]*(?:<prop type="{own.KEY}">[^<]+)?')
_LANGUAGE = re.compile(r"""<tuv[^>]*?\blang\s*=\s*["']([^"'<>]+)["']""")
_KEY = re.compile(rf'<prop type="{own.KEY}">([^<]+)')
_OF_SIDES = frozenset({own.KEY, own.BORDERS})
_USUAL = frozenset({"tuid", "segtype", "changedate", "changeid"})
_LONGEST_TAG = 2000


@dataclass(slots=True)
class Header:
    """What the file says of itself."""

    attributes: dict[str, str] = field(default_factory=dict)
    properties: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    namespaces: dict[str, str] = field(default_factory=dict)
    """The declarations that hold for all units, as attributes: ``xmlns:okp``."""

    inner: str = ""
    """What stands in the header, as it stands there, where units are read as they stand."""

    start: int = 0
    """Offset of the header's start tag."""

    end: int = 0
    """Offset of the header's end tag (or of its only tag)."""

    dropped: Tally = field(default_factory=Tally)
    """What is left out of units or is strange in them; it fills while they are read."""

    body_end: int = 0
    """Offset of the body's end tag (or of its only tag), once it has been read."""


@dataclass(slots=True)
class Record:
    """A tu: where it stands in the file (as UTF-8), and what it says."""

    unit: Unit
    start: int
    """Offset of its first byte."""

    last_tag: int
    """Offset of its end tag's first byte."""

    variants: list[tuple[int, int]]
    """Of each tuv, offsets of its first byte and of its end tag's."""


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of a TMX file; its units are read as they are asked for.

    Args:
        path: TMX 1.1 to 1.4b, gzipped or not.
        recover: Told what had to be left out of a damaged file; None to refuse such a file.

    Raises:
        WorkbenchError: It cannot be read, or is not TMX; also while the units are read.
    """
    header = Header()
    units = _merged(records(path, header, recover=recover))
    first = list(islice(units, 1))
    return memory_of(path, header, recover=recover), chain(first, units)


def memory_of(path: Path, header: Header, *, recover: Remark | None = None) -> Memory:
    """What holds for all units: the languages of the whole file, the source language first."""
    keys = _languages(path, header.attributes.get("srclang", ""), recover=recover)
    titles = {}
    for kind, value in header.properties:
        if kind == own.DOCUMENT:
            key, _, about = value.partition(" ")
            titles[_tag(key.partition("#")[0]) + "".join(key.partition("#")[1:])] = about
    return Memory(
        tuple(Source(key, key.partition("#")[0], None, titles.get(key, "")) for key in keys),
        created=_moment(header.attributes.get("creationdate", "")),
        properties={
            kind: value for kind, value in header.properties if not kind.startswith("x-workbench-")
        },
        has_ids=True,
        dropped=header.dropped,
    )


def records(
    path: Path, header: Header | None = None, *, recover: Remark | None = None
) -> Iterator[Record]:
    """The tu elements of a file with their places in it.

    Args:
        path: The file.
        header: Filled with the file's header before the first record is given.
        recover: As for :func:`read`.

    Raises:
        WorkbenchError: As for :func:`read`.
    """
    told = header or Header()
    left: list[int] | None = None if recover is None else []
    yield from stream(
        path, lambda parser, where: _Records(parser, where, told, left), recover=recover
    )
    if recover and left:
        recover(
            f"{path}:{left[0]}: units with a variant that names no language, or an unknown one, "
            f"were left out; there are {len(left)}, this is the first"
        )


def _setters(kind: type) -> list[Callable[[object, object], None]]:
    return [kind.__dict__[name].__set__ for name in kind.__dict__["__slots__"]]


# A frozen dataclass sets each field through object.__setattr__, which took a third of the time
# that a memory is read in; the slots' own setters take half of that.
_segments, _spans, _numbers, _at, _codes = _setters(Variant)
(
    _id, _variants, _status, _flagged, _excluded, _confidence, _note, _version, _author,
    _changed, _properties, _line, _source, _comments,
) = _setters(Unit)  # fmt: skip


class _Records(Handler[Record]):
    """Builds a record at the end of each tu.

    Args:
        left: Takes the lines of units that have to be left out; None to refuse them.
    """

    def __init__(
        self, parser: expat.XMLParserType, path: Path, header: Header, left: list[int] | None
    ) -> None:
        super().__init__(parser, path)
        self._header = header
        self._left = left
        self._broken = False
        self._in_unit = False
        self._count = 0
        self._inline = InlineText(parser, "tmx")
        self._parts = self._inline.parts
        self._in_seg = False
        self._coded = False
        """Whether the inline elements of the seg are parsed one by one."""

        self._simple: tuple[str, Codes] = ("", ())
        self._attributes: dict[str, str] = {}
        self._properties: dict[str, str] = {}
        self._note = ""
        self._variants: dict[str, Variant] = {}
        self._places: list[tuple[int, int]] = []
        self._tu_start = self._line = self._tuv_start = 0
        self._text: str | None = ""
        """None where a tuv has no seg."""

        self._codes: Codes = ()
        self._side: dict[str, str] = {}
        self._side_properties: dict[str, str] | None = None
        self._in_side = False
        self._at = (0, 0)
        self._prop = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "tmx":
            raise self.error(f"it is not a TMX: it begins with <{name}>", "choose another file")
        self._declare(attributes)
        self.parser.StartElementHandler = self._start
        # Setting it at each text costs more than being told of the white space between.
        self.parser.CharacterDataHandler = self._parts.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "seg":
            parser = self.parser
            self._at = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            self._parts.clear()
            self._in_seg = True
        elif name == "prop":
            self._prop = attributes.get("type", "")
            self._parts.clear()
        elif name == "tuv":
            self._tuv_start = self.parser.CurrentByteIndex
            self._text = None
            self._codes = ()
            self._side = attributes
            self._side_properties = None
            self._in_side = True
        elif name == "tu":
            self._tu_start = self.parser.CurrentByteIndex
            self._line = self.parser.CurrentLineNumber
            self._attributes = attributes
            self._properties = {}
            self._note = ""
            self._variants = {}
            self._places = []
            self._in_unit = True
            self._count += 1
        elif name == "note":
            self._parts.clear()
        elif self._in_seg:
            self._start_inline(name, attributes)
        elif name == "header":
            self._header.attributes.update(attributes)
            self._declare(attributes)
            self._header.start = self.parser.CurrentByteIndex
        elif name == "body":
            self._declare(attributes)

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins in a seg: the first of them decides how the rest is read."""
        if self._coded:
            self._inline.start(name, attributes)
            return
        parser = self.parser
        # What is left of the piece that is being parsed.
        ahead = parser.GetInputContext() or b""
        end = ahead.find(b"</seg>")
        found: tuple[str, Codes] | None = None
        if end >= 0:
            before = "".join(self._parts)
            # Broken bytes are left to the parser, which says where they are.
            with suppress(UnicodeDecodeError):
                found = simple_text(ahead[:end].decode(), len(before), "tmx")
            if found is not None:
                self._simple = before + found[0], found[1]
                parser.StartElementHandler = None
                parser.CharacterDataHandler = None
                parser.EndElementHandler = self._end_simple
                return
        self._coded = True
        self._inline.begin()
        self._inline.start(name, attributes)

    def _end_simple(self, name: str) -> None:
        if name == "seg":
            parser = self.parser
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self.end
            parser.CharacterDataHandler = self._parts.append
            self._text, self._codes = self._simple
            self._in_seg = False

    def _declare(self, attributes: dict[str, str]) -> None:
        """Remember the namespaces that hold for all units."""
        for name, value in attributes.items():
            if name.partition(":")[0] == "xmlns":
                self._header.namespaces[name] = value
                self._inline.namespaces[name.partition(":")[2]] = value

    def end(self, name: str) -> None:
        if name == "seg":
            self._in_seg = False
            self._text = "".join(self._parts)
            if self._coded:
                self._end_coded()
        elif name == "prop":
            kind = self._prop
            value = "".join(self._parts)
            if self._in_side and kind in _OF_SIDES:
                self._side_properties = (self._side_properties or {}) | {kind: value}
            elif self._in_unit:
                properties = self._properties
                properties[kind] = f"{properties[kind]}\n{value}" if kind in properties else value
            else:
                self._header.properties.append((kind, value))
        elif name == "tuv":
            self._add_variant()
            self._in_side = False
        elif name == "tu":
            self._in_unit = False
            if self._broken and self._left is not None:
                self._left.append(self._line)
                self._broken = False
                return
            self.found.append(
                Record(self._unit(), self._tu_start, self.parser.CurrentByteIndex, self._places)
            )
        elif name == "note":
            note = "".join(self._parts)
            if not self._in_unit:
                self._header.notes.append(note)
            else:
                self._note = f"{self._note}\n{note}" if self._note else note
        elif self._in_seg:
            self._inline.end(name)
        elif name == "body":
            self._header.body_end = self.parser.CurrentByteIndex
        elif name == "header":
            self._header.end = self.parser.CurrentByteIndex

    def _end_coded(self) -> None:
        inline = self._inline
        self._coded = False
        self._codes = inline.codes()
        if inline.subflows:
            self._header.dropped.add("texts inside codes (sub)", self._line, inline.subflows)
            inline.subflows = 0

    def _add_variant(self) -> None:
        side = self._side
        properties = self._side_properties
        text = self._text
        if text is None:
            self._header.dropped.add("variants without a seg", self._line)
            text = ""
        segments: tuple[str, ...] = (text,) if text else ()
        try:
            key = _tag(side.get("xml:lang") or side.get("lang"))
        except WorkbenchError as error:
            if self._left is not None:
                self._broken = True
                return
            raise self.error(error.cause, error.remedy or "correct its xml:lang") from error
        if properties is not None:
            key = _own_key(properties.get(own.KEY)) or key
            segments = cut(text, properties.get(own.BORDERS, ""))
        if key in self._variants:
            key = _next_key(key, self._variants)
        variant = object.__new__(Variant)
        _segments(variant, segments)
        _spans(variant, ())
        _numbers(variant, ())
        _at(variant, self._at)
        codes = self._codes
        if not codes:
            _codes(variant, ())
        elif len(segments) == 1:
            _codes(variant, (codes,))
        else:
            _codes(variant, cut_codes(codes, text, segments))
        self._variants[key] = variant
        self._places.append((self._tuv_start, self.parser.CurrentByteIndex))

    def _unit(self) -> Unit:
        attribute = self._attributes.get
        properties = self._properties
        source = ""
        if not self._attributes.keys() <= _USUAL:
            for kept in KEPT:
                if kept in self._attributes:
                    properties[kept] = self._attributes[kept]
            if "srclang" in self._attributes:
                source = self._source_key(self._attributes["srclang"])
        confidence = properties.pop(own.CONFIDENCE, "")
        changed = attribute("changedate") or self._side.get("changedate")
        unit = object.__new__(Unit)
        _id(unit, attribute("tuid") or f"#{self._count}")
        _variants(unit, self._variants)
        _status(unit, status_named(properties.pop(own.STATUS, "")))
        _flagged(unit, properties.pop(own.FLAGGED, "") == "yes")
        _excluded(unit, False)
        _confidence(unit, _probability(confidence) if confidence else None)
        _note(unit, self._note)
        _version(unit, 0)
        _author(unit, attribute("changeid") or self._side.get("changeid"))
        _changed(unit, _moment(changed) if changed else None)
        _properties(unit, properties)
        _line(unit, self._line)
        _source(unit, source)
        _comments(unit, ())
        return unit

    def _source_key(self, tag: str) -> str:
        """The key of the variant that a tu calls its source; empty where it has none such."""
        wanted = _known(tag)
        if wanted in self._variants or not wanted:
            return wanted
        return next((key for key in self._variants if tags.same_language(key, wanted)), "")


def _merged(records: Iterator[Record]) -> Iterator[Unit]:
    """Units whose second documents of a language were written as units of their own."""
    before: Unit | None = None
    for record in records:
        unit = record.unit
        if (
            before is not None
            and "#" in unit.id
            and own.BEAD in unit.properties
            and unit.id == f"{before.id}#{unit.id.rpartition('#')[2]}"
            and before.properties.get(own.BEAD) == unit.properties[own.BEAD]
            and before.properties.get(own.PROJECT) == unit.properties.get(own.PROJECT)
        ):
            before = replace(before, variants=unit.variants | before.variants)
            continue
        if before is not None:
            yield before
        before = unit
    if before is not None:
        yield before


def _languages(path: Path, source: str, *, recover: Remark | None) -> list[str]:
    """Keys of all variants in the file, the source language first; the file is only skimmed."""
    keys: dict[str, None] = {}
    here: set[str] = set()
    held = ""
    try:
        for piece in chain(markup_in(decoded(path, encoding_of(path))), ("<tu >",)):
            text = held + piece
            # The last tag may go on in the next piece.
            cut = max(text.rfind("<tu"), len(text) - _LONGEST_TAG)
            held = text[cut:]
            for found in _TAGS.findall(text, 0, cut):
                if found[3] != "v":
                    here = set()
                    continue
                key = _key_in(found)
                if key in here:
                    key = _next_key(key, here)
                here.add(key)
                if key and key not in keys:
                    keys[key] = None
    except WorkbenchError:
        if not recover:
            raise
    wanted = _known(source)
    first = [key for key in keys if key == wanted] or [
        key for key in keys if wanted and not tags.contradict(key, wanted)
    ][:1]
    return first + [key for key in keys if key not in first]


@lru_cache(maxsize=10_000)
def _key_in(opening: str) -> str:
    """The key of a variant by its first tags; empty where it names no language."""
    own_key = _KEY.search(opening)
    if own_key and (known := _own_key(own_key[1])):
        return known
    found = _LANGUAGE.match(opening)
    return _known(found[1]) if found else ""


def _known(code: str) -> str:
    """The tag that a code means; empty for one that the reader will refuse, with its line."""
    try:
        return _tag(code)
    except WorkbenchError:
        return ""


def _own_key(text: str | None) -> str:
    """The key that a property states; empty where it states none."""
    try:
        return tags.normalise_key(text) if text else ""
    except WorkbenchError:
        return ""


def _next_key(key: str, taken: Container[str]) -> str:
    if key not in taken:
        return key
    number = 2
    while f"{key}#{number}" in taken:
        number += 1
    return f"{key}#{number}"


@lru_cache(maxsize=1000)
def _tag(code: str | None) -> str:
    if not code:
        raise WorkbenchError("a variant names no language", remedy="give its tuv an xml:lang")
    return tags.normalise(code)


@lru_cache(maxsize=1000)
def _moment(stamp: str) -> datetime | None:
    """A date of TMX, with time or without; None for what is none."""
    for form in (DATES, "%Y%m%dT%H%M%S", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ"):
        try:
            return datetime.strptime(stamp, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


_probability = lru_cache(maxsize=10_000)(probability)
