"""Greek."""

from workbench.languages.language import Language
from workbench.languages.quotes import ANGLE, CURLY

LANGUAGE = Language(
    "el",
    "Greek",
    "Grek",
    quotes=ANGLE + CURLY,
    ends=".!;…",
)
