"""The worked example: its sentences, its alignment, its memory and its glossary."""

import hashlib
import os
import re
from collections.abc import Iterator
from itertools import accumulate, pairwise, permutations
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from lxml import etree

import workbench
from workbench import documents, project, segmentation
from workbench.checks import check
from workbench.cli import main
from workbench.glossary import Glossary
from workbench.units import Unit, Variant

HOUSE = Path(__file__).parents[2]
GOLD = HOUSE / "tests" / "data" / "communique.gold.txt"
DOCUMENTS = {
    "en": HOUSE / "aligned/communique.en.md",
    "zh": HOUSE / "aligned/communique.zh.txt",
    "ru": HOUSE / "aligned/communique.ru.html",
}
PROJECT = HOUSE / "aligned/communique.aligned"
MEMORY = HOUSE / "tmx/communique.tmx"
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


DIFFERENCES: set[tuple[tuple[int, ...], ...]] = set()
"""Beads that the aligner makes otherwise than the hand-made alignment, by sentence numbers in
the order en, zh, ru; each with the reason."""


@pytest.fixture(scope="module")
def alignment() -> workbench.Alignment:
    """The example's three documents, aligned."""
    return workbench.align([workbench.read(path) for path in DOCUMENTS.values()])


def found_in(alignment: workbench.Alignment) -> set[tuple[tuple[int, ...], ...]]:
    return {tuple(tuple(bead.segments[tag]) for tag in DOCUMENTS) for bead in alignment.beads}


def test_the_aligner_finds_the_hand_made_alignment(alignment: workbench.Alignment):
    """All three languages at once; what differs is named in DIFFERENCES."""
    assert found_in(alignment) - indices(gold()) == DIFFERENCES


def test_a_word_processor_file_gives_the_same_sentences(tmp_path: Path):
    """The English text as DOCX, as in the README's first example."""
    english = documents.read(DOCUMENTS["en"])
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:r><w:t>{escape(plain(english.text[one.start : one.end]))}</w:t></w:r></w:p>"
        for one in english.paragraphs
    )
    path = tmp_path / "communique.en.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats'
            '.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        )
    segments = segmentation.segment(documents.read(path))
    assert [one.text for one in segments] == [
        sentence for bead in gold() for sentence in bead["en"]
    ]


def test_the_memory_is_what_the_project_exports(tmp_path: Path):
    """The files in the repository belong together, byte for byte."""
    copy = tmp_path / PROJECT.name
    copy.write_bytes(PROJECT.read_bytes())
    out = tmp_path / MEMORY.name
    with pytest.raises(SystemExit) as left:
        main(["export", str(copy), "-o", str(out)])
    assert left.value.code == 0
    assert out.read_bytes() == MEMORY.read_bytes()


def test_the_project_holds_the_hand_made_alignment(tmp_path: Path):
    """It was made from the documents beside it as they stand."""
    copy = tmp_path / PROJECT.name
    copy.write_bytes(PROJECT.read_bytes())
    opened = project.open(copy)
    sums = [row.sha256 for row in opened.documents]
    opened.close()
    assert sums == [hashlib.sha256(path.read_bytes()).hexdigest() for path in DOCUMENTS.values()]
    _, units = project.units(project.open(copy))
    beads = [
        {tag: [plain(text) for text in unit.variants[tag].segments] for tag in DOCUMENTS}
        for unit in units
    ]
    assert beads == gold()


@pytest.mark.skipif("WORKBENCH_SCHEMAS" not in os.environ, reason="WORKBENCH_SCHEMAS is not set")
def test_the_memory_is_valid_by_the_standards_own_dtd():
    """TMX 1.4."""
    dtd = etree.DTD(Path(os.environ["WORKBENCH_SCHEMAS"], "tmx/tmx14.dtd"))
    assert dtd.validate(etree.parse(MEMORY)), dtd.error_log


def test_the_glossary_is_written_as_the_program_writes_it(tmp_path: Path):
    """Reading and writing changes no byte, so that additions give small differences."""
    out = tmp_path / GLOSSARY.name
    Glossary.read(GLOSSARY).write(out)
    assert out.read_bytes() == GLOSSARY.read_bytes()


@pytest.mark.parametrize("pair", permutations(DOCUMENTS, 2), ids="-".join)
def test_the_example_passes_the_checks(pair: tuple[str, str]):
    """In all six directions no term is missing or forbidden, and no other rule gives an alarm."""
    units = [
        Unit(str(number), {tag: Variant(tuple(bead[tag])) for tag in pair})
        for number, bead in enumerate(gold(), start=1)
        if all(bead[tag] for tag in pair)
    ]
    found = check(units, Glossary.read(GLOSSARY))
    assert not [one for one in found if one.severity != "note"]
