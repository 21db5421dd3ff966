"""Corrections that leave the translation as it is, told from changes of sense."""

from pathlib import Path

from workbench import embedding
from workbench.words import is_correction

CASES = [
    line.split(" | ")
    for line in (Path(__file__).parent.parent / "data/correction_cases.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


def test_no_change_of_sense_is_called_a_correction_and_most_corrections_are_known():
    """A false "only corrected" is the worse error: there is none in the cases."""
    commonness = embedding.load().log_probabilities
    found = {"same": [], "other": []}
    for tag, kind, former, newer in CASES:
        if is_correction(former, newer, tag, commonness):
            found[kind].append((former, newer))
    assert found["other"] == []
    wanted = sum(kind == "same" for _, kind, _, _ in CASES)
    assert len(found["same"]) >= 0.85 * wanted


def test_a_misprint_takes_the_encoder_where_no_dictionary_has_the_word():
    """Until it is there the answer is open; what is sure without it is said at once."""
    pair = "They recieve three letters.", "They receive three letters."
    assert is_correction(*pair, "en") is None
    assert is_correction("They came , and went.", "They came, and went.", "en") is True
    assert is_correction("They came.", "They never came.", "en") is False
