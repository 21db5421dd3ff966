"""Spanish days and months: 8 de marzo, los días 8 y 9 de diciembre, el primero de mayo."""

from workbench.languages.numbers.dates import NamedMonths

_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre"
).split()
_SHORT = "ene feb mar abr may jun jul ago (?:sept?|set) oct nov dic".split()
_NAMES = "|".join(
    rf"({month}|(?<=\d\s){short})" for month, short in zip(_MONTHS, _SHORT, strict=True)
)
_WORDS = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve treinta"
).split()
_DAYS = {word: day for day, word in enumerate(_WORDS, 1)} | {"primero": 1, "treinta y uno": 31}

DATES = NamedMonths(
    rf"\b(?:{_NAMES})\b", _DAYS, endings=r"(?:\.?[º°]|\.?er\b)?", to="y|e|o|a|al", of=r"(?:\sde)?"
).dates
