"""Long texts cut at sure places and sewn together."""

import random

import pytest
from support import corpus_texts

from workbench import api
from workbench.alignment import Bead
from workbench.corpus import long_texts
from workbench.corpus.long_texts import align_long
from workbench.documents import from_text


@pytest.fixture(scope="module")
def versions():
    """Thirty stories in the same order, a number in each; some are missing in Russian."""
    chance = random.Random(2)
    said: dict[str, list[str]] = {"en": [], "ru": []}
    for number in range(30):
        name = chance.choice(list(corpus_texts.TEXTS))
        for key, heading in (("en", f"Story {number + 100}."), ("ru", f"Рассказ {number + 100}.")):
            if key == "en" or number not in {7, 8, 21}:
                said[key].append(f"{heading} {corpus_texts.TEXTS[name][key]}")
    documents = [from_text("\n".join(parts), language=key) for key, parts in said.items()]
    return documents, [api.segment(document) for document in documents]


def test_pieces_make_what_the_whole_makes(versions, monkeypatch):
    documents, segments = versions
    taken = []
    align = api.align

    def noted(documents, *, segments, **options):
        taken.append(max(map(len, segments)))
        return align(documents, segments=segments, **options)

    monkeypatch.setattr("workbench.api.align", noted)
    found = align_long(documents, segments, piece=40)
    assert len(taken) > 3
    assert max(taken) <= 60, "no piece is much longer than asked for"
    whole = align(documents, segments=segments)
    for version, parts in enumerate(segments):
        held = [n for bead in found.found.beads for n in range(*bead.runs[version])]
        assert held == list(range(len(parts))), "each segment once, in order"
    same = {bead.runs for bead in found.found.beads} & {bead.runs for bead in whole.found.beads}
    assert len(same) > 0.95 * len(whole.found.beads)
    assert list(found.segments) == ["en", "ru"]
    assert [bead.id for bead in found.beads] == [str(n + 1) for n in range(len(found.beads))]


def test_a_text_that_has_no_sure_place_is_aligned_as_a_whole(versions):
    documents, segments = versions
    strangers = [documents[0], from_text("Ничего общего. " * 90, language="ru")]
    parts = [segments[0], api.segment(strangers[1])]
    found = align_long(strangers, parts, encoder="none", piece=30)
    for version, own in enumerate(parts):
        held = sorted(n for bead in found.found.beads for n in range(*bead.runs[version]))
        assert held == list(range(len(own)))


def test_no_cut_tears_a_section_that_stands_elsewhere():
    sure = [Bead(((n, n + 1), (n, n + 1)), 0.99) for n in range(20)]
    segments = [[None] * 40, [None] * 40]
    assert long_texts._cut(sure, segments) == 20
    moved = [Bead(((0, 1), (30, 31)), 0.99, 1), *(
        Bead(((n, n + 1), (n - 1, n)), 0.99) for n in range(1, 20)
    )]  # fmt: skip
    assert long_texts._cut(moved, segments) == 0
    doubtful = [Bead(bead.runs, 0.5) for bead in sure]
    assert long_texts._cut(doubtful, segments) == 0
    ends = [Bead(((n, n + 1), (n, n + 1)), 0.99) for n in range(40)]
    assert long_texts._cut(ends, segments) == 36, "not at the end of a piece"
