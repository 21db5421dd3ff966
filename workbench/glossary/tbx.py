"""TBX: TBX-Basic of 2008 (``martif``) in and out, version 3 (ISO 30042:2019) in both styles.

Flags have no data category in TBX-Basic; they stand in a note, ``workbench: always``, and
are read from ``<admin type="x-workbench-flags">`` too.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, Literal, cast

from lxml import etree

from workbench.errors import WorkbenchError
from workbench.files import Kind, atomic_write, from_os_error
from workbench.glossary.builder import (
    GlossaryBuilder,
    flag_note,
    flags_of_note,
    known_flags,
    language_tag,
    place_in,
    term_text,
)
from workbench.glossary.concept import Concept, Flag, GlossaryData, Term, TermStatus
from workbench.glossary.glossary_format import GlossaryFormat, Remark

Naming = Callable[[str], str]

_TBX = Kind("TBX", rb"<.*?<(martif|tbx)\b|<(martif|tbx)\b")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_V3 = "urn:iso:std:iso:30042:ed-2"
_FLAGS = "x-workbench-flags"
_ENTRIES = ("termEntry", "conceptEntry")
_SECTIONS = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")

_STATUS_KINDS = ("administrativeStatus", "normativeAuthorization")
_STATUS_NAMES: dict[str, TermStatus] = {
    "preferredTerm": "preferred",
    "standardizedTerm": "preferred",
    "legalTerm": "preferred",
    "regulatedTerm": "preferred",
    "admittedTerm": "admitted",
    "deprecatedTerm": "forbidden",
    "supersededTerm": "forbidden",
}
_WRITTEN: dict[TermStatus, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_ESCAPED = re.compile(r"_x([0-9a-f]{4,6})_")
_NO_NAME_START = re.compile(r"^[^A-Za-z_]|_(?=x[0-9a-f]{4,6}_)|[^\w.-]", re.ASCII)


def read(path: Path, recover: Remark | None = None) -> GlossaryData:
    """Read a TBX file of either version; nothing outside the file is fetched.

    Where a language's terms state no status, the first is preferred, the others admitted.

    Args:
        path: The file.
        recover: Told which entries were left out since they are broken; None to refuse them.

    Raises:
        WorkbenchError: It is not TBX, is cut off, or holds a broken entry; with the line.
    """
    builder = GlossaryBuilder(path, recover)
    title = ""
    try:
        with path.open("rb") as file:
            _require_tbx(file, path)
            names = [f"{{*}}{name}" for name in (*_ENTRIES, "title")]
            for _, element in etree.iterparse(
                file, events=("end",), tag=names, resolve_entities=False, no_network=True
            ):
                if _name_of(element) == "title":
                    title = _text(element)
                else:
                    with builder.entry():
                        _require_known(element, path)
                        _take(builder, element, path)
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    except etree.XMLSyntaxError as error:
        raise WorkbenchError(
            f"it is not well-formed XML ({(error.msg or '').partition(', line')[0]})",
            place=place_in(path, error.lineno or None),
            remedy="correct it, or export it again",
        ) from None
    return builder.build(title)


def _require_tbx(file: BinaryIO, path: Path) -> None:
    """Look at the root element and what is declared before it, and go back to the beginning."""
    _, root = next(iter(etree.iterparse(file, events=("start",), no_network=True)))
    if _name_of(root) not in {"martif", "tbx"}:
        raise WorkbenchError(
            f"its root element is {_name_of(root)!r}, not that of a TBX file",
            place=path,
            remedy="choose a TBX glossary",
        )
    declared = root.getroottree().docinfo.internalDTD
    entity = next(declared.iterentities(), None) if declared is not None else None
    if entity is not None:
        raise WorkbenchError(
            f"it declares an entity of its own ({entity.name}), which is not read for safety",
            place=path,
            remedy="write the characters themselves",
        )
    file.seek(0)


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext("*"))).split())


def _lines(element: etree._Element) -> str:
    """The text of a note, whose line breaks say something."""
    text = "".join(map(str, element.itertext("*"))).strip()
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _require_known(entry: etree._Element, path: Path) -> None:
    """Refuse an entry with an entity that nobody reads: a part of its text would be missing."""
    entity = next(entry.iter(etree.Entity), None)
    if entity is not None:
        raise WorkbenchError(
            f"it uses the entity {entity.text}, which XML does not define",
            place=place_in(path, _line(entry)),
            remedy="write the character itself",
        )


def _line(element: etree._Element) -> int | None:
    return cast("int | None", element.sourceline)


def _flags(element: etree._Element, where: str) -> frozenset[Flag] | None:
    """The flags that a note or an ``admin`` of ours holds; None for any other note."""
    if element.get("type") == _FLAGS:
        return known_flags(_text(element).split(), where)
    return flags_of_note(_text(element), where)


def _name_of(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return _local(element.tag)


@cache
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _kind(element: etree._Element) -> str:
    """What an element says: its ``type``, or in style dct its name."""
    return element.get("type") or _name_of(element)


def _children(element: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    for child in element.iter("{*}*"):
        if _name_of(child) in names:
            yield child


def _said_of_concept(entry: etree._Element) -> Iterator[etree._Element]:
    """The elements of an entry that do not belong to a single term."""
    for child in entry.iterchildren("{*}*"):
        if _name_of(child) not in _SECTIONS:
            yield from child.iter("{*}*")
            continue
        for part in child.iterchildren("{*}*"):
            if _name_of(part) not in _TERMS:
                yield from part.iter("{*}*")


def _take(builder: GlossaryBuilder, entry: etree._Element, path: Path) -> None:
    where = place_in(path, _line(entry))
    facts: dict[str, str] = {}
    notes: list[str] = []
    marks: frozenset[Flag] = frozenset()
    terms: dict[str, list[Term]] = {}
    for child in _said_of_concept(entry):
        if _name_of(child) == "note" or child.get("type") == _FLAGS:
            found = _flags(child, where)
            marks |= found or frozenset()
            notes += [] if found is not None else [_lines(child)]
        elif _kind(child) in {"definition", "subjectField"}:
            facts.setdefault(_kind(child), _text(child))
    for section in _children(entry, _SECTIONS):
        tag = language_tag(section.get(_LANG) or "", place_in(path, _line(section)))
        found_terms = [_term(one, path) for one in _children(section, _TERMS)]
        stated = any(status for _, status in found_terms)
        statuses: list[TermStatus] = [
            status or ("admitted" if stated or number else "preferred")
            for number, (_, status) in enumerate(found_terms)
        ]
        terms.setdefault(tag, []).extend(
            Term(term.text, status, term.part_of_speech, term.flags, term.note)
            for (term, _), status in zip(found_terms, statuses, strict=False)
        )
    builder.add(
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)), entry.get("id") or ""),
        terms,
        line=_line(entry),
        domain=facts.get("subjectField", ""),
        definition=facts.get("definition", ""),
        note=" ".join(notes),
        flags=marks,
    )


def _term(section: etree._Element, path: Path) -> tuple[Term, TermStatus | None]:
    """A term, and the status the file gives it."""
    where = place_in(path, _line(section))
    text, part_of_speech, notes = "", "", []
    status: TermStatus | None = None
    marks: frozenset[Flag] = frozenset()
    for child in section.iter("{*}*"):
        if child is section:
            continue
        if _name_of(child) == "term":
            text = _text(child)
        elif _name_of(child) == "note" or child.get("type") == _FLAGS:
            found = _flags(child, where)
            marks |= found or frozenset()
            notes += [] if found is not None else [_lines(child)]
        elif _kind(child) == "partOfSpeech":
            part_of_speech = _text(child)
        elif _kind(child) in _STATUS_KINDS:
            value = _text(child)
            if value.partition("-")[0] not in _STATUS_NAMES:
                raise WorkbenchError(
                    f"the status {value!r} is unknown",
                    place=place_in(path, _line(child)),
                    remedy=f"known are {', '.join(_WRITTEN.values())}",
                )
            # Of two that disagree the one that forbids counts.
            stated = _STATUS_NAMES[value.partition("-")[0]]
            status = stated if status is None or stated == "forbidden" else status
    term = Term(term_text(text, where), "preferred", part_of_speech, marks, " ".join(notes))
    return term, status


def write(glossary: GlossaryData, path: Path, *, version: Literal["2008", "3"] = "2008") -> None:
    """Write TBX-Basic, the same bytes for the same glossary.

    Args:
        glossary: What to write; at least one concept.
        path: The file.
        version: ``"2008"`` for ``martif``, which CAT tools read; ``"3"`` for style dca of
            the standard of 2019.
    """
    if not glossary.concepts:
        raise WorkbenchError(
            "the glossary is empty, and TBX needs a concept", place=path, remedy="add one first"
        )
    root, head, entry, section, one = (
        ("martif", "martifHeader", "termEntry", "langSet", "tig")
        if version == "2008"
        else ("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec")
    )
    attributes = {"type": "TBX-Basic", _LANG: glossary.languages[0]}
    if version == "3":
        attributes["style"] = "dca"

    def named(name: str) -> str:
        return f"{{{_V3}}}{name}" if version == "3" else name

    top = etree.Element(
        named(root), attributes, nsmap=cast("dict[str, str]", {None: _V3} if version == "3" else {})
    )
    about = etree.SubElement(etree.SubElement(top, named(head)), named("fileDesc"))
    title = etree.SubElement(etree.SubElement(about, named("titleStmt")), named("title"))
    title.text = glossary.name
    origin = etree.SubElement(etree.SubElement(about, named("sourceDesc")), named("p"))
    origin.text = glossary.name
    coding = etree.SubElement(top[0], named("encodingDesc"))
    scheme = etree.SubElement(coding, named("p"), type="XCSURI")
    scheme.text = "TBXBasicXCSV02.xcs" if version == "2008" else "TBXXCSV03.xcs"
    body = etree.SubElement(etree.SubElement(top, named("text")), named("body"))
    for concept in glossary:
        found = etree.SubElement(body, named(entry), id=_name(concept.id))
        _describe(found, concept, named)
        for tag, terms in concept.terms.items():
            words = etree.SubElement(found, named(section), {_LANG: tag})
            for term in terms:
                _write_term(etree.SubElement(words, named(one)), term, named)
    etree.indent(top)
    doctype = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">' if version == "2008" else None
    data = etree.tostring(top, encoding="UTF-8", xml_declaration=True, doctype=cast("str", doctype))
    with atomic_write(path, over=_TBX) as file:
        file.write(data + b"\n")


def _name(identifier: str) -> str:
    """An id as XML allows it; what it does not allow is written as ``_x0020_``."""
    return _NO_NAME_START.sub(lambda found: f"_x{ord(found[0]):04x}_", identifier)


def _add(parent: etree._Element, name: str, text: str, kind: str | None = None) -> None:
    if text:
        child = etree.SubElement(parent, name, {"type": kind} if kind else {})
        child.text = text


def _describe(entry: etree._Element, concept: Concept, named: Naming) -> None:
    _add(entry, named("descrip"), concept.domain, "subjectField")
    _add(entry, named("descrip"), concept.definition, "definition")
    _add(entry, named("note"), concept.note)
    _add(entry, named("note"), flag_note(concept.flags) if concept.flags else "")


def _write_term(section: etree._Element, term: Term, named: Naming) -> None:
    _add(section, named("term"), term.text)
    _add(section, named("termNote"), term.part_of_speech, "partOfSpeech")
    _add(section, named("termNote"), _WRITTEN[term.status], "administrativeStatus")
    _add(section, named("note"), term.note)
    _add(section, named("note"), flag_note(term.flags) if term.flags else "")


FORMAT = GlossaryFormat(
    "TBX",
    (".tbx", ".xml"),
    read=lambda path, _, recover: read(path, recover),
    write=lambda glossary, path, _: write(glossary, path),
)
