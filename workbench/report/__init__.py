"""What is read rather than edited: pages and pictures of a project, its units and findings."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.report.links import word_links
    from workbench.report.page import PageInput, render_page
    from workbench.report.pictures import (
        KINDS,
        CorpusNumbers,
        PictureInput,
        Usage,
        draw,
        draw_corpus,
    )

__all__ = [
    "KINDS",
    "CorpusNumbers",
    "PageInput",
    "PictureInput",
    "Usage",
    "draw",
    "draw_corpus",
    "render_page",
    "word_links",
]

_MODULES = {
    "links": ("word_links",),
    "page": ("PageInput", "render_page"),
    "pictures": ("KINDS", "CorpusNumbers", "PictureInput", "Usage", "draw", "draw_corpus"),
}


def __getattr__(name: str) -> object:
    """A name of the room, imported now: who exports a memory needs no templates."""
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(importlib.import_module(f"workbench.report.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'workbench.report' has no attribute {name!r}")
