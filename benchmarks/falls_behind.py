"""Whether ``check --align FOLDER --since REV`` finds what falls behind in real documentation.

Usage: python benchmarks/falls_behind.py REPOSITORY[:FOLDER]... [--languages en zh ru] [--pages 20]

A REPOSITORY is a git directory; its pages of the folder at HEAD are copied and committed. In one
version of each page one fault is seeded at a place chosen at random: a sentence of the translation
dropped, a foreign one added to it, a number in it changed, a paragraph of the source replaced by
another page's. A fault is found where a finding that is new since the commit shows its sentences;
a new finding that shows no fault is false. It prints both by kind, and times a hundred pages cold
and, with a cache and nothing changed, again.
"""

import argparse
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from workbench import api
from workbench.checks import Finding
from workbench.corpus import check_pages
from workbench.errors import WorkbenchError
from workbench.settings import Settings

KINDS = ("dropped", "added", "number", "outdated")
SURE = 0.9
"""Confidence of the beads in which faults are seeded, so that they are no fault already."""


@dataclass(frozen=True)
class Pair:
    """Two sentences that say the same, each once in its file."""

    source: str
    target: str


@dataclass(frozen=True)
class Fault:
    """What was changed in a page."""

    kind: str
    files: tuple[Path, ...]
    """All versions of the page: what changed in the source concerns each."""
    texts: tuple[str, ...]
    """Sentences that a finding of it shows."""


def git(folder: Path, *words: str) -> None:
    """Run git in a folder."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True)


def copied(repository: str, folder: Path, languages: list[str], most: int) -> list[dict[str, Path]]:
    """Copy the pages of a repository that are there in two languages; by language."""
    place, _, inside = repository.partition(":")
    whole = folder / "whole"
    whole.mkdir(parents=True)
    archive = subprocess.run(
        ["git", "-C", place, "archive", "HEAD", *filter(None, [inside])],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    subprocess.run(["tar", "-x", "-C", str(whole)], input=archive, check=True)
    from workbench.corpus.inventory import LeftOut, inventory
    from workbench.corpus.pages import find_pages

    listed = [
        path
        for path in inventory([whole], LeftOut(), lambda: None)
        if path.suffix in {".md", ".mdx", ".rst", ".adoc"}
    ]
    found = find_pages(
        [(path, path.relative_to(whole)) for path in listed], lambda _: languages[0], languages[0]
    )
    pages = []
    kept = folder / "kept"
    for page in found.pages:
        files = {tag: path for tag, path in page.files.items() if tag.split("-")[0] in languages}
        if len(files) < 2 or next(iter(files)).split("-")[0] != languages[0]:
            continue
        moved = {}
        for tag, path in files.items():
            moved[tag] = kept / path.relative_to(whole)
            moved[tag].parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, moved[tag])
        pages.append(moved)
        if len(pages) == most:
            break
    return pages


def pairs(source: Path, target: Path, tags: tuple[str, str]) -> list[Pair]:
    """Whole sentences, surely translations of each other, that stand once in their files."""
    try:
        aligned = api.align_files([source, target], languages=tags).alignment
    except WorkbenchError as error:
        print(error)
        return []
    texts = [path.read_text(encoding="utf-8") for path in (source, target)]
    found = []
    for bead in aligned.beads:
        if (bead.confidence or 0) < SURE or [len(bead.segments.get(tag, ())) for tag in tags] != [
            1,
            1,
        ]:
            continue
        one, other = (aligned.segments[tag][bead.segments[tag][0]].text for tag in tags)
        if not all(text.endswith(tuple(".!?。！？")) for text in (one, other)):
            continue
        if (
            min(len(one), 3 * len(other)) >= 40
            and "(" not in one
            and [text.count(sentence) for text, sentence in zip(texts, (one, other), strict=True)]
            == [1, 1]
        ):
            found.append(Pair(one, other))
    return found


def seeded(
    kind: str, files: tuple[Path, ...], at: list[Pair], other: list[Pair], chance: random.Random
) -> Fault | None:
    """Seed one fault; None where the page has no place for one of this kind."""
    numbered = [
        (each, number)
        for each in at
        for number in re.findall(r"(?<![\w.,])\d{2,4}(?![\w.,])", each.target)
        if number in each.source
    ]
    if not at or not other or (kind == "number" and not numbered):
        return None
    place = chance.choice(at)
    texts: tuple[str, ...] = (place.source,)
    source, target = (path.read_text(encoding="utf-8") for path in files[:2])
    foreign = chance.choice(other)
    if kind == "dropped":
        target = target.replace(place.target, "")
    elif kind == "added":
        space = "" if place.target[-1:] >= "\u4e00" or place.target[-1:] in "。！？" else " "
        target = target.replace(place.target, place.target + space + foreign.target)
        texts = (foreign.target,)
    elif kind == "number":
        place, number = chance.choice(numbered)
        changed = place.target.replace(number, str(int(number) + 7), 1)
        target = target.replace(place.target, changed)
        texts = (place.source, changed)
    else:
        source = source.replace(place.source, foreign.source)
        texts = (foreign.source, place.target)
    for path, text in zip(files[:2], (source, target), strict=True):
        path.write_text(text, encoding="utf-8")
    return Fault(kind, files, texts)


def shows(finding: Finding, fault: Fault) -> bool:
    """Whether a finding is in a version of the fault's page and shows its sentences."""
    said = (finding.source, finding.target)
    return finding.path in fault.files and any(
        one and text and (text in one or one in text) for one in said for text in fault.texts
    )


