"""What a check reports."""

import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the least to the worst."""

Which = Literal["source", "target"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found in a pair; where that is, is not the rule's business."""

    message: str
    span: Span | None = None
    """Code points in the text of ``side``."""

    side: Which = "target"
    concept: str | None = None
    expected: tuple[str, ...] = ()
    """What should stand there, the best first."""

    source_span: Span | None = None
    """Code points in the source that made the demand, for a finding in the target."""

    codes: tuple[str, ...] = ()
    """The inline codes that it is about: texts alone do not tell two such findings apart."""


@dataclass(frozen=True, slots=True)
class FilePosition:
    """Where something stands in a file."""

    path: Path | str | None
    """A project in another store is named by its location, a string."""

    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    byte_column: int | None = None


def posix(path: Path | str) -> str:
    """A path with slashes, as code hosts have it; a location as it is."""
    return path.as_posix() if isinstance(path, Path) else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check reports, as ``interface`` and JSON have it."""

    rule: str
    severity: Severity
    message: str
    path: Path | str | None
    """The file; of a project in another store its location, a string."""

    line: int | None
    """Counted from 1; None where the format has no lines."""

    column: int | None
    """In code points, counted from 1."""

    end_column: int | None
    """One past the last character, where it is in the same line."""

    byte_column: int | None
    """The column in bytes of UTF-8, counted from 1."""

    unit: str
    side: Which
    source_lang: str | None
    """None for a text alone."""

    target_lang: str
    concept: str | None
    expected: tuple[str, ...]
    source: str
    target: str
    span: Span | None
    """Code points in the text of ``side``."""

    source_span: Span | None
    fingerprint: str
    """The same as long as rule, concept, texts and codes are, wherever the unit stands."""

    def as_json(self) -> dict[str, Any]:
        """The finding as JSON has it."""
        return asdict(self) | {"path": None if self.path is None else str(self.path)}


def fingerprint(rule: str, hit: Hit, source: str, target: str) -> str:
    """What a finding is known by in a baseline: 16 hexadecimal digits."""
    texts = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (source, target))
    facts = "\0".join((rule, hit.concept or "", *texts, *hit.codes))
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
