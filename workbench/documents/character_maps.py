"""ToUnicode maps of a PDF's fonts, mended before PDFium reads them.

PDFium takes a range of codes to stay in one row of 256. Where one ends in the next row, it ends
before it begins, and PDFium drops its whole block, up to a hundred ranges. Such maps are written
anew, each range cut at the end of its row, and go behind the file as an incremental update
(ISO 32000-1, 7.5.6 and 9.10.3).
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,8})\s+([0-9]{1,5})\s+obj\b")
_REFERENCE = re.compile(rb"/ToUnicode\s+([0-9]{1,8})\s+0\s+R")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_BLOCK = re.compile(rb"[0-9]+\s+beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(
    rb"\s*<(\s*[0-9A-Fa-f][0-9A-Fa-f\s]*)>\s*<(\s*[0-9A-Fa-f][0-9A-Fa-f\s]*)>\s*(<[^>]*>|\[[^\]]*\])\s*"
)
_TARGET = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_START = re.compile(rb"startxref\s+([0-9]+)")
_KEPT = re.compile(rb"/(?:Root|Info)\s+[0-9]+\s+[0-9]+\s+R|/ID\s*\[[^\]]*\]")
_SIZE = re.compile(rb"/Size\s+([0-9]+)")

_LARGEST = 2**26
"""Bytes of a stream that are looked at."""

_ROW = 256
_MOST_IN_BLOCK = 100


def mended(data: bytes) -> tuple[bytes, int]:
    """A PDF whose character maps PDFium reads whole.

    Args:
        data: The file.

    Returns:
        The file, with its faulty maps replaced, and how many these are.
    """
    if b"/Encrypt" in data:
        return data, 0  # its streams cannot be read from outside
    maps = {int(found[1]) for found in _REFERENCE.finditer(data)}
    for found in _OBJECT_STREAM.finditer(data):
        begin = data.rfind(b"obj", 0, found.start())
        content = _content(data, begin) if begin >= 0 else None
        maps.update(int(each[1]) for each in _REFERENCE.finditer(content or b""))
    streams: dict[int, bytes] = {}
    for number in maps:
        place = _last(data, number)
        old = None if place is None else _content(data, place)
        if old is not None and (new := _rewritten(old)) != old:
            streams[number] = new
    if not streams:
        return data, 0
    return _updated(data, streams), len(streams)


def _last(data: bytes, number: int) -> int | None:
    """Where the last object of that number begins: behind its head; None where there is none."""
    ends = [
        found.end()
        for found in re.finditer(rb"%d\s+0\s+obj\b" % number, data)
        if not data[found.start() - 1 : found.start()].isdigit()  # of a longer number
    ]
    return ends[-1] if ends else None


def _content(data: bytes, begin: int) -> bytes | None:
    """The content of the stream object that begins somewhere; None where it cannot be read."""
    found = _STREAM.search(data, begin, begin + 4_000)
    if found is None or b"endobj" in data[begin : found.start()]:
        return None
    dictionary = data[begin : found.start()]
    content = data[found.end() : data.find(b"endstream", found.end())]
    if b"/Filter" not in dictionary:
        return content
    if b"/FlateDecode" not in dictionary and b"/Fl" not in dictionary:
        return None
    try:
        return zlib.decompressobj().decompress(content, _LARGEST)
    except zlib.error:
        return None


def _rewritten(content: bytes) -> bytes:
    """A map whose ranges stay in their rows; the same where they do already."""
    return _BLOCK.sub(_mended_block, content)


def _mended_block(block: re.Match[bytes]) -> bytes:
    ranges: list[bytes] = []
    place = 0
    is_whole = True
    for found in _RANGE.finditer(block[1]):
        first, last = (b"".join(found[side].split()) for side in (1, 2))
        begin, end = int(first, 16), int(last, 16)
        is_whole &= place == found.start() and begin // _ROW == end // _ROW and begin <= end
        place = found.end()
        targets = [b"".join(each[1].split()) for each in _TARGET.finditer(found[3])]
        if targets and end - begin < _ROW * _ROW:
            as_list = found[3].startswith(b"[")
            ranges += _rows(begin, end, len(first), targets, as_list=as_list)
    if is_whole and not block[1][place:].strip():
        return block[0]
    return b"\n".join(
        b"%d beginbfrange\n%s\nendbfrange" % (len(part), b"\n".join(part))
        for part in (
            ranges[row : row + _MOST_IN_BLOCK] for row in range(0, len(ranges), _MOST_IN_BLOCK)
        )
    )


def _rows(
    begin: int, end: int, width: int, targets: list[bytes], *, as_list: bool
) -> Iterable[bytes]:
    """The ranges that a range is in rows of 256 codes.

    Args:
        begin: The first code.
        end: The last code.
        width: Of a code, in hexadecimal digits.
        targets: What the codes stand for, hexadecimal: of each one, or of the first only.
        as_list: Whether there is one for each.
    """
    if as_list:
        end = min(end, begin + len(targets) - 1)
    row = begin
    while row <= end:
        last = min(end, row | (_ROW - 1))
        codes = b"<%0*X> <%0*X> " % (width, row, width, last)
        if as_list:
            part = targets[row - begin : last - begin + 1]
            yield codes + b"[" + b"".join(b"<%s>" % each for each in part) + b"]"
        else:
            first = int(targets[0] or b"0", 16) + row - begin
            yield codes + b"<%0*X>" % (len(targets[0]), first)
        row = last + 1


def _updated(data: bytes, streams: Mapping[int, bytes]) -> bytes:
    """A file with an incremental update that replaces streams."""
    header = max(0, data.find(b"%PDF-", 0, 1024))
    new = bytearray(data)
    places: dict[int, int] = {}
    for number, content in streams.items():
        new += b"\n"
        places[number] = len(new) - header
        new += b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (
            number,
            len(content),
            content,
        )
    starts = _START.findall(data[-2_048:])
    start = int(starts[-1]) if starts else len(data)
    old = data[header + start :]
    if old.lstrip()[:4] == b"xref":
        trailer = old[old.find(b"trailer") :][:4_000]
    elif _OBJECT.match(old.lstrip()):
        trailer = old[: old.find(b"stream")][:4_000]
    else:
        return bytes(new)  # without a table all objects are looked for, and the last one counts
    size = _SIZE.search(trailer)
    kept = b"".join(_KEPT.findall(trailer))
    highest = max(int(size[1]) if size else 0, max(streams) + 1)
    begin = len(new) - header
    if trailer.startswith(b"trailer"):
        new += b"xref\n"
        for number, place in places.items():
            new += b"%d 1\n%010d 00000 n \n" % (number, place)
        new += b"trailer\n<</Size %d/Prev %d%s>>\n" % (highest, start, kept)
    else:
        places[highest] = begin
        table = b"".join(struct.pack(">BIH", 1, place, 0) for place in places.values())
        index = b" ".join(b"%d 1" % number for number in places)
        new += (
            b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%s]/Size %d/Prev %d/Length %d%s>>stream\n"
            % (
                highest,
                index,
                highest + 1,
                start,
                len(table),
                kept,
            )
        )
        new += table + b"\nendstream\nendobj\n"
    return bytes(new + b"startxref\n%d\n%%%%EOF\n" % begin)
