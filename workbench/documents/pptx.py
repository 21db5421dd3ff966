"""PPTX: the texts of slides, in their order, and the speaker's notes."""

from typing import TYPE_CHECKING

from workbench.documents import drawing, package
from workbench.documents.archive import Archive
from workbench.documents.content import FOOTNOTES, Content, ContentBuilder, Origin

if TYPE_CHECKING:
    from lxml import etree


def read(origin: Origin) -> Content:
    """A presentation: titles are headings, the lines of a slide items, notes a flow of their own.

    Raises:
        WorkbenchError: The file is no PPTX, is damaged or protected, or exceeds the limits.
    """
    archive = Archive(origin.data, origin.path, "a presentation (PPTX)")
    builder = ContentBuilder()
    main = package.main_part(archive, "ppt/presentation.xml")
    targets = package.relations(archive, main)
    shown: set[str] = set()
    for reference in archive.xml(main).iterfind("{*}sldIdLst/{*}sldId"):
        slide = targets.get(_relation(reference), "")
        shown.add(slide)
        root = archive.xml(slide)
        if root.get("show") in {"0", "false"}:
            builder.omit("hidden slide", text=package.drawn_text(root))
            continue
        drawing.shapes(root, builder, flow=0)
        for target in package.relations(archive, slide).values():
            if "/notesSlides/" in target:
                drawing.shapes(archive.xml(target), builder, flow=FOOTNOTES)
            elif "/comments/" in target:
                text = package.drawn_text(archive.xml(target), "text", "t")
                builder.omit("comment", text=text)
            elif "/charts/chart" in target or "/diagrams/data" in target:
                builder.omit("chart", text=package.drawn_text(archive.xml(target)))
    for slide in sorted(set(targets.values()) - shown):
        if "/slides/" in slide and slide in archive.names:
            builder.omit("hidden slide", text=package.drawn_text(archive.xml(slide)))
    package.describe(archive, builder.content)
    return builder.finish(origin.lines)


def _relation(element: "etree._Element") -> str:
    """The relation that an element names; its own number has the same local name."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), ""
    )
