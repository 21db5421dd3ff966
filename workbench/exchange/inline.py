"""Inline elements of TMX and XLIFF, as they are read: text with codes at places in it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from xml.parsers import expat

from workbench.exchange.characters import in_attribute, in_text, unescaped
from workbench.units import Code, CodeFormat, CodeKind, Codes

CONTENT = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements whose content is another program's code, not text."""

_OPEN = frozenset({"bpt", "bx", "sc", "sm"})
_CLOSE = frozenset({"ept", "ex", "ec", "em"})
_EMPTY = frozenset({"x", "bx", "ex", "sc", "ec", "sm", "em"})
_ISOLATED: dict[str, CodeKind] = {"begin": "open", "end": "close", "open": "open", "close": "close"}
"""What ``pos`` of an ``it`` says, in TMX and in XLIFF."""


def start_tag(name: str, attributes: Mapping[str, str], namespaces: Mapping[str, str]) -> str:
    """A start tag that is well-formed on its own.

    Args:
        name: The element's.
        attributes: Its own.
        namespaces: By prefix, the declarations that hold there; those that the tag uses are
            declared in it.
    """
    stated = "".join(f' {key}="{in_attribute(value)}"' for key, value in attributes.items())
    prefixes = {each.partition(":")[0] for each in (name, *attributes) if ":" in each}
    for prefix in sorted(prefixes):
        declaration = f"xmlns:{prefix}"
        if prefix in namespaces and declaration not in attributes:
            stated += f' {declaration}="{in_attribute(namespaces[prefix])}"'
    return f"<{name}{stated}>"


_SIMPLE = {
    form: re.compile(rf"(<(?:{names})\b[^<>]*>(?:(?<=/>)|[^<>]*</\w+>))")
    for form, names in (("tmx", "bpt|ept|ph|it|ut"), ("xliff", "bpt|ept|ph|it|x|bx|ex"))
}
"""An inline element of TMX and of XLIFF 1.2 without others in it."""

_PARTS = re.compile(r'<(\w+)((?:\s+[\w.-]+="[^"<>]*")*)\s*(?:/>|>([^<>]*)</(\w+)>)')
_ATTRIBUTE = re.compile(r'([\w.-]+)="([^"]*)"')


@lru_cache(maxsize=20_000)
def _parsed(element: str, form: CodeFormat) -> tuple[CodeKind, str, str, str] | None:
    """Kind, id, ``i`` of TMX and source of a simple element; None for one less simple."""
    found = _PARTS.fullmatch(element)
    if found is None or (found[4] or found[1]) != found[1]:
        return None
    name = found[1]
    attributes = {key: unescaped(value) for key, value in _ATTRIBUTE.findall(found[2])}
    source = start_tag(name, attributes, {})
    content = in_text(unescaped(found[3])) if found[3] else ""
    source = f"{source}{content}</{name}>" if content else f"{source[:-1]}/>"
    if form == "tmx":
        i = attributes.get("i", "") if name in ("bpt", "ept") else ""
        return _kind_of(name, attributes), attributes.get("x", ""), i, source
    if name in _EMPTY and content:
        return None
    return _kind_of(name, attributes), _id_in_xliff(attributes), "", source


def simple_text(raw: str, begin: int, form: CodeFormat) -> tuple[str, Codes] | None:
    """The text and codes of what stands in one element, where all elements in it are simple.

    Args:
        raw: The markup up to its end.
        begin: Code points of its text before that.
        form: Whose markup it is: that of TMX or XLIFF 1.2.

    Returns:
        None where it takes a parser, which :class:`InlineText` goes with.
    """
    if "\r" in raw:
        return None
    pieces = _SIMPLE[form].split(raw)
    texts = pieces[::2]
    text = "".join(texts)
    if "<" in text:
        return None
    if "&" in text:
        texts = [unescaped(piece) for piece in texts]
        text = "".join(texts)
    found = _in_order(tuple(pieces[1::2]), form)
    if found is None:
        return None
    place = begin
    codes = []
    for piece, (kind, name, source) in zip(texts, found, strict=False):
        place += len(piece)
        codes.append(_new_code(Code, (place, kind, name, source, form)))
    return text, tuple(codes)


