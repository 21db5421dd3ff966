"""Which words of two texts say the same; words and widths of a text."""

from workbench.words.display import fitting, width

__all__ = ["fitting", "width"]
