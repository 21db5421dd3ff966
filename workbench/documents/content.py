"""What a format's reader hands on: a text and its paragraphs, before it is a document."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from workbench.documents.document import Kind, Paragraph

Lines = Literal["auto", "paragraph", "wrapped"]
"""What a single line break is: found by the lines' lengths, an end of sentence, or a space."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to be read, and what the caller says about it."""

    data: bytes
    path: Path | None = None
    language: str | None = None
    """The bare language stated by the caller or the file's name, to find the encoding by."""

    encoding: str | None = None
    lines: Lines = "auto"


@dataclass(slots=True)
class Content:
    """A text taken out of a file, and what is known of it."""

    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    encoding: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    omissions: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    language: str | None = None
    """What the file says of its own language: evidence, not the last word."""


class Draft:
    """A content put together paragraph by paragraph, for formats that are not plain text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.content = Content()

    def add(
        self,
        text: str,
        *,
        kind: Kind = "text",
        level: int = 0,
        flow: int = 0,
        line: int | None = None,
        row: int | None = None,
    ) -> None:
        """Append a paragraph; white space around it is dropped, and so is an empty one."""
        text = text.strip()
        if not text:
            return
        start = self._length
        self._parts.append(text)
        self._length += len(text) + 1
        self.content.paragraphs.append(
            Paragraph(start, start + len(text), kind, level, flow, line, row)
        )

    def omit(self, what: str, count: int = 1) -> None:
        """Count something that is left out of the text."""
        if count:
            self.content.omissions[what] += count

    def finish(self) -> Content:
        """The content, its text put together."""
        self.content.text = "\n".join(self._parts)
        return self.content