@lru_cache(maxsize=20_000)
def _in_order(
    elements: tuple[str, ...], form: CodeFormat
) -> list[tuple[CodeKind, str, str]] | None:
    """Kind, id and source of the elements of one text; None where one is less simple."""
    names: dict[str, str] = {}
    codes = []
    for element in elements:
        found = _parsed(element, form)
        if found is None:
            return None
        kind, name, i, source = found
        if i:
            if kind == "open":
                name = names[i] = name or i
            else:
                name = names.get(i, name or i)
        codes.append((kind, name, source))
    return codes


_new_code = tuple.__new__


def _kind_of(name: str, attributes: Mapping[str, str]) -> CodeKind:
    """Of an element that encloses no text."""
    if name in _OPEN or name in _CLOSE:
        return "open" if name in _OPEN else "close"
    if name == "it":
        return _ISOLATED.get(attributes.get("pos", ""), "standalone")
    return "standalone"


class InlineText:
    """The text of one element, and its codes, as a parser comes past them.

    Args:
        parser: Its character data goes here while the text is read.
        form: Whose markup it is.
    """

    def __init__(self, parser: expat.XMLParserType, form: CodeFormat) -> None:
        self._parser = parser
        self._form = form
        self.parts: list[str] = []
        """The text so far, to which anything may be added."""

        self.namespaces: dict[str, str] = {}
        """By prefix, those declared outside."""

        self.data: dict[str, str] = {}
        """By id, what XLIFF 2 keeps of its codes outside the text."""

        self.subflows = 0
        """Texts inside codes (``sub``), as they stand in their codes' sources."""

        self.deletions = 0
        """Passages left out since they are marked as deleted."""

        self._muted = 0
        self._depth = 0
        self._codes: list[Code] = []
        self._markup: list[str] = []
        self._attributes: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        self._open: list[tuple[Code | None, str]] = []
        self._names: dict[str, str] = {}

    def begin(self) -> None:
        """Begin a text whose first part may have been read."""
        if self._codes or self._open or self._names:
            self._codes = []
            self._begin()

    def clear(self) -> None:
        """Begin a text."""
        self.parts.clear()
        self.begin()

    def take(self, text: str, codes: Codes) -> None:
        """Take a whole text as it was read in another way (:func:`simple_text`)."""
        self.parts[:] = (text,)
        self._codes = list(codes)

    @property
    def elsewhere(self) -> bool:
        """Whether what comes is no text of its own: inside a code, or deleted."""
        return bool(self._depth or self._muted)

    @property
    def at_rest(self) -> bool:
        """Whether every element that began in the text has ended."""
        return not (self._depth or self._muted or self._open)

    def codes(self) -> Codes:
        """The codes so far, in order."""
        return tuple(self._codes) if self._codes else ()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins inside the text."""
        if self._depth:
            self._depth += 1
            self.subflows += name == "sub"
            self._markup.append(start_tag(name, attributes, self.namespaces))
        elif self._muted or _is_deletion(name, attributes):
            self._muted += 1
            self.deletions += self._muted == 1
            self._parser.CharacterDataHandler = None
        elif name in CONTENT and self._form != "xliff2":
            self._depth = 1
            self._attributes = attributes
            self._markup = [start_tag(name, attributes, self.namespaces)]
            self._parser.CharacterDataHandler = self._keep
        elif _is_insertion(name, attributes):
            self._open.append((None, ""))
        else:
            kind: CodeKind = "close" if name in _CLOSE else "open"
            if name in ("x", "ph"):
                kind = "standalone"
            data, end_data = self._data(attributes) if self._form == "xliff2" else ("", "")
            source = start_tag(name, attributes, self.namespaces) + data
            if name in _EMPTY or kind == "standalone":
                source = f"{source}</{name}>" if data else f"{source[:-1]}/>"
                self._add(kind, self._id(name, kind, attributes), source)
                self._open.append((None, ""))
            else:
                code = self._add(kind, self._id(name, kind, attributes), source)
                self._open.append((code, end_data))

    def end(self, name: str) -> None:
        """An element ends inside the text."""
        if self._depth:
            self._depth -= 1
            last = self._markup[-1]
            if last.startswith(f"<{name}") and not last.endswith("/>"):
                self._markup[-1] = f"{last[:-1]}/>"
            else:
                self._markup.append(f"</{name}>")
            if not self._depth:
                self._parser.CharacterDataHandler = self.parts.append
                self._add_content(name)
        elif self._muted:
            self._muted -= 1
            if not self._muted:
                self._parser.CharacterDataHandler = self.parts.append
        elif self._open:
            code, data = self._open.pop()
            if code is None:
                return
            if self._codes[-1] is code and code.place == self._place() and self._form != "xliff2":
                # Nothing stands in it.
                self._codes[-1] = code._replace(kind="standalone", source=f"{code.source[:-1]}/>")
            else:
                self._add("close", code.id, f"</{name}>{data}")

    def _data(self, attributes: dict[str, str]) -> tuple[str, str]:
        """What XLIFF 2 keeps elsewhere of a code's own source, taken out of its attributes."""
        first = attributes.pop("dataRef", None) or attributes.pop("dataRefStart", None)
        last = attributes.pop("dataRefEnd", None)
        start, end = (
            f"<data>{in_text(self.data.get(name, ''))}</data>" if name else ""
            for name in (first, last)
        )
        return start, end

    def _keep(self, data: str) -> None:
        self._markup.append(in_text(data))

    def _place(self) -> int:
        return sum(map(len, self.parts))

    def _add(self, kind: CodeKind, name: str, source: str) -> Code:
        code = Code(self._place(), kind, name, source, self._form)
        self._codes.append(code)
        return code

    def _add_content(self, name: str) -> None:
        attributes = self._attributes
        kind = _kind_of(name, attributes)
        source = "".join(self._markup)
        self._add(kind, self._id(name, kind, attributes), source)

    def _id(self, name: str, kind: CodeKind, attributes: dict[str, str]) -> str:
        get = attributes.get
        if self._form == "tmx":
            # i pairs within a text, x matches across languages.
            own = get("x", "")
            if kind == "open" and "i" in attributes:
                own = self._names[attributes["i"]] = own or attributes["i"]
            elif name == "ept":
                own = self._names.get(get("i", ""), own or get("i", ""))
            return own
        return _id_in_xliff(attributes)


