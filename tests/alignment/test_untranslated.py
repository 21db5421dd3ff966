"""Source sentences that were left in a translation."""

from __future__ import annotations

import pytest

from workbench import alignment, embedding
from workbench.alignment import Bead, Version
from workbench.alignment.untranslated import without_copies
from workbench.embedding.builtin import BuiltinEncoder

ENGLISH = (
    "The ferry was late again on Monday.",
    "Nobody on the pier seemed to mind, because the sun was out.",
    "Anna counted the boxes and wrote down their number.",
    "She sat down on the largest one and opened her book.",
    "Visit https://example.org for more.",
)
RUSSIAN = (
    "В понедельник паром опять опаздывал.",
    "Nobody on the pier seemed to mind, because the sun was out!",
    "На причале это никого не огорчало: светило солнце.",
    "Анна пересчитала ящики и записала, сколько их.",
    "Она села на самый большой и раскрыла книгу.",
    "She sat down on the largest one and opened her book.",
    "Подробности: https://example.org.",
)


@pytest.fixture(scope="module")
def encoder() -> BuiltinEncoder:
    """The built-in encoder, loaded once."""
    return embedding.load()


def test_a_copy_beside_its_translation_stands_alone(encoder: BuiltinEncoder) -> None:
    """Before it or behind it; the translation keeps its bead, and a person is told."""
    found = alignment.align([Version("en", ENGLISH), Version("ru", RUSSIAN)], encoder)
    runs = [bead.runs for bead in found.beads]
    assert ((1, 2), (2, 3)) in runs
    assert ((3, 4), (4, 5)) in runs
    alone = [russian for english, russian in runs if english[0] == english[1]]
    assert alone == [(1, 2), (5, 6)]
    said = "In the ru text a sentence of another version stands beside its translation "
    assert found.remarks == (said + "(2: segments 2, 6); each is left alone.",)


def test_a_copy_of_two_sentences_and_one_in_two_lines(encoder: BuiltinEncoder) -> None:
    """What stands in one line there may stand in two here, and the other way round."""
    russian = (
        RUSSIAN[0],
        f"{ENGLISH[1]} {ENGLISH[2]}",
        *RUSSIAN[2:4],
        "She sat down on the largest one",
        "and opened her book.",
        RUSSIAN[4],
    )
    found = alignment.align([Version("en", ENGLISH[:4]), Version("ru", russian)], encoder)
    alone = [bead.segments[1] for bead in found.beads if not bead.segments[0]]
    assert alone == [(1,), (4,), (5,)]
    assert "(3: segments 2, 5, 6); each is left alone." in found.remarks[0]


def test_a_copy_in_the_place_of_its_translation(encoder: BuiltinEncoder) -> None:
    """The translation that was left alone beside it gets the bead; few signs of Chinese do."""
    chinese = (
        "星期一渡轮又晚点了。",
        "码头上阳光明媚，好像谁也不在意。",
        "安娜数了数箱子，记下数目。",
    )
    beads = [
        Bead(((0, 1), (0, 1)), 0.9),
        Bead(((1, 1), (1, 2)), 0.4),
        Bead(((1, 2), (2, 3)), 0.8),
        Bead(((2, 3), (3, 5)), 0.7),
    ]
    versions = [
        Version("zh", chinese),
        Version("ru", (RUSSIAN[0], RUSSIAN[2], chinese[1], chinese[2], RUSSIAN[3])),
    ]
    found, said = without_copies(versions, beads)
    assert [bead.runs for bead in found] == [
        ((0, 1), (0, 1)), ((1, 2), (1, 2)), ((2, 2), (2, 3)), ((2, 2), (3, 4)), ((2, 3), (4, 5)),
    ]  # fmt: skip
    assert [bead.confidence for bead in found] == [0.9, 0.4, 0.4, 0.7, 0.7]
    assert "(2: segments 3, 4)" in said[0]


def test_what_both_versions_have_alike_keeps_its_bead() -> None:
    """A sentence in the language of both, beside one that stands alone, stays where it is."""
    lines = ("The ferry was late again on Monday.", "Anna counted all the boxes twice.")
    beads = [Bead(((0, 1), (0, 1)), 0.9), Bead(((1, 2), (1, 1)), 0.8)]
    for tags in (("en", "en"), ("en", "ru"), ("ru", "en")):
        versions = [Version(tags[0], lines), Version(tags[1], lines[:1])]
        assert without_copies(versions, beads)[0] == beads


def test_what_was_not_translated_keeps_its_bead(encoder: BuiltinEncoder) -> None:
    """Without a translation beside it a copy is the counterpart."""
    russian = (RUSSIAN[0], *ENGLISH[1:3], RUSSIAN[4])
    found = alignment.align([Version("en", ENGLISH[:4]), Version("ru", russian)], encoder)
    assert [bead.runs for bead in found.beads] == [((n, n + 1), (n, n + 1)) for n in range(4)]
    said = "In the ru text a sentence of another version stands as it is, not translated "
    assert found.remarks == (said + "(2: segments 2, 3).",)


def test_what_every_language_writes_so_is_not_called_untranslated(encoder: BuiltinEncoder) -> None:
    """Commands, addresses and names stay as they are in a translation; nobody is told."""
    same = (
        "sudo apt install --yes workbench-tools",
        "https://example.org/downloads/latest/index.html",
        "Acme Observatory Software Foundation",
    )
    found = alignment.align(
        [Version("en", (ENGLISH[0], *same)), Version("ru", (RUSSIAN[0], *same))], encoder
    )
    assert not found.remarks


def test_a_sentence_of_a_language_in_the_same_letters_is_told(encoder: BuiltinEncoder) -> None:
    """English left in a Spanish text, and what a Chinese version has of the Russian one."""
    spanish = (
        "El lunes el transbordador volvió a llegar tarde.",
        ENGLISH[1],
        "Ana contó las cajas y anotó cuántas eran.",
    )
    found = alignment.align([Version("en", ENGLISH[:3]), Version("es", spanish)], encoder)
    assert "In the es text" in found.remarks[0]
    chinese = ("星期一渡轮又晚点了。", RUSSIAN[2], "安娜数了数箱子，把数目记了下来。")
    russian = (RUSSIAN[0], *RUSSIAN[2:4])
    found = alignment.align([Version("ru", russian), Version("zh", chinese)], encoder)
    assert [remark[:14] for remark in found.remarks] == ["In the zh text"]


def test_what_a_person_confirmed_stays(encoder: BuiltinEncoder) -> None:
    """A confirmed bead is not opened."""
    anchor = ((1, 2), (1, 3))
    found = alignment.align(
        [Version("en", ENGLISH), Version("ru", RUSSIAN)], encoder, anchors=[anchor]
    )
    assert anchor in [bead.runs for bead in found.beads]
