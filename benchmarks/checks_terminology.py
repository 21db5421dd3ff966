"""Term alarms on translations that keep their terms, and wrong terms that are planted in them.

    python benchmarks/checks_terminology.py FOLDER           FOLDER holds wmt25-sentences-en-ru.json
    python benchmarks/checks_terminology.py FOLDER --list    every alarm, to be judged by hand
    python benchmarks/checks_terminology.py FOLDER --chapters hkma-2016.json --list

Sentences: each brings its own terms, so an alarm is false, save for misprints. A wrong term is
planted by putting another sentence's term where the right one stands. Chapters: a report's
dictionary over its sentences, aligned first; an alarm may well be true there.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.checks import Finding, check
from workbench.glossary import Concept, Flag, Glossary, RelaxedMatcher, Term
from workbench.settings import Settings
from workbench.units import Unit, Variant

RUNS: tuple[tuple[Flag, ...], ...] = ((), ("aspect",), ("aspect", "derived"))


def concepts_of(terms: dict[str, list[str]], source: str, target: str) -> tuple[Concept, ...]:
    """A concept for each term with its accepted renderings."""
    return tuple(
        Concept(
            term,
            {
                source: (Term(term),),
                target: tuple(
                    Term(one, "admitted" if number else "preferred")
                    for number, one in enumerate(renderings)
                ),
            },
        )
        for term, renderings in terms.items()
    )


def found(item: dict[str, Any], target: str, flags: Sequence[str]) -> list[Finding]:
    """The terms missing from a sentence."""
    keys = item["source_lang"], item["target_lang"]
    unit = Unit(item["id"], {keys[0]: Variant((item["source"],)), keys[1]: Variant((target,))})
    glossary = Glossary(concepts_of(item["terms"], *keys), keys)
    findings = check([unit], glossary, settings=Settings(term_flags=tuple(flags)))
    return [one for one in findings if one.rule == "term-missing"]


def planted(items: Sequence[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], str, str]]:
    """Sentences with a wrong term in each right one's place, and the term that is then missing."""
    chance = random.Random(1)
    renderings = [one for item in items for words in item["terms"].values() for one in words]
    for item in items:
        tag = item["target_lang"]
        whole = Glossary(concepts_of(item["terms"], item["source_lang"], tag), ())
        folded = whole.matcher(tag).fold(item["target"])
        for concept in whole:
            strict = whole.matcher(tag).find(folded, among={concept.id})
            relaxed = RelaxedMatcher(whole.matcher(tag), ("aspect", "derived")).find(
                concept, folded
            )
            places = {(one.start, one.end) for one in (*strict, *relaxed)}
            if not places:
                continue
            text = item["target"]
            right = item["terms"][concept.id]
            wrong = chance.choice([one for one in renderings if one not in right])
            for start, end in sorted(places, reverse=True):
                text = text[:start] + wrong + text[end:]
            yield item, text, concept.id


def sentences(path: Path, *, listed: bool) -> None:
    """Alarms and planted terms, per set of flags."""
    items = json.loads(path.read_text("utf-8"))
    for flags in RUNS:
        due = caught = wrong = 0
        alarms: list[Finding] = []
        for item in items:
            alarms += found(item, item["target"], flags)
            due += len({*due_in(item)})
        for item, text, term in planted(items):
            if term in due_in(item):
                wrong += 1
                caught += any(one.concept == term for one in found(item, text, flags))
        name = " ".join(flags) or "no flag"
        print(f"{name:16} {due} due, {len(alarms)} alarms ({len(alarms) / due:.3f}); "
              f"{caught} of {wrong} planted found ({caught / wrong:.3f})")  # fmt: skip
        for alarm in alarms if listed else ():
            print(f"    {alarm.concept} -> {'|'.join(alarm.expected)}\n      {alarm.source}\n"
                  f"      {alarm.target}")  # fmt: skip


def due_in(item: dict[str, Any]) -> list[str]:
    """The terms that the source of a sentence asks for."""
    return [one.concept or "" for one in found(item, "…", ())]


def chapters(path: Path, *, listed: bool) -> None:
    """Alarms on the aligned sentences of chapters, with the report's dictionary."""
    import workbench

    total = units_checked = 0
    for item in json.loads(path.read_text("utf-8")):
        keys = item["source_lang"], item["target_lang"]
        documents = {
            key: [one.text for one in workbench.segment(text, language=key)]
            for key, text in zip(keys, (item["source"], item["target"]), strict=True)
        }
        alignment = workbench.align_segments(documents)
        units = list(alignment.units()[1])
        units = [replace(unit, id=f"{item['id']}:{unit.id}") for unit in units]
        glossary = Glossary(concepts_of(item["terms"], *keys), keys)
        findings = [one for one in check(units, glossary) if one.rule == "term-missing"]
        total += len(findings)
        units_checked += len(units)
        for one in findings if listed else ():
            print(f"{one.concept} -> {'|'.join(one.expected)}\n    {one.source}\n    {one.target}")
    print(f"{path.stem}: {units_checked} units, {total} alarms")


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="show every alarm")
    parser.add_argument("--chapters", nargs="*", default=(), metavar="FILE")
    chosen = parser.parse_args()
    if not chosen.chapters:
        sentences(chosen.folder / "wmt25-sentences-en-ru.json", listed=chosen.list)
    for name in chosen.chapters:
        chapters(chosen.folder / name, listed=chosen.list)


if __name__ == "__main__":
    main()
