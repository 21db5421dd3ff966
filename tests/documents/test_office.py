"""ODT, EPUB, XLSX, PPTX and subtitles."""

from pathlib import Path

import pytest
from support.docx_file import zipped
from support.office_files import ODF, epub, odt

from workbench import documents
from workbench.documents import Document
from workbench.documents import libreoffice as conversion
from workbench.errors import WorkbenchError


def read(tmp_path: Path, name: str, data: bytes | str, **options) -> Document:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return documents.read(path, **({"language": "en"} | options))


def outline_of(document: Document) -> list[tuple[str, int, int, str]]:
    return [
        (each.kind, each.level, each.flow, document.text[each.start : each.end])
        for each in document.paragraphs
    ]


def texts_of(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def omitted(document: Document) -> dict[str, int]:
    return {each.what: each.count for each in document.omissions}


def test_an_opendocument_text_keeps_its_structure(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="2">On the river</text:h>'
        "<text:p>The commission<text:s text:c='2'/>met<text:note text:note-class='footnote'>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Not for the last time."
        "</text:p></text:note-body></text:note> again<text:tab/>and\n agreed.</text:p>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item>"
        "<text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>left</text:p></table:table-cell>"
        "<table:table-cell><text:p>right</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Line one<text:line-break/>line two</text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box>"
        "</draw:frame>Around it.</text:p>"
    )
    assert outline_of(read(tmp_path, "talks.odt", odt(body))) == [
        ("heading", 2, 0, "On the river"),
        ("text", 0, 0, "The commission  met again and agreed."),
        ("item", 1, 0, "one"),
        ("item", 2, 0, "two"),
        ("cell", 0, 0, "left"),
        ("cell", 0, 0, "right"),
        ("text", 0, 0, "Line one"),
        ("text", 0, 0, "line two"),
        ("text", 0, 0, "Around it."),
        ("note", 0, 1, "Not for the last time."),
        ("text", 0, 3, "In the box."),
    ]


def test_an_opendocument_text_leaves_out_deletions_comments_and_contents(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Chapter 1</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:p>Seen<office:annotation><text:p>a remark</text:p></office:annotation></text:p>"
    )
    meta = (
        f"<office:document-meta {ODF}><office:meta><dc:title>T</dc:title></office:meta>"
        "</office:document-meta>"
    )
    document = read(tmp_path, "talks.odt", odt(body, meta=meta))
    assert document.text == "Seen"
    assert omitted(document) == {"deleted text": 1, "line of contents": 1, "comment": 1}
    assert document.metadata == {"title": "T"}


def test_a_book_is_its_chapters_in_order_with_notes_apart(tmp_path: Path) -> None:
    chapters = {
        "nav": "<nav><ol><li>One</li></ol></nav>",
        "one": "<header><h1>One</h1></header><p>It rose&nbsp;slowly.<a epub:type='noteref' "
        "href='#n'>1</a></p><aside epub:type='footnote' id='n'><p>In May.</p></aside>",
        "two": "<h1>Two</h1><p>It fell.</p>",
    }
    document = read(tmp_path, "river.epub", epub(chapters), language=None)
    assert outline_of(document) == [
        ("heading", 1, 0, "One"),
        ("text", 0, 0, "It rose\N{NO-BREAK SPACE}slowly."),
        ("heading", 1, 0, "Two"),
        ("text", 0, 0, "It fell."),
        ("note", 0, 1, "In May."),
    ]
    assert document.metadata == {"title": "The River", "author": "A. Clerk"}
    assert document.language == "en"
    assert omitted(document) == {"table of contents": 1, "note mark": 1}


def test_a_protected_book_is_refused(tmp_path: Path) -> None:
    encryption = '<encryption><CipherReference URI="OEBPS/text/one.xhtml"/></encryption>'
    data = epub({"one": "<p>x</p>"}, **{"META-INF/encryption.xml": encryption})
    with pytest.raises(WorkbenchError, match="it is protected"):
        read(tmp_path, "river.epub", data)


def test_a_book_whose_chapter_is_missing_is_refused(tmp_path: Path) -> None:
    container = epub({"one": "<p>x</p>"}).replace(b"text/one", b"text/two")
    with pytest.raises(WorkbenchError, match=r"missing|damaged"):
        read(tmp_path, "river.epub", container)


SHEET = (
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>'
    '<t>second</t></is></c></row><row r="3"><c r="A3"><v>12.5</v></c><c r="C3" t="str">'
    "<f>A1</f><v>made</v></c></row><row r='4' hidden='1'><c t='str'><v>unseen</v></c></row>"
    "</sheetData></worksheet>"
)


def xlsx(sheet: str = SHEET) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>'
    )
    workbook = (
        '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet r:id="r1"/><sheet r:id="r2" state="hidden"/></sheets></workbook>'
    )
    strings = (
        "<sst><si><r><t>first </t></r><r><t>text_x000A_here</t></r><rPh><t>x</t></rPh></si></sst>"
    )
    return zipped(
        {
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/sharedStrings.xml": strings,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/sheet2.xml": sheet,
        }
    )


