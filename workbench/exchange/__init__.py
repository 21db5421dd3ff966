"""Translation units to files and back, one module per format."""

from workbench.exchange.formats import read, write
from workbench.exchange.written import Written

__all__ = ["Written", "read", "write"]
