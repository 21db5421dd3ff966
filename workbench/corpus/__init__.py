"""Many documents: which belong together, all of them aligned, and what comes of it.

Names are imported when they are first asked for: Polars is only loaded by what needs it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.corpus.aligning import AlignedCorpus, align
    from workbench.corpus.checking import check_pages
    from workbench.corpus.inventory import MAX_BYTES
    from workbench.corpus.pairing import Paired, pair

_MODULES = {
    "aligning": "AlignedCorpus align",
    "checking": "check_pages",
    "inventory": "MAX_BYTES",
    "pairing": "Paired pair",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

PUBLIC_MODULES = ("manifest",)
"""Modules that other rooms may enter too."""

__all__ = ["MAX_BYTES", "AlignedCorpus", "Paired", "align", "check_pages", "pair"]


def __getattr__(name: str) -> object:
    """A name of this room, its module imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench.corpus' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"workbench.corpus.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