def test_cells_with_words_are_paragraphs_with_their_row(tmp_path: Path) -> None:
    document = read(tmp_path, "terms.xlsx", xlsx())
    assert texts_of(document) == ["first text", "here", "second", "made"]
    assert [each.line for each in document.paragraphs] == [1, 1, 1, 3]
    assert omitted(document) == {"cell without words": 1, "hidden row": 1, "hidden sheet": 1}


A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PPTX = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'


def shape(kind: str, *lines: str) -> str:
    place = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    texts = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:nvSpPr>{place}</p:nvSpPr><p:txBody>{texts}</p:txBody></p:sp>"


def relations(*targets: str) -> str:
    return (
        "<Relationships>"
        + "".join(
            f'<Relationship Id="r{number}" Target="{target}"/>'
            for number, target in enumerate(targets)
        )
        + "</Relationships>"
    )


def test_slides_are_read_in_their_order_with_notes_apart(tmp_path: Path) -> None:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>cell</a:t></a:r></a:p></a:txBody></a:tc>"
    first = (
        shape("title", "On the river")
        + shape("body", "it rises", "it falls")
        + shape("sldNum", "1")
    )
    second = shape("", "A box.") + f"<a:tbl><a:tr>{cell}</a:tr></a:tbl><p:pic/>"
    files = {
        "ppt/presentation.xml": f'<p:presentation {PPTX}><p:sldIdLst><p:sldId id="9" r:id="r1"/>'
        '<p:sldId id="8" r:id="r0"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations("slides/s2.xml", "slides/s1.xml"),
        "ppt/slides/s1.xml": f"<p:sld {PPTX}>{first}</p:sld>",
        "ppt/slides/_rels/s1.xml.rels": relations("../notesSlides/n1.xml"),
        "ppt/slides/s2.xml": f"<p:sld {PPTX}>{second}</p:sld>",
        "ppt/notesSlides/n1.xml": f"<p:notes {PPTX}>{shape('body', 'Say it slowly.')}</p:notes>",
    }
    document = read(tmp_path, "talk.pptx", zipped(files))
    assert outline_of(document) == [
        ("heading", 1, 0, "On the river"),
        ("item", 1, 0, "it rises"),
        ("item", 1, 0, "it falls"),
        ("text", 0, 0, "A box."),
        ("cell", 0, 0, "cell"),
        ("note", 0, 1, "Say it slowly."),
    ]
    assert omitted(document) == {"image": 1, "slide number, date or foot": 1}


SUBTITLES = """\
1
00:00:01,000 --> 00:00:03,000
<i>The commission met</i>
for the

2
00:00:03,100 --> 00:00:05,000
third time.

3
00:00:06,000 --> 00:00:08,000
- Really?
- Yes, {\\an8}really.

4
00:00:09,000 --> 00:00:10,000
Then he left without

5
00:01:09,000 --> 00:01:10,000
A minute later it rained.
"""


def test_cues_run_on_until_a_sentence_ends(tmp_path: Path) -> None:
    document = read(tmp_path, "talk.srt", SUBTITLES)
    assert texts_of(document) == [
        "The commission met\nfor the\nthird time.",
        "Really?",
        "Yes, really.",
        "Then he left without",
        "A minute later it rained.",
    ]
    assert document.paragraphs[0].line == 3


def test_webvtt_loses_its_voices_notes_and_settings(tmp_path: Path) -> None:
    text = (
        "WEBVTT - a talk\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n"
        "00:01.000 --> 00:03.000 align:start\n<v Anna>Good <c.loud>evening</c>.\n\n"
        "00:04.000 --> 00:05.000\nWe begin.\n"
    )
    assert texts_of(read(tmp_path, "talk.vtt", text)) == ["Good evening.", "We begin."]


def test_cues_without_full_stops_stay_apart(tmp_path: Path) -> None:
    cues = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n"
        for n, line in enumerate(["我们明天出发", "一直走到河边", "然后再说"], 1)
    )
    document = read(tmp_path, "talk.srt", cues, language="zh")
    assert len(document.paragraphs) == 3
    assert "stays by itself" in document.notes[0]


def test_a_subtitle_file_without_cues_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="no cue"):
        read(tmp_path, "talk.srt", "only words\n")


def test_without_libreoffice_old_formats_ask_for_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(conversion, "program", lambda: None)
    with pytest.raises(WorkbenchError, match=r"\.doc are read through LibreOffice.*DOCX"):
        read(tmp_path, "talks.doc", b"\xd0\xcf\x11\xe0")


def test_bytes_of_no_office_file_are_not_given_to_libreoffice(tmp_path: Path) -> None:
    for ending in (".doc", ".xls", ".rtf"):
        with pytest.raises(WorkbenchError, match=rf"no file of the kind \{ending}"):
            read(tmp_path, f"talks{ending}", bytes(range(256)) * 20)
