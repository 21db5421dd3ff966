"""Plain text."""

import re

from workbench.documents import encoding, lines
from workbench.documents.content import Content, Origin
from workbench.documents.document import Paragraph
from workbench.documents.lines import LineBreaks

_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")


def read(origin: Origin) -> Content:
    """A plain text file, its encoding found where it is not stated.

    Raises:
        WorkbenchError: The file is not text, or not in the encoding stated.
    """
    decoded = encoding.decode(
        origin.data, path=origin.path, encoding=origin.encoding, language=origin.language
    )
    content = content_of(decoded.text, origin.lines)
    content.encoding = decoded.encoding
    content.notes[:0] = decoded.notes
    return content


def unix(text: str) -> str:
    r"""The text with every kind of line end as ``\n``."""
    return _LINE_END.sub("\n", text)


def content_of(text: str, line_breaks: LineBreaks) -> Content:
    """The paragraphs of a text that has no other structure than its lines."""
    content = Content(unix(text))
    blocks = lines.blocks_of(content.text)
    wrapped, note = lines.settle(content.text, blocks, line_breaks)
    content.paragraphs = [
        Paragraph(start, end, line=number)
        for start, end, number in lines.spans_of(content.text, blocks, wrapped=wrapped)
    ]
    if note is not None:
        content.notes.append(note)
    return content
