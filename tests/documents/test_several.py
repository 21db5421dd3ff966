"""One file that holds several languages, taken apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.docx_file import docx, paragraph

from workbench import documents
from workbench.api import aligning
from workbench.documents import Document
from workbench.errors import WorkbenchError

ENGLISH = [
    "Article 1. Subject of the agreement",
    "The Parties agree to work together in the fields that are listed below.",
    "Each Party shall name its coordinator within thirty days.",
    "This Agreement enters into force on the day on which it is signed.",
]
RUSSIAN = [
    "Статья 1. Предмет соглашения",
    "Стороны договорились сотрудничать в областях, перечисленных ниже.",
    "Каждая Сторона назначает координатора в течение тридцати дней.",
    "Настоящее Соглашение вступает в силу в день его подписания.",
]
CHINESE = [
    "第一条 协定的主题",
    "双方同意在下列各领域开展合作。",
    "各方应在三十天内指定各自的协调员。",
    "本协定自签署之日起生效。",
]


def texts_of(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def rows_of(document: Document) -> list[int | None]:
    return [each.row for each in document.paragraphs]


def read_all(tmp_path: Path, name: str, data: str | bytes, **options) -> tuple[Document, ...]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return documents.read_all(path, **options)


def table(*columns: list[str]) -> bytes:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in zip(*columns, strict=True)
    )
    return docx(f"<w:tbl>{rows}</w:tbl>")


def test_columns_of_a_table_are_taken_apart_row_by_row(tmp_path: Path) -> None:
    numbers = [str(number) for number in range(4)]
    remarks = ["", "to be checked by the lawyers of both", "", "see the letter of the minister"]
    data = table(numbers, ENGLISH, RUSSIAN, CHINESE, remarks)
    english, russian, chinese = read_all(tmp_path, "contract.docx", data)
    assert [each.language for each in (english, russian, chinese)] == ["en", "ru", "zh-Hans"]
    assert texts_of(english) == ENGLISH
    assert texts_of(russian) == RUSSIAN
    assert texts_of(chinese) == CHINESE
    assert rows_of(english) == rows_of(russian) == rows_of(chinese) == [0, 1, 2, 3]
    assert english.omissions[-1].what == "cell beside the columns of the languages"


def test_a_row_of_several_paragraphs_stays_one_row(tmp_path: Path) -> None:
    data = docx(
        "<w:tbl>"
        + "".join(
            f"<w:tr><w:tc>{paragraph(left)}{more}</w:tc><w:tc>{paragraph(right)}</w:tc></w:tr>"
            for left, right, more in zip(
                ENGLISH, RUSSIAN, ["", paragraph("It is so."), "", ""], strict=True
            )
        )
        + "</w:tbl>"
    )
    english, russian = read_all(tmp_path, "contract.docx", data)
    assert rows_of(english) == [0, 1, 1, 2, 3]
    assert rows_of(russian) == [0, 1, 2, 3]


def test_what_stands_around_a_table_has_rows_in_the_order_of_the_text(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(left)}</w:tc><w:tc>{paragraph(right)}</w:tc></w:tr>"
        for left, right in zip(ENGLISH[1:3], RUSSIAN[1:3], strict=True)
    )
    table = f"<w:tbl>{rows}</w:tbl>"
    both = (
        "".join(map(paragraph, (ENGLISH[0], RUSSIAN[0]))),
        "".join(map(paragraph, (ENGLISH[3], RUSSIAN[3]))),
    )
    english, russian = read_all(tmp_path, "contract.docx", docx(both[0] + table + both[1]))
    assert rows_of(english) == rows_of(russian) == [0, 1, 2, 3]
    apart = paragraph(ENGLISH[0]) + table + paragraph(RUSSIAN[3])
    english, russian = read_all(tmp_path, "contract.docx", docx(apart))
    common = set(rows_of(english)) & set(rows_of(russian)) - {None}
    assert len(common) == 2
    found = aligning.align([english, russian])
    assert [bead.segments for bead in found.beads] == [
        {"en": [0], "ru": []},
        {"en": [1], "ru": [0]},
        {"en": [2], "ru": [1]},
        {"en": [], "ru": [2]},
    ]


def test_paragraphs_in_turn_are_taken_apart(tmp_path: Path) -> None:
    text = "\n".join(
        line for triple in zip(ENGLISH, RUSSIAN, CHINESE, strict=True) for line in triple
    )
    found = read_all(tmp_path, "contract.txt", text)
    assert [texts_of(each) for each in found] == [ENGLISH, RUSSIAN, CHINESE]
    assert [rows_of(each) for each in found] == [[0, 1, 2, 3]] * 3


def test_groups_in_turn_share_rows_line_by_line(tmp_path: Path) -> None:
    text = "\n".join([*ENGLISH[:2], *RUSSIAN[:2], *ENGLISH[2:], *RUSSIAN[2:]])
    english, russian = read_all(tmp_path, "contract.txt", text)
    assert rows_of(english) == rows_of(russian) == [0, 1, 2, 3]


def test_groups_of_unequal_length_share_a_row_as_a_whole(tmp_path: Path) -> None:
    text = "\n".join([*ENGLISH[:2], RUSSIAN[0], *ENGLISH[2:], *RUSSIAN[1:]])
    english, russian = read_all(tmp_path, "contract.txt", text)
    assert rows_of(english) == [0, 0, 1, 1]
    assert rows_of(russian) == [0, 1, 1, 1]


def test_one_text_after_the_other_has_no_rows(tmp_path: Path) -> None:
    text = "\n".join([*ENGLISH * 4, *RUSSIAN * 4])
    english, russian = read_all(tmp_path, "both.txt", text)
    assert set(rows_of(english)) == set(rows_of(russian)) == {None}


def test_a_number_on_its_own_goes_with_what_follows(tmp_path: Path) -> None:
    pairs = zip(ENGLISH, RUSSIAN, strict=True)
    text = "\n".join(f"{n}.\n{en}\n{n}.\n{ru}" for n, (en, ru) in enumerate(pairs))
    english, russian = read_all(tmp_path, "contract.txt", text)
    assert texts_of(english)[:2] == ["0.", ENGLISH[0]]
    assert rows_of(english) == rows_of(russian)


def test_a_text_that_quotes_another_language_is_one_text(tmp_path: Path) -> None:
    text = "\n".join([*ENGLISH * 3, RUSSIAN[1]])
    assert [each.language for each in read_all(tmp_path, "article.txt", text)] == ["en"]


def test_languages_are_taken_as_asked_for_and_keep_their_tags(tmp_path: Path) -> None:
    data = table(ENGLISH, RUSSIAN, CHINESE)
    found = read_all(tmp_path, "contract.docx", data, wanted=["zh", "en"])
    assert [each.language for each in found] == ["zh", "en"]
    with pytest.raises(WorkbenchError, match="no text in fr in it, it holds en, ru, zh-Hans"):
        read_all(tmp_path, "contract.docx", data, wanted=["fr", "en"])


def test_reading_such_a_file_as_one_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "contract.docx"
    path.write_bytes(table(ENGLISH, RUSSIAN))
    assert any("several languages, en and ru" in note for note in documents.read(path).notes)


@given(st.lists(st.sampled_from([*ENGLISH, *RUSSIAN, *CHINESE, "1.", "—", "2024"]), max_size=12))
def test_no_paragraph_is_lost_or_doubled(lines) -> None:
    from workbench.documents import multilingual
    from workbench.documents.plain_text import content_of

    content = content_of("\n".join(lines), "paragraph")
    parts = multilingual.take_apart(content)
    if parts:
        taken = [
            part.content.text[each.start : each.end]
            for part in parts
            for each in part.content.paragraphs
        ]
        assert sorted(taken) == sorted(lines)
