"""XLIFF 1.0 to 2.2 to units; SDLXLIFF and MQXLIFF as far as they are XLIFF 1.2."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from xml.parsers import expat

from workbench.errors import WorkbenchError
from workbench.exchange.inline import InlineText, cut_codes, simple_text
from workbench.exchange.own_properties import (
    CONFIDENCE,
    FLAGGED,
    SOURCE_BORDERS,
    STATUS,
    TARGET_BORDERS,
)
from workbench.exchange.pairs import cut, probability
from workbench.exchange.xliff_languages import languages_of, tag_of
from workbench.exchange.xml_text import Remark
from workbench.exchange.xmlstream import Handler, stream
from workbench.units import (
    Code,
    CodeFormat,
    CodeKind,
    Codes,
    Memory,
    Source,
    Tally,
    Unit,
    Variant,
    speaks_of_context,
    status_named,
)

_MEMSOURCE = "memsource.com"
"""In the namespace of an MXLIFF, whose codes stand in the text as ``{b>bold<b}`` and ``{1}``."""

_MEMSOURCE_CODE = re.compile(r"\{(?P<open>[^\s{}<>]+)>|<(?P<close>[^\s{}<>]+)\}|\{(?P<alone>\d+)\}")
_TEXTS = frozenset({"source", "seg-source", "target"})
_BETWEEN = "\0"
"""Stands for a segment where XLIFF 2 keeps what is between two."""

_OWN = frozenset({CONFIDENCE, FLAGGED, SOURCE_BORDERS, STATUS, TARGET_BORDERS})
_DONE = frozenset(
    {
        "final",
        "signed-off",
        "reviewed",
        # Trados:
        "Translated",
        "ApprovedTranslation",
        "ApprovedSignOff",
    }
)
_DOUBTED = frozenset(
    {
        "needs-review-translation",
        "needs-adaptation",
        "needs-translation",
        "RejectedTranslation",
        "RejectedSignOff",
    }
)
_MEMOQ_DONE = re.compile(".*Confirmed.*|Proofread")
"""memoQ tells apart who confirmed: ManuallyConfirmed, ConfirmedTranslator, …"""


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of an XLIFF file; its units are read as they are asked for.

    A segment (``mrk`` in 1.2, ``segment`` in 2) is a unit; a unit of one segment keeps its id,
    others are called ``UNIT/SEGMENT``. From the second ``file`` on, ids begin with its number.

    Args:
        path: The file.
        recover: Told what had to be left out of a damaged file; None to refuse such a file.

    Raises:
        WorkbenchError: It cannot be read, or is not XLIFF; also while the units are read.
    """
    named = languages_of(path, recover=recover)
    skipped = Tally()
    dropped = Tally()
    units = stream(
        path,
        lambda parser, where: _Units(parser, where, named.target, skipped, dropped),
        recover=recover,
    )
    first = next(units, None)

    def all_units() -> Iterator[Unit]:
        if first is not None:
            yield first
            yield from units

    memory = Memory(
        tuple(Source(key, key) for key in named.keys),
        has_ids=True,
        notes=named.notes,
        skipped=skipped,
        dropped=dropped,
    )
    return memory, all_units()


