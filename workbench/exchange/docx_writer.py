"""A DOCX for reviewers: a table of beads, tracked changes on, that comes back through ``update``.

WordprocessingML (ISO/IEC 29500-1) in an archive that is the same, byte for byte, for the same
units. The reader is :mod:`workbench.exchange.docx_reader`.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO

from workbench.exchange.characters import in_attribute, in_text, legal
from workbench.exchange.docx_reader import PROJECT_PROPERTY, VERSION_PROPERTY
from workbench.exchange.rows import marked_variants, unit_cells
from workbench.exchange.written import Written
from workbench.languages import of
from workbench.units import Memory, Unit, Variant, is_doubtful

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PAGE, _NUMBER, _STATUS, _NOTE = 15_400, 900, 1_300, 2_400
"""Widths in twentieths of a point: of the text on a page across, and of three columns."""

_BREAK = re.compile("([\n\t])")
_RIGHT_TO_LEFT = {"R", "AL"}


class Writer:
    """A document that units are added to.

    Args:
        file: Where to write.
        memory: Whose units they are.
        tags: The tag that each column's language is spelled by.
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        self._file = file
        self._memory = memory
        self._tags = tags
        self._keys = [source.key for source in memory.sources]
        self._written = Written()
        self._version = 0
        self._turned: dict[str, int] = dict.fromkeys(self._keys, 0)
        self._rows: list[str] = []

    def add(self, unit: Unit) -> None:
        """Take a unit as a row."""
        number, version, status, note = unit_cells(unit, self._memory.project)
        cells = [
            _cell(_line("Number", self._clean(number)) + _line("Small", version), _shade(unit)),
            _cell(_line("Status", status)),
        ]
        for column, variant in enumerate(marked_variants(unit, self._keys)):
            self._watch(variant, self._keys[column])
            style = f"L{column}"
            lines = [_line(style, self._clean(text)) for text in variant.segments or ("",)]
            cells.append(_cell("".join(lines)))
        noted = [_line("Note", self._clean(text)) for text in note.split("\n")]
        cells.append(_cell("".join(noted)))
        self._rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        self._version = max(self._version, unit.version)
        self._written.contexts += not unit.properties.keys() <= set()
        self._written.units += 1

    def _clean(self, text: str) -> str:
        text, removed = legal(text)
        self._written.removed += removed
        return text

    def _watch(self, variant: Variant, key: str) -> None:
        """See in which direction a language is written."""
        for text in variant.segments:
            letter = next((c for c in text[:50] if c.isalpha()), "")
            if letter:
                turned = unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT
                self._turned[key] += 1 if turned else -1

    def finish(self) -> Written:
        """Write the archive."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name, part in self._parts().items():
                about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                # By the properties a file is known, also by its first bytes.
                plain = name == "docProps/custom.xml"
                about.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
                archive.writestr(about, (_HEAD + part).encode())
        self._file.write(data.getbuffer())
        return self._written

    def _parts(self) -> dict[str, str]:
        return {
            "[Content_Types].xml": _content_types(),
            "docProps/custom.xml": self._properties(),
            "_rels/.rels": _relations(
                f"{_OFFICE}/relationships/officeDocument word/document.xml",
                f"{_PACKAGE}/relationships/metadata/core-properties docProps/core.xml",
                f"{_OFFICE}/relationships/custom-properties docProps/custom.xml",
            ),
            "docProps/core.xml": self._core(),
            "word/_rels/document.xml.rels": _relations(
                f"{_OFFICE}/relationships/styles styles.xml",
                f"{_OFFICE}/relationships/settings settings.xml",
            ),
            "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:trackRevisions/>'
            '<w:defaultTabStop w:val="708"/></w:settings>',
            "word/styles.xml": self._styles(),
            "word/document.xml": self._document(),
        }

    def _document(self) -> str:
        widths = self._widths()
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        names = [of(source.tag).name or source.tag for source in self._memory.sources]
        heads = [("No.", "id"), ("Status", "status")]
        heads += list(zip(names, self._keys, strict=True))
        heads.append(("Remarks", "note"))
        header = "".join(
            _cell(_line("Head", name) + _line("Small", key), width=width)
            for (name, key), width in zip(heads, widths, strict=True)
        )
        name, _ = legal(self._memory.name or "Alignment")
        return (
            f'<w:document xmlns:w="{_W}"><w:body>{_line("Title", name)}'
            f"{''.join(_line('Guide', text) for text in _GUIDE)}"
            '<w:tbl><w:tblPr><w:tblStyle w:val="Rows"/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{header}</w:tr>"
            f"{''.join(self._rows)}</w:tbl><w:p/>"
            '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="400" '
            'w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>'
        )

    def _widths(self) -> list[int]:
        each = (_PAGE - _NUMBER - _STATUS - _NOTE) // max(len(self._keys), 1)
        return [_NUMBER, _STATUS, *[each] * len(self._keys), _NOTE]

    def _styles(self) -> str:
        columns = []
        for number, key in enumerate(self._keys):
            tag = in_attribute(self._tags.get(key, key))
            turned = self._turned[key] > 0
            columns.append(
                _style(
                    f"L{number}",
                    f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
                    + ("<w:rtl/>" if turned else ""),
                    paragraph="<w:bidi/>" if turned else "",
                )
            )
        border = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFC4CC"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
            '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Noto Sans CJK SC" '
            'w:cs="Arial"/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/></w:style>'
            + _style("Title", '<w:b/><w:sz w:val="28"/>')
            + _style("Guide", '<w:color w:val="4A5263"/><w:sz w:val="17"/>')
            + _style("Head", "<w:b/>")
            + _style("Number", '<w:color w:val="4A5263"/>')
            + _style("Small", '<w:color w:val="8D95A3"/><w:sz w:val="12"/>')
            + _style("Status", '<w:sz w:val="17"/>')
            + _style("Note", '<w:sz w:val="17"/>')
            + "".join(columns)
            + '<w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:tblPr>'
            f"<w:tblBorders>{border}</w:tblBorders><w:tblCellMar>"
            '<w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
            '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr></w:style></w:styles>"
        )

    def _properties(self) -> str:
        values = {
            PROJECT_PROPERTY: self._memory.project,
            VERSION_PROPERTY: str(self._version),
        }
        inner = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
            f'name="{name}"><vt:lpwstr>{in_text(value)}</vt:lpwstr></property>'
            for number, (name, value) in enumerate(values.items(), 2)
        )
        return (
            f'<Properties xmlns="{_OFFICE}/custom-properties" '
            f'xmlns:vt="{_OFFICE}/docPropsVTypes">{inner}</Properties>'
        )

    def _core(self) -> str:
        name, _ = legal(self._memory.name)
        made = self._memory.created
        time = "" if made is None else made.strftime("%Y-%m-%dT%H:%M:%SZ")
        dated = f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        return (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{in_text(name)}</dc:title>{dated if time else ''}</cp:coreProperties>"
        )


_GUIDE = """
Correct the texts as you like; a paragraph of a cell is a sentence. Changes are tracked. Write \
confirmed into the status of a row that is right, flagged of one that somebody should look at. Say \
what is to be said under Remarks, or as a comment anywhere in the row.
Rows may be sorted or deleted: nothing happens to a row that is not here. Leave the first column, \
the first row, and marks such as ⟦1⟧ (formatting of the text) as they are.
""".strip().split("\n")


def _line(style: str, text: str) -> str:
    """A paragraph; line breaks and tabs inside it as elements."""
    parts = []
    for piece in _BREAK.split(text) if text else ():
        if piece == "\n":
            parts.append("<w:br/>")
        elif piece == "\t":
            parts.append("<w:tab/>")
        elif piece:
            parts.append(f'<w:t xml:space="preserve">{in_text(piece)}</w:t>')
    run = f"<w:r>{''.join(parts)}</w:r>" if parts else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _cell(paragraphs: str, shade: str = "", *, width: int = 0) -> str:
    sized = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    about = f"<w:tcPr>{sized}{shade}</w:tcPr>" if sized or shade else ""
    return f"<w:tc>{about}{paragraphs}</w:tc>"


def _shade(unit: Unit) -> str:
    """The colour of a row's first cell: of what is doubtful or flagged, and what is confirmed."""
    colour = ""
    if is_doubtful(unit) or unit.flagged:
        colour = "FBE3CB"
    elif unit.status == "confirmed":
        colour = "DDEFEA"
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def _style(name: str, run: str, *, paragraph: str = "") -> str:
    about = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="Workbench {name}"/><w:basedOn w:val="Normal"/>{about}'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _relations(*targets: str) -> str:
    pairs: Sequence[list[str]] = [each.split() for each in targets]
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types() -> str:
    parts = {
        "word/document.xml": f"{_TYPES}.wordprocessingml.document.main+xml",
        "word/styles.xml": f"{_TYPES}.wordprocessingml.styles+xml",
        "word/settings.xml": f"{_TYPES}.wordprocessingml.settings+xml",
        "docProps/custom.xml": f"{_TYPES}.custom-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    inner = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )
