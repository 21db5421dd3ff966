"""PDF: the layouts that real files have, each kind written anew for these tests."""

from pathlib import Path

import pytest
from support.pdf_file import Piece, column, pdf, shown, turned

from workbench import documents
from workbench.documents import Document

PROSE = [
    "The ferry left the upper harbour before dawn, and all",
    "who had tickets were on deck when the pilot at last saw",
    "the light of the mole and gave the order to turn south",
    "towards the islands, where the market opens at seven.",
]
LEFT = [
    "The harbour board met in the old",
    "customs house and heard a long",
    "report on the silting of the main",
    "channel, which had cost it two of",
    "the larger ships this year and will",
    "cost it more if nothing is done to",
]
RIGHT = [
    "deepen it before the storms come.",
    "A second report was on the lamps",
    "along the mole, of which one half",
    "were dark for weeks, because no",
    "spare glass was to be had in town",
    "and none could be sent by rail.",
]
CHINESE = [
    "渡船天亮以前离开上游码头，所有买到票的人都",
    "站在甲板上，等待领航员看见防波堤上的灯光。",
]


def read(tmp_path: Path, pages: list[list[Piece | str]], **options) -> Document:
    path = tmp_path / "harbour.pdf"
    path.write_bytes(pdf(pages, **options))
    return documents.read(path, language="en")


