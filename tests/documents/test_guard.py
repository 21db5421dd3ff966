"""Nothing that a file shows vanishes: all its text, naively taken out, is read or left out by name.

The files are made of every construct that is known, put together at random and then spoiled:
elements renamed to what nobody knows, taken out of their parents, doubled, moved.
"""

import io
import random
import re
import shutil
import subprocess
import zipfile
from itertools import count
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import naive
from support.constructs import (
    ASCIIDOC,
    DIALECTS,
    DOCX,
    HTML,
    ODT,
    PPTX,
    RESTRUCTUREDTEXT,
    XLSX,
    nested,
)
from support.docx_file import NAMESPACES, docx, paragraph, zipped
from support.office_files import ODF, epub, odt, pptx, xlsx
from support.pdf_file import pdf
from support.reading import read

from workbench.documents import Document
from workbench.errors import WorkbenchError

SEEDS = st.integers(0, 2**32)


def lost_and_doubled(name: str, data: bytes, document: Document) -> tuple[object, object]:
    """The letters of a file that nobody speaks of, and those spoken of too often."""
    there, told = naive.letters(naive.shown(name, data)), naive.letters(*naive.told(document))
    return there - told, told - there


def spoilt(xml: str, chance: random.Random, *, kept: tuple[str, ...]) -> str:
    """An XML part with a few of its elements changed, each otherwise.

    Args:
        xml: The part.
        chance: What decides.
        kept: Names without namespace of elements that stay: those that hold text, and the root's.
    """
    for prefix, uri in re.findall(r'xmlns:(\w+)="([^"]+)"', xml):
        ET.register_namespace(prefix, uri)
    root = ET.fromstring(xml)
    for _ in range(chance.randint(0, 4)):
        parents = [each for each in root.iter() if len(each)]
        parent = chance.choice(parents)
        index = chance.randrange(len(parent))
        element = parent[index]
        space, brace, name = element.tag.rpartition("}")
        if name in kept:
            continue
        match chance.randrange(4):
            case 0:
                element.tag = f"{space}{brace}unheardOf"
            case 1:
                wrapper = ET.Element(f"{space}{brace}wrapping")
                wrapper.tail, element.tail = element.tail, None
                wrapper.append(element)
                parent[index] = wrapper
            case 2:
                parent[index : index + 1] = list(element)
            case _:
                element.attrib.clear()
    return ET.tostring(root, encoding="unicode")


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """The texts of an archive, by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def checked(name: str, data: bytes) -> None:
    """Read a file and hold it against its own text; to refuse it aloud is no silence."""
    try:
        document = read(name, data)
    except WorkbenchError:
        return
    assert lost_and_doubled(name, data, document) == ({}, {})


@pytest.mark.parametrize("construct", DOCX)
def test_every_construct_of_docx(construct: str) -> None:
    checked("a.docx", _docx(construct.replace("@", "word17 "), random.Random(0), spoil=False))


@pytest.mark.parametrize("construct", ODT)
def test_every_construct_of_odt(construct: str) -> None:
    checked("a.odt", odt(construct.replace("@", "word17 ")))


@pytest.mark.parametrize("construct", PPTX)
def test_every_construct_of_pptx(construct: str) -> None:
    checked("a.pptx", pptx(construct.replace("@", "word17 ")))


@pytest.mark.parametrize("construct", HTML)
def test_every_construct_of_html(construct: str) -> None:
    page = construct.replace("@", "word17 ")
    checked("a.html", page.encode())
    checked("a.epub", epub({"one": page, "two": page}, spine=("two",)))


def _docx(body: str, chance: random.Random, *, spoil: bool) -> bytes:
    note = paragraph("note9")
    parts = {
        "footnotes__xml": f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{note}</w:footnote>'
        f'<w:footnote w:id="3">{note}</w:footnote></w:footnotes>',
        "comments__xml": f"<w:comments {NAMESPACES}><w:comment>{note}</w:comment></w:comments>",
        "header1__xml": f"<w:hdr {NAMESPACES}>{note}</w:hdr>",
    }
    if not spoil:
        return docx(body, **parts)
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    kept = ("t", "delText", "instrText", "Choice", "Fallback", "AlternateContent")
    return docx(
        "",
        document__xml=spoilt(xml, chance, kept=kept),
        **{name: spoilt(part, chance, kept=kept) for name, part in parts.items()},
    )


@given(SEEDS)
def test_spoilt_docx(seed: int) -> None:
    chance = random.Random(seed)
    checked("a.docx", _docx(nested(DOCX, chance), chance, spoil=True))


@given(SEEDS)
def test_spoilt_odt(seed: int) -> None:
    chance = random.Random(seed)
    parts = parts_of(odt(nested(ODT, chance)))
    kept = ("document-content", "body", "text", *naive.NOT_SHOWN_IN_ODT, "table-of-content-source")
    parts["content.xml"] = spoilt(parts["content.xml"], chance, kept=kept)
    checked("a.odt", zipped(parts))


@given(SEEDS)
def test_spoilt_pptx(seed: int) -> None:
    chance = random.Random(seed)
    kept = ("t", "Choice", "Fallback", "AlternateContent", "sld")
    parts = parts_of(pptx(*(nested(PPTX, chance) for _ in range(2))))
    parts["ppt/slides/s0.xml"] = spoilt(parts["ppt/slides/s0.xml"], chance, kept=kept)
    checked("a.pptx", zipped(parts))


@given(SEEDS)
def test_mixed_xlsx(seed: int) -> None:
    chance = random.Random(seed)
    rows = "".join(
        f'<row r="{row}"{chance.choice(["", " hidden=" + chr(34) + "1" + chr(34)])}>'
        + "".join(chance.choice(XLSX).replace("@", f"word{row}") for _ in range(3))
        + "</row>"
        for row in range(1, 5)
    )
    before = chance.choice(["", '<cols><col min="2" max="2" hidden="1"/></cols>'])
    after = chance.choice(["", "<headerFooter><oddHeader>&amp;CHead7</oddHeader></headerFooter>"])
    checked("a.xlsx", xlsx(rows, before=before, after=after))


@given(SEEDS)
def test_mixed_html(seed: int) -> None:
    chance = random.Random(seed)
    page = nested(HTML, chance)
    checked("a.html", page.encode())
    checked("a.epub", epub({"one": page, "nav": f"<nav>{page}</nav>"}))


CUES = (
    "{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n@\n@\n\n",
    "00:00:{n:02} --> 00:00:{n:02}\n@\n",
    "{n}\n00:00:{n:02},000 --> soon\n@\n\n@\n\n",
    "{n}\n\n00:00:{n:02}，000 -> 00:00:{n:02}，900\n- @\n- @\n\n\n",
    "@\n\n",
    "{n}\n00:00:{n:02}.000 --> 00:00:{n:02}.900 line:0\n<i>@</i> {{\\an8}}@\n\n17\n\n",
    "NOTE @\n\n",
    "{n}\n00:00:{n:02}:12 --> 00:00:{n:02}:13\n<v.loud word{n}>@ <unheard>@</unheard>\n\n",
)


@given(st.lists(st.sampled_from(CUES), min_size=1, max_size=9), st.booleans())
def test_mixed_subtitles(cues: list[str], is_webvtt: bool) -> None:
    numbers = count(1)
    text = "WEBVTT\n\n" * is_webvtt
    for number, cue in enumerate(cues, 1):
        filled = cue.format(n=number)
        while "@" in filled:
            filled = filled.replace("@", f"word{next(numbers)}.", 1)
        text += filled
    name = "a.vtt" if is_webvtt else "a.srt"
    try:
        document = read(name, text)
    except WorkbenchError:
        assert "->" not in text
        return
    there, told = naive.words(naive.shown(name, text.encode())), naive.words(*naive.told(document))
    assert there - told == {}


def mixture(constructs: list[str], chance: random.Random, marks: list[str]) -> str:
    """Constructs one after another and one in another, each place a word of its own."""
    numbers = count(1)
    blocks = []
    for construct in constructs:
        filled = construct
        while "@" in filled:
            filled = filled.replace("@", f"word{next(numbers)}x", 1)
        indent = chance.choice(marks)
        first, *rest = filled.rstrip("\n").split("\n")
        hang = indent if indent == "> " else " " * len(indent)
        lines = [indent + first, *(hang + line if line or hang == "> " else line for line in rest)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def word_counts(name: str, text: str) -> tuple[dict[str, int], dict[str, int]]:
    """How often each word stands in a file, and is read or said to be left out."""
    there = {word: n for word, n in naive.words(text).items() if word.startswith("word")}
    try:
        said = naive.words(*naive.told(read(name, text)))
    except WorkbenchError:
        return there, there
    return there, {word: said[word] for word in there}


@given(st.lists(st.sampled_from(DIALECTS), min_size=1, max_size=8), SEEDS)
@settings(max_examples=150)
def test_mixed_markdown(constructs: list[str], seed: int) -> None:
    """Each word is said exactly once."""
    text = mixture(constructs, random.Random(seed), ["", "", "- ", "> ", "1. "])
    there, told = word_counts("a.md", text)
    assert told == there


@pytest.mark.parametrize("construct", RESTRUCTUREDTEXT)
def test_every_construct_of_restructuredtext(construct: str) -> None:
    there, told = word_counts("a.rst", "begin\n\n" + mixture([construct], random.Random(0), [""]))
    assert told == there


@pytest.mark.parametrize("construct", ASCIIDOC)
def test_every_construct_of_asciidoc(construct: str) -> None:
    there, told = word_counts("a.adoc", "begin\n\n" + mixture([construct], random.Random(0), [""]))
    assert {word: min(n, 1) for word, n in told.items()} == there


@given(st.lists(st.sampled_from(RESTRUCTUREDTEXT), min_size=1, max_size=8), SEEDS)
@settings(max_examples=60)
def test_mixed_restructuredtext(constructs: list[str], seed: int) -> None:
    """No word is lost; what a broken block holds may be said twice."""
    text = mixture(constructs, random.Random(seed), ["", "", "* ", "   ", "1. "])
    there, told = word_counts("a.rst", text)
    assert [word for word in there if not told[word]] == []


@given(st.lists(st.sampled_from(ASCIIDOC), min_size=1, max_size=8), SEEDS)
@settings(max_examples=100)
def test_mixed_asciidoc(constructs: list[str], seed: int) -> None:
    """No word is lost; what an attribute says is said where it is used, too."""
    text = mixture(constructs, random.Random(seed), ["", "", "* ", "  ", ". "])
    there, told = word_counts("a.adoc", text)
    assert [word for word in there if not told[word]] == []


@given(st.text(alphabet="ab \n\t.\f\v\x85\u2028{}<>#*_`[]()!:|-+=~^$&;\\/\"'", max_size=120))
@settings(max_examples=200)
def test_markdown_of_any_signs_keeps_its_letters(text: str) -> None:
    """Whatever the signs around them, letters are read or counted; only addresses are not text."""
    for ending in ("md", "mdx"):
        try:
            document = read(f"a.{ending}", "wording\n\n" + text)
        except WorkbenchError:
            continue
        assert isinstance(document.text, str)
        assert document.text.startswith("wording")


slow = pytest.mark.slow
PANDOC = """\
---
title: The river talks
---

