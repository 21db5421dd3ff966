"""Notes with numbers that one version alone has."""

import pytest

from workbench import alignment, embedding
from workbench.alignment import Version

ENGLISH = (
    "The harbour of Lindvik is closed from November to March.",
    "In winter the mail came by sledge across the bay.",
    "My grandfather drove that sledge for eleven years.",
    "He knew every crack in the ice.",
    "Once he lost a horse near the lighthouse.",
    "The postmaster never forgave him.",
    "In 1938 the road was built and the sledge was sold.",
    "We still have the bell that hung on it.",
)
RUSSIAN = (
    "Гавань Линдвика закрыта с ноября по март.",
    "Зимой почту привозили на санях через залив.",
    "Мой дед водил эти сани одиннадцать лет.",
    "Он знал каждую трещину во льду.",
    "Однажды он потерял лошадь у маяка.",
    "Почтмейстер так и не простил его.",
    "В 1938 году построили дорогу, и сани продали.",
    "У нас до сих пор хранится колокольчик, который на них висел.",
)
NOTES = {
    1: "[1] Так переводчик передаёт местное слово.",
    3: "[2] Ср. первое издание романа.",
    5: "[3] Игра слов, непереводимая на русский язык.",
    6: "[4] Прим. ред.: в рукописи зачёркнуто.",
}
TRANSLATED = {
    1: "[1] The translator's rendering of a local word.",
    3: "[2] Cf. the first edition of the novel.",
    5: "[3] A play on words that cannot be translated into Russian.",
    6: "[4] Editor's note: struck out in the manuscript.",
}


def with_notes(sentences: tuple[str, ...], notes: dict[int, str]) -> tuple[str, ...]:
    """Sentences with a note behind some."""
    parts = [(text, notes.get(number)) for number, text in enumerate(sentences)]
    return tuple(text for both in parts for text in both if text)


@pytest.fixture(scope="module")
def encoder() -> embedding.Encoder:
    """The built-in encoder."""
    return embedding.load()


def texts(english: tuple[str, ...], russian: tuple[str, ...], encoder: embedding.Encoder) -> list:
    """The beads' segments as texts."""
    versions = [Version("en", english), Version("ru", russian)]
    return [
        tuple(
            tuple(version.segments[place] for place in own)
            for version, own in zip(versions, bead.segments, strict=True)
        )
        for bead in alignment.align(versions, encoder).beads
    ]


def test_notes_of_one_version_stand_alone(encoder: embedding.Encoder) -> None:
    found = texts(ENGLISH, with_notes(RUSSIAN, NOTES), encoder)
    assert [both for both in found if both[0]] == [
        ((one,), (other,)) for one, other in zip(ENGLISH, RUSSIAN, strict=True)
    ]
    assert [both[1] for both in found if not both[0]] == [(note,) for note in NOTES.values()]


def test_a_sentence_goes_on_behind_a_note(encoder: embedding.Encoder) -> None:
    parts = ("В 1938 году построили дорогу,", "[4] Прим. ред.", "и сани продали.")
    russian = (*with_notes(RUSSIAN[:6], NOTES), *parts, RUSSIAN[7])
    found = texts(ENGLISH, russian, encoder)
    assert ((ENGLISH[6],), (parts[0], parts[2])) in found


def test_notes_of_both_versions_are_linked(encoder: embedding.Encoder) -> None:
    found = texts(with_notes(ENGLISH, TRANSLATED), with_notes(RUSSIAN, NOTES), encoder)
    assert all(both[0] and both[1] for both in found)
    assert ((TRANSLATED[1],), (NOTES[1],)) in found


def test_numbered_paragraphs_whose_numbers_one_version_lost_are_linked(
    encoder: embedding.Encoder,
) -> None:
    numbers = iter(range(1, 9))
    numbered = tuple(
        f"[{next(numbers)}] {text}" if place % 2 else text for place, text in enumerate(RUSSIAN)
    )
    found = texts(ENGLISH, numbered, encoder)
    assert found == [((one,), (other,)) for one, other in zip(ENGLISH, numbered, strict=True)]
