"""The worked example: its sentences, its alignment, its memory and its glossary."""

import os
import re
from collections.abc import Iterator
from itertools import accumulate, pairwise, permutations
from pathlib import Path

import pytest
from lxml import etree

from workbench import documents, segmentation
from workbench.checks import check
from workbench.glossary import Glossary
from workbench.units import Unit, Variant

HOUSE = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "data" / "communique.gold.txt"
DOCUMENTS = {
    "en": HOUSE / "aligned/communique.en.md",
    "zh": HOUSE / "aligned/communique.zh.txt",
    "ru": HOUSE / "aligned/communique.ru.html",
}
GLOSSARY = HOUSE / "glossaries/diplomacy.tbx"

Bead = dict[str, list[str]]


def gold() -> list[Bead]:
    """The beads of the hand-made alignment, each with its sentences by language."""
    blocks = re.split(r"\n\n+", GOLD.read_text(encoding="utf-8"))
    beads = []
    for block in blocks:
        bead: Bead = {tag: [] for tag in DOCUMENTS}
        for line in block.splitlines():
            if not line.startswith("#"):
                tag, _, sentence = line.partition(" ")
                bead[tag].append(sentence)
        if any(bead.values()):
            beads.append(bead)
    return beads


def plain(text: str) -> str:
    """The text with its non-breaking spaces and line ends as plain spaces."""
    return " ".join(text.split())


def borders(sizes: Iterator[int]) -> list[tuple[int, ...]]:
    return [tuple(range(*run)) for run in pairwise(accumulate(sizes, initial=0))]


def indices(beads: list[Bead]) -> set[tuple[tuple[int, ...], ...]]:
    """The same beads as sentence numbers, in the languages' order."""
    columns = [borders(len(bead[tag]) for bead in beads) for tag in DOCUMENTS]
    return set(zip(*columns, strict=True))


@pytest.mark.parametrize("tag", DOCUMENTS)
def test_the_documents_fall_into_the_sentences_of_the_hand_made_alignment(tag: str):
    """Markdown, plain text and HTML are read, their furniture is left out, no wrong split."""
    segments = segmentation.segment(documents.read(DOCUMENTS[tag]))
    assert [plain(segment.text) for segment in segments] == [
        sentence for bead in gold() for sentence in bead[tag]
    ]


def test_the_hand_made_alignment_is_free_enough_to_be_a_test():
    """Many beads are not one sentence each, and in two a language is missing."""
    shapes = [tuple(len(sentences) for sentences in bead.values()) for bead in gold()]
    assert len(shapes) >= 55
    assert sum(shape != (1, 1, 1) for shape in shapes) >= 15
    assert sum(0 in shape for shape in shapes) == 2


@pytest.mark.skipif("WORKBENCH_SCHEMAS" not in os.environ, reason="WORKBENCH_SCHEMAS is not set")
def test_the_glossary_is_valid_by_the_standards_own_dtd():
    """TBX of 2008, as CAT tools read it."""
    dtd = etree.DTD(Path(os.environ["WORKBENCH_SCHEMAS"], "tbx/v2/TBXcoreStructV02.dtd"))
    assert dtd.validate(etree.parse(GLOSSARY)), dtd.error_log


def test_every_concept_of_the_glossary_is_whole():
    """Each has a domain, a definition, and one preferred term in each of the languages."""
    glossary = Glossary.read(GLOSSARY)
    assert len(glossary) >= 120
    for concept in glossary:
        assert concept.domain, concept.id
        assert concept.definition, concept.id
        for tag in DOCUMENTS:
            statuses = [term.status for term in concept.terms[tag]]
            assert statuses.count("preferred") == 1, (concept.id, tag)
            assert statuses[0] == "preferred", (concept.id, tag)
            assert all(term.part_of_speech for term in concept.terms[tag]), (concept.id, tag)


@pytest.mark.parametrize("pair", permutations(DOCUMENTS, 2), ids="-".join)
def test_the_example_keeps_to_the_glossary(pair: tuple[str, str]):
    """In all six directions no term is missing, and none stands that is forbidden."""
    units = [
        Unit(str(number), {tag: Variant(tuple(bead[tag])) for tag in pair})
        for number, bead in enumerate(gold(), start=1)
        if all(bead[tag] for tag in pair)
    ]
    found = check(units, Glossary.read(GLOSSARY), pair=pair).findings
    assert not [one for one in found if one.rule in {"term-missing", "term-forbidden"}]