# On the *river*

It rose 10^6^ times, as H~2~O does.[^1] **Bold** `code` [link](http://example.org) ~~gone~~ "so".

- one
- two

    deeper

1. first

| left | right |
|------|-------|
| a    | b     |

> Quoted

Term
:   Definition

::: {.note}
Inside
:::

$$E = mc^2$$

```
code
```

<!-- -->

[^1]: A note with *words*.
"""


@slow
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt", "pptx", "epub", "html"])
def test_what_pandoc_writes(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "talks.txt"
    source.write_text(PANDOC, encoding="utf-8")
    target = tmp_path / f"talks.{kind}"
    subprocess.run(
        ["pandoc", "-s", "-f", "markdown", "-o", str(target), str(source)], check=True, timeout=120
    )
    data = target.read_bytes()
    assert lost_and_doubled(target.name, data, read(target.name, data)) == ({}, {})


LIBREOFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="Up" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>
<office:body><office:text>
<draw:g text:anchor-type="page" text:anchor-page-number="1">
<draw:custom-shape svg:x="1cm" svg:y="1cm" svg:width="3cm" svg:height="1cm">
<text:p>Shape one</text:p></draw:custom-shape>
<draw:custom-shape svg:x="5cm" svg:y="1cm" svg:width="3cm" svg:height="1cm">
<text:p>Shape two</text:p></draw:custom-shape></draw:g>
<text:h text:outline-level="1">On the river</text:h>
<text:p>It rose 10<text:span text:style-name="Up">6</text:span> times.<text:note text:id="n1"
 text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>Nor once more.</text:p></text:note-body></text:note></text:p>
<text:p><draw:frame text:anchor-type="paragraph" svg:width="4cm" svg:height="2cm"><draw:text-box>
<text:p>In the box</text:p></draw:text-box></draw:frame>Beside the box.</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>both rows</text:p>
</table:table-cell><table:table-cell><text:p>upper</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>lower</text:p>
</table:table-cell></table:table-row></table:table>
<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>
</office:text></office:body></office:document>
"""


@slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "html", "doc", "rtf"])
def test_what_libreoffice_writes(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source" / "talks.fodt"
    source.parent.mkdir()
    source.write_text(LIBREOFFICE.format(names=ODF), encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    data = (tmp_path / f"talks.{kind}").read_bytes()
    document = read(f"talks.{kind}", data)
    if kind in {"doc", "rtf"}:  # into which LibreOffice writes no groups of shapes
        there = naive.letters(
            "On the river It rose 106 times. Nor once more. In the box Beside "
            "the box. both rows upper lower item"
        )
        assert there - naive.letters(*naive.told(document)) == {}
        return
    lost, doubled = lost_and_doubled(f"talks.{kind}", data, document)
    assert (lost, doubled) == ({}, {})


PDF_WORDS = "river talks 3 12 A sides hold round II trade water many things 4.5 spring".split()


@settings(max_examples=12)
@given(SEEDS)
def test_mixed_pdf(seed: int) -> None:
    """Cells that are not quite in a row or a column, whole lines between them, heads, numbers."""
    chance = random.Random(seed)
    pages = []
    for number in range(1, chance.randint(2, 5)):
        pieces = [(72.0, 580.0, 9.0, "Chapter of the river"), (200.0, 20.0, 9.0, str(number))]
        columns = [x for x in range(40, 380, 60) if chance.random() < 0.6] or [40]
        y, pitch = 550, chance.choice([14, 28])
        while y > 40:
            pieces += [
                (
                    x + chance.choice([0, 0, 0, 1, 3, 8]),
                    y + chance.choice([0, 0, 0, 1, -1, 3]),
                    chance.choice([6, 9, 10, 10]),
                    chance.choice(PDF_WORDS),
                )
                for x in columns
                if chance.random() < 0.7
            ]
            y -= pitch
            if chance.random() < 0.1:
                pieces.append((40, y, 10, "a whole line of the text that runs on across"))
                y -= pitch
        if chance.random() < 0.2:
            chance.shuffle(pieces)
        pages.append(pieces)
    there = naive.letters(*(text for page in pages for *_, text in page))
    assert naive.letters(*naive.told(read("a.pdf", pdf(pages)))) == there


def test_columns_with_numbered_lines() -> None:
    """Where the numbers are cut off, two cells may begin at one place: both stay."""
    rows = [550, 536, 522, 508, 480, 452, 424, 410]
    pieces = [(40.0, float(y), 8.0, str(number)) for number, y in enumerate(rows, 1)]
    pieces[1:1] = [(72, 550, 12, "hold the river"), (230, 550, 12, "spring trade")]
    pieces.append((127, 428, 6, "23"))
    there = naive.letters(*(text for *_, text in pieces))
    assert naive.letters(*naive.told(read("a.pdf", pdf([pieces])))) == there


PDF_SENTENCES = {
    "en": [
        "The talks began on a cold morning.",
        "Both sides agreed to meet again, in 2027.",
    ],
    "ru": [
        "Переговоры начались утром.",
        "Стороны договорились о новой встрече в 2027 году.",
    ],
    "zh": ["会谈于星期二在首都开始。", "双方同意在2027年举行新一轮磋商。"],
}
PDF_STYLES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:style style:name="Up" style:family="text"><style:text-properties
 style:text-position="super 58%"/></style:style>
<style:style style:name="Two" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties
 fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style></style:page-layout>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"
 style:page-layout-name="L"><style:header><text:p>On the river, page <text:page-number
 text:select-page="current">1</text:page-number></text:p></style:header></style:master-page>
</office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>
"""


def _pdf_block(said: list[str], chance: random.Random, number: int) -> str:
    """One construct of a text, filled with sentences."""

    def text() -> str:
        return " ".join(chance.choice(said) for _ in range(chance.randint(1, 6)))

    def several(form: str) -> str:
        return "".join(form.format(text()) for _ in range(chance.randint(2, 5)))

    note = f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}'
    note += f"</text:note-citation><text:note-body><text:p>{text()}</text:p></text:note-body>"
    frame = '<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="3cm">'
    frame += f"<draw:text-box><text:p>{chance.choice(said)}</text:p></draw:text-box></draw:frame>"
    raised = '10<text:span text:style-name="Up">6</text:span>'
    cells = several("<table:table-cell><text:p>{}</text:p></table:table-cell>")
    constructs = [
        f"<text:p>{text()}</text:p>",
        f'<text:h text:outline-level="2">{chance.choice(said)[:-1]}</text:h>',
        "<text:list>"
        + several("<text:list-item><text:p>{}</text:p></text:list-item>")
        + "</text:list>",
        f'<table:table table:name="T{number}"><table:table-column '
        f'table:number-columns-repeated="{cells.count("</table:table-cell>")}"/>'
        + f"<table:table-row>{cells}</table:table-row>" * 3
        + "</table:table>",
        f"<text:p>{text()}{note}</text:note> {text()}</text:p>",
        f'<text:section text:style-name="Two" text:name="S{number}">'
        + several("<text:p>{}</text:p>")
        + "</text:section>",
        f"<text:p>{frame}{text()} {raised} {text()}</text:p>",
    ]
    return chance.choice(constructs)


@slow
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler-utils is not installed",
)
def test_pdf_that_libreoffice_writes(tmp_path: Path) -> None:
    """All letters that pdftotext finds are read or told as left out, and no more."""
    sources = []
    for seed in range(12):
        chance = random.Random(seed)
        said = chance.choice(list(PDF_SENTENCES.values()))
        body = "".join(_pdf_block(said, chance, number) for number in range(1, 25))
        sources.append(tmp_path / f"{seed}.fodt")
        sources[-1].write_text(PDF_STYLES.format(names=ODF, body=body), encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for source in sources:
        path = source.with_suffix(".pdf")
        shown = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        document = read(path.name, path.read_bytes())
        assert naive.letters(*naive.told(document)) == naive.letters(shown), path.name
