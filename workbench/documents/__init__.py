"""Files in: ``read(path) → Document``, one module per file format."""

from workbench.documents.document import Document, Kind, Omission, Paragraph
from workbench.documents.encoding import decode
from workbench.documents.lines import LineBreaks
from workbench.documents.loading import from_text, read, read_all
from workbench.documents.word_tables import WordRow, WordTables, custom_properties
from workbench.documents.workbook import Workbook

__all__ = [
    "Document",
    "Kind",
    "LineBreaks",
    "Omission",
    "Paragraph",
    "WordRow",
    "WordTables",
    "Workbook",
    "custom_properties",
    "decode",
    "from_text",
    "read",
    "read_all",
]
