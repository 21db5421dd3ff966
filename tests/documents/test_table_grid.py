"""Cells stand where the grid of their table puts them, whatever is merged or skipped."""

import tempfile
from pathlib import Path

import pytest
from support.docx_file import docx, paragraph
from support.office_files import odt, xlsx

from workbench import documents

ENGLISH = (
    "The Parties agree to work together on the river and on its banks.",
    "They meet again in the autumn, when the water is low.",
    "Each of them pays half of what the work costs.",
    "Nothing in this text changes what they have agreed before.",
)
RUSSIAN = (
    "Стороны договариваются работать вместе на реке и на её берегах.",
    "Они соберутся вновь осенью, когда вода стоит низко.",
    "Каждая из них платит половину того, чего стоит работа.",
    "Ничто в этом тексте не меняет того, о чём они договорились раньше.",
)


def columns_of(name: str, data: bytes | str) -> list[list[tuple[int | None, str]]]:
    """Row and text of each paragraph, of each language of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return [
            [(each.row, document.text[each.start : each.end]) for each in document.paragraphs]
            for document in documents.read_all(path)
        ]


NUMBERED = [[(row, text) for row, text in enumerate(texts)] for texts in (ENGLISH, RUSSIAN)]
"""What a table comes to whose rows are the sentences above."""


def html_rows(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def html_first(number: int, more: str = "") -> str:
    return f"<td{more}>{number}</td><td>{ENGLISH[number]}</td><td>{RUSSIAN[number]}</td>"


def html_bare(number: int) -> str:
    return f"<td>{ENGLISH[number]}</td><td>{RUSSIAN[number]}</td>"


@pytest.mark.parametrize("span", ["2", "3", "0", "65000", "x"])
def test_a_cell_over_several_rows_in_html(span: str) -> None:
    last = "" if span in {"0", "3", "65000"} else "<td>n</td>"
    middle = "" if span != "x" else "<td>n</td>"
    rows = html_rows(
        html_first(0),
        html_first(1, f" rowspan='{span}'"),
        middle + html_bare(2),
        last + html_bare(3),
    )
    assert columns_of("a.html", rows) == NUMBERED


def test_a_cell_over_several_columns_in_html() -> None:
    rows = html_rows(
        "<th colspan='2'>A</th><th>English text</th><th>Русский текст</th>",
        *(f"<td>1</td><td>2</td>{html_bare(n)}" for n in range(3)),
        f"<td colspan='2'>1</td>{html_bare(3)}",
    )
    english, russian = columns_of("a.html", rows)
    assert english == [(0, "English text"), *((n + 1, text) for n, text in enumerate(ENGLISH))]
    assert russian == [(0, "Русский текст"), *((n + 1, text) for n, text in enumerate(RUSSIAN))]


def test_one_sentence_over_two_rows_stands_beside_both_in_html() -> None:
    rows = html_rows(
        html_bare(0),
        f"<td rowspan='2'>{ENGLISH[1]} {ENGLISH[2]}</td><td>{RUSSIAN[1]}</td>",
        f"<td>{RUSSIAN[2]}</td>",
        html_bare(3),
    )
    english, russian = columns_of("a.html", rows)
    assert [row for row, _ in english] == [0, 1, 2]
    assert [row for row, _ in russian] == [0, 1, 1, 2]


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def docx_table(*rows: str) -> bytes:
    return docx("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")


def test_a_merged_and_a_skipped_cell_in_docx() -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    data = docx_table(
        tc("0", '<w:vMerge w:val="restart"/>') + tc(ENGLISH[0]) + tc(RUSSIAN[0]),
        tc("", "<w:vMerge/>") + tc(ENGLISH[1]) + tc(RUSSIAN[1]),
        before + tc(ENGLISH[2]) + tc(RUSSIAN[2]),
        tc("3") + tc(ENGLISH[3]) + tc(RUSSIAN[3]),
    )
    assert columns_of("a.docx", data) == NUMBERED


def test_a_wide_cell_in_docx() -> None:
    data = docx_table(
        tc("1") + tc("2") + tc(ENGLISH[0]) + tc(RUSSIAN[0]),
        tc("both", '<w:gridSpan w:val="2"/>') + tc(ENGLISH[1]) + tc(RUSSIAN[1]),
        tc("1") + tc("2") + tc(ENGLISH[2]) + tc(RUSSIAN[2]),
        tc("both", '<w:gridSpan w:val="2"/>') + tc(ENGLISH[3]) + tc(RUSSIAN[3]),
    )
    assert columns_of("a.docx", data) == NUMBERED


def test_one_sentence_over_two_rows_stands_beside_both_in_docx() -> None:
    data = docx_table(
        tc(ENGLISH[0]) + tc(RUSSIAN[0]),
        tc(f"{ENGLISH[1]} {ENGLISH[2]}", '<w:vMerge w:val="restart"/>') + tc(RUSSIAN[1]),
        tc("", "<w:vMerge/>") + tc(RUSSIAN[2]),
        tc(ENGLISH[3]) + tc(RUSSIAN[3]),
    )
    english, russian = columns_of("a.docx", data)
    assert [row for row, _ in english] == [0, 1, 2]
    assert [row for row, _ in russian] == [0, 1, 1, 2]


def odt_cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def test_merged_cells_in_odt() -> None:
    covered = "<table:covered-table-cell/>"
    rows = [
        odt_cell("0", 'table:number-rows-spanned="2"')
        + odt_cell(ENGLISH[0])
        + odt_cell(RUSSIAN[0]),
        covered + odt_cell(ENGLISH[1]) + odt_cell(RUSSIAN[1]),
        odt_cell("2")
        + odt_cell(ENGLISH[2], 'table:number-rows-spanned="2"')
        + odt_cell(RUSSIAN[2]),
        odt_cell("3") + covered + odt_cell(RUSSIAN[3]),
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    english, russian = columns_of("a.odt", odt(f"<table:table>{table}</table:table>"))
    assert english == NUMBERED[0][:3]
    assert [row for row, _ in russian] == [0, 1, 2, 2]


def test_merged_cells_in_xlsx() -> None:
    def cell(address: str, text: str) -> str:
        return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'

    rows = "".join(
        f'<row r="{n + 1}">'
        + ("" if n == 2 else cell(f"B{n + 1}", ENGLISH[n]))
        + cell(f"C{n + 1}", RUSSIAN[n])
        + "</row>"
        for n in range(4)
    )
    merged = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    english, russian = columns_of("a.xlsx", xlsx(rows, after=merged))
    assert [row for row, _ in english] == [0, 1, 2]
    assert [row for row, _ in russian] == [0, 1, 1, 2]
