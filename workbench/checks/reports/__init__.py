"""Findings for people, for code hosts, and for other programs."""

from workbench.checks.reports.formats import FORMATS, render

__all__ = ["FORMATS", "render"]
