"""Hebrew."""

from workbench.languages.language import Language
from workbench.languages.quotes import LOW_RIGHT

LANGUAGE = Language(
    "he",
    "Hebrew",
    "Hebr",
    quotes=(('"', '"'), *LOW_RIGHT),
)
