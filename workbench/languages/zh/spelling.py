"""What stands twice in Chinese by mistake, and characters that only Japanese has."""

import re

from workbench.languages import scripts
from workbench.languages.parts import Spelling

SPELLING = Spelling(
    repeated=re.compile(r"([的了是在和与对把被将及于])\1(?!\1)"),
    foreign=re.compile(rf"[{scripts.KANA}]{{2,}}"),
)
