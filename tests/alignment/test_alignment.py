"""The aligner: what always holds, and what it makes of small texts."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.ferry import CHINESE, ENGLISH, RUSSIAN

from workbench import alignment, embedding
from workbench.alignment import Beads, Version, aligner, chunks, explain
from workbench.alignment.band import Side
from workbench.alignment.corridor import chain, gap, picture
from workbench.alignment.displaced import displaced_passages
from workbench.alignment.features import NAMES, kind
from workbench.alignment.lattice import Lattice
from workbench.alignment.pivot import join_on_pivot
from workbench.alignment.remarks import reordered
from workbench.alignment.texts import Text
from workbench.embedding.builtin import BuiltinEncoder
from workbench.errors import WorkbenchError

ODD = [
    "",
    " ",
    "!!!",
    "…",
    "1",
    "《》",
    "“",
    "a" * 400,
    "Нет.",
    "不。",
    "e\u0301",
    "\ud800",
    "\x00",
]

pieces = st.one_of(st.sampled_from([*ENGLISH, *RUSSIAN, *CHINESE, *ODD]), st.text(max_size=12))
texts = st.lists(pieces, max_size=9)


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


def versions(*segments: Sequence[str]) -> list[Version]:
    """Versions in as many languages."""
    return [
        Version(tag, tuple(lines))
        for tag, lines in zip(("en", "ru", "zh", "de", "fr"), segments, strict=False)
    ]


def assert_whole(found: Beads, given_versions: Sequence[Version]) -> None:
    """Each segment stands in exactly one bead, in order."""
    for place, version in enumerate(given_versions):
        at = 0
        for bead in found.beads:
            first, last = bead.runs[place]
            assert first == at
            at = last
        assert at == len(version.segments)
    for bead in found.beads:
        assert any(first < last for first, last in bead.runs)
        assert bead.confidence is None or 0 <= bead.confidence <= 1


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(texts, min_size=2, max_size=4), st.booleans())
def test_each_segment_has_one_bead_whatever_comes_in(
    encoder: BuiltinEncoder, lists: list[list[str]], plain: bool
) -> None:
    """Any texts give beads that hold each segment once, without a warning."""
    made = versions(*lists)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_whole(alignment.align(made, None if plain else encoder), made)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(texts, min_size=2, max_size=3), st.data())
def test_anchors_are_kept(
    encoder: BuiltinEncoder, lists: list[list[str]], data: st.DataObject
) -> None:
    """Confirmed beads come back as they were, without a confidence."""
    made = versions(*lists)
    runs = [bead.runs for bead in alignment.align(made, None).beads]
    anchors = data.draw(st.lists(st.sampled_from(runs), max_size=4, unique=True)) if runs else []
    found = alignment.align(made, encoder, anchors=anchors)
    assert_whole(found, made)
    kept = {bead.runs for bead in found.beads if bead.confidence is None}
    assert kept == set(anchors)


def test_a_pair_with_a_split_sentence(encoder: BuiltinEncoder) -> None:
    """The Russian second and third sentences are one in English."""
    found = alignment.align(versions(ENGLISH, RUSSIAN), encoder)
    assert [bead.runs for bead in found.beads] == [
        ((0, 1), (0, 1)), ((1, 2), (1, 3)), ((2, 3), (3, 4)), ((3, 4), (4, 5)),
        ((4, 5), (5, 6)), ((5, 6), (6, 7)),
    ]  # fmt: skip
    assert not found.remarks


def test_three_texts_are_decided_together(encoder: BuiltinEncoder) -> None:
    """A Chinese segment that holds two sentences makes one bead of them in all languages."""
    found = alignment.align(versions(ENGLISH, RUSSIAN, CHINESE), encoder)
    assert [bead.runs for bead in found.beads] == [
        ((0, 1), (0, 1), (0, 1)), ((1, 2), (1, 3), (1, 2)), ((2, 4), (3, 5), (2, 3)),
        ((4, 5), (5, 6), (3, 4)), ((5, 6), (6, 7), (4, 5)),
    ]  # fmt: skip


def test_a_language_may_lack_a_bead(encoder: BuiltinEncoder) -> None:
    """A sentence missing in one language leaves the others linked."""
    found = alignment.align(versions(ENGLISH, RUSSIAN[:3] + RUSSIAN[4:], ENGLISH), encoder)
    lacking = [bead.runs for bead in found.beads if bead.runs[1][0] == bead.runs[1][1]]
    assert lacking == [((2, 3), (3, 3), (2, 3))]


def test_identical_texts_align_one_to_one(encoder: BuiltinEncoder) -> None:
    """A text and itself."""
    found = alignment.align(versions(ENGLISH * 3, ENGLISH * 3), encoder)
    assert all(bead.runs[0] == bead.runs[1] for bead in found.beads)
    assert len(found.beads) == 3 * len(ENGLISH)


def test_without_an_encoder_lengths_and_numbers_still_align() -> None:
    """Sentences of very different lengths find each other."""
    left = ("a" * 20, "b" * 300, "c " * 4 + "1984", "d" * 90, "e" * 10)
    right = ("x" * 21, "y" * 310, "z " * 4 + "1984", "w" * 95, "v" * 9)
    found = alignment.align(versions(left, right), None)
    assert [bead.runs for bead in found.beads] == [((n, n + 1), (n, n + 1)) for n in range(5)]


def test_anchors_steer_the_rest(encoder: BuiltinEncoder) -> None:
    """A wrong link that a person confirmed stays, and the rest gives way."""
    anchor = ((0, 1), (1, 2))
    found = alignment.align(versions(ENGLISH, RUSSIAN), encoder, anchors=[anchor])
    assert found.beads[0].runs == ((0, 0), (0, 1))
    assert found.beads[1].runs == anchor


@pytest.mark.parametrize(
    "anchors",
    [
        [((0, 1), (0, 2)), ((1, 2), (1, 2))],
        [((0, 1), (3, 4)), ((1, 2), (0, 1))],
        [((0, 1), (0, 99))],
        [((0, 1),)],
    ],
)
def test_anchors_that_contradict_are_refused(anchors: list[tuple[tuple[int, int], ...]]) -> None:
    """Shared segments, crossing beads, segments that do not exist, a version too few."""
    with pytest.raises(WorkbenchError, match="confirmed bead"):
        alignment.align(versions(ENGLISH, RUSSIAN), None, anchors=anchors)


@pytest.mark.parametrize("count", [1, 6])
def test_too_few_or_too_many_documents_are_refused(count: int) -> None:
    """Two to five versions can be aligned."""
    with pytest.raises(WorkbenchError, match="two to five"):
        alignment.align([Version("en", ENGLISH)] * count, None)


def test_progress_goes_from_nothing_to_all(encoder: BuiltinEncoder) -> None:
    """Shares never fall, and the last is 1."""
    told: list[float] = []
    alignment.align(
        versions(ENGLISH, RUSSIAN), encoder, progress=lambda share, _: told.append(share)
    )
    assert told == sorted(told)
    assert told[-1] == 1


def of_order(found: Beads) -> list[str]:
    """The remarks on what stands in another order."""
    return [remark for remark in found.remarks if "another order" in remark]


def test_a_section_in_another_order_is_a_block(encoder: BuiltinEncoder) -> None:
    """Two halves that changed places are aligned each on its own, and it is said."""
    things = ["cat", "river", "bank", "war", "apple", "train", "doctor", "moon", "king", "bread"]
    more = [
        "ship",
        "school",
        "letter",
        "snow",
        "horse",
        "music",
        "garden",
        "knife",
        "judge",
        "salt",
    ]
    verbs = ["We talked about the {} for a long time.", "Nobody had expected the {} so early."]
    first = [verbs[n % 2].format(thing) for n, thing in enumerate(things)]
    second = [verbs[n % 2].format(thing) for n, thing in enumerate(more)]
    found = alignment.align(versions([*first, *second], [*second, *first]), encoder)
    assert {bead.block for bead in found.beads} == {0, 1}
    assert any("another order" in remark for remark in found.remarks)
    for bead in found.beads:
        (left, _), (right, _) = bead.runs
        assert right == (left + 10) % 20
    covered = sorted(n for bead in found.beads for n in bead.segments[1])
    assert covered == list(range(20))


LINES = [
    f"{subject} {verb} {thing} in {1800 + 7 * number}."
    for number, (subject, verb, thing) in enumerate(
        zip(
            "The judge,The baker,My uncle,A nurse,The pilot,One thief,The queen,A monk,Our cook,"
            "The sailor,A painter,The doctor,Some boys,The mayor,A farmer,The singer,His wife,"
            "The guard,A lawyer,The tailor,Two girls,The dean,A smith,The miller".split(","),
            "sold,lost,burned,painted,forgot,praised,bought,hid".split(",") * 3,
            "a horse,the bread,her letters,a bandage,the engine,gold,the crown,a bell,the soup,"
            "an anchor,a portrait,the medicine,marbles,the bridge,the harvest,a song,her ring,"
            "the gate,the will,a coat,the kite,a library,the nails,the flour".split(","),
            strict=True,
        )
    )
]
"""Sentences that have little in common."""


def moved_to(first: int, last: int, place: int) -> list[int]:
    """Numbers of ``LINES`` with a section put elsewhere."""
    rest = [*range(first), *range(last, len(LINES))]
    return [*rest[:place], *range(first, last), *rest[place:]]


@pytest.mark.parametrize(
    "orders",
    [
        pytest.param([moved_to(3, 8, 14)], id="a short section"),
        pytest.param([moved_to(16, 24, 0)], id="the last section first"),
        pytest.param([[*range(18, 23), *moved_to(2, 7, 12)[:18], 23]], id="two sections"),
        pytest.param([list(range(24)), moved_to(3, 9, 15)], id="in the third version only"),
        pytest.param([moved_to(3, 9, 15), moved_to(3, 9, 15)], id="in two of three"),
        pytest.param([moved_to(6, 8, 11)], id="two sentences of a caption"),
        pytest.param([moved_to(12, 13, 13)], id="neighbours that changed places"),
        pytest.param([list(range(24)), moved_to(6, 8, 11)], id="a caption in the third version"),
    ],
)
def test_moved_sections_have_exact_borders(
    encoder: BuiltinEncoder, orders: list[list[int]]
) -> None:
    """Every sentence finds itself, wherever it stands."""
    texts = [LINES, *([LINES[number] for number in order] for order in orders)]
    found = alignment.align(versions(*texts), encoder)
    for bead in found.beads:
        (first, last), *others = bead.runs
        assert last == first + 1
        for order, run in zip(orders, others, strict=True):
            assert run == (order.index(first), order.index(first) + 1)
    assert len(of_order(found)) == len({bead.block for bead in found.beads}) - 1 > 0


def test_a_sentence_that_a_caption_interrupts(encoder: BuiltinEncoder) -> None:
    """The caption finds its own; the sentence's bead skips it."""
    long = "When the snow had melted at last, the old shepherd went up the valley again."
    before, behind = (
        "When the snow had melted at last, the",
        "old shepherd went up the valley again.",
    )
    caption = "Picture: the bridge over the gorge, built by prisoners of war in 1916."
    plain = [*LINES[:6], caption, *LINES[6:12], long, *LINES[12:]]
    printed = [*LINES[:12], before, caption, behind, *LINES[12:]]
    found = alignment.align(versions(plain, printed), encoder)
    held = {bead.segments for bead in found.beads}
    assert ((6,), (13,)) in held
    assert ((13,), (12, 14)) in held
    assert len(of_order(found)) == 1


