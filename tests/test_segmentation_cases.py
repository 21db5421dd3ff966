"""Hard sentences, one case a line in ``segmentation/``: what a linguist adds to."""

import pytest
from segmentation_cases import lines_of, parsed, sentences_of

CASES = [
    pytest.param(language, case, id=f"{language}-{heading}-{number}")
    for language in ("en", "ru", "zh")
    for number, (heading, case) in enumerate(lines_of(f"{language}.txt"))
]
OTHERS = [
    pytest.param(language, case, id=f"{language}-{number}")
    for number, (language, case) in enumerate(lines_of("others.txt"))
]


@pytest.mark.parametrize(("language", "case"), [*CASES, *OTHERS])
def test_sentences_end_where_the_case_says(language, case):
    """A hard text is split at its marked boundaries and nowhere else."""
    text, sentences = parsed(case, language)
    assert sentences_of(text, language) == sentences
