"""Where text stands in the elements of a Word document, whatever they mean."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.documents import package
from workbench.documents.archive import attribute, local
from workbench.documents.content import HARD

if TYPE_CHECKING:
    from lxml import etree

MARKS = {
    "tab": " ",
    "ptab": " ",
    "br": HARD,
    "cr": HARD,
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
"""Elements of a run that stand for a character."""


def text_of(element: "etree._Element") -> str:
    """All text in an element, deleted text too, once where it comes in alternatives."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: "etree._Element", parts: list[str]) -> None:
    name = local(element)
    if name in {"t", "delText"}:
        parts.append(element.text or "")
    elif name in MARKS or name == "p":
        parts.append(" ")
    for child in package.choices(element) if name == "AlternateContent" else element:
        _gather(child, parts)


def look_into(
    drawing: "Iterable[etree._Element]", boxes: "list[etree._Element]", texts: list[str]
) -> None:
    """Collect the text boxes of a drawing, and other texts in it.

    Args:
        drawing: The drawing.
        boxes: What its boxes are added to; those inside another are met when that is read.
        texts: What other texts are added to.
    """
    for child in drawing:
        name = local(child)
        if name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            look_into(package.choices(child), boxes, texts)
        elif name == "t":
            texts.append(child.text or "")
        else:
            if name == "textpath":
                texts.append(child.get("string", ""))
            look_into(child, boxes, texts)


def broken_fields(root: "etree._Element") -> "set[etree._Element]":
    """Beginnings of fields that have no end in a story."""
    open_fields: list[etree._Element] = []
    for each in root.iter("{*}fldChar"):
        step = attribute(each, "fldCharType")
        if step == "begin":
            open_fields.append(each)
        elif step == "end" and open_fields:
            open_fields.pop()
    return set(open_fields)
