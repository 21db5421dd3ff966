"""What is said of the versions of a text when they are read."""

from typing import TYPE_CHECKING

from workbench.cli.printing import say

if TYPE_CHECKING:
    from workbench.api import SegmentedDocument
    from workbench.documents import Document


def say_read(version: "SegmentedDocument") -> None:
    """Say on standard error what was found in a document."""
    document = version.document
    left = left_out(document)
    found = f"{document.language}, {len(version.segments)} segments"
    name = name_of(document)
    say(f"{name}: {found}{f'; left out: {left}' if left else ''}")
    for note in document.notes:
        say(f"  {note}")


def name_of(document: "Document") -> str:
    """What a document is called in messages."""
    return str(document.path or "standard input")


def left_out(document: "Document") -> str:
    """What was left out of a document, with counts; empty where nothing was."""
    return ", ".join(f"{item.count} {item.what}" for item in document.omissions)
