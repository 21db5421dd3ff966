"""The forms in which a term's words may stand in running text."""

from workbench.languages.inflection.slot import ANY, Slot, agree

__all__ = ["ANY", "Slot", "agree"]
