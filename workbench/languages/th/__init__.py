"""Thai."""

from workbench.languages.language import Language

LANGUAGE = Language(
    "th",
    "Thai",
    "Thai",
    joiner="",
    encodings=("cp874",),
)
