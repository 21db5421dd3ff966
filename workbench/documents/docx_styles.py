"""What the styles of a Word document say of its paragraphs and characters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.documents.archive import Archive, attribute, local

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs or of characters."""

    based_on: str | None
    heading: int | None
    """The rank of the headings that it makes."""

    is_item: bool
    is_contents: bool
    """Whether its paragraphs are the lines of a table of contents."""

    height: str | None
    """``superscript``, ``subscript`` or ``baseline``, where it says so."""


class Styles:
    """The styles of a document by their ids; none where it has no such part."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._styles: Mapping[str, Style] = {}
        if name in archive.names:
            self._styles = {
                attribute(style, "styleId") or "": _style(style)
                for style in archive.xml(name)
                if local(style) == "style"
            }
        self._heights: dict[str, str | None] = {}

    def lineage(self, style: str) -> Iterator[Style]:
        """A style and those that it is based on."""
        seen = set()
        found = self._styles.get(style)
        while found is not None and style not in seen:
            seen.add(style)
            yield found
            style = found.based_on or ""
            found = self._styles.get(style)

    def height(self, style: str) -> str | None:
        """Whether characters of a style are raised or lowered."""
        if style not in self._heights:
            heights = (each.height for each in self.lineage(style))
            self._heights[style] = next((each for each in heights if each), None)
        return self._heights[style]


def _style(style: "etree._Element") -> Style:
    based_on, title, level, numbered, height = None, "", None, False, None
    for child in style.iter():
        value = attribute(child, "val")
        match local(child):
            case "basedOn":
                based_on = value
            case "name":
                title = (value or "").lower()
            case "outlineLvl":
                level = number(value)
            case "numPr":
                numbered = True
            case "vertAlign":
                height = value
    heading = None if level is None or level > 8 else level + 1
    if heading is None and title.startswith("heading "):
        heading = number(title.removeprefix("heading "))
    if title == "title":
        heading = 1
    elif title == "subtitle":
        heading = 2
    return Style(
        based_on,
        heading,
        numbered or title.startswith("list "),
        title.startswith("toc ") and title[4:].isdecimal(),
        height,
    )


def number(value: str | None) -> int | None:
    """A whole number as it stands in an attribute; None where it is none."""
    return int(value) if value is not None and value.isdecimal() else None
