"""What differs between languages, a folder each: nowhere else is one asked for by name."""

from workbench.languages.detection import Guess, detect, is_plain_text
from workbench.languages.language import LANGUAGES, Language, named, of
from workbench.languages.tags import memory_tag, normalise

__all__ = [
    "LANGUAGES",
    "Guess",
    "Language",
    "detect",
    "is_plain_text",
    "memory_tag",
    "named",
    "normalise",
    "of",
]

PUBLIC_MODULES = (
    "borders",
    "detection",
    "folding",
    "inflection",
    "language",
    "file_names",
    "numbers",
    "parts",
    "phrases",
    "quotes",
    "scripts",
    "spans",
    "tags",
    "transliteration",
)
"""Modules that other rooms may enter too, each about one thing that languages differ in;
all others are this room's own."""
