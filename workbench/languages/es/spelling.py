"""What may stand in a Spanish text by its letters."""

from workbench.languages.parts import Spelling

SPELLING = Spelling(
    may_repeat=frozenset("muy no nos sí ya tan bien poco casi luego todo".split()),
)
