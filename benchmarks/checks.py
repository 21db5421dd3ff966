"""How right and how fast the checks are.

    python benchmarks/checks.py FOLDER            FOLDER holds trilingual-ntrex.json
    python benchmarks/checks.py FOLDER --list     every alarm, to be judged by hand

Alarms: news in three languages that professionals translated, checked with the hundred
general terms beside this file. Speed: a glossary of 10,000 concepts over bilingual text,
beside exact matching and beside lemmatising with pymorphy3, all in one run; and one whole
process that checks 200 units.
"""

import argparse
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from workbench import exchange
from workbench.checks import Finding, check
from workbench.glossary import Concept, Glossary, Term
from workbench.units import Memory, Source, Unit, Variant

HERE = Path(__file__).parent
ROOT = HERE.parent
LANGUAGES = ("en", "zh", "ru")
JOINERS = {"en": " ", "zh": "", "ru": " "}


def units_of(folder: Path) -> list[Unit]:
    """The gold groups that have text in all three languages."""
    found = []
    for document in json.loads((folder / "trilingual-ntrex.json").read_text(encoding="utf-8")):
        for number, group in enumerate(document["gold"]):
            texts = {
                key: JOINERS[key].join(document["documents"][key][place] for place in group[key])
                for key in LANGUAGES
            }
            if all(text.strip() for text in texts.values()):
                name = f"{document['id']}-{number}"
                found.append(Unit(name, {key: Variant((text,)) for key, text in texts.items()}))
    return found


def alarms(units: list[Unit], *, listed: bool) -> None:
    """Count, and with --list show, what is found in correct translations."""
    glossary = Glossary.read(HERE / "general_terms.csv")
    counts: Counter[str] = Counter()
    total = 0
    for pair in combinations(LANGUAGES, 2):
        findings = check(units, glossary, pair=":".join(pair))
        total += len(units)
        counts.update(finding.rule for finding in findings)
        for finding in findings if listed else ():
            show(finding)
    print(f"\nalarms in {total} units of correct translations, {len(glossary)} concepts")
    for rule, count in counts.most_common():
        print(f"  {rule:26}{count:5}{1000 * count / total:8.2f} per 1,000")


def show(finding: Finding) -> None:
    """One alarm with its sentences."""
    print(f"{finding.rule} {finding.concept or ''} {finding.unit}: {finding.message}")
    print(
        f"    {finding.source_lang}  {finding.source}\n    {finding.target_lang}  {finding.target}"
    )


def large_glossary(units: list[Unit], concepts: int) -> Glossary:
    """Concepts whose terms are word sequences of one unit that begin with a longer word."""
    chance = random.Random(1)
    pairs: dict[str, str] = {}
    for unit in units:
        found = []
        for key in ("en", "ru"):
            words = re.findall(r"[^\W\d_]+", unit.variants[key].segments[0])
            found.append(
                [
                    " ".join(words[place : place + length])
                    for place, word in enumerate(words)
                    for length in ((1, 2, 3) if len(word) > 5 else ())
                ]
            )
        for one, other in zip(*found, strict=False):
            pairs.setdefault(one, other)
    chosen = chance.sample(list(pairs.items()), concepts)
    made = tuple(
        Concept(str(number), {"en": (Term(one),), "ru": (Term(other),)})
        for number, (one, other) in enumerate(chosen)
    )
    return Glossary(made, ("en", "ru"))


