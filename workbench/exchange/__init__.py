"""Translation units to files and back, one module per format."""

from workbench.exchange.formats import read, refuse_unknown, write
from workbench.exchange.written import Written

__all__ = ["Written", "read", "refuse_unknown", "write"]
