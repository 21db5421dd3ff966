"""XLIFF 1.0 to 2.2 to units; SDLXLIFF and MQXLIFF as far as they are XLIFF 1.2."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from workbench.errors import WorkbenchError
from workbench.exchange.own_properties import (
    CONFIDENCE,
    SOURCE_BORDERS,
    STATUS,
    TARGET_BORDERS,
)
from workbench.exchange.pairs import cut, probability
from workbench.exchange.xml_text import Remark, decoded, encoding_of
from workbench.exchange.xmlstream import Handler, stream
from workbench.languages import tags
from workbench.units import Memory, Source, Unit, Variant

_CODES = frozenset({"bpt", "ept", "ph", "it"})
"""Inline elements of 1.2 whose content is another program's code, not text."""

_FILE = re.compile(r"<(?:[\w.-]+:)?(?:file|xliff)\s[^<>]*>")
_LANGUAGE = re.compile(
    r"""\s(?:source-language|target-language|srcLang|trgLang)\s*=\s*["']([^"']+)["']"""
)
_LONGEST = 4000
_DONE = frozenset({"final", "signed-off", "reviewed"})
_DOUBTED = frozenset(
    {
        "needs-review-translation",
        "needs-adaptation",
        "needs-translation",
        "RejectedTranslation",
        "RejectedSignOff",
    }
)
_SDL_DONE = frozenset({"Translated", "ApprovedTranslation", "ApprovedSignOff"})
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
    keys: dict[str, None] = {}
    held = ""
    try:
        for piece in decoded(path, encoding_of(path)):
            text = held + piece
            for code in _LANGUAGE.findall(" ".join(_FILE.findall(text))):
                # What is no language is refused where its units are read, with the line.
                with suppress(WorkbenchError):
                    keys[_tag(code)] = None
            held = text[-_LONGEST:]
    except WorkbenchError:
        if not recover:
            raise
    units = stream(path, _Units, recover=recover)
    first = next(units, None)

    def all_units() -> Iterator[Unit]:
        if first is not None:
            yield first
            yield from units

    return Memory(tuple(Source(key, key) for key in keys)), all_units()


