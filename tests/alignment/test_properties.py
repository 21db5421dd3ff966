"""Whatever the sizes, shapes and encoders, each segment stands in one bead."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from workbench import alignment, embedding
from workbench.alignment import Beads, Version, candidates, chunks, corridor, first_pass
from workbench.embedding.builtin import BuiltinEncoder

TAGS = ("en", "ru", "zh", "de", "fr")
WORDS = ("river", "bridge", "harbour", "winter", "letter", "engine", "garden", "market")


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


def sentences(count: int, rng: random.Random, longest: int = 12) -> tuple[str, ...]:
    """Sentences of very different lengths."""
    return tuple(
        " ".join(rng.choices(WORDS, k=rng.randint(1, longest))) + rng.choice(".?!,")
        for _ in range(count)
    )


def assert_whole(found: Beads, texts: Sequence[Version]) -> None:
    """Each segment stands in exactly one bead."""
    for number, version in enumerate(texts):
        held = [place for bead in found.beads for place in bead.segments[number]]
        assert sorted(held) == list(range(len(version.segments)))


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, corridors and chunks so small that short texts are cut like long ones."""
    monkeypatch.setattr(candidates, "OVERLAP", 4)
    monkeypatch.setattr(first_pass, "WINDOW", 16)
    monkeypatch.setattr(first_pass, "BROAD", 20)
    monkeypatch.setattr(corridor, "WHOLE", 100)
    monkeypatch.setattr(chunks.split_chunks, "__defaults__", (40,))


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("sizes", [(30, 66), (41, 9, 60), (25, 30, 60, 12), (12, 40, 1, 33, 0)])
def test_any_sizes(encoder: BuiltinEncoder, sizes: Sequence[int], known: bool) -> None:
    """Two to five texts that have nothing in common, cut in windows and chunks."""
    rng = random.Random(str(sizes))
    texts = [
        Version(tag, sentences(size, rng, 2 + 9 * number))
        for number, (tag, size) in enumerate(zip(TAGS, sizes, strict=False))
    ]
    assert_whole(alignment.align(texts, encoder if known else None), texts)


@pytest.mark.parametrize("sizes", [(60, 60), (60, 45, 50)])
@pytest.mark.parametrize("known", [False, True])
def test_all_segments_equal(encoder: BuiltinEncoder, sizes: Sequence[int], known: bool) -> None:
    """Where every place is as good as every other, memory stays within bounds."""
    said = ("It is so.", "Это так.", "是这样。")
    texts = [Version(tag, (text,) * n) for tag, text, n in zip(TAGS, said, sizes, strict=False)]
    assert_whole(alignment.align(texts, encoder if known else None), texts)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("known", [False, True])
def test_equal_segments_pair_in_order(encoder: BuiltinEncoder, known: bool) -> None:
    """Where nothing tells segments apart, the first belongs to the first."""
    texts = [Version("en", ("It is so.",) * 40), Version("ru", ("Это так.",) * 40)]
    found = alignment.align(texts, encoder if known else None)
    assert [bead.runs for bead in found.beads] == [((n, n + 1),) * 2 for n in range(40)]


def test_repeated_segments_are_not_displaced(encoder: BuiltinEncoder) -> None:
    """Of what stands in a text again and again any could be the counterpart."""
    rng = random.Random(4)
    texts = [Version(tag, tuple(rng.choices("abcdefgh", k=100))) for tag in ("en", "ru")]
    found = alignment.align(texts, encoder)
    assert_whole(found, texts)
    assert len(found.remarks) < 4


def test_a_text_beside_itself_reversed(encoder: BuiltinEncoder) -> None:
    """It is whole, and the other order is remarked."""
    own = sentences(30, random.Random(1))
    texts = [Version("en", own), Version("en", own[::-1])]
    found = alignment.align(texts, encoder)
    assert_whole(found, texts)
    assert any("another order" in remark for remark in found.remarks)


def test_one_side_in_capitals(encoder: BuiltinEncoder) -> None:
    """Capitals do not hide that two texts are the same."""
    own = sentences(30, random.Random(2))
    texts = [Version("en", own), Version("en", tuple(text.upper() for text in own))]
    found = alignment.align(texts, encoder)
    assert [bead.runs for bead in found.beads] == [((n, n + 1),) * 2 for n in range(30)]


@pytest.mark.slow
def test_ten_thousand_segments_of_one_character() -> None:
    """They are whole, and take no more than the time that their number explains."""
    rng = random.Random(3)
    texts = [Version(tag, tuple(rng.choices("abcdefgh", k=10_000))) for tag in ("en", "ru")]
    assert_whole(alignment.align(texts, None), texts)


@pytest.mark.parametrize(("left", "right"), [(0, 3), (3, 0), (4, 9), (9, 4), (1, 1)])
def test_gaps_make_a_path(left: int, right: int) -> None:
    """With a path of gaps any candidates can be passed."""
    none = np.zeros((0, 4), dtype=np.int32)
    near = np.zeros((0, len(candidates.SURROUNDINGS)), dtype=np.float32)
    beads, *_ = first_pass.with_gaps((none, near, np.zeros(0, dtype=np.float32)), left, right)
    assert first_pass.connected(beads, left, right)


def test_a_path_that_ends_early_is_none() -> None:
    """Rows behind the last candidate are not reached."""
    beads = np.array([(0, 0, 1, 1)], dtype=np.int32)
    assert first_pass.connected(beads, 1, 1)
    assert not first_pass.connected(beads, 10, 1)