def _id_in_xliff(attributes: Mapping[str, str]) -> str:
    get = attributes.get
    return get("rid") or get("startRef") or get("id") or get("mid") or ""


def _is_deletion(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element marks text that is deleted: in SDLXLIFF ``mrk`` ``x-sdl-deleted``."""
    return name == "mrk" and attributes.get("mtype", "").endswith("-deleted")


def _is_insertion(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "mrk" and attributes.get("mtype", "").endswith("-added")


def cut_codes(codes: Codes, text: str, segments: tuple[str, ...]) -> tuple[Codes, ...]:
    """The codes of a text that was cut into sentences, each with those that stand in it.

    A code at the border of two stands with the one before where it closes something, with the
    one after where it does not.

    Args:
        codes: Of the whole text.
        text: The whole text.
        segments: Its sentences, in order; only white space between them is missing.
    """
    if not codes:
        return ()
    if len(segments) < 2:
        return (codes,) * len(segments)
    starts = []
    end = 0
    for segment in segments:
        starts.append(text.index(segment, end) if segment else end)
        end = starts[-1] + len(segment)
    found: list[list[Code]] = [[] for _ in segments]
    spans = list(pairwise([*starts, len(text) + 1]))
    for code in codes:
        owner = max(i for i, (start, _) in enumerate(spans) if start <= code.place or not i)
        if code.kind == "close" and owner and code.place == starts[owner]:
            owner -= 1
        place = min(max(code.place - starts[owner], 0), len(segments[owner]))
        found[owner].append(code._replace(place=place))
    return tuple(map(tuple, found))
