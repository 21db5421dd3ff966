"""English days and months: 8 March, March 8th, the twenty-first of May."""

from workbench.languages.numbers.dates import NamedMonths

_MONTHS = (
    r"\b(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(june?)|(july?)|"
    r"(aug)(?:ust)?|(sept?)(?:ember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)\b"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_DAYS = {
    **{word: day for day, word in enumerate(_ORDINALS, 1)},
    **{f"twenty-{word}": 20 + day for day, word in enumerate(_ORDINALS[:9], 1)},
    "thirtieth": 30,
    "thirty-first": 31,
}

DATES = NamedMonths(
    _MONTHS,
    _DAYS,
    endings="(?:st|nd|rd|th)?",
    to="to|and",
    of=r"(?:\sof)?",
    before=True,
    capital=True,
).dates