def texts_of(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def flat(document: Document) -> list[str]:
    """The paragraphs with their lines put together."""
    return [text.replace("\n", " ") for text in texts_of(document)]


def omitted(document: Document) -> dict[str, int]:
    return {each.what: each.count for each in document.omissions}


@pytest.mark.parametrize("factor", [0.1, 1, 12, 50])
def test_a_size_is_the_operators_times_the_matrix(tmp_path: Path, factor: float) -> None:
    scale = 11 / factor
    page = [shown(x, y, factor, text, f"{scale} 0 0 {scale}") for x, y, _, text in column(PROSE)]
    title = shown(50, 560, factor, "Of ferries", f"{2 * scale} 0 0 {2 * scale}")
    document = read(tmp_path, [[title, *page]])
    assert texts_of(document) == ["Of ferries", "\n".join(PROSE)]
    assert document.paragraphs[0].kind == "heading"


def test_a_size_may_be_in_the_matrix_of_the_page(tmp_path: Path) -> None:
    page = [
        f"q {11} 0 0 {11} {x} {y} cm {shown(0, 0, 1, text)} Q" for x, y, _, text in column(PROSE)
    ]
    assert texts_of(read(tmp_path, [page])) == ["\n".join(PROSE)]


MAPS = {
    "a range over the end of a row": "2 beginbfrange\n<0041><0043><6e21>\n<00fe><0101><8239>\n"
    "endbfrange",
    "a range that ends before it begins": "2 beginbfrange\n<0041><0043><6e21>\n"
    "<0110><0104><4e00>\nendbfrange\n1 beginbfchar <00fe> <8239> endbfchar\n"
    "1 beginbfrange <00ff> <00ff> <823a> endbfrange",
    "a list over the end of a row": "2 beginbfrange\n<0041><0043><6e21>\n"
    "<00fe><0100>[<8239><823a><823b>]\nendbfrange",
}


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("kind", MAPS)
def test_a_faulty_character_map_is_mended(tmp_path: Path, kind: str, *, compressed: bool) -> None:
    page = ["BT /F4 12 Tf 50 500 Td <00410042004300fe00ff> Tj ET"]
    document = read(tmp_path, [page], character_map=MAPS[kind], compressed=compressed)
    assert texts_of(document) == ["渡渢渣船\u823a"]
    assert any("character map" in note for note in document.notes)


def test_a_character_map_is_found_however_its_number_is_written(tmp_path: Path) -> None:
    page = ["BT /F4 12 Tf 50 500 Td <00410042004300fe00ff> Tj ET"]
    data = pdf([page], character_map=MAPS["a list over the end of a row"])
    path = tmp_path / "harbour.pdf"
    path.write_bytes(
        data.replace(b"/ToUnicode 3 0 R", b"/ToUnicode\n3\n0\nR").replace(b"3 0 obj", b"3\n0\nobj")
    )
    assert texts_of(documents.read(path, language="zh")) == ["渡渢渣船\u823a"]


@pytest.mark.parametrize(
    "size", ["0", "0.0001", "99999999999999999999999999999999999999999", "-11"]
)
@pytest.mark.parametrize("matrix", ["1 0 0 1", "0 0 0 0", "1e38 0 0 1e38", "-1 0 0 1"])
def test_no_size_or_matrix_stops_the_reader(tmp_path: Path, size: str, matrix: str) -> None:
    odd = f"BT /F1 {size} Tf {matrix} 50 300 Tm (odd words) Tj ET"
    assert "\n".join(PROSE) in read(tmp_path, [[*column(PROSE), odd]]).text


@pytest.mark.parametrize(
    "blocks",
    [
        "1 beginbfrange < > < > <0041> endbfrange",
        "1 beginbfrange <00fe> <0101> <> endbfrange",
        "1 beginbfrange <00fe> <0101> [] endbfrange",
        "1 beginbfrange <0> <ffffffff> <0041> endbfrange",
        "9 beginbfrange <00fe> rubbish <0101> endbfrange",
    ],
)
def test_no_character_map_stops_the_reader(tmp_path: Path, blocks: str) -> None:
    page = [*column(PROSE), "BT /F4 12 Tf 50 300 Td <00410042> Tj ET"]
    document = read(tmp_path, [page], character_map=blocks)
    assert texts_of(document)[0] == "\n".join(PROSE)


def test_notes_at_the_foot_do_not_cut_a_sentence(tmp_path: Path) -> None:
    for mark in ("1", "(a)", "*"):
        note: list[Piece] = [(50, 70, 8, f"{mark} Of the year before last, when it was")]
        note += [(50, 60, 8, "still run by the town.")]
        pages = [[*column(PROSE[:2]), *note], column(PROSE[2:])]
        document = read(tmp_path, pages)
        assert flat(document) == [
            " ".join(PROSE),
            f"{mark} Of the year before last, when it was still run by the town.",
        ]
        assert [each.kind for each in document.paragraphs] == ["text", "note"]


def test_notes_below_a_column_do_not_cut_a_sentence(tmp_path: Path) -> None:
    note = column(
        ["2 As the almanac has it, which", "was not always right."], y=380, size=8, pitch=10
    )
    page = [*column(LEFT), *note, *column(RIGHT, x=230)]
    document = read(tmp_path, [page])
    assert flat(document)[0] == " ".join(LEFT + RIGHT)
    assert document.paragraphs[-1].kind == "note"


def test_notes_written_first_do_not_cut_a_sentence(tmp_path: Path) -> None:
    note: list[Piece] = [(50, 60, 8, "3 Not counting those on leave.")]
    document = read(tmp_path, [[*note, *column(PROSE[:2])], column(PROSE[2:])])
    assert flat(document) == [" ".join(PROSE), "3 Not counting those on leave."]


def test_a_stamp_in_the_margin_stands_apart(tmp_path: Path) -> None:
    stamp = shown(24, 200, 16, "deposited 4 May 2021 no. 77", "0 1 -1 0")
    document = read(tmp_path, [[*column(PROSE[:2]), stamp, *column(PROSE[2:], y=492)]])
    assert flat(document) == [" ".join(PROSE), "deposited 4 May 2021 no. 77"]
    assert document.paragraphs[1].flow > 0


def test_a_note_in_the_margin_stands_apart(tmp_path: Path) -> None:
    page = [*column(PROSE[:2], x=110), (40, 506, 8, "see map"), *column(PROSE[2:], x=110, y=492)]
    document = read(tmp_path, [page])
    assert flat(document) == [" ".join(PROSE), "see map"]


def test_a_caption_between_pages_does_not_cut_a_sentence(tmp_path: Path) -> None:
    caption: list[Piece] = [(60, 560, 9, "Figure 2. The mole in a storm.")]
    document = read(tmp_path, [column(PROSE[:2]), [*caption, *column(PROSE[2:])]])
    assert flat(document) == [" ".join(PROSE), "Figure 2. The mole in a storm."]


@pytest.mark.parametrize("leader", [" . . . . . . . . . . . . ", " ............. "])
def test_contents_with_leaders_stay(tmp_path: Path, leader: str) -> None:
    lines = ["Of ferries", "Of the harbour and its mole", "Of lamps", "Of what is left", "Index"]
    entries = [f"{line}{leader}{5 + 7 * row}" for row, line in enumerate(lines)]
    document = read(tmp_path, [column(["Contents", "", *entries]), column(PROSE)])
    found = [text for text in flat(document) if "Contents" not in text]
    assert [text.split(" .")[0] for text in found[:5]] == lines
    assert [text.split()[-1] for text in found[:5]] == ["5", "12", "19", "26", "33"]


def test_contents_whose_numbers_stand_far_off_stay(tmp_path: Path) -> None:
    lines = ["Of ferries", "Of the harbour and its mole", "Of lamps"]
    page: list[Piece] = []
    for row, line in enumerate(lines):
        page += [(50, 520 - 16 * row, 11, line), (380, 520 - 16 * row, 11, str(3 + row))]
        dots = "." * round((380 - 60 - len(line) * 5.5) / 3.1)
        page.append((55 + len(line) * 5.5, 520 - 16 * row, 11, dots))
    document = read(tmp_path, [page, column(PROSE)])
    text = document.text
    assert all(line in text for line in lines)
    assert [each for each in flat(document) if each.startswith("Of")].__len__() == 3


def test_turned_pages_are_read(tmp_path: Path) -> None:
    upright, turn = column(PROSE[:2]), turned(column(PROSE[2:], x=40))
    assert flat(read(tmp_path, [[*turned(column(PROSE, x=40))]])) == [" ".join(PROSE)]
    assert flat(read(tmp_path, [upright, turn])) == [" ".join(PROSE)]
    head_down = [
        shown(420 - x, 595 - y, size, text, "-1 0 0 -1") for x, y, size, text in column(PROSE)
    ]
    assert flat(read(tmp_path, [head_down])) == [" ".join(PROSE)]


def test_vertical_chinese_is_read(tmp_path: Path) -> None:
    page: list[Piece] = []
    for number, text in enumerate(CHINESE):
        page += [(380 - 22 * number, 560 - 13 * row, 12, each) for row, each in enumerate(text)]
    path = tmp_path / "ferry.pdf"
    path.write_bytes(pdf([page]))
    assert [text.replace("\n", "") for text in texts_of(documents.read(path))] == ["".join(CHINESE)]


def test_columns_drawn_row_by_row_are_told_apart(tmp_path: Path) -> None:
    page: list[Piece] = []
    for one, two in zip(column(LEFT), column(RIGHT, x=230), strict=True):
        page += [one, two]
    assert flat(read(tmp_path, [page])) == [" ".join(LEFT + RIGHT)]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("with a lamp that was called Fresnel-", "B12 by those who", "Fresnel-B12 by"),
        ("as was said of all ships on pages 737–", "9 of the almanac", "737–9 of the"),
        (
            "to be had from https://harbour.example/lists/2021/",
            "lamps.html at",
            "2021/lamps.html at",
        ),
        ("to be had from https://harbour.example/lists?", "year=2021 at", "lists?year=2021 at"),
        (
            "and for the rest write to pilots@",
            "harbour.example by noon",
            "pilots@harbour.example by",
        ),
        (
            "and for the rest write to old.pilots-",
            "office@harbour.example by",
            "old.pilots-office@h",
        ),
        ("to be had from www.harbour.example/old-", "lists at no cost", "example/old-lists at"),
        ("from doi.org/10.1000/harbour.", "2021.77 at no cost to any", "harbour.2021.77 at"),
        ("in the model UTF-", "8 of the clock, which", "UTF-8 of"),
        ("no later than the end of the 7-", "го месяца", "7-го месяца"),
        ("the ferries of Saint-", "Malo, which are", "Saint-Malo, which"),
    ],
)
def test_what_is_one_word_is_joined(tmp_path: Path, first: str, second: str, whole: str) -> None:
    wide = "The pilots wrote of it at length and often, " + first
    document = read(tmp_path, [column([wide, second + " knew it well enough."], size=9)])
    assert whole in document.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("to be had from https://harbour.example/lists", "and at the pier"),
        ("to be had from https://harbour.example/lists.", "The pier has them"),
        ("which was seen by all – from 1901 –", "9 of them pilots"),
        ("some words with and/or", "a slash in them"),
    ],
)
def test_what_is_two_words_stays_apart(tmp_path: Path, first: str, second: str) -> None:
    wide = "The pilots wrote of it at length and often, " + first
    text = read(tmp_path, [column([wide, second + " as everybody knows."], size=9)]).text
    assert first in text
    assert first + second not in text


