"""Units to PO (GNU gettext) and back, through polib; the file is made, and read, whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from workbench.errors import WorkbenchError
from workbench.exchange.characters import encodable
from workbench.exchange.own_properties import (
    BEAD,
    CONFIDENCE,
    SOURCE_BORDERS,
    STATUS,
    TARGET_BORDERS,
)
from workbench.exchange.pairs import PairBuilder, TextPair, cut, probability
from workbench.exchange.unnamed_language import unnamed_language
from workbench.exchange.written import Written
from workbench.exchange.xml_text import Remark
from workbench.files import encoding_of, from_os_error, not_in_encoding
from workbench.languages import file_names, tags
from workbench.units import Memory, Source, Tally, Unit, Variant, speaks_of_context, status_named

_SOURCE = "X-Source-Language"
_PROPERTY = re.compile(r"(x-workbench-[a-z-]+): (.*)")
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Would end a comment's line for one program or another."""

_KEPT = frozenset({"comment", "flags", "fuzzy", "msgctxt", "msgid", "msgid_plural", "references"})
"""Properties for which PO has a place."""

_SPACES = " \t\n"
_TIGHT = re.compile(rb"^#(,?)([^\s,.:|~])", re.MULTILINE)
"""Flags or a remark without a space after their sign: msgfmt takes them, polib does not."""

_SAID = re.compile(r"line (\d+)")


class Writer:
    """A PO file that units are added to.

    In one context a source and its target stand in it once. The same source with another target
    has the unit's id in its context, since PO tells messages apart by source and context. The
    forms of a plural become one message again.

    Args:
        file: Where to write.
        memory: Whose units they are; it has two languages.
        tags: By document key, the language tag to write.

    Raises:
        WorkbenchError: It has more than two languages.
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        import polib

        self._file = file
        self._pairs = PairBuilder(memory, "PO", encodable, tags)
        self._targets: dict[tuple[str, str], set[str]] = {}
        self._po = polib.POFile(wrapwidth=0)
        self._po.metadata = {
            "Project-Id-Version": self._pairs.clean(memory.name) or "memory",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": self._pairs.target_tag.replace("-", "_"),
            _SOURCE: self._pairs.source_tag,
            "X-Generator": "Workbench",
        }

    def add(self, unit: Unit) -> None:
        """Take a unit as a message, or as a form of the plural that it came from."""
        taken = self._pairs.take(unit)
        if taken is None:
            return
        pair = self._with_ends(unit, taken)
        context = self._context(unit)
        if "msgid_plural" in unit.properties:
            self._add_form(unit, pair, context)
            return
        known = self._targets.setdefault((context or "", pair.source), set())
        if pair.target in known:
            self._pairs.written.units -= 1
            self._pairs.written.repeated += 1
            return
        if known:
            name = self._pairs.clean(unit.id)
            context = f"{context}|{name}" if context else name
        entry = self._entry(unit, pair, context)
        entry.msgid, entry.msgstr = pair.source, pair.target
        self._po.append(entry)
        known.add(pair.target)

    def _with_ends(self, unit: Unit, pair: TextPair) -> TextPair:
        """The pair with the white space at its ends: a program prints messages as they stand."""
        (source, source_start), (target, target_start) = (
            _with_ends(text, unit.variants[key].segments)
            for text, key in (
                (pair.source, self._pairs.source),
                (pair.target, self._pairs.target),
            )
        )
        return TextPair(
            source,
            target,
            tuple(border + source_start for border in pair.source_borders),
            tuple(border + target_start for border in pair.target_borders),
        )

    def _add_form(self, unit: Unit, pair: TextPair, context: str | None) -> None:
        """A plural's forms follow each other; a new message begins with another source."""
        clean = self._pairs.clean
        msgid, plural = (clean(unit.properties[name]) for name in ("msgid", "msgid_plural"))
        last = self._po[-1] if len(self._po) else None
        same = last is not None and (last.msgctxt, last.msgid, last.msgid_plural) == (
            context,
            msgid,
            plural,
        )
        if last is None or not same:
            last = self._entry(unit, pair, context)
            last.msgid, last.msgid_plural = msgid, plural
            self._po.append(last)
        last.msgstr_plural[len(last.msgstr_plural)] = pair.target

    def _entry(self, unit: Unit, pair: TextPair, context: str | None) -> Any:
        """A message without its texts."""
        import polib

        clean = self._pairs.clean
        properties = unit.properties
        name = " ".join(clean(unit.id).split())
        stated = {BEAD: name} | pair.properties(unit)
        comments = [_BREAKS.sub("\n", clean(properties.get("comment", "")))]
        comments += [f"{name}: {value}" for name, value in stated.items()]
        flags = [flag for flag in clean(properties.get("flags", "")).split(", ") if flag]
        places = [place.rpartition(":") for place in properties.get("references", "").split()]
        return polib.POEntry(
            msgctxt=context,
            tcomment=_BREAKS.sub("\n", clean(unit.note)),
            comment="\n".join(filter(None, comments)),
            flags=[*(["fuzzy"] if unit.flagged else []), *flags],
            occurrences=[(file or line, line if file else "") for file, _, line in places],
        )

    def _context(self, unit: Unit) -> str | None:
        """The msgctxt: a message's own, or what another format says of the context."""
        properties = unit.properties
        if not properties:
            return None
        if "msgctxt" in properties:
            return self._pairs.clean(properties["msgctxt"])
        said = [value for name, value in sorted(properties.items()) if speaks_of_context(name)]
        self._pairs.written.contexts += any(
            name not in _KEPT and not speaks_of_context(name) for name in properties
        )
        return self._pairs.clean("; ".join(said)) or None

    def finish(self) -> Written:
        """Write the file."""
        self._file.write(f"{self._po}".encode())
        return self._pairs.written


