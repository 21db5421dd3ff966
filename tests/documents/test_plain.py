"""Plain text: its lines, its paragraphs, its encoding."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import documents
from workbench.documents import Document
from workbench.documents.encoding import decode
from workbench.errors import WorkbenchError

ENGLISH = (
    (
        "The delegation arrived in the capital on Tuesday evening and was received at the airport "
        "by the deputy minister, who had flown in from the south an hour before."
    ),
    (
        "Talks begin tomorrow. Both sides expect them to be short, since the text of the agreement "
        "has been ready for weeks and only two of its articles are still in brackets."
    ),
    "Nobody wanted to say which two.",
)
RUSSIAN = (
    (
        "Делегация прибыла в столицу во вторник вечером; в аэропорту её встретил заместитель "
        "министра, прилетевший с юга часом раньше."
    ),
    (
        "Переговоры начнутся завтра. Стороны рассчитывают, что они будут недолгими: текст "
        "соглашения готов уже несколько недель, и лишь две его статьи остаются в скобках."
    ),
    "Какие именно, никто не сказал.",
)
SIMPLIFIED = (
    "代表团于星期二晚上抵达首都，副部长在机场迎接，他一小时前刚从南方飞回来。",
    "会谈明天开始。双方都认为会谈时间不会太长，因为协定文本几个星期前就已经准备好了，只有两条还放在方括号里。",
    "没有人愿意说是哪两条。",
)
TRADITIONAL = (
    "代表團於星期二晚上抵達首都，副部長在機場迎接，他一小時前剛從南方飛回來。",
    "會談明天開始。雙方都認為會談時間不會太長，因為協定文本幾個星期前就已經準備好了，只有兩條還放在方括號裡。",
    "沒有人願意說是哪兩條。",
)

TEXTS = {"en": ENGLISH, "ru": RUSSIAN, "zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}


def texts_of(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


@given(st.text(), st.sampled_from(["auto", "paragraph", "wrapped"]))
def test_paragraphs_are_in_order_and_cover_all_that_is_not_white_space(text, lines) -> None:
    document = documents.from_text(text, language="en", lines=lines)
    end = 0
    for paragraph in document.paragraphs:
        assert document.text[end : paragraph.start].strip() == ""
        assert end <= paragraph.start < paragraph.end <= len(document.text)
        inside = document.text[paragraph.start : paragraph.end]
        assert inside == inside.strip()
        end = paragraph.end
    assert document.text[end:].strip() == ""


@given(st.text(alphabet=st.characters(exclude_characters="\r\v\x85\u2028\u2029")))
def test_the_text_stays_as_it_is(text: str) -> None:
    assert documents.from_text(text, language="en").text == text


def test_every_kind_of_line_end_becomes_one_character() -> None:
    document = documents.from_text("a\r\nb\rc\nd\u2028e\u2029f\x85g", language="en")
    assert document.text == "a\nb\nc\nd\ne\nf\ng"
    assert [each.line for each in document.paragraphs] == [1, 2, 3, 4, 5, 6, 7]


def test_composed_and_decomposed_letters_stay_as_written() -> None:
    assert documents.from_text("e\u0301 \u00e9 \u0438\u0306", language="en").text == (
        "e\u0301 \u00e9 \u0438\u0306"
    )


@pytest.mark.parametrize("tag", TEXTS)
def test_lines_that_are_paragraphs_stay_apart(tag: str) -> None:
    document = documents.from_text("\n".join(TEXTS[tag]))
    assert document.language == tag
    assert texts_of(document) == list(TEXTS[tag])
    assert "look like paragraphs" in document.notes[0]


def wrapped(paragraph: str, tag: str, width: int) -> str:
    if tag.startswith("zh"):
        return "\n".join(
            paragraph[i : i + width // 2] for i in range(0, len(paragraph), width // 2)
        )
    return "\n".join(textwrap.wrap(paragraph, width))


@pytest.mark.parametrize("width", [48, 72, 90])
@pytest.mark.parametrize("tag", TEXTS)
def test_wrapped_lines_are_one_paragraph(tag: str, width: int) -> None:
    if tag.startswith("zh") and width > 60:
        width //= 2  # their paragraphs are shorter
    text = "\n\n".join(wrapped(paragraph, tag, width) for paragraph in TEXTS[tag])
    document = documents.from_text(text)
    assert [
        t.replace("\n", "" if tag.startswith("zh") else " ") for t in texts_of(document)
    ] == list(TEXTS[tag])
    assert "look wrapped" in document.notes[0]


def test_said_to_be_wrapped_or_not_is_not_asked_again() -> None:
    text = "one\ntwo\n\nthree"
    for lines, number in (("wrapped", 2), ("paragraph", 3)):
        document = documents.from_text(text, language="en", lines=lines)
        assert len(document.paragraphs) == number
        assert document.notes == ()


def test_verse_and_lists_are_not_wrapped_text() -> None:
    verse = "A lamp was lit above the gate,\nThe guests came home,\nIt was not early, was not late,"
    contents = (
        "Contents\n1. On trade and on investment\n2. On science\n3. On other matters of note\n"
    )
    for text in (verse, contents):
        document = documents.from_text(text, language="en")
        assert len(document.paragraphs) == len(text.strip().split("\n"))


def test_list_items_in_wrapped_text_stay_apart() -> None:
    text = (
        "The two governments agreed yesterday in the course of their talks on\n"
        "the following three points, which will be published in due time:\n"
        "- to open a line by rail between the two capitals, before the end of\n"
        "  the coming year, whatever may happen;\n"
        "- to meet again.\n"
    )
    assert len(documents.from_text(text).paragraphs) == 3


def test_an_indent_begins_a_paragraph_in_wrapped_text() -> None:
    first, second = (textwrap.fill(each, 60, initial_indent="    ") for each in ENGLISH[:2])
    assert len(documents.from_text(f"{first}\n{second}").paragraphs) == 2


ENCODINGS = [
    ("en", "utf-8"),
    ("en", "utf-16-le"),
    ("ru", "utf-8"),
    ("ru", "utf-8-sig"),
    ("ru", "utf-16"),
    ("ru", "utf-16-le"),
    ("ru", "utf-16-be"),
    ("ru", "cp1251"),
    ("ru", "koi8-r"),
    ("ru", "cp866"),
    ("ru", "iso8859-5"),
    ("zh-Hans", "utf-8"),
    ("zh-Hans", "utf-16"),
    ("zh-Hans", "utf-16-le"),
    ("zh-Hans", "utf-16-be"),
    ("zh-Hans", "gb18030"),
    ("zh-Hans", "gb2312"),
    ("zh-Hant", "big5"),
    ("zh-Hant", "utf-16-be"),
]


@pytest.mark.parametrize(("tag", "encoding"), ENCODINGS)
def test_the_encoding_is_found(tmp_path: Path, tag: str, encoding: str) -> None:
    path = tmp_path / "speech.txt"
    text = "\r\n".join(TEXTS[tag])
    path.write_bytes(text.encode(encoding))
    document = documents.read(path)
    assert document.text == text.replace("\r\n", "\n")
    assert document.language == tag


@pytest.mark.parametrize(("tag", "encoding"), ENCODINGS)
def test_a_single_clause_is_enough_for_the_encoding(tag: str, encoding: str) -> None:
    for paragraph in TEXTS[tag]:
        clause = paragraph[:24]
        assert decode(clause.encode(encoding)).text == clause


@given(
    st.sampled_from([pair for pair in ENCODINGS if pair[0] != "en"]),
    st.data(),
)
def test_any_cut_of_a_text_is_decoded_as_it_was_written(pair, data) -> None:
    tag, encoding = pair
    whole = "\n".join(TEXTS[tag])
    start = data.draw(st.integers(0, len(whole) - 40))
    cut = whole[start : start + data.draw(st.integers(40, 200))]
    assert decode(cut.encode(encoding)).text == cut


def test_an_encoding_that_was_found_is_said() -> None:
    decoded = decode(RUSSIAN[0].encode("koi8-r"))
    assert decoded.encoding == "koi8-r"
    assert "taken to be koi8-r" in decoded.notes[0]
    assert decode(RUSSIAN[0].encode()).notes == ()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "L’été dernier, le ministre s’était rendu à Genève à plusieurs reprises."),
        ("cp1250", "Rząd ogłosił, że spotkanie odbędzie się w przyszłym tygodniu w Łodzi."),
        ("cp1254", "Görüşmeler önümüzdeki hafta İstanbul’da yapılacak, dedi sözcü."),
        ("cp932", "会談は明日から始まり、双方は短時間で終わると見込んでいる。"),
        ("cp949", "회담은 내일 시작되며 양측은 오래 걸리지 않을 것으로 예상한다."),
        ("cp1256", "تبدأ المحادثات غدا ويتوقع الجانبان أن تكون قصيرة."),
    ],
)
def test_other_languages_of_the_encoder_keep_their_letters(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_one_accent_in_a_long_english_text_does_not_make_it_chinese() -> None:
    text = "The minister spoke at length. " * 200 + "He then went to a café, and a second café."
    assert decode(text.encode("cp1252")).text == text


def test_an_encoding_that_is_stated_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Привет".encode("koi8-r"))
    assert documents.read(path, language="ru", encoding="KOI8-R").text == "Привет"


def test_a_stated_encoding_that_does_not_fit_names_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("one\ntwo\nтри\n".encode("cp1251"))
    with pytest.raises(WorkbenchError, match=r"a\.txt:3: .*utf-8.*0xF2"):
        documents.read(path, encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "zlib"])
def test_an_encoding_nobody_knows_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    with pytest.raises(WorkbenchError, match=r"encoding .* is unknown"):
        documents.read(path, encoding=name)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (b"  \n\n ", "there is no text"),
        (b"\xef\xbb\xbf", "there is no text"),
        (b"%PDF-1.7\n...", "it is a PDF"),
        (b"PK\x03\x04....", "it is a zip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is a PNG image"),
        (bytes(range(256)) * 40, "not a text"),
        (b"abc\0\0\0def\0\1\2\3" * 50, "not a text"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "not in the encoding utf-16"),
        ("Много слов. ".encode() * 40 + b"\xff\xd1", "utf-8"),
        ("It’s a café".encode()[:-1], "cut off inside its last character"),
        ("Слово".encode()[:-1], r"speech\.ru\.txt:1: .* cut off inside its last character"),
        (
            "Первая строка этого текста\n\n".encode() + "и вторая строка его".encode("cp1251"),
            "line 1 is UTF-8, line 3 is not",
        ),
        (
            "这是这个文件的第二行文字\n".encode("gb18030") + "这是这个文件的第一行文字".encode(),
            "line 2 is UTF-8, line 1 is not",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, cause: str
) -> None:
    path = tmp_path / "speech.ru.txt"
    path.write_bytes(data)
    with pytest.raises(WorkbenchError, match=cause):
        documents.read(path)


def test_a_page_that_is_called_a_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    for text, cause in (
        ("<!DOCTYPE html>\n<html><p>It rises.</p></html>", "an HTML page.*the ending .html"),
        ('<?xml version="1.0"?><article>It rises.</article>', "it is XML"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(WorkbenchError, match=cause):
            documents.read(path, language="en")
    path.write_text("<p> is a tag. <html> is another.", encoding="utf-8")
    assert documents.read(path, language="en").text.startswith("<p>")


def test_files_that_are_aligned_already_are_sent_to_import(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text("<tmx/>", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="workbench import"):
        documents.read(path)


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"nothing\.txt: there is no such file"):
        documents.read(tmp_path / "nothing.txt")
    with pytest.raises(WorkbenchError, match="it is a folder"):
        documents.read(tmp_path)


def test_a_language_nothing_knows_asks_for_its_tag(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("1 2 3\n4 5 6\n", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="--lang"):
        documents.read(path)
    assert documents.read(path, language="mi").language == "mi"


def test_words_of_no_language_ask_for_its_tag(tmp_path: Path) -> None:
    """A guess that is more likely wrong is none, given enough words to know by."""
    path = tmp_path / "speech.txt"
    path.write_text("zxcv qwrt plmk bnvc hjkl dfgh wert sdfg xcvb. " * 2, encoding="utf-8")
    with pytest.raises(WorkbenchError, match="none that is known; state it with --lang"):
        documents.read(path)
    path.write_text("Hello there.", encoding="utf-8")
    document = documents.read(path)
    assert document.language == "en"
    assert "taken to be en" in document.notes[-1]


def test_a_stated_language_that_the_text_contradicts_is_kept_and_said() -> None:
    document = documents.from_text(" ".join(RUSSIAN), language="en")
    assert document.language == "en"
    assert "looks like ru" in document.notes[0]


def test_one_line_of_a_hundred_thousand_characters_is_one_paragraph() -> None:
    for text in ("слово " * 17_000, "字" * 100_000, "x" * 100_000):
        assert len(documents.from_text(text, language="ru").paragraphs) == 1


def test_two_hundred_thousand_lines_are_as_many_paragraphs() -> None:
    document = documents.from_text("This is a line.\n" * 200_000)
    assert len(document.paragraphs) == 200_000
