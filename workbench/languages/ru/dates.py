"""Russian days and months: 8 марта, двадцать первого мая."""

from workbench.languages.numbers.dates import NamedMonths

_MONTHS = (
    r"\b(?:(янв)\w*|(фев)\w*|(март\w*|мар\b)|(апр)\w*|(ма[йяюе]|маем)|(июн)\w*|(июл)\w*|(авг)\w*"
    r"|(сен)\w*|(окт)\w*|(ноя)\w*|(дек)(?:абр\w*)?)\b"
)
_ORDINALS = (
    "перв втор треть четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
).split()
_DAYS = {
    **{word: day for day, word in enumerate(_ORDINALS, 1)},
    **{f"двадцать {word}": 20 + day for day, word in enumerate(_ORDINALS[:9], 1)},
    "тридцат": 30,
    "тридцать перв": 31,
}
"""Days in words, without their endings."""

DATES = NamedMonths(_MONTHS, _DAYS, endings="(?:-?(?:го|е|ое)|ого|его)?", to="по|и|до").dates
