"""TMX units as they stand in the file, byte for byte, beside what they say."""

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.exchange.characters import in_attribute, in_text, legal
from workbench.exchange.tmx_reader import Header, Record, records
from workbench.exchange.xml_text import Remark, pieces_of

_HEADER = re.compile(rb"""<header(?:[^>"']|"[^"]*"|'[^']*')*>""")
_OPENING = re.compile(rb"""<tu(?:[^>"']|"[^"]*"|'[^']*')*>""")
_VARIANT = re.compile(rb"<tuv[\s>]")


def raw_units(
    path: Path, header: Header, *, recover: Remark | None = None
) -> Iterator[tuple[Record, bytes]]:
    """The tu elements of a TMX: what each says, and itself in UTF-8.

    Args:
        path: The file.
        header: Filled before the first is given.
        recover: As for the reader.
    """
    text = RawText(pieces_of(path, recover=recover and _discard))
    for number, record in enumerate(records(path, header, recover=recover)):
        before = text.until(record.start)
        if not number and header.end > header.start:
            tag = _HEADER.match(before, header.start)
            header.inner = before[tag.end() : header.end].decode() if tag else ""
        yield record, text.until(record.last_tag) + text.through(b">")


def _discard(_: str) -> None:
    """The parser's own pass over the file says it."""


def with_attribute(element: bytes, name: str, value: str) -> bytes:
    """A tu element whose start tag has that attribute."""
    found = _OPENING.match(element)
    if found is None:
        return element
    opening = found[0]
    written = f'{name}="{in_attribute(legal(value)[0])}"'.encode()
    old = re.search(rb"""(?<=\s)%b\s*=\s*("[^"]*"|'[^']*')""" % name.encode(), opening)
    if old is None:
        opening = opening[:-1].rstrip() + b" " + written + b">"
    else:
        opening = opening[: old.start()] + written + opening[old.end() :]
    return opening + element[found.end() :]


def has_attribute(element: bytes, name: str) -> bool:
    """Whether a tu element's start tag has that attribute."""
    found = _OPENING.match(element)
    return found is not None and bool(re.search(rb"\s%b\s*=" % name.encode(), found[0]))


def with_property(element: bytes, kind: str, value: str) -> bytes:
    """A tu element with that property, in the place of an earlier one of its kind."""
    found = _OPENING.match(element)
    if found is None:
        return element
    written = f'<prop type="{in_attribute(kind)}">{in_text(value)}</prop>'.encode()
    first = _VARIANT.search(element, found.end())
    head = first.start() if first else found.end()
    old = re.compile(
        rb"""\s*<prop\s(?:[^>"']|"[^"]*"|'[^']*')*?type\s*=\s*["']%b["'][^>]*>[^<]*</prop\s*>"""
        % re.escape(kind.encode())
    )
    kept = old.sub(b"", element[found.end() : head])
    return found[0] + b"\n      " + written + kept + element[head:]


def with_variants(record: Record, element: bytes, keys: tuple[str, ...]) -> bytes:
    """A tu element with the variants of some keys alone, in their order."""
    places = dict(zip(record.unit.variants, record.variants, strict=True))
    head = element[: record.variants[0][0] - record.start].rstrip()
    parts = [head]
    for key in keys:
        first, last_tag = places[key]
        end = element.index(b">", last_tag - record.start) + 1
        parts.append(b"\n      " + element[first - record.start : end])
    return b"".join(parts) + b"\n    </tu>"


class RawText:
    """A text's UTF-8 bytes, taken from its beginning to its end."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._held = b""
        self._next = 0
        self._before = 0

    def until(self, offset: int) -> bytes:
        """The bytes up to an offset from the beginning."""
        while self._before + len(self._held) < offset and self._more():
            pass
        return self._take(offset - self._before)

    def through(self, mark: bytes) -> bytes:
        """The bytes up to a mark, and the mark."""
        while self._held.find(mark, self._next) < 0 and self._more():
            pass
        return self._take(self._held.index(mark, self._next) + len(mark))

    def all(self) -> bytes:
        """What is left."""
        while self._more():
            pass
        return self._take(len(self._held))

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        self._before += self._next
        self._held = self._held[self._next :] + piece.encode()
        self._next = 0
        return True

    def _take(self, end: int) -> bytes:
        taken = self._held[self._next : end]
        self._next = end
        return taken
