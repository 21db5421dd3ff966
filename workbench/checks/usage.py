"""How a glossary's concepts are rendered in texts: each rendering, how often, and where."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from workbench.checks.checking import Input, term_flags, unit_pairs
from workbench.checks.due_terms import DueTerms
from workbench.checks.finding import FilePosition
from workbench.checks.unit_pair import UnitPair
from workbench.glossary import Glossary, Match
from workbench.settings import Settings

_PLACES = 3
"""Places of a rendering that are shown to people; the other formats give all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in which a concept is due."""

    position: FilePosition
    unit: str

    def __str__(self) -> str:
        path, line = self.position.path, self.position.line
        where = "" if path is None else f"{path}:{line}" if line else str(path)
        return f"{where} [{self.unit}]" if where else self.unit


@dataclass(slots=True)
class ConceptUsage:
    """One concept between two languages."""

    concept: str
    source_lang: str
    target_lang: str
    due: int = 0
    """Units in which it is due."""

    renderings: dict[str, list[Place]] = field(default_factory=dict)
    """By term of the target, as the glossary has it, where it stands; a unit that has two
    renderings is counted for both."""

    none: list[Place] = field(default_factory=list)
    """Where no term of it stands."""


def usage(
    inputs: Iterable[Input],
    glossary: Glossary,
    *,
    pair: str | None = None,
    settings: Settings | None = None,
) -> list[ConceptUsage]:
    """Count how each concept is rendered where it is due.

    Args:
        inputs: Units, as for a check; texts alone say nothing.
        glossary: The concepts.
        pair: ``"en:ru"`` for these two languages only.
        settings: Which flags hold for all terms.

    Returns:
        The concepts that are due anywhere, in the glossary's order, per pair of languages.
    """
    flags = term_flags(settings or Settings())
    prepared: dict[tuple[str, str], DueTerms] = {}
    found: dict[tuple[str, str], dict[str, ConceptUsage]] = {}
    for looked in (one for given in inputs for one in unit_pairs(given, pair)):
        if looked.source is None:
            continue
        key = looked.source.tag, looked.target.tag
        if key not in prepared:
            prepared[key] = DueTerms(glossary, *key, flags)
        _count(prepared[key], looked, found.setdefault(key, {}), key)
    order = {concept.id: place for place, concept in enumerate(glossary)}
    return [
        row
        for rows in found.values()
        for row in sorted(rows.values(), key=lambda row: order[row.concept])
    ]


def _count(
    terms: DueTerms, pair: UnitPair, rows: dict[str, ConceptUsage], key: tuple[str, str]
) -> None:
    due, stands = terms.match(pair)
    missing = {concept.id for concept, _ in terms.missing(pair, count=False)}
    for identifier in due:
        row = rows.setdefault(identifier, ConceptUsage(identifier, *key))
        row.due += 1
        own: list[Match] = [one for one in stands if one.concept.id == identifier]
        own = own or ([] if identifier in missing else terms.relaxed(pair, identifier))
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for match in own:
            places[match.term.text].append(_place(pair, (match.start, match.end)))
        for text, where in places.items():
            row.renderings.setdefault(text, []).append(where[0])
        if not own:
            row.none.append(_place(pair, None))


def _place(pair: UnitPair, span: tuple[int, int] | None) -> Place:
    position = FilePosition(None)
    if pair.locate is not None:
        position = pair.locate(pair.unit, pair.target.key, span)
    return Place(position, pair.unit.id)


def render_usage(rows: Iterable[ConceptUsage], form: str) -> str:
    """The table as ``text``, ``csv`` or ``json``."""
    return _FORMATS[form](list(rows))


def _text(rows: list[ConceptUsage]) -> str:
    lines: list[str] = []
    for row in rows:
        lines.append(f"{row.concept}  {row.source_lang} → {row.target_lang}: due in {row.due}")
        for text, places in _ranked(row):
            lines.append(f"  {len(places):5}  {text}{_some(places)}")
        if row.none:
            lines.append(f"  {len(row.none):5}  (none){_some(row.none)}")
    return "".join(f"{line}\n" for line in lines)


def _some(places: list[Place]) -> str:
    shown = ", ".join(map(str, places[:_PLACES]))
    return f"    {shown}, …" if len(places) > _PLACES else f"    {shown}"


def _ranked(row: ConceptUsage) -> list[tuple[str, list[Place]]]:
    return sorted(row.renderings.items(), key=lambda one: (-len(one[1]), one[0]))


def _csv(rows: list[ConceptUsage]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["concept", "source", "target", "due", "rendering", "count", "places"])
    for row in rows:
        for rendering, places in [*_ranked(row), *([("", row.none)] if row.none else [])]:
            writer.writerow(
                [
                    row.concept, row.source_lang, row.target_lang, row.due, rendering,
                    len(places), " | ".join(map(str, places)),
                ]
            )  # fmt: skip
    return text.getvalue()


def _json(rows: list[ConceptUsage]) -> str:
    def places(found: list[Place]) -> list[dict[str, object]]:
        return [
            {
                "path": None if one.position.path is None else str(one.position.path),
                "line": one.position.line,
                "unit": one.unit,
            }
            for one in found
        ]

    table = [
        {
            "concept": row.concept,
            "source_lang": row.source_lang,
            "target_lang": row.target_lang,
            "due": row.due,
            "renderings": [
                {"term": text, "count": len(found), "places": places(found)}
                for text, found in _ranked(row)
            ],
            "none": {"count": len(row.none), "places": places(row.none)},
        }
        for row in rows
    ]
    return json.dumps({"usage": table}, ensure_ascii=False, indent=1) + "\n"


_FORMATS: dict[str, Callable[[list[ConceptUsage]], str]] = {
    "text": _text,
    "csv": _csv,
    "json": _json,
}
USAGE_FORMATS = tuple(_FORMATS)
