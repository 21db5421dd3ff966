"""Chinese."""

from workbench.languages.language import Language
from workbench.languages.quotes import CORNER, CURLY, SINGLE, TITLE

LANGUAGE = Language(
    "zh",
    "Chinese",
    "Hani",
    joiner="",
    quotes=CURLY + SINGLE + CORNER + TITLE,
    ends="。！？!?…｡",
    full_width=True,
    scripts=("Hans", "Hant"),
    encodings=(
        "gb18030",
        "big5",
        "big5hkscs",
        "cp950",
    ),
)
