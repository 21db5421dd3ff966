"""DOCX: the accepted text, and what a hostile or damaged archive comes to."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.docx_file import NAMESPACES, docx, paragraph, text, zipped

from workbench import documents
from workbench.documents import Document
from workbench.errors import WorkbenchError


def read(tmp_path: Path, data: bytes, name: str = "talks.docx", **options) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return documents.read(path, **({"language": "en"} | options))


def outline_of(document: Document) -> list[tuple[str, int, int, str]]:
    return [
        (each.kind, each.level, each.flow, document.text[each.start : each.end])
        for each in document.paragraphs
    ]


def omitted(document: Document) -> dict[str, int]:
    return {each.what: each.count for each in document.omissions}


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_headings_items_and_cells_are_known_by_style_and_numbering(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in ("left", "right"))
    body = (
        paragraph("One", properties=style("H1"))
        + paragraph("Two", properties=style("H1a"))
        + paragraph("Three", properties='<w:outlineLvl w:val="2"/>')
        + paragraph("item", properties=style("L"))
        + paragraph("deeper", properties=numbered)
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        + paragraph("plain")
    )
    assert outline_of(read(tmp_path, docx(body))) == [
        ("heading", 1, 0, "One"),
        ("heading", 1, 0, "Two"),
        ("heading", 3, 0, "Three"),
        ("item", 1, 0, "item"),
        ("item", 2, 0, "deeper"),
        ("cell", 0, 0, "left"),
        ("cell", 0, 0, "right"),
        ("text", 0, 0, "plain"),
    ]


def test_insertions_are_accepted_and_deletions_left_out(tmp_path: Path) -> None:
    body = paragraph(
        "It was ",
        f"<w:ins>{text('never ')}</w:ins>",
        "<w:del><w:r><w:delText>often </w:delText></w:r></w:del>",
        f"<w:moveFrom>{text('moved ')}</w:moveFrom>",
        f"<w:moveTo>{text('really ')}</w:moveTo>",
        "said.",
    )
    document = read(tmp_path, docx(body))
    assert document.text == "It was never really said."
    assert omitted(document) == {"deleted text": 2}


def test_paragraphs_whose_border_is_deleted_are_one(tmp_path: Path) -> None:
    body = paragraph("One ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("two.")
    assert read(tmp_path, docx(body)).text == "One two."


def test_content_controls_links_and_results_of_fields_are_text(tmp_path: Path) -> None:
    body = (
        paragraph(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{text('Control ')}</w:sdtContent></w:sdt>",
            f"<w:hyperlink>{text('link ')}</w:hyperlink>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText>DATE</w:instrText></w:r>",
            text("not this "),
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            text("May "),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            f"<w:fldSimple>{text('2024')}</w:fldSimple>",
        )
        + f"<w:sdt><w:sdtContent>{paragraph('whole')}</w:sdtContent></w:sdt>"
    )
    assert read(tmp_path, docx(body)).text == "Control link May 2024\nwhole"


def test_notes_never_stand_within_a_sentence(tmp_path: Path) -> None:
    body = paragraph(
        "First",
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
        " and",
        '<w:r><w:footnoteReference w:id="3"/></w:r>',
        " second.",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    ) + paragraph("The end.")
    footnotes = (
        f"<w:footnotes {NAMESPACES}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Note two.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Note one.")}</w:footnote></w:footnotes>'
    )
    endnotes = (
        f'<w:endnotes {NAMESPACES}><w:endnote w:id="2">{paragraph("At the end.")}</w:endnote>'
        "</w:endnotes>"
    )
    document = read(tmp_path, docx(body, footnotes__xml=footnotes, endnotes__xml=endnotes))
    assert outline_of(document) == [
        ("text", 0, 0, "First and second."),
        ("text", 0, 0, "The end."),
        ("note", 0, 1, "Note one."),
        ("note", 0, 1, "Note two."),
        ("note", 0, 2, "At the end."),
    ]


def test_a_text_box_is_read_once_and_apart(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = paragraph(
        "Around",
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        " it.",
    )
    assert outline_of(read(tmp_path, docx(body))) == [
        ("text", 0, 0, "Around it."),
        ("text", 0, 3, "In the box."),
    ]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    comments = f"<w:comments {NAMESPACES}><w:comment/><w:comment/></w:comments>"
    body = (
        paragraph("Chapter ..... 5", properties=style("TOC1"))
        + paragraph("Seen", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>")
        + paragraph("<w:r><w:drawing/></w:r>", "<w:r><w:object/></w:r>")
    )
    header = f"<w:hdr {NAMESPACES}>{paragraph('Page head')}</w:hdr>"
    document = read(tmp_path, docx(body, comments__xml=comments, header1__xml=header))
    assert document.text == "Seen"
    assert omitted(document) == {
        "line of contents": 1,
        "hidden text": 1,
        "image": 1,
        "embedded object": 1,
        "comment": 2,
        "running head": 1,
    }


def test_tabs_breaks_and_special_hyphens_are_characters(tmp_path: Path) -> None:
    body = paragraph(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
        "<w:t>d</w:t></w:r>"
    ) + paragraph("<w:r><w:t>Line one</w:t><w:br/><w:t>line two</w:t></w:r>")
    document = read(tmp_path, docx(body))
    assert document.text == "a b\N{NON-BREAKING HYPHEN}c\N{SOFT HYPHEN}d\nLine one\nline two"
    assert len(document.paragraphs) == 3


def test_properties_become_metadata(tmp_path: Path) -> None:
    files = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{paragraph('Text')}</w:body>"
        "</w:document>",
        "docProps/core.xml": '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>'
        "<dc:creator>A. Clerk</dc:creator></p>",
    }
    assert read(tmp_path, zipped(files)).metadata == {"title": "T", "author": "A. Clerk"}


def test_an_old_office_file_under_a_new_name_is_named(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    with pytest.raises(WorkbenchError, match="an old Office file, or protected by a password"):
        read(tmp_path, old)


@pytest.mark.parametrize(
    "data",
    [b"just text", b"PK\x03\x04 cut", docx(paragraph("x"))[:-40], zipped({"a.txt": "x"})],
    ids=["text", "cut", "cut late", "another zip"],
)
def test_what_is_no_docx_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(WorkbenchError, match="it is not a Word document"):
        read(tmp_path, data)


def test_a_word_document_named_txt_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="it is a zip archive"):
        read(tmp_path, docx(paragraph("x")), "talks.txt")


def test_a_part_that_is_cut_off_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"'word/document\.xml' in it is not well-formed XML"):
        read(tmp_path, zipped({"word/document.xml": "<w:document"}))


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(docx(paragraph("some words " * 2_000)))
    start = data.index(b"word/document.xml") + 60
    data[start : start + 20] = bytes(20)
    with pytest.raises(WorkbenchError, match=r"it is damaged|not a Word document"):
        read(tmp_path, bytes(data))


@pytest.mark.parametrize("name", ["../evil.xml", "/evil", "a/../../b", "C:\\evil", "..\\x"])
def test_a_path_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkbenchError, match="points out of it"):
        read(tmp_path, zipped({"word/document.xml": "<x/>", name: "x"}))


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<x>" + b" " * (64 * 2**20))
    with pytest.raises(WorkbenchError, match="unpacks to more than"):
        read(tmp_path, bomb.getvalue())


EXPANDING = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("prolog", [EXPANDING, '<!DOCTYPE d [<!ENTITY c SYSTEM "secret.txt">]>'])
def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path, prolog: str) -> None:
    body = f"{prolog}<w:document {NAMESPACES}><w:body>{paragraph('&c;')}</w:body></w:document>"
    with pytest.raises(WorkbenchError, match="declares entities"):
        read(tmp_path, zipped({"word/document.xml": body}))


WHOLE = docx(
    paragraph("One sentence.", properties=style("H1"))
    + f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    + paragraph("Two", '<w:r><w:br/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>', "lines.")
)
PARTS = {
    name: zipfile.ZipFile(io.BytesIO(WHOLE)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(WHOLE)).namelist()
}


@given(st.sampled_from(sorted(PARTS)), st.integers(0), st.binary(max_size=6), st.integers(0, 60))
def test_a_damaged_document_is_read_or_refused_with_a_sentence(name, place, new, lost) -> None:
    part = PARTS[name]
    start = place % len(part)
    damaged = part[:start] + new + part[start + lost :]
    with tempfile.TemporaryDirectory() as folder:
        try:
            document = read(Path(folder), zipped(PARTS | {name: damaged}))
        except WorkbenchError:
            return
    end = 0
    for each in document.paragraphs:
        assert end <= each.start < each.end <= len(document.text)
        assert document.text[end : each.start].strip() == ""
        end = each.end


def test_a_long_document_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, docx(paragraph("A short sentence stands here.") * 20_000))
    assert len(document.paragraphs) == 20_000


def test_the_language_is_found_in_the_text_and_held_against_the_name(tmp_path: Path) -> None:
    data = docx(paragraph("Делегация прибыла в столицу во вторник вечером и была принята сразу."))
    assert read(tmp_path, data, language=None).language == "ru"
    with pytest.raises(WorkbenchError, match="its name says the language is en"):
        read(tmp_path, data, "talks.en.docx", language=None)
