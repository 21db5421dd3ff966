"""Chinese words have one form; some make another word of what follows."""

from workbench.languages.parts import Inflection

INFLECTION = Inflection(prefixes=frozenset("副"))