def main() -> None:
    """Print a line a repository, the sums by kind, and the times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("repositories", nargs="+", metavar="REPOSITORY[:FOLDER]")
    parser.add_argument("--languages", nargs="+", default=["en", "zh", "ru"])
    parser.add_argument("--pages", type=int, default=20, help="of each repository, at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--verbose", action="store_true", help="print what was missed or false")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    sown: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    false: Counter[str] = Counter()
    new = 0
    cold = warm = 0.0
    files = 0
    for repository in given.repositories:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            pages = copied(repository, folder, given.languages, given.pages)
            kept = folder / "kept"
            if not pages:
                print(f"{repository}: no pages in two languages")
                continue
            git(kept, "init", "-q")
            git(kept, "add", "-A")
            git(kept, "commit", "-qm", "as it was")
            timed = []
            for _ in range(2):
                begun = time.process_time()
                check_pages([kept], settings=Settings(), cache=folder / "cache")
                timed.append(time.process_time() - begun)
            cold, warm = cold + timed[0], warm + timed[1]
            files += sum(map(len, pages))
            targets = []
            for page in pages:
                first, *others = page
                tag = chance.choice(others)
                at = (page[first], page[tag])
                rest = tuple(path for path in page.values() if path not in at)
                targets.append(((*at, *rest), tag, pairs(*at, (first, tag))))
            faults: dict[Path, Fault] = {}
            for number, (versions, tag, found) in enumerate(targets):
                foreign = [
                    pair for where, other, those in targets if where != versions and other == tag
                    for pair in those
                ]  # fmt: skip
                fault = seeded(KINDS[number % 4], versions, found, foreign, chance) or seeded(
                    "dropped", versions, found, foreign, chance
                )
                if fault is not None:
                    faults[versions[0]] = fault
            report = check_pages([kept], settings=Settings(), since="HEAD", cache=folder / "cache")
            new += len(report.findings)
            shown: dict[Path, list[Finding]] = defaultdict(list)
            stray = []
            for finding in report.findings:
                of = [key for key, fault in faults.items() if shows(finding, fault)]
                for key in of:
                    shown[key].append(finding)
                if not of:
                    stray.append(finding)
                    false[finding.rule] += 1
            for key, fault in faults.items():
                sown[fault.kind] += 1
                hit[fault.kind] += bool(shown[key])
                if given.verbose and not shown[key]:
                    print("MISSED", fault.kind, fault.files[1].relative_to(kept), fault.texts)
            if given.verbose:
                for each in stray:
                    print("FALSE", each.rule, each.path, each.line, each.source, "|", each.target)
            print(
                f"{repository}: {len(pages)} pages, {len(faults)} faults, "
                f"{sum(bool(shown[key]) for key in faults)} found, {len(stray)} of "
                f"{len(report.findings)} new findings false",
                flush=True,
            )
    print("kind\tseeded\tfound\trecall")
    for kind in KINDS:
        print(f"{kind}\t{sown[kind]}\t{hit[kind]}\t{hit[kind] / max(sown[kind], 1):.3f}")
    wrong = sum(false.values())
    print(f"all\t{sum(sown.values())}\t{sum(hit.values())}\t", end="")
    print(f"{sum(hit.values()) / max(sum(sown.values()), 1):.3f}")
    print(f"precision {1 - wrong / max(new, 1):.3f}: {wrong} of {new} false, {dict(false)}")
    files = max(files, 1)
    print(f"{files} files: {cold:.1f} s of CPU cold, {warm:.1f} s with nothing changed;", end=" ")
    print(f"for a hundred files {100 * cold / files:.1f} and {100 * warm / files:.1f}")


if __name__ == "__main__":
    main()
