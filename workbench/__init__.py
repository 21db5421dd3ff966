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
    from workbench.api.aligning import Alignment, align, align_segments
    from workbench.api.reading import read, segment
    from workbench.checks import check
    from workbench.errors import WorkbenchError
    from workbench.glossary import Glossary

__version__ = "0.1.0"

_HOMES = {
    "Alignment": "workbench.api.aligning",
    "Glossary": "workbench.glossary",
    "WorkbenchError": "workbench.errors",
    "align": "workbench.api.aligning",
    "align_segments": "workbench.api.aligning",
    "check": "workbench.checks",
    "read": "workbench.api.reading",
    "segment": "workbench.api.reading",
}
"""Where each public name lives; it is imported when it is first asked for."""

__all__ = [
    "Alignment",
    "Glossary",
    "WorkbenchError",
    "align",
    "align_segments",
    "check",
    "read",
    "segment",
]


def __getattr__(name: str) -> object:
    """A public object, imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return [*__all__, "__version__"]
