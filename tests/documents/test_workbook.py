"""Workbooks are opened in one place: what openpyxl reads, under limits, in little memory."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Writer
from openpyxl import load_workbook

from workbench import exchange
from workbench.documents import Workbook, read, workbook
from workbench.errors import WorkbenchError
from workbench.glossary import Glossary

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(sheet: str, strings: str = "") -> bytes:
    """A workbook of one sheet, from the XML inside its sheetData and its shared texts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="terms" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/a.xml"/>'
            "</Relationships>",
        )
        if strings:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        archive.writestr(
            "xl/worksheets/a.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        )
    return data.getvalue()


def table(data: bytes) -> list[tuple[int, list[str]]]:
    book = Workbook(data, None)
    return list(book.texts(book.first()))


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9).filter(lambda number: not float(number).is_integer()),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: not text.startswith("=") and "_x" not in text
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=8))
def test_cells_say_what_openpyxl_reads(rows):
    book = Writer()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    known = []
    sheet = load_workbook(io.BytesIO(data.getvalue()), read_only=True, data_only=True).active
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = ["" if value is None else str(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            known.append((number, cells))
    assert table(data.getvalue()) == known


def test_dates_times_and_durations_are_no_numbers(tmp_path):
    book = Writer()
    book.active.append([date(2024, 3, 5), time(14, 30), timedelta(hours=30), 0.5])
    book.active["D1"].number_format = "0.00%"
    book.save(tmp_path / "dates.xlsx")
    opened = Workbook.open(tmp_path / "dates.xlsx")
    assert list(opened.texts(opened.first())) == [
        (1, ["2024-03-05 00:00:00", "14:30:00", "1 day, 6:00:00", "0.5"])
    ]


def test_cells_without_an_address_stand_behind_the_one_before():
    sheet = (
        '<row><c t="inlineStr"><is><t>a</t></is></c><c/><c t="str"><v>b</v></c></row>'
        '<row r="4"><c r="B4" t="s"><v>0</v></c><c t="s"><v>7</v></c></row>'
    )
    strings = "<si><r><t>two </t></r><r><t>runs</t></r><rPh><t>aloud</t></rPh></si>"
    assert table(packed(sheet, strings)) == [(1, ["a", "", "b"]), (4, ["", "two runs"])]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('<row r="99999999"/>', "a row 99,999,999"),
        ('<row><c r="ZZZ1"><v>1</v></c></row>', "a column 18,278"),
        ("<row><c></row>", "not well-formed XML"),
    ],
)
def test_what_no_sheet_holds_is_one_sentence(sheet, said):
    with pytest.raises(WorkbenchError, match=said):
        table(packed(sheet))


def test_entities_are_refused():
    bad = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed(""))) as whole,
        zipfile.ZipFile(bad, "w") as archive,
    ):
        for name in whole.namelist():
            declared = b'<!DOCTYPE w [<!ENTITY a "ha">]>' if "sheets" in name else b""
            archive.writestr(name, declared + whole.read(name))
    with pytest.raises(WorkbenchError, match="declares entities"):
        table(bad.getvalue())


def test_a_table_that_spreads_over_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 40_000)
    row = '<row><c r="XFD{0}"><v>1</v></c></row>'
    data = packed("".join(row.format(number) for number in range(1, 4)))
    with pytest.raises(WorkbenchError, match="'terms' spreads over more than 40,000 cells"):
        table(data)


def test_many_empty_elements_take_little_memory(tmp_path: Path):
    path = tmp_path / "empty.xlsx"
    path.write_bytes(
        packed('<row r="1">' + "<c/>" * 16_000 + "</row>" + "<x/>" * 1_000_000, "<si/>" * 100_000)
    )
    tracemalloc.start()
    with pytest.raises(WorkbenchError):
        Glossary.read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 2**20


@pytest.mark.parametrize(
    "take", [Glossary.read, exchange.read, read], ids=["terms", "units", "text"]
)
def test_a_damaged_workbook_is_one_sentence_wherever_it_is_read(take, tmp_path: Path):
    path = tmp_path / "terms.xlsx"
    whole = packed('<row><c t="inlineStr"><is><t>en</t></is></c></row>')
    for data in (b"", b"no archive", whole[: len(whole) // 2]):
        path.write_bytes(data)
        with pytest.raises(WorkbenchError) as caught:
            take(path)
        assert str(path) in str(caught.value)
        assert caught.value.remedy
