"""Workbench turns finished translations into assets."""

__version__ = "0.1.0"
