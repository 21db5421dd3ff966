"""Translation units to files and back, one module per format."""

from workbench.exchange.formats import (
    is_folder,
    make_folder,
    pair_files,
    read,
    refuse_unfit,
    refuse_unknown,
    write,
)
from workbench.exchange.several import combined
from workbench.exchange.updating import Updated, update
from workbench.exchange.written import Written

__all__ = [
    "Updated",
    "Written",
    "combined",
    "is_folder",
    "make_folder",
    "pair_files",
    "read",
    "refuse_unfit",
    "refuse_unknown",
    "update",
    "write",
]
