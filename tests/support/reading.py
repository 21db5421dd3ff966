"""Reading a document from its bytes, and looking at what came of it."""

import tempfile
from pathlib import Path

from workbench import documents
from workbench.documents import Document


def read(name: str, data: bytes | str, **options) -> Document:
    """The document of a file with this name and content; English where nothing else is said."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return documents.read(path, **({"language": "en"} | options))


def texts_of(document: Document) -> list[str]:
    """The text of each paragraph."""
    return [document.text[each.start : each.end] for each in document.paragraphs]


def kinds_of(document: Document) -> list[tuple[str, str]]:
    """What each paragraph is, and its text."""
    return [(each.kind, document.text[each.start : each.end]) for each in document.paragraphs]


def omitted(document: Document) -> dict[str, int]:
    """How many of each kind of thing were left out."""
    return {each.what: each.count for each in document.omissions}
