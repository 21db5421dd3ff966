"""Characters that XML or UTF-8 cannot hold, and those that XML must escape."""

import re
import sys

_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All that the production Char of XML 1.0 leaves out: one such loses a whole memory in OmegaT."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_IN_TEXT = re.compile("[&<>\r]")
_IN_ATTRIBUTE = re.compile('[&<>\r\n\t"]')
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
    "\n": "&#10;",
    "\t": "&#9;",
}


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def illegal(text: str) -> bool:
    """Whether XML 1.0 forbids a character of the text."""
    return _ILLEGAL.search(text) is not None


def legal(text: str) -> tuple[str, int]:
    """The text without characters that XML 1.0 forbids, and how many there were."""
    return _ILLEGAL.subn("", text)


def encodable(text: str) -> tuple[str, int]:
    """The text without lone surrogates, which UTF-8 cannot hold, and how many there were."""
    return _SURROGATES.subn("", text)


_REFERENCE = re.compile("&(?:#x0*([0-9A-Fa-f]{1,6})|#0*([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _meant(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    number = int(found[1], 16) if found[1] else int(found[2])
    character = chr(number) if number <= sys.maxunicode else "\0"
    return found[0] if illegal(character) else character


def unescaped(text: str) -> str:
    """A text of XML with the characters that its references stand for.

    What is no reference that XML 1.0 allows without declarations stays as it is.
    """
    return _REFERENCE.sub(_meant, text) if "&" in text else text


def in_text(text: str) -> str:
    """A legal text as it stands between tags."""
    return _IN_TEXT.sub(_escape, text)


def in_attribute(text: str) -> str:
    """A legal text as it stands between double quotation marks in a tag."""
    return _IN_ATTRIBUTE.sub(_escape, text)