def test_a_narrow_abstract_is_one_paragraph(tmp_path: Path) -> None:
    narrow = [line[:34].rsplit(" ", 1)[0] for line in PROSE]
    for x in (70, 85, 110):
        page = [*column(narrow, x=x), *column([line + " and so on" for line in PROSE], y=440)]
        assert flat(read(tmp_path, [page]))[0] == " ".join(narrow)


def test_lines_beside_a_figure_run_on(tmp_path: Path) -> None:
    words = " ".join(PROSE).split()
    beside = [" ".join(words[row : row + 6]) for row in range(12, 30, 6)]
    page = column([" ".join(words[:12]), *beside, " ".join(words[30:])], size=9)
    assert flat(read(tmp_path, [page])) == [" ".join(PROSE)]


def test_a_page_may_be_set_wider_than_the_rest(tmp_path: Path) -> None:
    pages = [column(PROSE * 4), column([*PROSE, "", *PROSE], pitch=20)]
    assert flat(read(tmp_path, pages))[-2:] == [" ".join(PROSE)] * 2


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("x", [28, 390])
def test_line_numbers_are_left_out(tmp_path: Path, step: int, x: float) -> None:
    lines = [*PROSE, "", *PROSE, "", *PROSE, "", *PROSE, "", *PROSE]
    page: list[Piece] = []
    for number, piece in enumerate(column(lines), 1):
        beside: list[Piece] = [(x, piece[1], 8, str(number))] if number % step == 0 else []
        page += [*beside, piece] if x < 50 else [piece, *beside]
    document = read(tmp_path, [page])
    assert flat(document) == [" ".join(PROSE)] * 5
    assert omitted(document) == {"line number": 20 // step}


def test_items_that_are_numbered_stay(tmp_path: Path) -> None:
    names = ["Pilots", "Lamps", "Glass", "Ferries", "Tickets", "Moles", "Islands", "Storms"]
    page: list[Piece] = []
    for row, name in enumerate(names):
        page += [
            (50, 520 - 14 * row, 11, f"{row + 1}"),
            (70, 520 - 14 * row, 11, f"{name} of old."),
        ]
    document = read(tmp_path, [page])
    assert all(f"{row} {name}" in document.text for row, name in enumerate(names, 1))


def test_a_head_close_to_the_text_is_left_out(tmp_path: Path) -> None:
    story = [f"{line[:30]} {word}{line[30:]}" for word in ("one", "two", "six") for line in PROSE]
    pages = [
        [(50, 534, 11, "Reports of the Harbour Board"), *column(story[begin : begin + 4])]
        for begin in (0, 4, 8)
    ]
    document = read(tmp_path, pages)
    assert "Reports" not in document.text
    assert omitted(document) == {"running head or page number": 3}


def test_cells_of_two_lines_are_whole(tmp_path: Path) -> None:
    rows = [
        ("Term", "Meaning", "Place"),
        ("Pilot", "One who brings ships in", "Art. 1"),
        ("Mole", "A wall of stones that keeps the", "Art. 2"),
        ("", "waves out of the harbour", ""),
        ("Lamp", "A light on the mole that tells", "Art. 3"),
        ("", "ships where it is, and is lit at", "and 4"),
        ("", "dusk", ""),
    ]
    page: list[Piece] = []
    for row, cells in enumerate(rows):
        page += [
            (x, 520 - 14 * row, 11, cell)
            for x, cell in zip((40, 110, 340), cells, strict=True)
            if cell
        ]
    found = flat(read(tmp_path, [page]))
    assert found == [
        *("Term", "Meaning", "Place", "Pilot", "One who brings ships in", "Art. 1", "Mole"),
        "A wall of stones that keeps the waves out of the harbour",
        *("Art. 2", "Lamp"),
        "A light on the mole that tells ships where it is, and is lit at dusk",
        "Art. 3 and 4",
    ]


@pytest.mark.parametrize(
    ("base", "raised", "lowered", "text"),
    [
        ("about 10", "6", "", "about 10⁶ lamps"),
        ("of CO", "", "2", "of CO₂ lamps"),
        ("some 40 km", "2", "", "some 40 km² lamps"),
        ("of all ferries", "7", "", "of all ferries lamps"),
        ("of all ferries", "a", "", "of all ferries lamps"),
        ("of all ferries", "(b)", "", "of all ferries lamps"),
    ],
)
def test_raised_and_lowered_figures(
    tmp_path: Path, base: str, raised: str, lowered: str, text: str
) -> None:
    operators = (
        f"BT /F1 11 Tf 50 520 Td (The board had heard {base}) Tj /F1 7 Tf "
        + (
            f"4 Ts ({raised.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj"
            if raised
            else f"-2 Ts ({lowered}) Tj"
        )
        + " 0 Ts /F1 11 Tf ( lamps.) Tj ET"
    )
    document = read(tmp_path, [[operators, *column(PROSE, y=480)]])
    assert text in texts_of(document)[0]


GARBLED = {
    "letters of other scripts": "1 beginbfrange\n<0020><00ff><6e20>\nendbfrange\n"
    "1 beginbfrange <0100> <01ff> <1e00> endbfrange",
    "shifted": "1 beginbfrange <0020> <00ff> <0420> endbfrange",
}


def test_foreign_letters_among_han_are_told(tmp_path: Path) -> None:
    codes = "".join(f"{code:04x}" for code in [*range(0x21, 0x60), *range(0x101, 0x115)] * 2)
    page = [f"BT /F4 5 Tf 10 500 Td <{codes[row : row + 280]}> Tj ET" for row in (0, 280)]
    document = read(tmp_path, [page], character_map=GARBLED["letters of other scripts"])
    assert any("letters of other scripts among" in note for note in document.notes)


@pytest.mark.parametrize("shift", [-0x350, 1, -3, 0x20])
def test_a_shifted_cyrillic_text_is_told(tmp_path: Path, shift: int) -> None:
    words = (
        "комиссия собралась во вторник в третий раз и приняла план работ в низовьях реки которые "
    )
    words *= 3
    first = 0x430 + shift
    maps = f"1 beginbfrange <0030> <004f> <{first:04x}> endbfrange"
    maps += " 1 beginbfchar <0020> <0020> endbfchar"
    codes = "".join(f"{ord(each) - 0x430 + 0x30:04x}" if each != " " else "0020" for each in words)
    page = [
        f"BT /F4 11 Tf 10 {500 - row // 10} Td <{codes[row : row + 120]}> Tj ET"
        for row in range(0, len(codes), 120)
    ]
    document = read(tmp_path, [page], character_map=maps)
    assert any("shifted" in note or "no language" in note for note in document.notes)


def test_a_layer_that_is_no_language_is_told(tmp_path: Path) -> None:
    lines = [
        "7KH IHUU\\ OHIW WKH XSSHU KDUERXU EHIRUH GDZQ DQG DOO ZKR",
        "#$ %&!' (#) *+ ,$- .%/ &#! ()+ $%#",
    ] * 4
    document = read(tmp_path, [column(lines, size=8)])
    assert any("no language" in note for note in document.notes)


@pytest.mark.parametrize(
    "text", ["\n".join(PROSE * 2), "\n".join(CHINESE * 3 + ["BM25 (Lucene) é"])]
)
def test_good_text_is_not_suspected(tmp_path: Path, text: str) -> None:
    assert not read(tmp_path, [column(text.split("\n"), size=9)]).notes[1:]
