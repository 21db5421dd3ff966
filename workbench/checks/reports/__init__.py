"""Findings for people, for code hosts, and for other programs."""

from workbench.checks.reports.report_formats import FORMATS, render

__all__ = ["FORMATS", "render"]
