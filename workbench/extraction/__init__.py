"""Term candidates: what the texts call things, and how the other languages say it."""

from workbench.extraction.extract import Candidate, extract

__all__ = ["Candidate", "extract"]
