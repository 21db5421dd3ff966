"""What a glossary format is; each stands beside its reader and writer as ``FORMAT``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.glossary.concept import Concept, GlossaryData

LanguagePair = tuple[str, str]
"""Source and target tag."""

Remark = Callable[[str], None]
"""Takes a sentence for people."""


@dataclass(frozen=True, slots=True)
class GlossaryFormat:
    """One format of glossary files."""

    name: str
    """As people call it."""

    endings: tuple[str, ...]
    """With their dot, in small letters."""

    read: Callable[[Path, LanguagePair | None, Remark | None], GlossaryData]
    """Reads a file; formats that name their languages themselves ignore the pair. Broken
    entries are refused, or left out and told to the third argument."""

    write: Callable[[GlossaryData, Path, LanguagePair | None], None]
    """Writes a file, replaced whole or not at all."""

    holds: Callable[[Concept, str, str], bool] | None = None
    """Of a format of two languages: whether a concept has in source and target what it holds."""
