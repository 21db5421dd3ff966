"""Small PDF documents, written by hand for tests."""

import struct
import zlib
from collections.abc import Sequence

CYRILLIC = {
    chr(code): 128 + offset for offset, code in enumerate([*range(0x410, 0x450), 0x401, 0x451])
}
_NAMES = (
    " ".join(f"/afii{10017 + i + (i > 5)}" for i in range(32))
    + " "
    + " ".join(f"/afii{10065 + i + (i > 5)}" for i in range(32))
)
_FONTS = {
    "F1": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "F2": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
    f"/BaseEncoding/WinAnsiEncoding/Differences[128 {_NAMES} /afii10023 /afii10071]>>>>",
    "F3": "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
    "[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
    "/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName"
    "/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200"
    "/CapHeight 700/StemV 80>>>>]>>",
}

_MAPPED = (
    "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts"
    "[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)"
    "/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName"
    "/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 860/Descent -140"
    "/CapHeight 860/StemV 80>>>>]/ToUnicode {} 0 R>>"
)
_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    "1 begincodespacerange <0000> <ffff> endcodespacerange\n{}\nendcmap end end"
)

Piece = tuple[float, float, float, str]
"""A line: x, y, size in points, and its text."""


def pdf(
    pages: Sequence[Sequence[Piece | str]],
    *,
    title: str = "",
    character_map: str = "",
    compressed: bool = False,
) -> bytes:
    """A PDF of pages of 420 × 595 points, each a list of lines.

    Args:
        pages: Lines, or operators of a content stream as they are to stand there.
        title: The document's title.
        character_map: Blocks of the ToUnicode map of the font ``F4``, whose codes have two bytes.
        compressed: Whether objects stand in an object stream, and streams are compressed.
    """
    objects: list[bytes] = [b"", b""]
    fonts = "".join(f"/{name} {font}" for name, font in _FONTS.items())
    if character_map:
        stream = _MAP.format(character_map).encode()
        objects.append(_stream(stream, compressed=compressed))
        fonts += f"/F4 {_MAPPED.format(len(objects))}"
    kids = []
    for page in pages:
        stream = "\n".join(
            piece if isinstance(piece, str) else shown(*piece) for piece in page
        ).encode("latin-1")
        objects.append(_stream(stream, compressed=compressed))
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<<{fonts}>>>>>>".encode()
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>".encode()
    objects.append(f"<</Title({title})/CreationDate(D:20240502120000Z)>>".encode("latin-1"))
    return _packed(objects) if compressed else _plain(objects)


def _stream(data: bytes, *, compressed: bool) -> bytes:
    packed = zlib.compress(data) if compressed else data
    filtered = b"/Filter/FlateDecode" if compressed else b""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (filtered, len(packed), packed)


def _plain(objects: Sequence[bytes]) -> bytes:
    """A file with a table of its objects."""
    data = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(data)


def _packed(objects: Sequence[bytes]) -> bytes:
    """A file whose objects, but for streams, stand in one stream, and whose table is another."""
    data = bytearray(b"%PDF-1.5\n")
    inside = [row for row, body in enumerate(objects, 1) if b"endstream" not in body]
    entries = {0: (0, 0, 65535)}
    for number, body in enumerate(objects, 1):
        if number not in inside:
            entries[number] = (1, len(data), 0)
            data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    bodies = [objects[number - 1] for number in inside]
    offsets = [sum(len(body) + 1 for body in bodies[:row]) for row in range(len(bodies))]
    head = " ".join(f"{number} {offset}" for number, offset in zip(inside, offsets, strict=True))
    packed = zlib.compress(head.encode() + b"\n" + b"\n".join(bodies))
    holder = len(objects) + 1
    for row, number in enumerate(inside):
        entries[number] = (2, holder, row)
    entries[holder] = (1, len(data), 0)
    data += (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%s\n"
        b"endstream\nendobj\n" % (holder, len(inside), len(head) + 1, len(packed), packed)
    )
    start = len(data)
    entries[holder + 1] = (1, start, 0)
    table = zlib.compress(
        b"".join(struct.pack(">BIH", *entries[number]) for number in range(holder + 2))
    )
    data += (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Info %d 0 R/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF"
        % (holder + 1, holder + 2, len(objects), len(table), table, start)
    )
    return bytes(data)


def shown(x: float, y: float, size: float, text: str, matrix: str = "") -> str:
    """The operators that show a line.

    Args:
        x: From the left, in points.
        y: From the bottom.
        size: Of the font, as its operator has it.
        text: What is shown.
        matrix: Four numbers that turn and scale it.
    """
    place = f"{matrix} {x} {y} Tm" if matrix else f"{x} {y} Td"
    if any(ord(character) > 0x2E7F for character in text):
        return f"BT /F3 {size} Tf {place} <{text.encode('utf-16-be').hex()}> Tj ET"
    font = "F2" if any(character in CYRILLIC for character in text) else "F1"
    codes = bytes(CYRILLIC.get(each) or each.encode("cp1252")[0] for each in text)
    return f"BT /{font} {size} Tf {place} <{codes.hex()}> Tj ET"


def turned(pieces: Sequence[Piece], *, width: float = 420) -> list[str]:
    """Lines of a page that is turned to the left: they run upwards."""
    return [
        shown(width - y * width / 595, x, size, text, "0 1 -1 0") for x, y, size, text in pieces
    ]


def column(
    lines: Sequence[str], *, x: float = 50, y: float = 520, size: float = 11, pitch: float = 14
) -> list[Piece]:
    """Lines below one another; an empty one leaves a gap."""
    return [(x, y - pitch * row, size, line) for row, line in enumerate(lines) if line]
