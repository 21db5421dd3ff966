"""Hard sentences, one case a line in ``segmentation/``: what a linguist adds to."""

from itertools import groupby

import pytest
from support.segmentation_cases import FOLDER, lines_of, parsed, sentences_of

SECTIONS = [
    pytest.param(language, [case for _, case in cases], id=f"{language}-{heading}")
    for language in sorted(path.stem for path in FOLDER.glob("??.txt"))
    for heading, cases in groupby(lines_of(f"{language}.txt"), key=lambda pair: pair[0])
]
OTHERS = [
    pytest.param(language, [case for _, case in cases], id=language)
    for language, cases in groupby(lines_of("others.txt"), key=lambda pair: pair[0])
]


@pytest.mark.parametrize(("language", "cases"), [*SECTIONS, *OTHERS])
def test_sentences_end_where_the_cases_say(language, cases):
    """Hard texts are split at their marked boundaries and nowhere else."""
    expected = [parsed(case, language) for case in cases]
    found = [sentences_of(text, language) for text, _ in expected]
    assert found == [sentences for _, sentences in expected]
