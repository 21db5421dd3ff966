"""Korean."""

from workbench.languages.language import Language
from workbench.languages.quotes import CORNER, CURLY, SINGLE, TITLE

LANGUAGE = Language(
    "ko",
    "Korean",
    "Kore",
    quotes=CURLY + SINGLE + CORNER + TITLE,
    ends=".!?。…",
    encodings=("cp949",),
)