@pytest.mark.parametrize(
    ("between", "whole"),
    [
        (("124",), True),
        (("THE SHEPHERD 124",), True),
        (("■ . V", "125"), True),
        (("Oh!",), False),
    ],
)
def test_a_sentence_that_a_page_interrupts(
    encoder: BuiltinEncoder, between: tuple[str, ...], whole: bool
) -> None:
    """A page's number and a running head inside a sentence are skipped, a word is not."""
    long = "When the snow had melted at last, the old shepherd went up the valley again."
    before, behind = "When the snow had melted at last, the", long.partition("the ")[2]
    printed = [*LINES[:6], "THE SHEPHERD 118", *LINES[6:12], before, *between, behind, *LINES[12:]]
    found = alignment.align(versions([*LINES[:12], long, *LINES[12:]], printed), encoder)
    held = {bead.segments for bead in found.beads}
    assert (((12,), (13, 14 + len(between))) in held) == whole
    assert any(bead.skipped for bead in found.beads) == whole
    places = sorted(place for bead in found.beads for place in bead.segments[1])
    assert places == list(range(len(printed)))
    assert not of_order(found)


def test_many_moved_sections_are_not_all_named() -> None:
    """Ten sentences at most, and one that counts the rest."""
    made = versions(LINES, LINES)
    said = reordered(made, [((n, n + 1 + n % 2), (n + 1, n + 2)) for n in range(0, 24, 2)])
    assert len(said) == 11
    assert said[-1].startswith("2 shorter passages")


