"""The forms in which a term's words may stand in running text."""

from workbench.languages.inflection.inflect import DERIVING, OTHER_WORDS, inflect, variants
from workbench.languages.inflection.slot import ANY, Slot, agree

__all__ = ["ANY", "DERIVING", "OTHER_WORDS", "Slot", "agree", "inflect", "variants"]
