"""What differs between languages, as data: nowhere else is a language asked for by name."""

from workbench.languages.language import LANGUAGES, Language, of

__all__ = ["LANGUAGES", "Language", "of"]
