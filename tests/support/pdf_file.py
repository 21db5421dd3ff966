"""Small PDF documents, written by hand for tests."""

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

Piece = tuple[float, float, float, str]
"""A line: x, y, size in points, and its text."""


def pdf(pages: Sequence[Sequence[Piece]], *, title: str = "") -> bytes:
    """A PDF of pages of 420 × 595 points, each a list of lines."""
    objects: list[bytes] = [b"", b""]
    fonts = "".join(f"/{name} {font}" for name, font in _FONTS.items())
    kids = []
    for page in pages:
        stream = "\n".join(_shown(*piece) for piece in page).encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<<{fonts}>>>>>>".encode()
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>".encode()
    objects.append(f"<</Title({title})/CreationDate(D:20240502120000Z)>>".encode("latin-1"))
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


def _shown(x: float, y: float, size: float, text: str) -> str:
    if any(ord(character) > 0x2E7F for character in text):
        return f"BT /F3 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
    font = "F2" if any(character in CYRILLIC for character in text) else "F1"
    codes = bytes(CYRILLIC.get(each) or each.encode("cp1252")[0] for each in text)
    return f"BT /{font} {size} Tf {x} {y} Td <{codes.hex()}> Tj ET"


def column(
    lines: Sequence[str], *, x: float = 50, y: float = 520, size: float = 11, pitch: float = 14
) -> list[Piece]:
    """Lines below one another; an empty one leaves a gap."""
    return [(x, y - pitch * row, size, line) for row, line in enumerate(lines) if line]
