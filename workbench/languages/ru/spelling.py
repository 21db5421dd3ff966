"""What may stand twice in Russian, and letters that other Cyrillic alphabets have."""

import re

from workbench.languages.parts import Spelling

SPELLING = Spelling(
    may_repeat=frozenset("очень так тут там да нет ну чуть еле вот едва долго все много".split()),
    repeated=re.compile(r"(?<!\w[.-])\b([вскоиу]) \1\b(?=\s[а-яё])", re.IGNORECASE),
    foreign=re.compile(r"(?<!\w)\w*[іїєґўІЇЄҐЎ]\w*"),
)