def _with_ends(text: str, segments: Sequence[str]) -> tuple[str, int]:
    """A text with the white space at the ends of its segments, and how much is before it."""
    first, last = segments[0], segments[-1]
    before = first[: len(first) - len(first.lstrip(_SPACES))] if first.strip() else ""
    after = last[len(last.rstrip(_SPACES)) :] if last.strip() else ""
    return f"{before}{text}{after}", len(before)


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of a PO file.

    A message is called by its context and source, ``CONTEXT|SOURCE``; each form of a plural is
    a unit of its own, ``SOURCE#0`` with the singular, ``#1`` and further with the plural as its
    source. Untranslated messages have an empty target; obsolete ones are left out.

    Args:
        path: The file; its header names the language, or its name does.
        recover: Not used.

    Raises:
        WorkbenchError: It cannot be read, is not PO, or its language is not known.
    """
    del recover
    import polib

    encoding_of(path)
    try:
        po = polib.pofile(_source_of(path), wrapwidth=0)
    except UnicodeDecodeError as error:
        raise not_in_encoding(path, error.encoding) from error
    except OSError as error:
        if error.errno:
            raise from_os_error(error, path, doing="read") from error
        line = _SAID.search(str(error))
        raise WorkbenchError(
            "it is not a PO file here",
            place=f"{path}:{line[1]}" if line else path,
            remedy="correct it, msgfmt --check says more",
        ) from error
    source = tags.normalise(po.metadata.get(_SOURCE) or "en")
    language, said = po.metadata.get("Language") or file_names.stated(path), ""
    if not language:
        language, said = unnamed_language(path, _translations(po), (source,))
    if not language:
        raise WorkbenchError(
            "its header names no language",
            place=path,
            remedy='add a line such as "Language: ru\\n" to it',
        )
    target = tags.normalise(language)
    if target == source:
        target = f"{target}#2"
    memory = Memory(
        (Source(source, source), Source(target, target.partition("#")[0])),
        notes=(said,) if said else (),
    )
    return memory, _units(po, source, target, memory.skipped)


def _translations(po: Any) -> str:
    """Texts of the translations, as far as they tell the language."""
    return " ".join(
        text for entry in po for text in (entry.msgstr, *entry.msgstr_plural.values()) if text
    )


def _source_of(path: Path) -> str:
    """What polib reads: the path, or the text where it would not take what msgfmt takes."""
    import polib

    data = path.read_bytes()
    if not _TIGHT.search(data):
        return str(path)
    return _TIGHT.sub(rb"#\1 \2", data).decode(polib.detect_encoding(str(path)))


def _units(po: Any, source: str, target: str, skipped: Tally) -> Iterator[Unit]:
    for entry in po:
        if entry.obsolete:
            skipped.add("obsolete", entry.linenum)
            continue
        name = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
        if not entry.msgid_plural:
            yield _unit(entry, name, {source: entry.msgid, target: entry.msgstr}, {})
            continue
        for form, text in sorted(entry.msgstr_plural.items()):
            yield _unit(
                entry,
                f"{name}#{form}",
                {source: entry.msgid_plural if form else entry.msgid, target: text},
                {"msgid": entry.msgid, "msgid_plural": entry.msgid_plural},
            )


def _unit(entry: Any, name: str, texts: dict[str, str], properties: dict[str, str]) -> Unit:
    stated = {}
    extracted = []
    for line in entry.comment.split("\n"):
        found = _PROPERTY.fullmatch(line)
        if found:
            stated[found[1]] = found[2]
        elif line:
            extracted.append(line)
    if extracted:
        properties["comment"] = "\n".join(extracted)
    if entry.msgctxt:
        properties["msgctxt"] = entry.msgctxt
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if flags:
        properties["flags"] = ", ".join(flags)
    if entry.occurrences:
        properties["references"] = " ".join(
            f"{file}:{line}" if line else file for file, line in entry.occurrences
        )
    if entry.fuzzy:
        properties["fuzzy"] = "yes"
    form = f"#{name.rpartition('#')[2]}" if "msgid_plural" in properties else ""
    status = stated.get(STATUS)
    status = status or ("confirmed" if entry.translated() else "")
    return Unit(
        f"{stated[BEAD]}{form}" if BEAD in stated else name,
        {
            key: Variant(cut(text, stated.get(borders, "")))
            for (key, text), borders in zip(
                texts.items(), (SOURCE_BORDERS, TARGET_BORDERS), strict=True
            )
        },
        status_named(status),
        entry.fuzzy,
        confidence=probability(stated.get(CONFIDENCE, "")),
        note=entry.tcomment,
        properties=properties,
        line=entry.linenum,
    )
