"""Files in: ``read(path) → Document``, one module per file format."""

from workbench.documents.document import Document, Kind, Omission, Paragraph

__all__ = ["Document", "Kind", "Omission", "Paragraph"]
