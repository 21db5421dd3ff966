"""What differs between languages, as data: nowhere else is a language asked for by name."""

from workbench.languages.detection import Guess, detect
from workbench.languages.language import LANGUAGES, Language, of
from workbench.languages.tags import memory_tag, normalise

__all__ = ["LANGUAGES", "Guess", "Language", "detect", "memory_tag", "normalise", "of"]
