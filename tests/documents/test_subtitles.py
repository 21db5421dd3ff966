"""Subtitles as they are found: odd times, blank lines in cues, entities, dashes of all kinds."""

import pytest
from support.reading import omitted, read, texts_of

from workbench.errors import WorkbenchError


def srt(*cues: str) -> str:
    """Cues a second apart, numbered."""
    return "".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{cue}\n\n"
        for number, cue in enumerate(cues, 1)
    )


@pytest.mark.parametrize(
    "timing",
    [
        "00:00:01 --> 00:00:03",
        "00:00:01,0000 --> 00:00:03,0000",
        "00:00:01,5 --> 00:00:03,5",
        "00: 00: 01, 000 --> 00: 00: 03, 000",
        "00:00:01,000-->00:00:03,000",
        "00:00:01,000 -> 00:00:03,000",
        "00:00:01,000 ---> 00:00:03,000",
        "00:00:01,000 → 00:00:03,000",
        "00:00:01,000 --&gt; 00:00:03,000",
        "00:00:01，000 --> 00:00:03，000",
        "00：00：01，000 --> 00：00：03，000",
        "00:00:01:12 --> 00:00:03:12",
        "00:00:01;12 --> 00:00:03;12",
        "0:00:01.00 --> 0:00:03.00 X1:100 X2:200 Y1:20 Y2:40",
        "\t00:01.000 --> 00:03.000 line:0 align:start",
        "1:00:01,000 --> 1:00:03,000",
        "00:00:01,000 --> ",
        "--:--:-- --> 00:00:03,000",
        "00:00:0l,000 --> 00:00:O3,000",
    ],
)
def test_a_cue_is_read_however_its_times_are_written(timing: str) -> None:
    document = read("a.srt", f"1\n{timing}\nThe river rose.\n\n{srt('It fell again.')}")
    assert texts_of(document) == ["The river rose.", "It fell again."]


def test_times_that_cannot_be_read_are_counted() -> None:
    document = read("a.srt", "1\n00:00:xx,000 --> soon\nThe river rose.\n\n" + srt("It fell."))
    assert texts_of(document) == ["The river rose.", "It fell."]
    assert omitted(document) == {"cue time that cannot be read": 1}


@pytest.mark.parametrize("ending", ["srt", "vtt"])
def test_a_blank_line_inside_a_cue_does_not_end_it(ending: str) -> None:
    text = srt("The river rose\n\nin the night.", "It fell\n \nby day.")
    head = "WEBVTT\n\n" if ending == "vtt" else ""
    document = read(f"a.{ending}", head + text)
    assert texts_of(document) == ["The river rose\nin the night.", "It fell\nby day."]


def test_a_number_is_a_cue_s_text_where_it_is_not_the_next_one_s_name() -> None:
    document = read("a.srt", srt("How many?", "42", "Forty-two."))
    assert texts_of(document) == ["How many?", "42\nForty-two."]


@pytest.mark.parametrize("line", ["Go --> there.", "At 10:30 -> 11:15 we meet.", "It is 10:30."])
def test_an_arrow_or_a_time_in_a_sentence_begins_no_cue(line: str) -> None:
    assert texts_of(read("a.srt", srt(line, "It fell."))) == [line, "It fell."]


def test_cues_without_numbers_or_without_blank_lines_between() -> None:
    text = (
        "00:00:01,000 --> 00:00:02,000\nThe river rose.\n"
        "2\n00:00:03,000 --> 00:00:04,000\nIt fell.\n00:00:05,000 --> 00:00:06,000\nIt rested.\n"
    )
    assert texts_of(read("a.srt", text)) == ["The river rose.", "It fell.", "It rested."]


def test_lines_outside_of_cues_are_counted() -> None:
    document = read("a.srt", "Made by A. Clerk\n\n" + srt("The river rose."))
    assert texts_of(document) == ["The river rose."]
    assert omitted(document) == {"line outside of cues": 1}


def test_entities_are_what_they_stand_for() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nA Q&amp;A on R&amp;D: 3 &lt; 5&nbsp;km.\n"
    assert texts_of(read("a.vtt", text)) == ["A Q&A on R&D: 3 < 5\N{NO-BREAK SPACE}km."]


@pytest.mark.parametrize(
    ("cue", "texts"),
    [
        ("It was cold:\n-20 degrees.", ["It was cold:\n-20 degrees."]),
        ("-20 degrees.", ["-20 degrees."]),
        ("−5 and falling.", ["−5 and falling."]),
        ("- 20 people came.\n- Really?", ["20 people came.", "Really?"]),
        ("-Who came?\n-20 people.", ["Who came?", "20 people."]),
        ("-Who?\n-Me.", ["Who?", "Me."]),
        ("Who came?\n- Nobody.", ["Who came?", "Nobody."]),
        ("Москва\n— это столица России.", ["Москва\n— это столица России."]),
        ("Волга\n– самая длинная река Европы.", ["Волга\n– самая длинная река Европы."]),
        ("— Кто там?\n— Это я.", ["Кто там?", "Это я."]),
        ("— Кто там\n— Я.", ["Кто там", "Я."]),
        ("Кто там?\n— Это я.", ["Кто там?", "Это я."]),
        ("你是谁？\n——是我。", ["你是谁？", "是我。"]),
    ],
)
def test_a_dash_is_a_speaker_s_a_minus_or_the_sentence_s(cue: str, texts: list[str]) -> None:
    assert texts_of(read("a.srt", srt(cue, "That is all.", "Good."))) == [
        *texts,
        "That is all.",
        "Good.",
    ]


def test_a_sentence_s_dash_may_begin_the_next_cue() -> None:
    document = read("a.srt", srt("Москва", "— это столица России.", "Там живут люди."))
    assert texts_of(document) == ["Москва\n— это столица России.", "Там живут люди."]


def test_only_the_format_s_own_tags_are_taken_away() -> None:
    document = read("a.srt", srt('<font color="red">I <3 you</font>, <i>if <b>3</b></i> <sigh>.'))
    assert texts_of(document) == ["I <3 you, if 3 <sigh>."]


def test_voices_remarks_and_readings_are_left_out_and_counted() -> None:
    text = (
        "WEBVTT\nKind: captions\n\nNOTE\nby hand\nand eye\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.000\n<v Anna>Good <c.loud>evening</c>, <00:01.500>all.\n\n"
        "00:03.000 --> 00:04.000\n<ruby>東<rt>とう</rt></ruby>.\n"
    )
    document = read("a.vtt", text)
    assert texts_of(document) == ["Good evening, all.", "東."]
    assert omitted(document) == {
        "remark": 3,
        "name of a cue": 1,
        "voice": 1,
        "reading aid": 1,
    }


def test_a_file_without_times_is_refused() -> None:
    with pytest.raises(WorkbenchError, match="no cue"):
        read("a.srt", "1\nThe river rose.\n")