def test_nothing_has_moved_where_a_passage_is_missing(encoder: BuiltinEncoder) -> None:
    """A gap, and refrains that occur again and again, are no change of order."""
    refrain = [line for number in range(0, 24, 4) for line in (*LINES[number : number + 4], "Ah!")]
    found = alignment.align(versions(refrain, [*refrain[:7], *refrain[14:]]), encoder)
    assert {bead.block for bead in found.beads} == {0}
    assert not of_order(found)


def test_texts_that_have_nothing_to_do_with_each_other(encoder: BuiltinEncoder) -> None:
    """The wrong pair of files is named as such, with its languages."""
    recipe = (
        "Две ложки муки смешать с маслом.", "Добавить соль по вкусу.", "Тесто раскатать тонко.",
        "Выпекать сорок минут.", "Подавать с мёдом.", "Хранить в холодильнике.",
    )  # fmt: skip
    found = alignment.align(versions(ENGLISH, recipe), encoder)
    assert any("do not look like versions" in remark for remark in found.remarks)


class Broken:
    """An encoder whose vectors are not numbers."""

    signature = "broken"
    width = 4

    def sums(self, texts: Sequence[str]) -> np.ndarray:
        return np.full((len(texts), 4), np.nan, dtype=np.float32)

    def runs(self, sums: np.ndarray, length: int) -> np.ndarray:
        return np.full((max(len(sums) - length + 1, 0), 4), np.nan, dtype=np.float32)

    def pack(self, sums: np.ndarray) -> np.ndarray:
        return sums.astype(np.float16)

    def unpack(self, rows: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        del texts
        return rows


class Numbered(Broken):
    """An encoder that knows each segment by its number; all are about equally unlike."""

    signature = "numbered"
    width = 64

    def sums(self, texts: Sequence[str]) -> np.ndarray:
        rows = [np.random.default_rng(int(text.split()[1])).normal(size=64) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(-1, 64)

    def runs(self, sums: np.ndarray, length: int) -> np.ndarray:
        whole = np.concatenate([np.zeros((1, 64), np.float32), np.cumsum(sums, axis=0)])
        found = whole[length:] - whole[:-length]
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)


def test_captions_of_a_long_text() -> None:
    """Every caption is found, whichever part of the text it stands in; nothing else is."""
    order = [*range(3_300)]
    captions = [40, 1_000, 1_700, 3_200]
    for place in captions:
        order.insert(place + 7, order.pop(place))
    texts = [
        Text(version, Numbered(), None)
        for version in versions(
            *([f"Sentence {n:04}" for n in own] for own in (range(3_300), order))
        )
    ]
    assert displaced_passages(texts, []) == [((n, n + 1), (n + 7, n + 8)) for n in captions]
    assert displaced_passages(texts, [((1_700, 1_701), (1_707, 1_708))]) == [
        ((n, n + 1), (n + 7, n + 8)) for n in captions if n != 1_700
    ]


def test_an_encoder_that_gives_no_numbers() -> None:
    """NaN counts as no similarity; the segments still all have a bead."""
    made = versions(ENGLISH, RUSSIAN)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_whole(alignment.align(made, Broken()), made)


def test_one_side_ten_times_the_other(encoder: BuiltinEncoder) -> None:
    """Most segments stay alone."""
    made = versions(ENGLISH * 10, RUSSIAN)
    assert_whole(alignment.align(made, encoder), made)


@pytest.mark.slow
def test_a_very_long_segment(encoder: BuiltinEncoder) -> None:
    """50,000 characters in one segment."""
    made = versions([*ENGLISH, "so long " * 6250], [*RUSSIAN, "так долго " * 5000])
    found = alignment.align(made, encoder)
    assert_whole(found, made)
    assert found.beads[-1].runs == ((6, 7), (7, 8))


@pytest.mark.slow
def test_windows_do_not_show(encoder: BuiltinEncoder) -> None:
    """A text of several windows with a gap of 60 segments: the gap, and nothing else, is alone."""
    rng = np.random.default_rng(5)
    nouns = ["cat", "river", "bank", "war", "apple", "train", "doctor", "moon", "king", "bread"]
    verbs = ["saw", "lost", "bought", "painted", "forgot", "praised"]
    lines = [
        f"In {1500 + n} the {nouns[rng.integers(10)]} {verbs[rng.integers(6)]} "
        f"a {nouns[rng.integers(10)]} and {rng.integers(2, 99)} {nouns[rng.integers(10)]}s."
        for n in range(700)
    ]
    made = versions(lines, [*lines[:300], *lines[360:]])
    found = alignment.align(made, encoder)
    assert_whole(found, made)
    alone = [bead.runs[0][0] for bead in found.beads if bead.runs[1][0] == bead.runs[1][1]]
    assert set(alone) == set(range(300, 360))


def test_portions_do_not_show(encoder: BuiltinEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is scored in chunks; cut where it is sure, it comes out as in one piece."""
    subjects = ["The miller", "A nurse", "The old captain", "Nobody", "Her cousin", "The clerk"]
    deeds = ["sold the boat", "lost a key", "painted the gate", "found some coins", "sang badly"]
    english = [f"{who} {what} in {1700 + 7 * n}." for n, who in enumerate(subjects)
               for what in deeds]  # fmt: skip
    other = list(english)
    other[8:10] = [" ".join(other[8:10])]
    del other[20]
    made = versions(english, other)
    whole = alignment.align(made, encoder).beads
    monkeypatch.setattr(aligner, "split_chunks", partial(chunks.split_chunks, most=8))
    cut = alignment.align(made, encoder).beads
    assert [bead.runs for bead in cut] == [bead.runs for bead in whole]


def test_much_that_one_text_lacks_is_not_looked_at() -> None:
    """A corridor of thousands of columns beside a few rows is cut in two."""
    low, high = np.array([0, 0, 0, 5_000]), np.array([10, 9_000, 9_000, 9_000])
    row, first, last = gap(low, high) or (0, 0, 0)
    assert 1 <= row <= 3
    assert 0 < first < last < 9_000
    narrow = np.arange(4), np.arange(4) + 20
    assert gap(*narrow) is None


def test_why_a_bead(encoder: BuiltinEncoder) -> None:
    """The reasons add up to the score, and the next best bead shares a segment."""
    made = versions(ENGLISH, RUSSIAN)
    (why,) = explain(made, encoder, [((1, 2), (1, 3))])
    assert why.probability > 0.5
    assert sum(reason.weight for reason in why.reasons) == pytest.approx(why.score, abs=0.5)
    assert why.rival is not None
    assert why.rival.probability < why.probability
    assert "similarity (en–ru)" in str(why)


def test_why_a_bead_of_a_moved_section(encoder: BuiltinEncoder) -> None:
    """Its reasons name the segments as they are numbered in the whole texts."""
    order = moved_to(3, 8, 14)
    made = versions(LINES, [LINES[number] for number in order])
    asked = [((number, number + 1), (order.index(number), order.index(number) + 1))
             for number in (5, 12, 23)]  # fmt: skip
    found = explain(made, encoder, asked)
    assert [why.runs for why in found] == asked
    assert all(why.probability > 0.5 for why in found)
    assert "for " in str(found[0])


def test_a_bead_nobody_considered_has_no_reasons(encoder: BuiltinEncoder) -> None:
    """A bead across the whole texts is not among the candidates."""
    with pytest.raises(WorkbenchError, match="not considered"):
        explain(versions(ENGLISH, RUSSIAN), encoder, [((0, 1), (6, 7))])


def test_every_feature_is_of_a_kind() -> None:
    """Explanations know what each feature is about."""
    assert all(kind(name) for name in NAMES)


def diamond() -> Lattice:
    """Two ways from (0, 0) to (2, 2): over (1, 1), or at once."""
    return Lattice(
        np.array([[0, 0], [1, 1], [0, 0]]), np.array([[1, 1], [2, 2], [2, 2]]),
        np.zeros(3, dtype=np.int64), np.array([[0, 0]]), np.array([[2, 2]]),
    )  # fmt: skip


def test_posteriors_are_shares_of_all_paths() -> None:
    """Weights 1·2 for one way, 6 for the other."""
    found, total = diamond().posteriors(np.log([1.0, 2.0, 6.0]))
    assert found == pytest.approx([0.25, 0.25, 0.75])
    assert total == pytest.approx([np.log(8)])


def test_components_do_not_touch_each_other() -> None:
    """A component whose paths weigh next to nothing keeps its posteriors beside a heavy one."""
    lattice = Lattice(
        np.array([[0, 0], [1, 1], [0, 0]] * 2), np.array([[1, 1], [2, 2], [2, 2]] * 2),
        np.array([0, 0, 0, 1, 1, 1]), np.zeros((2, 2), dtype=np.int64), np.full((2, 2), 2),
    )  # fmt: skip
    scores = np.log([1.0, 2.0, 6.0, 1.0, 2.0, 6.0]) - np.array([0, 2000, 2000, 0, 0, 0])
    found, _ = lattice.posteriors(scores)
    assert found == pytest.approx([0.25, 0.25, 0.75] * 2)


def test_the_best_path_and_how_far_the_others_fall_short() -> None:
    """Margins are zero on the best path."""
    lattice = diamond()
    assert lattice.best(np.array([1.0, 1.0, 3.0])).tolist() == [2]
    assert lattice.best(np.array([2.0, 2.0, 3.0])).tolist() == [0, 1]
    assert lattice.margins(np.array([2.0, 2.0, 3.0])) == pytest.approx([0, 0, 1])


def test_a_pivot_join_ends_groups_where_all_agree() -> None:
    """A border that one alignment lacks is no border."""
    one = [(0, 0, 1, 1), (1, 1, 1, 1), (2, 2, 0, 1)]
    other = [(0, 0, 2, 1)]
    assert join_on_pivot([one, other], ((0, 2), (0, 3), (0, 1))) == [
        ((0, 2), (0, 2), (0, 1)),
        ((2, 2), (2, 3), (1, 1)),
    ]


def test_the_chain_of_greatest_sum_is_monotone() -> None:
    """Of two crossing courses the weightier one is followed."""
    cells = np.zeros((6, 6), dtype=np.float32)
    cells[np.arange(6), np.arange(6)] = 0.9
    cells[0, 5] = cells[5, 0] = 1.0
    assert chain(cells).tolist() == [[n, n] for n in range(6)]


def test_a_shorter_last_block_is_like_the_others() -> None:
    """Of equal segments none stands out, whatever their number is divided by."""
    row = np.full((7, 4), 0.5, dtype=np.float32)
    side = Side(7, np.ones(7), lambda _, first, last: row[first:last], row[0])
    assert not len(chain(picture(side, side, 3)))
