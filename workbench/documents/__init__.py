"""Files in: ``read(path) → Document``, one module per file format."""

from workbench.documents.document import Document, Kind, Omission, Paragraph
from workbench.documents.loading import from_text, read, read_all

__all__ = ["Document", "Kind", "Omission", "Paragraph", "from_text", "read", "read_all"]