class _Units(Handler[Unit]):
    """Builds the units at the end of each trans-unit or unit."""

    def __init__(self, parser: expat.XMLParserType, path: Path) -> None:
        super().__init__(parser, path)
        self._root = True
        self._prefix = ""
        """What XLIFF's own elements have before their names, if they have anything."""

        self._files = 0
        self._languages = ("", "")
        self._parts: list[str] = []
        self._muted = 0
        self._other = 0
        """How deep in what has texts of its own: alternative translations, matches."""

        self._in_unit = False
        self._in_text = False
        self._begin({})

    def _begin(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._line = self.parser.CurrentLineNumber
        self._whole: dict[str, str] = {}
        self._marked: dict[str, dict[str, str]] = {"source": {}, "target": {}}
        self._at: dict[tuple[str, str], tuple[int, int]] = {}
        self._states: dict[str, str] = {}
        self._notes: list[str] = []
        self._context: dict[str, str] = {}
        self._side = ""
        self._segment = ""
        self._marks: list[str] = []
        """Of the mrk elements that are open: the segment's mid, or nothing."""

        self._context_type = ""
        self._before = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._prefix:
            name = name.removeprefix(self._prefix)
        if self._root:
            self._root = False
            prefix, colon, local = name.rpartition(":")
            self._prefix = prefix + colon
            if local != "xliff":
                raise self.error(
                    f"it is not an XLIFF: it begins with <{name}>", "choose another file"
                )
            self._languages = (attributes.get("srcLang", ""), attributes.get("trgLang", ""))
        elif self._in_text:
            self._start_inline(name, attributes)
        elif name == "file":
            self._files += 1
            if "source-language" in attributes:
                self._languages = (
                    attributes["source-language"],
                    attributes.get("target-language", ""),
                )
        elif name in ("trans-unit", "unit"):
            self._begin(attributes)
            self._in_unit = True
        elif self._in_unit:
            self._start_in_unit(name, attributes)

    def _start_in_unit(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("alt-trans", "mtc:matches", "matches", "ignorable"):
            self._other += 1
        elif self._other:
            return
        elif name in ("source", "seg-source", "target"):
            self._side = "target" if name == "target" else "source"
            self._in_text = True
            self._collect(self._segment)
            if name == "target" and attributes.get("state"):
                self._states.setdefault(self._segment, attributes["state"])
        elif name == "segment":
            self._segment = attributes.get("id") or f"#{len(self._marked['source']) + 1}"
            self._states[self._segment] = attributes.get("state", "initial")
        elif name == "note":
            self._collect()
        elif name == "context":
            self._context_type = attributes.get("context-type", "")
            self._collect()
        elif name == "sdl:seg":
            self._states[attributes.get("id", "")] = attributes.get("conf", "")

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mrk":
            self._marks.append(
                attributes.get("mid", "") if attributes.get("mtype") == "seg" else ""
            )
            if self._marks[-1]:
                self._before = "".join(self._parts)
                self._collect(self._marks[-1])
        elif name == "cp":
            code = attributes.get("hex", "")
            if re.fullmatch("[0-9A-Fa-f]{1,6}", code) and int(code, 16) < 0x110000:
                self._parts.append(chr(int(code, 16)))
        elif name in _CODES:
            self._muted += 1
            self.parser.CharacterDataHandler = None

    def _collect(self, segment: str = "") -> None:
        """Gather the text from here on, of a segment of the side that is being read."""
        here = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self._at.setdefault((self._side, segment), here)
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
        elif not self._in_unit:
            return
        elif name in ("alt-trans", "mtc:matches", "matches", "ignorable"):
            self._other -= 1
        elif self._other:
            return
        elif name == "note":
            self._notes.append(self._collected())
        elif name == "context":
            self._context[self._context_type] = self._collected()

    def _end_inline(self, name: str) -> None:
        if name in ("source", "seg-source", "target"):
            text = self._collected()
            self._in_text = False
            if self._segment:
                self._marked[self._side][self._segment] = text
            else:
                self._whole[self._side] = self._whole.get(self._side) or text
        elif name == "mrk":
            mark = self._marks.pop()
            if mark:
                self._marked[self._side][mark] = "".join(self._parts)
                self._parts = [self._before]
                self.parser.CharacterDataHandler = self._parts.append
        elif name in _CODES:
            self._muted -= 1
            if not self._muted:
                self.parser.CharacterDataHandler = self._parts.append

    def _units(self) -> Iterator[Unit]:
        if self._attributes.get("translate") == "no":
            return
        source, target = self._keys()
        name = self._attributes.get("id") or f"#{self._line}"
        if self._files > 1:
            name = f"{self._files}/{name}"
        sources, targets = self._marked["source"], self._marked["target"]
        if sources and (sources.keys() & targets.keys() or not self._whole.get("target")):
            marks = dict.fromkeys([*sources, *targets])
            for mark in marks:
                yield self._unit(
                    name if len(marks) == 1 else f"{name}/{mark}",
                    {
                        source: self._variant("source", mark, sources.get(mark, "")),
                        target: self._variant("target", mark, targets.get(mark, "")),
                    },
                    self._states.get(mark) or self._states.get("", ""),
                )
            return
        # Marks that do not correspond: sentences of one unit.
        variants = {}
        for key, side, marked in ((source, "source", sources), (target, "target", targets)):
            borders = self._context.get(SOURCE_BORDERS if side == "source" else TARGET_BORDERS, "")
            segments = tuple(marked.values()) or cut(self._whole.get(side, ""), borders)
            variants[key] = Variant(segments, at=self._at.get((side, "")))
        yield self._unit(name, variants, self._states.get("", ""))

    def _variant(self, side: str, mark: str, text: str) -> Variant:
        return Variant((text,) if text else (), at=self._at.get((side, mark)))

    def _unit(self, name: str, variants: dict[str, Variant], state: str) -> Unit:
        approved = self._attributes.get("approved") == "yes"
        memoq = _MEMOQ_DONE.fullmatch(self._attributes.get("mq:status", ""))
        confirmed = approved or state in _DONE | _SDL_DONE or memoq is not None
        stated = self._context.get(STATUS)
        if stated:
            confirmed = stated == "confirmed"
        return Unit(
            name,
            variants,
            "confirmed" if confirmed else "unreviewed",
            flagged=state in _DOUBTED,
            confidence=probability(self._context.get(CONFIDENCE, "")),
            note="\n".join(self._notes),
            line=self._line,
        )

    def _keys(self) -> tuple[str, str]:
        source, target = self._languages
        if not source or not target:
            raise self.error(
                f"its {'source' if not source else 'target'} language is not named",
                "give its file element a "
                + ("source-language" if not source else "target-language"),
                self._line,
            )
        try:
            keys = _tag(source), _tag(target)
        except WorkbenchError as error:
            raise self.error(
                error.cause, "correct the language of its file element", self._line
            ) from error
        return keys if keys[0] != keys[1] else (keys[0], f"{keys[1]}#2")


_tag = lru_cache(maxsize=1000)(tags.normalise)
