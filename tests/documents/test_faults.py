"""Documents with faults or oddities that once cost text: each is a kind, with several cases."""

import pytest
from support.docx_file import docx, paragraph, text
from support.office_files import epub, odt, pptx
from support.reading import omitted, read, texts_of

from workbench.documents import libreoffice
from workbench.errors import WorkbenchError


def field(step: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'


@pytest.mark.parametrize(
    "inner",
    [
        field("begin"),
        field("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        field("begin") + field("begin") + field("separate") + text("") + field("end"),
        field("separate"),
        field("end"),
    ],
)
def test_a_field_that_is_not_whole_mutes_nothing(inner: str) -> None:
    body = paragraph("One.", inner, " Two.") + paragraph("Three.")
    assert texts_of(read("a.docx", docx(body))) == ["One. Two.", "Three."]


def test_text_in_a_field_s_instruction_is_counted() -> None:
    body = paragraph("One", field("begin"), "IF x", field("separate"), " two", field("end"), ".")
    document = read("a.docx", docx(body))
    assert texts_of(document) == ["One two."]
    assert omitted(document) == {"field code": 1}


@pytest.mark.parametrize("cap", ["drop", "margin"])
def test_a_drop_cap_begins_its_paragraph(cap: str) -> None:
    body = paragraph("O", properties=f'<w:framePr w:dropCap="{cap}"/>') + paragraph("nce it rose.")
    assert texts_of(read("a.docx", docx(body))) == ["Once it rose."]


def test_elements_that_nobody_knows_are_read_in_docx() -> None:
    body = (
        f"<w:new>{paragraph('One ', '<w:novel>' + text('two') + '</w:novel>', '.')}</w:new>"
        + paragraph("<w:r><w:wrap><w:t>Three.</w:t></w:wrap></w:r>")
    )
    assert texts_of(read("a.docx", docx(body))) == ["One two.", "Three."]


BOX = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
SHAPE = "<draw:custom-shape><text:p>{}</text:p></draw:custom-shape>"


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize(
    "shapes",
    [
        f"<draw:g>{SHAPE.format('One.')}{SHAPE.format('Two.')}</draw:g>",
        f"<draw:g><draw:g>{BOX.format('One.')}</draw:g>{SHAPE.format('Two.')}</draw:g>",
        "<draw:rect><text:p>One.</text:p></draw:rect><draw:ellipse><text:p>Two.</text:p></draw:ellipse>",
        "<draw:a>"
        + BOX.format("One.")
        + "</draw:a>"
        + "<draw:line><text:p>Two.</text:p></draw:line>",
        BOX.format(
            "One.</text:p><text:list><text:list-item><text:p>Two.</text:p></text:list-item>"
            "</text:list><text:p>"
        ),
    ],
)
def test_every_shape_s_text_is_read_in_odt(shapes: str, anchored: bool) -> None:
    body = f"<text:p>{shapes}Around.</text:p>" if anchored else f"{shapes}<text:p>Around.</text:p>"
    assert texts_of(read("a.odt", odt(body))) == ["Around.", "One.", "Two."]


def test_unknown_elements_and_fields_are_read_in_odt() -> None:
    body = (
        "<text:new><text:p>One.</text:p></text:new><text:p>Page <text:page-number>5"
        "</text:page-number> of <text:novel>six</text:novel>.</text:p>"
    )
    assert texts_of(read("a.odt", odt(body))) == ["One.", "Page 5 of six."]


def shape(words: str) -> str:
    return f"<p:sp><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"


def test_alternatives_come_once_in_pptx() -> None:
    both = (
        f"<mc:AlternateContent><mc:Choice>{shape('One.')}</mc:Choice><mc:Fallback>{shape('One.')}"
        "</mc:Fallback></mc:AlternateContent>"
    )
    one = both.replace(f"<mc:Choice>{shape('One.')}</mc:Choice>", "<mc:Choice/>")
    one = one.replace("One.", "Three.")
    data = pptx(both + f"<p:grpSp>{shape('Two.')}</p:grpSp>" + one)
    assert texts_of(read("a.pptx", data)) == ["One.", "Two.", "Three."]


def test_formulas_and_unknown_elements_in_pptx() -> None:
    inner = (
        "<p:novel><p:txBody><a:p><a:wrap><a:r><a:t>One</a:t></a:r></a:wrap><m:oMath><m:r><m:t>x</m:t>"
        "</m:r></m:oMath><a:r><a:t>.</a:t></a:r></a:p></p:txBody></p:novel>"
    )
    document = read("a.pptx", pptx(inner))
    assert texts_of(document) == ["One."]
    assert omitted(document) == {"formula": 1}


def test_a_book_whose_spine_names_nothing_is_read_without_it() -> None:
    data = epub({"one": "<p>One.</p>"}, spine=("one", "lost"))
    document = read("a.epub", data)
    assert texts_of(document) == ["One."]
    assert omitted(document) == {"missing chapter": 1}


def test_chapters_out_of_the_spine_are_counted() -> None:
    data = epub({"one": "<p>One.</p>", "two": "<p>Two.</p>"}, spine=("one",))
    document = read("a.epub", data)
    assert texts_of(document) == ["One."]
    assert omitted(document) == {"chapter outside of the reading order": 1}


def test_a_page_without_tags_keeps_its_paragraphs() -> None:
    page = "The river rose.\n\nIt was May &amp; it rained.\n \nIt fell.\n"
    assert texts_of(read("a.html", page)) == [
        "The river rose.",
        "It was May & it rained.",
        "It fell.",
    ]
    assert texts_of(read("a.html", "One <b>line</b>.\n\nTwo.")) == ["One line.", "Two."]
    assert texts_of(read("a.html", "<html><body>\nOne.\n\nTwo.\n</body></html>")) == [
        "One.",
        "Two.",
    ]
    assert texts_of(read("a.html", "<p>One\n\nline.</p>")) == ["One\nline."]


ENGLISH = "The river rose in the night and it was in the houses before we had woken them."
INDONESIAN = (
    "Sungai itu naik pada malam hari dan sudah masuk ke rumah sebelum kami bangun untuk itu."
)
RUSSIAN = "Река поднялась ночью и вошла в дома раньше, чем мы успели разбудить всех соседей."
CHINESE = "河水在夜里上涨，在我们叫醒他们之前就已经进了屋子。"


@pytest.mark.parametrize(
    ("name", "content", "language"),
    [
        ("in/report.txt", ENGLISH, "en"),
        ("in/report.txt", RUSSIAN, "ru"),
        ("Sign in.txt", ENGLISH, "en"),
        ("Sign in.txt", "Sign in to your account", "en"),
        ("log_in.txt", ENGLISH, "en"),
        ("check.in.txt", ENGLISH, "en"),
        ("it/report.txt", ENGLISH, "en"),
        ("it/report.txt", CHINESE, "zh-Hans"),
        ("make it.txt", ENGLISH, "en"),
        ("he/report.txt", ENGLISH, "en"),
        ("no/report.txt", ENGLISH, "en"),
        ("id/laporan.txt", INDONESIAN, "id"),
        ("laporan.in.txt", INDONESIAN, "id"),
    ],
)
def test_a_path_is_no_language_by_accident(name: str, content: str, language: str) -> None:
    assert read(name, content, language=None).language == language


@pytest.mark.parametrize("name", ["talks.zh.txt", "talks_ZH.txt", "talks (zh).txt", "zh.txt"])
def test_a_tag_that_stands_by_itself_in_the_name_contradicts(name: str) -> None:
    with pytest.raises(WorkbenchError, match="its name says the language is zh"):
        read(name, RUSSIAN, language=None)


def test_a_word_document_that_comes_out_empty_is_tried_as_odt(monkeypatch) -> None:
    made = {".docx": docx("<w:p/>"), ".odt": odt("<text:p>The river rose.</text:p>")}
    monkeypatch.setattr(libreoffice, "converted", lambda _, __, ending: made[ending])
    assert texts_of(read("a.doc", b"\xd0\xcf\x11\xe0")) == ["The river rose."]


def test_a_missing_writer_is_named(monkeypatch, tmp_path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda: str(program))
    with pytest.raises(WorkbenchError, match="LibreOffice Writer"):
        read("a.rtf", rb"{\rtf1 The river rose.}")
