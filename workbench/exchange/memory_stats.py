"""What a memory holds, counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench import languages
from workbench.exchange.own_properties import PROJECT
from workbench.exchange.unique import Seen
from workbench.units import Codes, Memory, Unit, context_of, joined


@dataclass(slots=True)
class Size:
    """How much a memory holds in one language."""

    units: int = 0
    words: int = 0
    """Words by spaces; characters in a language without spaces."""

    characters: int = 0


@dataclass(slots=True)
class Stats:
    """What a memory holds."""

    units: int = 0
    repeated: int = 0
    empty: int = 0
    """Units with text in fewer than two languages."""

    confirmed: int = 0
    flagged: int = 0
    paragraphs: int = 0
    """Units of more than one sentence, as far as the file says so."""

    several_targets: int = 0
    """Units whose source an earlier unit renders otherwise, or in other languages."""

    languages: dict[str, Size] = field(default_factory=dict)
    projects: dict[str, int] = field(default_factory=dict)
    """By name of the project, how many units came from it."""


def stats(memory: Memory, units: Iterator[Unit]) -> Stats:
    """Count what a memory holds.

    Args:
        memory: The memory.
        units: Its units.
    """
    found = Stats(languages={source.key: Size() for source in memory.sources})
    texts, sources = Seen(), Seen()
    try:
        for unit in units:
            said = texts_of(unit)
            found.units += 1
            found.empty += len(said) < 2
            found.confirmed += unit.status == "confirmed"
            found.flagged += unit.flagged
            found.paragraphs += any(len(each.segments) > 1 for each in unit.variants.values())
            project = unit.properties.get(PROJECT)
            if project:
                found.projects[project] = found.projects.get(project, 0) + 1
            new = texts.add(identity_of(unit, said))
            found.repeated += not new
            if said:
                known = not sources.add("\1".join(said[0]))
                found.several_targets += new and known
            for key, text in said:
                size = found.languages.setdefault(key, Size())
                size.units += 1
                size.characters += len(text)
                size.words += len(text.split()) if languages.of(key).joiner else len(text)
    finally:
        texts.close()
        sources.close()
    return found


def texts_of(unit: Unit) -> list[tuple[str, str]]:
    """The texts of a unit by key, those of its languages that have any."""
    texts = []
    for key, variant in unit.variants.items():
        text, _ = joined(variant.segments, languages.of(key).joiner)
        if text:
            texts.append((key, text))
    return texts


def identity_of(unit: Unit, said: list[tuple[str, str]]) -> str:
    """A string that is equal for units that say the same, with the same codes, in one context.

    Args:
        unit: The unit.
        said: Its texts, as :func:`texts_of` gives them.
    """
    texts = "\0".join(f"{key}\1{text}" for key, text in said)
    codes = ""
    for key, variant in unit.variants.items():
        if variant.codes:
            codes += f"\2{key}{codes_key(variant.codes)}"
    context = context_of(unit)
    return f"{texts}{codes}\3{context}" if codes or context else texts


def codes_key(codes: tuple[Codes, ...]) -> str:
    """A string that is equal, while this process lasts, for the same codes at the same places."""
    return str(hash(codes))
