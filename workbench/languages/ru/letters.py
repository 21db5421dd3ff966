"""How frequent the Russian letters are."""

from workbench.languages.parts import Letters

_LETTERS = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_SHARES = (
    "10.9 8.5 8.0 7.4 6.7 6.3 5.5 4.7 4.5 4.3 3.5 3.2 3.0 2.8 2.6 2.0 "
    "1.9 1.7 1.7 1.6 1.6 1.4 1.2 1.0 0.9 0.7 0.6 0.5 0.4 0.3 0.3 0.04 0.1"
)

LETTERS = Letters(shares=dict(zip(_LETTERS, map(float, _SHARES.split()), strict=True)))
