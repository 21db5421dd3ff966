"""Japanese."""

from workbench.languages.language import Language
from workbench.languages.quotes import CORNER, CURLY, TITLE

LANGUAGE = Language(
    "ja",
    "Japanese",
    "Jpan",
    joiner="",
    quotes=CORNER + TITLE + CURLY,
    ends="。！？!?…｡",
    encodings=(
        "cp932",
        "euc-jp",
    ),
)