class _Units(Handler[Unit]):
    """Builds the units at the end of each trans-unit or unit.

    Args:
        target: The language of targets whose file element names none; empty where unknown.
        skipped: Counts the units passed over, by reason.
        dropped: Counts what is left out of units.
    """

    def __init__(
        self,
        parser: expat.XMLParserType,
        path: Path,
        target: str,
        skipped: Tally,
        dropped: Tally,
    ) -> None:
        super().__init__(parser, path)
        self._target = target
        self._skipped = skipped
        self._dropped = dropped
        self._root = True
        self._prefix = ""
        """What XLIFF's own elements have before their names, if they have anything."""

        self._memsource = False
        self._files = 0
        self._languages = ("", "")
        self._parts: list[str] = []
        self._other = 0
        """How deep in what has texts of its own: alternative translations, matches."""

        self._translate = [True]
        """Of the elements around, whether what is in them is to be translated."""

        self._in_unit = False
        self._in_text = False
        self._begin({})

    def _begin(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._line = self.parser.CurrentLineNumber
        self._whole: dict[str, str] = {}
        self._marked: dict[str, dict[str, str]] = {"source": {}, "target": {}}
        self._codes: dict[tuple[str, str], Codes] = {}
        """By side and segment; the whole text's by an empty one."""

        self._at: dict[tuple[str, str], tuple[int, int]] = {}
        self._states: dict[str, str] = {}
        self._notes: list[str] = []
        self._context: dict[str, str] = {}
        self._side = ""
        self._segment = ""
        self._mark = ""
        """The mid of the segment's mrk that is open."""

        self._closing = ""
        """What ends the text or segment, until its first element has been seen; else empty."""

        self._context_type = ""
        self._purpose = ""
        self._data = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._prefix:
            name = name.removeprefix(self._prefix)
        if self._root:
            self._root = False
            self._start_root(name, attributes)
        elif self._in_text:
            self._start_inline(name, attributes)
        elif name == "file":
            self._files += 1
            if "source-language" in attributes:
                self._languages = (
                    attributes["source-language"],
                    attributes.get("target-language", ""),
                )
            self._enter(attributes)
        elif name in ("trans-unit", "unit"):
            self._begin(attributes)
            self._in_unit = True
            self._enter(attributes)
        elif self._in_unit:
            self._start_in_unit(name, attributes)
        elif name == "group":
            self._enter(attributes)
        elif name == "bin-unit":
            self._skipped.add("binary content", self.parser.CurrentLineNumber)

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        self._prefix = prefix + colon
        if local != "xliff":
            raise self.error(f"it is not an XLIFF: it begins with <{name}>", "choose another file")
        self._languages = (attributes.get("srcLang", ""), attributes.get("trgLang", ""))
        form: CodeFormat = "xliff2" if attributes.get("version", "")[:1] == "2" else "xliff"
        self._simple = form == "xliff" and not self._prefix
        """Whether a text of simple elements may be read at once."""

        self._texts = InlineText(self.parser, form)
        """Of a source or target."""

        self._segments = InlineText(self.parser, form)
        """Of a segment in it."""

        self._inline = self._texts
        for attribute, value in attributes.items():
            prefix, _, declared = attribute.partition(":")
            if prefix == "xmlns":
                self._texts.namespaces[declared] = self._segments.namespaces[declared] = value
                self._memsource = self._memsource or _MEMSOURCE in value

    def _enter(self, attributes: dict[str, str]) -> None:
        said = attributes.get("translate")
        self._translate.append(self._translate[-1] if said is None else said != "no")

    def _start_in_unit(self, name: str, attributes: dict[str, str]) -> None:
        if name in _TEXTS and not self._other:
            self._side = "target" if name == "target" else "source"
            self._in_text = True
            self._closing = name if self._simple else ""
            self._read_into(self._texts)
            self._place(self._segment)
            if name == "target" and attributes.get("state"):
                self._states.setdefault(self._segment, attributes["state"])
        elif name == "context" and not self._other:
            self._context_type = attributes.get("context-type", "")
            self._collect()
        elif name == "sdl:seg":
            self._states[attributes.get("id", "")] = attributes.get("conf", "")
        elif self._other or ":" in name or name in ("alt-trans", "matches"):
            self._other += 1
        elif name == "segment":
            self._segment = attributes.get("id") or f"#{len(self._marked['source']) + 1}"
            self._states[self._segment] = attributes.get("state", "initial")
        elif name == "ignorable":
            self._segment = _BETWEEN
        elif name == "note":
            self._context_type = attributes.get("category", "")
            self._collect()
        elif name == "context-group":
            self._purpose = attributes.get("purpose", "")
        elif name == "data":
            self._data = attributes.get("id", "")
            self._collect()
        elif name == "cp":
            self._parts.append(_character(attributes))

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name == "cp":
            self._inline.parts.append(_character(attributes))
            return
        if (
            name == "mrk"
            and attributes.get("mtype") == "seg"
            and "mid" in attributes
            and not self._inline.elsewhere
        ):
            self._mark = attributes["mid"]
            self._read_into(self._segments)
            self._place(self._mark)
            self._closing = "mrk" if self._simple else ""
            return
        if not self._closing or not self._read_at_once():
            self._inline.start(name, attributes)
        self._closing = ""

    def _read_at_once(self) -> bool:
        """Read the rest of a text from its markup, where its first element shows that it can be.

        Returns:
            False where each element is to be parsed.
        """
        # What is left of the piece that is being parsed.
        ahead = self.parser.GetInputContext() or b""
        end = ahead.find(f"</{self._closing}>".encode())
        if end < 0:
            return False
        before = "".join(self._inline.parts)
        found = None
        # Broken bytes are left to the parser, which says where they are.
        with suppress(UnicodeDecodeError):
            found = simple_text(ahead[:end].decode(), len(before), "xliff")
        if found is None:
            return False
        self._inline.take(before + found[0], found[1])
        self.parser.StartElementHandler = None
        self.parser.CharacterDataHandler = None
        self.parser.EndElementHandler = partial(self._end_simple, self._closing)
        return True

    def _end_simple(self, closing: str, name: str) -> None:
        if name == closing:
            self.parser.StartElementHandler = self.start
            self.parser.EndElementHandler = self.end
            self._end_inline(name)

    def _read_into(self, inline: InlineText) -> None:
        inline.clear()
        self._inline = inline
        self.parser.CharacterDataHandler = inline.parts.append

    def _place(self, segment: str) -> None:
        here = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self._at.setdefault((self._side, segment), here)

    def _collect(self) -> None:
        """Gather the text from here on, of what is no text to be translated."""
        self._parts = []
        self.parser.CharacterDataHandler = self._parts.append

    def _collected(self) -> str:
        self.parser.CharacterDataHandler = None
        return "".join(self._parts)

    def end(self, name: str) -> None:
        if self._prefix:
            name = name.removeprefix(self._prefix)
        if self._in_text:
            self._end_inline(name)
        elif name in ("trans-unit", "unit"):
            self._in_unit = False
            self.found.extend(self._units())
            self._translate.pop()
            self._texts.data.clear()
            self._segments.data.clear()
        elif name in ("group", "file") and not self._in_unit:
            self._translate.pop()
        elif not self._in_unit or name == "sdl:seg":
            return
        elif self._other:
            self._other -= 1
        elif name == "note" and self._context_type.startswith("x-"):
            self._add_context(self._collected())
        elif name == "note":
            self._notes.append(self._collected())
        elif name == "context":
            self._add_context(self._collected())
        elif name == "data":
            self._texts.data[self._data] = self._segments.data[self._data] = self._collected()
        elif name in ("segment", "ignorable"):
            self._segment = ""

    def _add_context(self, value: str) -> None:
        kind = self._context_type
        if "match" in self._purpose and not speaks_of_context(kind):
            kind = f"x-context-{kind.removeprefix('x-')}"
        known = self._context.get(kind)
        self._context[kind] = value if known is None else f"{known}\n{value}"

    def _end_inline(self, name: str) -> None:
        inline = self._inline
        if name in _TEXTS and not inline.elsewhere:
            self.parser.CharacterDataHandler = None
            self._in_text = False
            self._end_text(*self._taken())
        elif name == "mrk" and inline is self._segments and inline.at_rest:
            side = self._side
            self._marked[side][self._mark], self._codes[side, self._mark] = self._taken()
            self._inline = self._texts
            self.parser.CharacterDataHandler = self._texts.parts.append
        elif name != "cp":
            inline.end(name)

    def _end_text(self, text: str, codes: Codes) -> None:
        """A source or target is at its end, or one of a segment in XLIFF 2."""
        side = self._side
        if self._segment == _BETWEEN:
            self._drop("between", text, codes)
        elif self._segment:
            self._marked[side][self._segment] = text
            self._codes[side, self._segment] = codes
        else:
            if self._marked[side]:
                self._drop("outside the", text, codes)
            if not self._whole.get(side):
                self._whole[side] = text
                self._codes[side, ""] = codes

    def _drop(self, where: str, text: str, codes: Codes) -> None:
        if self._side == "source" and (codes or text.strip()):
            kind = "text" if text.strip() else "codes"
            self._dropped.add(f"{kind} {where} segments", self._line)

    def _taken(self) -> tuple[str, Codes]:
        """What was read of a text."""
        inline = self._inline
        text, codes = "".join(inline.parts), inline.codes()
        if inline.deletions:
            self._dropped.add("passages marked as deleted", self._line, inline.deletions)
            inline.deletions = 0
        if inline.subflows:
            self._dropped.add("texts inside codes (sub)", self._line, inline.subflows)
            inline.subflows = 0
        return _with_memsource_codes(text, codes) if self._memsource else (text, codes)

    def _units(self) -> Iterator[Unit]:
        if not self._translate[-1]:
            self._skipped.add("not to be translated", self._line)
            return
        source, target = self._keys()
        name = self._attributes.get("id") or f"#{self._line}"
        if self._files > 1:
            name = f"{self._files}/{name}"
        sources, targets = self._marked["source"], self._marked["target"]
        if sources and (sources.keys() & targets.keys() or not self._whole.get("target")):
            marks = dict.fromkeys([*sources, *targets])
            for mark in marks:
                variants = {source: self._variant("source", mark, sources.get(mark, ""))}
                if target:
                    variants[target] = self._variant("target", mark, targets.get(mark, ""))
                yield self._unit(
                    name if len(marks) == 1 else f"{name}/{mark}",
                    variants,
                    self._states.get(mark) or self._states.get("", ""),
                )
            return
        # Marks that do not correspond: sentences of one unit.
        variants = {}
        for key, side, marked in ((source, "source", sources), (target, "target", targets)):
            if key:
                variants[key] = self._sentences(side, marked)
        yield self._unit(name, variants, self._states.get("", ""))

    def _sentences(self, side: str, marked: dict[str, str]) -> Variant:
        at = self._at.get((side, ""))
        if marked:
            codes = tuple(self._codes.get((side, mark), ()) for mark in marked)
            return Variant(tuple(marked.values()), at=at, codes=codes if any(codes) else ())
        borders = self._context.get(SOURCE_BORDERS if side == "source" else TARGET_BORDERS, "")
        text = self._whole.get(side, "")
        segments = cut(text, borders) if borders else (text,) if text else ()
        codes_here = self._codes.get((side, ""), ())
        return Variant(
            segments, at=at, codes=cut_codes(codes_here, text, segments) if codes_here else ()
        )

    def _variant(self, side: str, mark: str, text: str) -> Variant:
        at = self._at.get((side, mark))
        codes = self._codes.get((side, mark), ())
        return (
            Variant((text,), at=at, codes=(codes,) if codes else ()) if text else Variant((), at=at)
        )

    def _unit(self, name: str, variants: dict[str, Variant], state: str) -> Unit:
        get, context = self._attributes.get, self._context.get
        confirmed = (
            get("approved") == "yes"
            or get("m:confirmed") == "1"
            or state in _DONE
            or _MEMOQ_DONE.fullmatch(get("mq:status", "")) is not None
        )
        stated = context(STATUS) or ("confirmed" if confirmed else "")
        confidence = context(CONFIDENCE)
        properties = {kind: v for kind, v in self._context.items() if kind not in _OWN}
        if "resname" in self._attributes:
            properties.setdefault("resname", self._attributes["resname"])
        return Unit(
            name,
            variants,
            status_named(stated),
            flagged=state in _DOUBTED or context(FLAGGED) == "yes",
            confidence=probability(confidence) if confidence else None,
            note="\n".join(self._notes),
            properties=properties,
            line=self._line,
        )

    def _keys(self) -> tuple[str, str]:
        """The languages' keys; the target's is empty where none is named and none is there."""
        source, target = self._languages
        target = target or self._target
        if not target and not self._whole.get("target") and not self._marked["target"]:
            target = ""
        elif not target:
            raise self.error(
                "its target language is not named",
                "give its file element a target-language",
                self._line,
            )
        if not source:
            raise self.error(
                "its source language is not named",
                "give its file element a source-language",
                self._line,
            )
        try:
            keys = tag_of(source), tag_of(target) if target else ""
        except WorkbenchError as error:
            raise self.error(
                error.cause, "correct the language of its file element", self._line
            ) from error
        return keys if keys[0] != keys[1] else (keys[0], f"{keys[1]}#2")


def _character(attributes: dict[str, str]) -> str:
    """What a ``cp`` of XLIFF 2 stands for."""
    code = attributes.get("hex", "")
    if re.fullmatch("[0-9A-Fa-f]{1,6}", code) and int(code, 16) < 0x110000:
        return chr(int(code, 16))
    return ""


def _with_memsource_codes(text: str, codes: Codes) -> tuple[str, Codes]:
    """A text of an MXLIFF, its codes taken out of it."""
    found: list[Code] = []
    parts = []
    start = place = 0
    for match in _MEMSOURCE_CODE.finditer(text):
        parts.append(text[start : match.start()])
        place += match.start() - start
        start = match.end()
        kind: CodeKind = "standalone"
        if match["open"] is not None or match["close"] is not None:
            kind = "open" if match["open"] is not None else "close"
        name = match["open"] or match["close"] or match["alone"]
        found.append(Code(place, kind, name, match[0], "mxliff"))
    if not found:
        return text, codes
    return "".join((*parts, text[start:])), tuple(found)
