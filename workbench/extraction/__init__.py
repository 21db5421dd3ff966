"""Term candidates: what the texts call things, and how the other languages say it."""

from workbench.extraction.candidate_table import read_taken, render, write
from workbench.extraction.extract import Candidate, extract

__all__ = ["Candidate", "extract", "read_taken", "render", "write"]
