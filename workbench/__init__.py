"""Workbench turns finished translations into assets.

>>> import workbench
>>> found = workbench.align_segments({"en": ["One.", "Two."], "ru": ["Раз. Два."]})
>>> found.beads[0].segments
{'en': [0, 1], 'ru': [0]}
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.api import (
        Alignment,
        Cancelled,
        Progress,
        add_concept,
        align,
        align_files,
        align_segments,
        check,
        check_files,
        check_versions,
        clean_memory,
        convert_memory,
        explain_segments,
        export,
        extract,
        import_,
        load_glossaries,
        open,  # noqa: A004 - always called as workbench.open
        plot,
        read,
        read_versions,
        realign,
        score,
        score_memory,
        segment,
        update,
    )
    from workbench.errors import WorkbenchError
    from workbench.exchange import memories
    from workbench.glossary import Glossary, Term
    from workbench.settings import Settings

__version__ = "0.1.0"

_ELSEWHERE = {
    "Glossary": "workbench.glossary",
    "Settings": "workbench.settings",
    "Term": "workbench.glossary",
    "WorkbenchError": "workbench.errors",
    "memories": "workbench.exchange",
}
"""Where public names live that are no use cases; all are imported when first asked for."""

__all__ = [
    "Alignment",
    "Cancelled",
    "Glossary",
    "Progress",
    "Settings",
    "Term",
    "WorkbenchError",
    "add_concept",
    "align",
    "align_files",
    "align_segments",
    "check",
    "check_files",
    "check_versions",
    "clean_memory",
    "convert_memory",
    "explain_segments",
    "export",
    "extract",
    "import_",
    "load_glossaries",
    "memories",
    "open",
    "plot",
    "read",
    "read_versions",
    "realign",
    "score",
    "score_memory",
    "segment",
    "update",
]


def __getattr__(name: str) -> object:
    """A public object, imported now."""
    if name not in __all__:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}")
    value = getattr(importlib.import_module(_ELSEWHERE.get(name, "workbench.api")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return [*__all__, "__version__"]
