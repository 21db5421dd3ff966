"""Georgian."""

from workbench.languages.language import Language
from workbench.languages.quotes import LOW

LANGUAGE = Language(
    "ka",
    "Georgian",
    "Geor",
    quotes=LOW,
)
