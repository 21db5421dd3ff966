"""Armenian."""

from workbench.languages.language import Language
from workbench.languages.quotes import ANGLE

LANGUAGE = Language(
    "hy",
    "Armenian",
    "Armn",
    quotes=ANGLE,
    ends="։:՞՜…",
)
