"""Superscripts, subscripts, note references, deletions and insertions in every format."""

import pytest
from support.docx_file import NAMESPACES, docx, paragraph
from support.office_files import odt, pptx, xlsx
from support.reading import omitted, read, texts_of

SUP, SUB = "<sup>{}</sup>", "<sub>{}</sub>"


def raised(word: str, how: str = "superscript") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="{how}"/></w:rPr><w:t>{word}</w:t></w:r>'


@pytest.mark.parametrize(
    ("html", "answer"),
    [
        ("10<sup>6</sup> km", "10⁶ km"),
        ("10<sup>−6</sup> m", "10⁻⁶ m"),
        ("10<sup>-6</sup> m", "10⁻⁶ m"),
        ("10<sup>6.5</sup> m", "10^6.5 m"),
        ("5 km<sup>2</sup>.", "5 km²."),
        ("CO<sub>2</sub> and H<sub>2</sub>SO<sub>4</sub>", "CO₂ and H₂SO₄"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("the 1<sup>st</sup> and M<sup>me</sup>", "the 1st and Mme"),
        ("x<sub>max</sub>", "xmax"),
        ("2<sup>n</sup> ways", "2ⁿ ways"),
        ("10<sup><b>6</b></sup> km", "10⁶ km"),
        ("a fact.<sup>3</sup> Next.", "a fact. Next."),
        ("a fact<sup><a href='#n3'>3</a></sup>. Next.", "a fact. Next."),
        ("<sup>3</sup>/<sub>4</sub> of it", "³/₄ of it"),
        ("a <del>10</del><ins>15</ins> day stay", "a 15 day stay"),
        ("a <s>10</s> 15 day stay", "a 15 day stay"),
    ],
)
@pytest.mark.parametrize("ending", ["html", "md"])
def test_in_html_and_in_markdown_with_html(ending: str, html: str, answer: str) -> None:
    page = f"<p>{html}</p>" if ending == "html" else f"{html}\n"
    assert texts_of(read(f"a.{ending}", page)) == [answer]


def test_what_is_left_out_of_html_is_counted() -> None:
    document = read("a.html", "<p>A <del>10</del><ins>15</ins> day stay.<sup>1</sup> Good.</p>")
    assert omitted(document) == {"deleted text": 1, "note mark": 1}


@pytest.mark.parametrize(
    ("runs", "answer"),
    [
        (("10", raised("6"), " km"), "10⁶ km"),
        (("10", raised("−"), raised("6"), " km"), "10⁻⁶ km"),
        (("CO", raised("2", "subscript"), " rises"), "CO₂ rises"),
        (("the 1", raised("st"), " time"), "the 1st time"),
        (("10", raised("6.5")), "10^6.5"),
        (("a fact.", raised("1"), " Next."), "a fact. Next."),
        (("10", raised("6", "baseline")), "106"),
    ],
)
def test_in_docx(runs: tuple[str, ...], answer: str) -> None:
    assert texts_of(read("a.docx", docx(paragraph(*runs)))) == [answer]


def test_in_docx_by_a_style_of_characters() -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="Up"><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
    )
    run = '<w:r><w:rPr><w:rStyle w:val="Up"/></w:rPr><w:t>6</w:t></w:r>'
    assert texts_of(read("a.docx", docx(paragraph("10", run), styles__xml=styles))) == ["10⁶"]


def test_a_note_reference_in_docx_is_no_number() -> None:
    reference = raised("").replace("<w:t></w:t>", '<w:footnoteReference w:id="2"/>')
    note = f'<w:footnote w:id="2">{paragraph("Yes.")}</w:footnote>'
    notes = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"
    data = docx(paragraph("In 2020", reference, "."), footnotes__xml=notes)
    assert texts_of(read("a.docx", data)) == ["In 2020.", "Yes."]


@pytest.mark.parametrize(
    ("position", "answer"),
    [
        ("super 58%", "10⁶ km"),
        ("33% 58%", "10⁶ km"),
        ("sub 58%", "10₆ km"),
        ("-33%", "10₆ km"),
        ("0%", "106 km"),
    ],
)
def test_in_odt(position: str, answer: str) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        f'style:text-position="{position}"/></style:style>'
    )
    body = '<text:p>10<text:span text:style-name="T1">6</text:span> km</text:p>'
    assert texts_of(read("a.odt", odt(body, styles=styles))) == [answer]


def test_in_pptx() -> None:
    runs = '<a:p><a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r></a:p>'
    runs += '<a:p><a:r><a:t>CO</a:t></a:r><a:r><a:rPr baseline="-25000"/><a:t>2</a:t></a:r></a:p>'
    data = pptx(f"<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody>{runs}</p:txBody></p:sp>")
    assert texts_of(read("a.pptx", data)) == ["10⁶", "CO₂"]


def test_in_xlsx() -> None:
    cell = (
        '<c r="A1" t="inlineStr"><is><r><t>5 km</t></r><r><rPr><vertAlign val="superscript"/></rPr>'
        "<t>2</t></r></is></c>"
    )
    assert texts_of(read("a.xlsx", xlsx(f'<row r="1">{cell}</row>'))) == ["5 km²"]


@pytest.mark.parametrize(
    ("markdown", "answer"),
    [
        ("H~2~O and 10^6^ km", "H₂O and 10⁶ km"),
        ("~10 to ~20 km", "~10 to ~20 km"),
        ("2^3 = 8", "2^3 = 8"),
        ("a ~~10~~ 15 day stay", "a 15 day stay"),
    ],
)
def test_in_markdown_s_own_marks(markdown: str, answer: str) -> None:
    assert texts_of(read("a.md", markdown + "\n")) == [answer]
