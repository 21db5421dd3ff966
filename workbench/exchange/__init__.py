"""Translation units to files and back, one module per format."""

from workbench.exchange import memories, memory_stats
from workbench.exchange.combine import combined
from workbench.exchange.importing import read, spool_standard_input
from workbench.exchange.outputs import (
    check_fits,
    check_format,
    is_folder,
    make_folder,
    pair_files,
    write,
)
from workbench.exchange.unique import unique
from workbench.exchange.updating import Updated, units_of, update
from workbench.exchange.written import Written

__all__ = [
    "Updated",
    "Written",
    "check_fits",
    "check_format",
    "combined",
    "is_folder",
    "make_folder",
    "memories",
    "memory_stats",
    "pair_files",
    "read",
    "spool_standard_input",
    "unique",
    "units_of",
    "update",
    "write",
]
