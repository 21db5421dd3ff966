"""Translation units to files and back, one module per format."""

import importlib
from typing import TYPE_CHECKING

from workbench.exchange.combine import combined
from workbench.exchange.importing import comes_back, read, read_returned, spool_standard_input
from workbench.exchange.outputs import (
    check_fits,
    check_format,
    is_folder,
    make_folder,
    pair_files,
    write,
)
from workbench.exchange.remarks_json import read as read_remarks
from workbench.exchange.unique import unique
from workbench.exchange.written import Written

if TYPE_CHECKING:
    from workbench.exchange import memories, memory_stats
    from workbench.exchange.updating import Updated, units_of, update

__all__ = [
    "Updated",
    "Written",
    "check_fits",
    "check_format",
    "combined",
    "comes_back",
    "is_folder",
    "make_folder",
    "memories",
    "memory_stats",
    "pair_files",
    "read",
    "read_remarks",
    "read_returned",
    "spool_standard_input",
    "unique",
    "units_of",
    "update",
    "write",
]


def __getattr__(name: str) -> object:
    """What only whole memories, and those that are brought up to date, need: imported now."""
    if name in {"memories", "memory_stats"}:
        return importlib.import_module(f"workbench.exchange.{name}")
    if name in {"Updated", "units_of", "update"}:
        return getattr(importlib.import_module("workbench.exchange.updating"), name)
    raise AttributeError(f"module 'workbench.exchange' has no attribute {name!r}")