def speed(units: list[Unit], name: str, wanted: list[Unit], *, peers: bool) -> None:
    """Megabytes a second of English and Russian with 10,000 concepts, once loaded.

    Args:
        units: The texts.
        name: What to call this measurement.
        wanted: Whose words the glossary has.
        peers: Measure exact strings and lemmas too.
    """
    from workbench.checks.due_terms import DueTerms
    from workbench.checks.unit_pair import Side, UnitPair

    size = sum(
        len(unit.variants[key].segments[0].encode()) for unit in units for key in ("en", "ru")
    )
    glossary = large_glossary(wanted, 10_000)
    begun = time.process_time()
    terms = DueTerms(glossary, "en", "ru")
    due = 0

    def run() -> int:
        nonlocal due
        found = due = 0
        for unit in units:
            sides = [Side(key, key, unit.variants[key].segments[0]) for key in ("en", "ru")]
            pair = UnitPair(unit, sides[1], sides[0])
            found += sum(1 for _ in terms.missing(pair, count=False))
            due += len(terms.match(pair)[0])
        return found

    missing = run()
    print(f"\n{name}: loaded and first used in {time.process_time() - begun:.1f} s;", end=" ")
    print(f"{due / len(units):.1f} due in a unit, {missing / due:.0%} missing")
    works = {"workbench": run}
    if peers:
        works["exact strings"] = lambda: exact(units, glossary)
        works["pymorphy3 lemmas"] = lambda: lemmas(units[:100], glossary)
    for peer, work in works.items():
        spent = []
        for _ in range(1 if peer.startswith("pymorphy3") else 9):
            begun = time.process_time()
            work()
            spent.append(time.process_time() - begun)
        share = 100 / len(units) if peer.startswith("pymorphy3") else 1
        speeds = [share * size / one / 1e6 for one in sorted(spent)]
        print(f"  {peer:18}{speeds[len(speeds) // 2]:8.2f} MB/s, best {speeds[0]:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory at most {peak:.0f} MB")


def exact(units: list[Unit], glossary: Glossary) -> int:
    """All terms as strings, searched at once."""
    from ahocorasick_rs import AhoCorasick

    found = 0
    for key in ("en", "ru"):
        automaton = AhoCorasick([concept.terms[key][0].text for concept in glossary])
        found += sum(
            len(automaton.find_matches_as_indexes(unit.variants[key].segments[0])) for unit in units
        )
    return found


def lemmas(units: list[Unit], glossary: Glossary) -> int:
    """Each word of the text in its first dictionary form, terms likewise."""
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer()
    word = re.compile(r"\w+")

    def normal(text: str) -> list[str]:
        return [analyzer.parse(one)[0].normal_form for one in word.findall(text.lower())]

    wanted = {tuple(normal(concept.terms["ru"][0].text)) for concept in glossary.concepts[:200]}
    found = 0
    for unit in units:
        words = normal(unit.variants["ru"].segments[0])
        found += sum(
            tuple(words[place : place + length]) in wanted
            for place in range(len(words))
            for length in (1, 2, 3)
        )
    return found


def whole_process(units: list[Unit]) -> Iterator[tuple[str, float, float]]:
    """Seconds, and seconds of CPU, of a process that checks 200 units; the median of nine.

    The first run is not counted: it compiles the modules, as their installation does.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for pair in combinations(LANGUAGES, 2):
            path = Path(folder) / f"{pair[0]}-{pair[1]}.tmx"
            small = [Unit(u.id, {key: u.variants[key] for key in pair}) for u in units[:200]]
            exchange.write(path, Memory(tuple(Source(key, key) for key in pair)), small)
            command = [sys.executable, "-m", "workbench", "check", str(path), "--glossary",
                       str(ROOT / "glossaries" / "diplomacy.tbx")]  # fmt: skip
            spent: list[tuple[float, float]] = []
            for _ in range(10):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                begun = time.perf_counter()
                subprocess.run(command, check=False, capture_output=True, env=environment)
                clock = time.perf_counter() - begun
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                spent.append((clock, cpu))
            clocks, cpus = zip(*spent[1:], strict=True)
            yield path.stem, statistics.median(clocks), statistics.median(cpus)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="show every alarm")
    chosen = parser.parse_args()
    units = units_of(chosen.folder)
    alarms(units, listed=chosen.list)
    print("\n10,000 concepts over English and Russian, the median of nine runs")
    speed(units, "terms of the texts themselves", units, peers=True)
    most = len(units) * 3 // 4
    speed(units[most:], "terms of other texts", units[:most], peers=False)
    print("\na process that checks 200 units with glossaries/diplomacy.tbx")
    for name, spent, cpu in whole_process(units):
        print(f"  {name:8}{spent:6.2f} s, {cpu:.2f} s of CPU")


if __name__ == "__main__":
    main()
