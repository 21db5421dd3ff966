"""A project as one page of HTML: it loads nothing, and can be read, searched, printed and sent."""

import base64
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from workbench import languages
from workbench.checks import Finding
from workbench.glossary import Concept, Glossary
from workbench.report.inline import plain
from workbench.report.rows import Row, RowMaker
from workbench.units import DOUBTFUL, Memory, Unit, is_doubtful

GENERATOR = "Workbench"

_SAMPLED = 200
"""Units that are looked at to see in which direction a language is written."""

_STRIP = 240
"""Stripes of the map, at the most."""


@dataclass(frozen=True, slots=True)
class PageInput:
    """What a page is made of."""

    memory: Memory
    units: Sequence[Unit]
    glossary: Glossary = field(default_factory=lambda: Glossary((), ()))
    """Its terms are marked."""

    findings: Sequence[Finding] = ()
    links: Sequence[str] = ()
    """Of each unit, as :func:`~workbench.report.links.word_links` gives them; or none at all."""

    remarks: bool = False
    """Whether it has boxes for remarks and corrections, to be saved."""

    left_out: int = 0
    """Units that are excluded from exports, and not among these."""

    made: datetime | None = None
    """The time that it states."""


def render_page(given: PageInput) -> str:
    """The page, whole.

    It holds its style and its script; its content security policy allows those two, by their
    digests, and nothing else. Texts, names and notes are escaped.
    """
    maker = RowMaker(given.memory, given.glossary, given.findings)
    links = given.links or [""] * len(given.units)
    rows = [maker.row(unit, packed) for unit, packed in zip(given.units, links, strict=True)]
    style, script = _part("page.css"), _part("page.js")
    name = given.memory.name or "Alignment"
    columns = [
        {
            "key": source.key,
            "lang": source.tag,
            "name": _name(source.key, source.tag),
            "dir": _direction(given.units, source.key),
            "file": source.path.name if source.path else "",
        }
        for source in given.memory.sources
    ]
    data = {
        "project": given.memory.project,
        "name": name,
        "keys": [source.key for source in given.memory.sources],
        "concepts": [_concept(concept, given.memory) for concept in maker.used],
    }
    template = _templates().get_template("page.html")
    page: str = template.render(
        name=name,
        title=f"{name}: {len(rows):,} beads",
        columns=columns,
        rows=rows,
        style=style,
        script=script,
        policy=_policy(style, script),
        data=data,
        strip=_strip(given.units, rows),
        counts=_counts(given.units, rows),
        doubtful=f"{DOUBTFUL:.0%}",
        remarks=given.remarks,
        left_out=given.left_out,
        made=given.made,
        has_links=any(links),
        generator=GENERATOR,
    )
    return page


def _policy(*parts: Markup) -> str:
    """What a browser is to allow: this style, this script, and nothing from anywhere."""
    style, script = (
        "'sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() + "'"
        for part in parts
    )
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _part(name: str) -> Markup:
    """A style or script of ours, which stands in the page as it is."""
    text = (files(__package__) / "templates" / name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - a file of this package


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=plain,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _name(key: str, tag: str) -> str:
    """What a column is called: ``Russian``, ``Russian #2``."""
    nth = key.partition("#")[2]
    name = languages.of(tag).name or tag
    return f"{name} #{nth}" if nth else name


def _direction(units: Sequence[Unit], key: str) -> str:
    """``rtl`` where most letters of a language are written from right to left."""
    weight = 0
    for unit in units[:: max(len(units) // _SAMPLED, 1)]:
        for text in unit.variants[key].segments if key in unit.variants else ():
            for character in text[:200]:
                match unicodedata.bidirectional(character):
                    case "L":
                        weight -= 1
                    case "R" | "AL":
                        weight += 1
    return "rtl" if weight > 0 else "ltr"


def _concept(concept: Concept, memory: Memory) -> dict[str, Any]:
    """What the page says of a concept."""
    terms = [
        [source.key, [[term.text, term.status] for term in concept.terms_in(source.tag)]]
        for source in memory.sources
    ]
    said = (concept.domain, concept.definition, concept.note)
    return {"id": concept.id, "said": [text for text in said if text], "terms": terms}


def _counts(units: Sequence[Unit], rows: Sequence[Row]) -> dict[str, int]:
    return {
        "confirmed": sum(unit.status == "confirmed" for unit in units),
        "doubtful": sum(is_doubtful(unit) or unit.flagged for unit in units),
        "findings": sum(len(row.findings) for row in rows),
        "notes": sum(bool(row.note) for row in rows),
    }


def _strip(units: Sequence[Unit], rows: Sequence[Row]) -> list[tuple[int, str, bool]]:
    """The map: of each stripe its place, how sure its worst bead is, whether it has a fault."""
    count = min(len(rows), _STRIP)
    found = []
    for number in range(count):
        first, last = number * len(rows) // count, (number + 1) * len(rows) // count
        worst = min(map(_level, units[first:last]))
        fault = any(row.findings for row in rows[first:last])
        found.append((number, f"m{worst}", fault))
    return found


def _level(unit: Unit) -> int:
    """0 for what is least sure, 3 for what is sure, 4 for what a person confirmed."""
    if unit.status == "confirmed":
        return 4
    if unit.status == "changed" or unit.flagged:
        return 0
    if unit.confidence is None or unit.confidence >= DOUBTFUL:
        return 3
    return int(unit.confidence * 3 / DOUBTFUL)
