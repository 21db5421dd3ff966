"""Where findings stand in the files that people edit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import formats
from workbench.checks.finding import FilePosition, Span
from workbench.checks.unit_pair import Locate
from workbench.files import marked_encoding
from workbench.units import Memory, Unit

if TYPE_CHECKING:
    from workbench.documents import Document

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_QUOTES = (('"', "&quot;"), ("'", "&apos;"))


def _escaped(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for mark, entity in pairs:
        text = text.replace(mark, entity)
    return text


_WRITTEN: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: _escaped(text, _ENTITIES),
    lambda text: _escaped(text, (*_ENTITIES, *_QUOTES)),
    lambda text: text.replace("\\", "\\\\").replace('"', '\\"'),
    lambda text: text.replace('"', '""'),
)
"""How a text may stand in a file: as it is, escaped for XML, for PO, for CSV."""

_CONTEXT = 20
_REACH = 40
"""Over how many lines of a file a unit's text may run."""


class TextLines:
    """The lines of a text file, read when first asked for.

    Args:
        path: The file.
        encoding: Its encoding where it is known.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.path = path
        self._encoding = encoding
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines; none where the file is gone or is no text."""
        if self._lines is None:
            try:
                data = self.path.read_bytes()
            except OSError:
                data = b""
            encoding = self._encoding or marked_encoding(data) or "utf-8"
            is_binary = b"\0" in data[:1000] and not encoding.startswith(("utf-16", "utf-32"))
            text = "" if is_binary else data.decode(encoding, errors="replace")
            self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines

    def find(self, text: str, span: Span | None, line: int, column: int, last: int) -> FilePosition:
        """The place of a stretch of a unit's text.

        Args:
            text: The unit's text.
            span: The stretch; None for where the text begins.
            line: Where the unit's text begins in the file, from 1.
            column: Likewise.
            last: The last line it can stand in.
        """
        if span is None or span[0] >= span[1]:
            return self._place(line, column, None)
        wanted = text[slice(*span)].split("\n", maxsplit=1)[0].strip()
        if not wanted and span[0]:
            # White space alone is found by what stands before it.
            before = text[: span[0]].rsplit("\n", 1)[-1][-_CONTEXT:]
            found = self.find(text, (span[0] - len(before), span[0]), line, column, last)
            start = found.end_column
            return self._place(found.line or line, start or column, start and start + 1)
        skipped = text[: span[0]].count(wanted) if wanted else 0
        for number, start in self._windows(line, column, last):
            content = self.lines[number - 1]
            for written in _WRITTEN if wanted else ():
                place = start - 1
                form = written(wanted)
                while (place := content.find(form, place)) >= 0:
                    if not skipped:
                        return self._place(number, place + 1, place + 1 + len(form))
                    skipped -= 1
                    place += len(form)
                if form in content[start - 1 :]:
                    break
        return self._place(line, column, None)

    def entry(self, line: int, unit: str, *, is_source: bool) -> int:
        """The line where a PO entry's source or target begins.

        Args:
            line: Where the entry begins.
            unit: Its id, which for a plural's form ends with ``#1``.
            is_source: Which of the two.
        """
        form = re.search(r"#(\d+)$", unit)
        names = ["msgid "] if is_source else ["msgstr "]
        if form:
            names = ["msgid_plural " if int(form[1]) else "msgid "]
            names = names if is_source else [f"msgstr[{form[1]}]"]
        for number in range(line, min(line + 3 * _REACH, len(self.lines)) + 1):
            if self.lines[number - 1].startswith(tuple(names)):
                return number
        return line

    def _windows(self, line: int, column: int, last: int) -> Iterator[tuple[int, int]]:
        for number in range(line, min(last, len(self.lines)) + 1):
            yield number, column if number == line else 1

    def _place(self, line: int, column: int, end: int | None) -> FilePosition:
        content = self.lines[line - 1] if line <= len(self.lines) else ""
        before = content[: column - 1]
        size = len(before.encode("utf-8", "replace")) + 1
        return FilePosition(self.path, line, column, end, size)


def in_file(path: Path, source: str) -> Locate:
    """Places in the file that the units themselves were read from.

    Args:
        path: The file.
        source: The source's key, whose texts PO calls ``msgid``.
    """
    file = TextLines(path)

    def locate(unit: Unit, key: str, span: Span | None) -> FilePosition:
        variant = unit.variants.get(key)
        line, column = (variant.at if variant else None) or (unit.line, 1)
        if line is None:
            return FilePosition(path)
        if len(file.lines) < line:
            return FilePosition(path, line)
        text = variant.text(key) if variant else ""
        if variant is None or variant.at is None:
            if formats.find(path, "units") is formats.PO:
                line = file.entry(line, unit.id, is_source=key == source)
            elif text.strip():
                first = text.split("\n")[0].strip()
                begin = file.find(first, (0, len(first)), line, column, line + _REACH)
                line, column = begin.line or line, begin.column or column
        return file.find(text, span, line, column, line + _REACH)

    return locate


def in_origins(memory: Memory, path: Path | str | None, documents: dict[str, Document]) -> Locate:
    """Places in the documents that the units' texts came from, where they have lines.

    Args:
        memory: Whose sources name the documents' files.
        path: The project or alignment, for what stands in no document that can be read; a
            string where it is no file.
        documents: By key, those that were read already.
    """
    sources = {source.key: source for source in memory.sources}

    @cache
    def origin(key: str) -> tuple[Document, TextLines] | None:
        document = documents.get(key)
        file = sources[key].path if key in sources else None
        if document is None and file is not None and file.is_file():
            document = _reread(file, sources[key].tag)
        if document is None or document.path is None:
            return None
        return document, TextLines(document.path, document.encoding)

    def locate(unit: Unit, key: str, span: Span | None) -> FilePosition:
        found = origin(key)
        variant = unit.variants.get(key)
        if found is None:
            return FilePosition(path or (sources[key].path if key in sources else None))
        document, file = found
        if variant is None or not variant.spans:
            return FilePosition(document.path)
        text = variant.text(key)
        start = variant.spans[0][0]
        if document.text[slice(*variant.spans[0])].split() != variant.segments[0].split():
            # The document was changed since.
            return FilePosition(path or document.path)
        paragraph = max(
            (item for item in document.paragraphs if item.start <= start),
            key=lambda item: item.start,
            default=None,
        )
        if paragraph is None or paragraph.line is None:
            return FilePosition(document.path)
        line = paragraph.line + document.text.count("\n", paragraph.start, start)
        last = paragraph.line + document.text.count("\n", paragraph.start, variant.spans[-1][1])
        first = variant.segments[0].split("\n")[0].strip()
        begin = file.find(first, (0, len(first)), line, 1, last + _REACH)
        if begin.line is None or span is None:
            return begin
        return file.find(text, span, begin.line, begin.column or 1, last + _REACH)

    return locate


def _reread(path: Path, tag: str) -> Document | None:
    """A document that a project came from; None where it cannot be read any more."""
    from workbench import documents
    from workbench.errors import WorkbenchError

    try:
        return documents.read(path, language=tag)
    except WorkbenchError:
        return None
