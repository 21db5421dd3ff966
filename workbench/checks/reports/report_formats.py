"""Which module renders which format.

A new report is a module with ``render(report) -> str`` and its name here.
"""

import importlib

from workbench.checks.checking import Report

FORMATS = ("text", "json", "sarif", "junit", "github", "rdjson")
"""Each is rendered by the module ``NAME_`` beside this one."""


def render(report: Report, form: str) -> str:
    """A report in one of ``FORMATS``, ending with a line feed unless it is empty."""
    module = importlib.import_module(f"workbench.checks.reports.{form}_")
    text: str = module.render(report)
    return text
