"""Minimal OpenDocument texts, presentations, workbooks and books, built for tests."""

from support.docx_file import zipped

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF = (
    " ".join(
        f'xmlns:{name}="{_ODF}:{space}:1.0"'
        for name, space in (
            *((each, each) for each in ("office", "text", "table", "meta", "style")),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(body: str, *, styles: str = "", **parts: str) -> bytes:
    """A text of a body and automatic styles, both as XML; further parts by their names."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        | {f"{name}.xml": part for name, part in parts.items()}
    )


_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PPTX = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    f'xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def relations(*targets: str) -> str:
    """A file of relations r0, r1, … to these targets."""
    inner = "".join(
        f'<Relationship Id="r{number}" Target="{target}"/>' for number, target in enumerate(targets)
    )
    return f"<Relationships>{inner}</Relationships>"


def pptx(*slides: str, **parts: str) -> bytes:
    """A presentation whose slides hold these shapes; further parts by names, ``__`` a slash."""
    listed = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in range(len(slides)))
    names = [f"slides/s{number}.xml" for number in range(len(slides))]
    return zipped(
        {
            "ppt/presentation.xml": f"<p:presentation {_PPTX}><p:sldIdLst>{listed}</p:sldIdLst>"
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(*names),
        }
        | {
            f"ppt/{name}": f"<p:sld {_PPTX}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
            for name, slide in zip(names, slides, strict=True)
        }
        | {f"ppt/{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    )


def xlsx(rows: str, *, after: str = "", before: str = "", **parts: str) -> bytes:
    """A workbook of one sheet, its rows as XML, with what stands before and after them."""
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{_R}"><sheets><sheet name="S" r:id="r0"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"<worksheet>{before}<sheetData>{rows}</sheetData>{after}"
            "</worksheet>",
        }
        | {f"xl/{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    )


def epub(chapters: dict[str, str], *, spine: tuple[str, ...] = (), **files: str | bytes) -> bytes:
    """A book of chapters, each the XHTML of a body; its spine is their order unless stated."""
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav' else ''}/>"
        for name in chapters
    )
    references = "".join(f'<itemref idref="{name}"/>' for name in spine or chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The River</dc:title>'
        "<dc:creator>A. Clerk</dc:creator><dc:language>en-GB</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{references}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return zipped(
        {"META-INF/container.xml": container, "OEBPS/book.opf": package}
        | {
            f"OEBPS/text/{name}.xhtml": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<body>{body}</body></html>"
            for name, body in chapters.items()
        }
        | files
    )
