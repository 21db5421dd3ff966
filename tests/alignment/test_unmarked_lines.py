"""Lines of subtitles in which no mark ends a sentence."""

import pytest

from workbench import alignment, embedding
from workbench.alignment import Version, lines, unmarked_lines

LINES = (
    "列车停下来的时候",
    "站台上一个人也没有",
    "只有值班员提着灯笼沿着",
    "车厢慢慢走",
    "安娜拿起箱子",
    "走到雨里",
    "她已经十二年没来过",
    "这里了",
)
ENGLISH = (
    "When the train stopped, there was no one on the platform.",
    "Only the man on duty walked along the carriages with his lantern.",
    "Anna took her suitcase and went out into the rain.",
    "She had not been here for twelve years.",
)
JOINED = [0, 2, 4, 6, 8]
"""First lines, where every other one surely runs on."""


class EveryOther:
    """A scorer that is sure of every other line."""

    languages = frozenset({"zh"})

    def __call__(self, text: str) -> list[tuple[int, float]]:
        """Places at spaces; at the first, third … nothing ends."""
        ends = [at for at, letter in enumerate(text) if letter == " "]
        return [(at, 1.0 if number % 2 else -5.0) for number, at in enumerate(ends)]


@pytest.fixture
def _sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        unmarked_lines, "border_scorer", lambda encoder: EveryOther() if encoder else None
    )


def starts(version: Version, *others: Version, encoder: object = "one") -> list[int]:
    """First lines of what is joined of a version."""
    made, _ = lines.in_sentences([version, *others], (), encoder)
    return list(made[0].starts)


@pytest.mark.usefixtures("_sure")
def test_lines_that_surely_run_on_are_joined() -> None:
    assert starts(Version("zh", LINES), Version("en", ENGLISH)) == JOINED


@pytest.mark.usefixtures("_sure")
@pytest.mark.parametrize(
    ("texts", "others", "language", "encoder"),
    [
        pytest.param(LINES, ENGLISH, "zh", None, id="without an encoder"),
        pytest.param(LINES, ENGLISH, "ja", "one", id="of an unknown language"),
        pytest.param(tuple(f"{text}。" for text in LINES), ENGLISH, "zh", "one", id="with marks"),
        pytest.param(
            LINES,
            tuple(text.rstrip(".") for text in ENGLISH),
            "zh",
            "one",
            id="no marks beside",
        ),
        pytest.param(LINES, ENGLISH * 2, "zh", "one", id="as many sentences as lines"),
    ],
)
def test_other_texts_stay(
    texts: tuple[str, ...], others: tuple[str, ...], language: str, encoder: str | None
) -> None:
    made = starts(Version(language, texts), Version("en", others), encoder=encoder)
    assert made == list(range(len(texts) + 1))


@pytest.mark.usefixtures("_sure")
def test_a_question_and_another_speaker_end_a_line() -> None:
    texts = ("列车停下来了吗？", *LINES[1:4], LINES[4], "-走吧", *LINES[6:])
    assert starts(Version("zh", texts), Version("en", ENGLISH)) == [0, 1, 2, 4, 5, 6, 8]


def test_lines_find_their_sentences() -> None:
    both = [Version("zh", LINES), Version("en", ENGLISH)]
    found = [bead.runs for bead in alignment.align(both, embedding.load()).beads]
    assert found == [((2 * n, 2 * n + 2), (n, n + 1)) for n in range(4)]
