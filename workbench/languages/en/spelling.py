"""What may stand twice in English."""

from workbench.languages.parts import Spelling

SPELLING = Spelling(
    may_repeat=frozenset("had that very no so long far bye ha la tut can do is in her you".split()),
)
