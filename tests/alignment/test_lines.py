"""Versions in lines: what is joined before it is aligned, and how it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import alignment, embedding
from workbench.alignment import Version, explain, lines
from workbench.cli import main
from workbench.embedding.builtin import BuiltinEncoder

LINES = tuple(
    """When the train came to a stop,
there was not a soul on the platform,
and only the man on duty with his lantern
walked slowly along the carriages.
Anna took her suitcase
and stepped out into the rain.
She had not been here for twelve years.
“Are you waiting for someone?”
the man on duty asked.
“No, my brother was to meet me,
but it seems he never got my telegram,”
she answered.
He nodded
and pointed without a word
to the door of the waiting room.
A single lamp was burning there,
and on the bench an old man
slept beside his dog.
Anna sat down in the corner
and began to wait for the morning.
In the morning a bus came,
an old blue one
with a broken headlamp
that rattled so loudly
that the dog woke up,
and the driver recognised her
before she had time
to put down her suitcase
and tell him
her name.""".split("\n")
)
FIRST = [0, 4, 6, 7, 9, 12, 15, 18, 20]
"""Lines with which sentences begin."""

SENTENCES = (
    (
        "Когда поезд остановился, на перроне не было ни души, и только дежурный с фонарём медленно "
        "шёл вдоль вагонов."
    ),
    "Анна взяла чемодан и вышла под дождь.",
    "Она не была здесь двенадцать лет.",
    "«Вы кого-нибудь ждёте?» — спросил дежурный.",
    (
        "«Нет, меня должен был встретить брат, но он, видимо, не получил моей телеграммы», — "
        "ответила она."
    ),
    "Он кивнул и молча показал на дверь зала ожидания.",
    "Там горела одна лампа, а на скамье спал старик с собакой.",
    "Анна села в углу и стала ждать утра.",
    (
        "Утром пришёл автобус, старый, голубой, с разбитой фарой, который так гремел, что "
        "проснулась собака, и водитель узнал её раньше, чем она успела поставить чемодан и "
        "назвать своё имя."
    ),
)


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


def subtitles(texts: tuple[str, ...]) -> str:
    """Lines as a subtitle file."""
    cues = [
        f"{number}\n00:{number // 20:02}:{3 * number % 60:02},000 --> "
        f"00:{number // 20:02}:{3 * number % 60 + 2:02},500\n{text}\n"
        for number, text in enumerate(texts)
    ]
    return "\n".join(cues)


def begins(version: Version, other: Version) -> list[int]:
    """First lines of what is joined of a version."""
    made, _ = lines.in_sentences([version, other], ())
    return list(made[0].starts)


def test_lines_find_the_sentences_they_are_pieces_of(encoder: BuiltinEncoder) -> None:
    found = alignment.align([Version("en", LINES), Version("ru", SENTENCES)], encoder)
    ends = [*FIRST[1:], len(LINES)]
    assert [bead.runs for bead in found.beads] == [
        (run, (number, number + 1)) for number, run in enumerate(zip(FIRST, ends, strict=True))
    ]


def test_no_sentence_reaches_over_a_wall(encoder: BuiltinEncoder) -> None:
    both = [Version("en", LINES), Version("ru", SENTENCES)]
    anchor = ((13, 15), (5, 6))
    found = [bead.runs for bead in alignment.align(both, encoder, anchors=[anchor]).beads]
    assert anchor in found
    assert ((20, 30), (8, 9)) in found


def test_why_a_bead_of_lines(encoder: BuiltinEncoder) -> None:
    both = [Version("en", LINES), Version("ru", SENTENCES)]
    (found,) = explain(both, encoder, [((20, 30), (8, 9))])
    assert found.runs == ((20, 30), (8, 9))
    assert found.probability > 0.9


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(SENTENCES, id="sentences"),
        pytest.param(tuple(line.rstrip(",.?”") for line in LINES), id="no marks"),
        pytest.param(
            ("Open file", "Save as", "Print", "Close", "Help", "About", "Quit"), id="menu"
        ),
    ],
)
def test_what_is_not_in_lines_stays(texts: tuple[str, ...]) -> None:
    short = Version("ru", SENTENCES[:5])
    made = begins(Version("en", tuple(text.capitalize() for text in texts)), short)
    assert made == list(range(len(texts) + 1))


def test_small_letters_say_nothing_where_a_text_has_no_others() -> None:
    lowered = tuple(text.lower() for text in SENTENCES)
    made, _ = lines.in_sentences([Version("en", LINES), Version("ru", lowered)], ())
    assert [list(own.starts) for own in made] == [[*FIRST, len(LINES)], list(range(10))]


def test_verses_that_both_versions_have_stay() -> None:
    verses = tuple(f"and he said to the {n} of them{',.'[n % 2]}" for n in range(12))
    assert begins(Version("en", verses), Version("ru", SENTENCES)) != list(range(13))
    other = Version("ru", tuple(f"Он сказал это {n} из них." for n in range(12)))
    assert begins(Version("en", verses), other) == list(range(13))


def test_a_heading_is_no_piece_of_a_sentence() -> None:
    texts = ("The night train", *LINES)
    assert begins(Version("en", texts), Version("ru", SENTENCES))[:3] == [0, 1, 5]


def test_before_a_capital_a_heading_as_wide_as_a_line_is_none_either() -> None:
    heading = "Waiting at the station for a long while"
    texts = (heading, *LINES[:4], heading, *LINES[4:])
    assert begins(Version("en", texts), Version("ru", SENTENCES))[:2] == [0, 5]
    russian = Version("ru", ("Ожидание", *SENTENCES[:1], "Ожидание", *SENTENCES[1:]))
    assert begins(Version("en", texts), russian)[:4] == [0, 1, 5, 6]


def test_a_chinese_heading_leaves_half_of_the_line_empty() -> None:
    texts = (
        "等待",
        "列车停下来的时候站台上",
        "一个人也没有，",
        "只有值班员提着灯笼沿着",
        "车厢慢慢走。",
    )
    texts += ("安娜拿起箱子走到雨里。",)
    assert begins(Version("zh", texts), Version("en", LINES[:1])) == [0, 1, 5, 6]


@pytest.mark.parametrize("name", ["film.en.srt", "film.en.txt"])
def test_subtitles_beside_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = subtitles(LINES) if name.endswith("srt") else "\n".join(LINES)
    Path(name).write_text(text, encoding="utf-8")
    Path("film.ru.txt").write_text("\n".join(SENTENCES), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["align", name, "film.ru.txt", "-o", "film.tsv"])
    assert left.value.code == 0
    rows = Path("film.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.rsplit("\t", 1)[1] for row in rows] == list(SENTENCES)
    assert [row.split("\t")[4].replace("\\n", " ") for row in rows][4:6] == [
        " ".join(LINES[9:12]),
        " ".join(LINES[12:15]),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ar",
            "توقف القطار،|ولم يكن على الرصيف أحد.|نزلت آنا،|وحملت حقيبتها؛|ثم مشت.|جلست،|وانتظرت.",
        ),
        (
            "hy",
            "Գնացքը կանգնեց,|և մարդ չկար։|Աննան իջավ,|վերցրեց ճամպրուկը,|ու գնաց։|Նստեց,|սպասեց։",
        ),
    ],
)
def test_lines_end_at_the_marks_of_their_script(language: str, text: str) -> None:
    """A comma says that a sentence goes on, a stop that it ends, whatever they look like."""
    english = ("The train stopped and nobody was there.", "Anna got out.", "She sat and waited.")
    given = [Version(language, tuple(text.split("|"))), Version("en", english)]
    made, _ = lines.in_sentences(given, ())
    assert list(made[0].starts) == [0, 2, 5, 7]
