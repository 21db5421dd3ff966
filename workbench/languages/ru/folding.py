"""Russian letters that are written in two ways."""

from workbench.languages.parts import Folding

FOLDING = Folding({ord("ё"): "е", ord("Ё"): "Е"})
