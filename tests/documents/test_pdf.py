"""PDF: lines and pages joined, what belongs to the page left out."""

from pathlib import Path

import pytest
from support.pdf_file import Piece, column, pdf

from workbench import documents
from workbench.documents import Document
from workbench.errors import WorkbenchError

BODY = [
    "The commission met for the third time on Tuesday and",
    "agreed on a plan for the lower river, which is to be",
    "dredged before the autumn.",
    "",
    "Nobody had expected so quick an end, least of all the",
    "delegates from the delta, who had packed for a month.",
]


def read(tmp_path: Path, pages: list[list[Piece]], **options) -> Document:
    path = tmp_path / "talks.pdf"
    path.write_bytes(pdf(pages, title=options.pop("title", "")))
    return documents.read(path, **options)


def texts_of(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def omitted(document: Document) -> dict[str, int]:
    return {each.what: each.count for each in document.omissions}


def test_lines_are_joined_and_gaps_part_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, [column(BODY)])
    assert texts_of(document) == ["\n".join(BODY[:3]), "\n".join(BODY[4:])]
    assert document.language == "en"


def test_chinese_and_russian_letters_are_read(tmp_path: Path) -> None:
    chinese = ["委员会星期二举行第三次会议，商定了下游河段的", "计划，秋天以前要把那里疏浚完毕。"]
    russian = [
        "Комиссия собралась во вторник в третий раз и",
        "приняла план работ в низовьях реки.",
    ]
    assert texts_of(read(tmp_path, [column(chinese)])) == ["\n".join(chinese)]
    document = read(tmp_path, [column(russian)])
    assert texts_of(document) == ["\n".join(russian)]
    assert document.language == "ru"


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [(50, 570, 9, "River Bulletin"), *column(BODY), (200, 30, 9, f"- {number} -")]
        for number in range(1, 5)
    ]  # the text repeats too, and stays
    document = read(tmp_path, pages)
    assert "Bulletin" not in document.text
    assert len(document.paragraphs) == 8
    assert omitted(document) == {"running head or page number": 8}


def test_heads_that_change_are_known_by_their_page_number(tmp_path: Path) -> None:
    titles = ["Of rain", "Of wind", "Of the delta", "Of boats", "Of the end"]
    pages = [
        [(50, 570, 11, f"{title} {number}"), *column([f"Page of {title.lower()} begins.", *BODY])]
        for number, title in enumerate(titles, 7)
    ]
    text = read(tmp_path, pages).text
    assert not any(f"{title} {number}" in text for number, title in enumerate(titles, 7))


def test_a_table_in_two_languages_is_taken_apart(tmp_path: Path) -> None:
    left = ["Subject of the agreement", "The Parties agree to work", "together on the river."]
    right = ["Предмет соглашения", "Стороны договорились вместе", "работать на реке."]
    rows = [(left[:1], right[:1]), (left[1:], right[1:])] * 4
    page: list[Piece] = []
    y = 560.0
    for cells in rows:
        for x, cell in zip((50.0, 210.0), cells, strict=True):
            page += column(cell, x=x, y=y)
        y -= 14 * max(map(len, cells)) + 10
    path = tmp_path / "contract.pdf"
    path.write_bytes(pdf([page]))
    english, russian = documents.read_all(path)
    assert texts_of(english) == [left[0], "\n".join(left[1:])] * 4
    assert texts_of(russian) == [right[0], "\n".join(right[1:])] * 4
    assert [each.row for each in english.paragraphs] == list(range(8))
    assert [each.row for each in russian.paragraphs] == list(range(8))


def test_a_sentence_runs_on_over_the_page(tmp_path: Path) -> None:
    document = read(tmp_path, [column(BODY[:2]), column(BODY[2:3])])
    assert texts_of(document) == ["\n".join(BODY[:3])]


def test_a_sentence_that_ends_with_its_page_does_not_run_on(tmp_path: Path) -> None:
    document = read(tmp_path, [column(BODY[:3]), column(BODY[4:])])
    assert len(document.paragraphs) == 2


def test_words_cut_at_the_line_end_are_made_whole(tmp_path: Path) -> None:
    lines = [
        "The plan was welcomed by all, and the com-",
        "mission thanked its well-known neigh-",
        "bours, who are as well-",
        "known abroad as at home.",
    ]
    text = read(tmp_path, [column(lines)]).text
    assert "commission thanked its well-known neighbours, who are as well-known" in text


def test_an_indent_begins_a_paragraph(tmp_path: Path) -> None:
    pieces = column([BODY[0], BODY[1], "", BODY[1], BODY[2]], pitch=14)
    lines = [
        (x + (16 if row in {0, 2} else 0), y, size, text)
        for row, (x, y, size, text) in enumerate(pieces)
    ]
    lines = [(x, 520 - 14 * row, size, text) for row, (x, _, size, text) in enumerate(lines)]
    lines[1] = (*lines[1][:3], "agreed on a plan for the lower river.")
    assert len(read(tmp_path, [lines]).paragraphs) == 2


def test_larger_lines_are_headings_and_bullets_items(tmp_path: Path) -> None:
    page = [
        (50, 560, 18, "On the river"),
        *column(BODY),
        *column(["• to dredge it", "• to wait"], y=400),
    ]
    document = read(tmp_path, [page])
    assert [(each.kind, each.level) for each in document.paragraphs] == [
        ("heading", 1),
        ("text", 0),
        ("text", 0),
        ("item", 1),
        ("item", 1),
    ]
    assert texts_of(document)[3] == "to dredge it"


def test_small_lines_at_the_foot_are_notes_and_stand_apart(tmp_path: Path) -> None:
    pages = [
        [*column(BODY[:2]), (50, 60, 8, "1 Not counting the one in spring.")],
        column(BODY[2:3]),
    ]
    document = read(tmp_path, pages)
    assert texts_of(document) == ["\n".join(BODY[:3]), "1 Not counting the one in spring."]
    assert [each.flow for each in document.paragraphs] == [0, 1]


def test_raised_note_marks_are_dropped(tmp_path: Path) -> None:
    page = [(50, 520, 11, "The commission met again."), (181, 525, 6, "12")]
    document = read(tmp_path, [[*page, *column(BODY, y=480)]])
    assert texts_of(document)[0] == "The commission met again."


def test_properties_become_metadata(tmp_path: Path) -> None:
    assert read(tmp_path, [column(BODY)], title="River talks").metadata == {
        "title": "River talks",
        "date": "2024-05-02",
    }
    assert "title" not in read(tmp_path, [column(BODY)], title="Microsoft Word - a.doc").metadata


def test_pages_without_a_text_layer_are_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="no text layer"):
        read(tmp_path, [[]])


@pytest.mark.parametrize("data", [b"%PDF-1.7\nrubbish", b"not a pdf at all", b"%PDF-"])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "talks.pdf"
    path.write_bytes(data)
    with pytest.raises(WorkbenchError, match="it is not a PDF, or it is damaged"):
        documents.read(path)


def test_many_pages_are_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, [column(BODY)] * 300).paragraphs) == 600
