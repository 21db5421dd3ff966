"""Units that translators convert."""

import re

from workbench.languages.numbers.reading import Measure

_IMPERIAL = re.compile(
    r"(?:\san?)?[\s-]?(?:miles?\b|mi\b|yards?\b|yds?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|pounds?\b|lbs?\b"
    r"|ounces?\b|oz\b|gallons?\b|acres?\b|pints?\b|mph\b|°?\s?f\b|degrees\b(?! celsius)|fahrenheit"
    r"|мил[ьяией]|ярд|фут|дюйм|фунт|унци|галлон|акр|градус\w* по фаренгейту"
    r"|пуд|верст|аршин|десятин|сажен|里(?![面头程])|[市斤亩尺寸丈]|英里|英尺|英寸|英亩|英镑重|码|磅|盎司|加仑|品脱|华氏)"
)
_METRIC = re.compile(
    r"[\s-]?(?:k?met(?:re|er)s?\b|k?m\b|kilomet|centimet|millimet|[cm]m\b|kgs?\b|kilogram|kilos?\b"
    r"|km/h|kph|°\s?c\b|celsius|lit(?:re|er)s?\b|hectares?\b|ha\b"
    r"|к?м\b|км/ч|см\b|мм\b|килом|метр|сантим|миллим|кг\b|килогр|градус|литр|гектар|га\b"
    r"|公里|千米|米|厘米|毫米|公斤|千克|摄氏|度|升|公顷)"
)


def measure_at(small: str, end: int) -> Measure:
    """What the number measures that ends there, if a translator may convert it."""
    if _IMPERIAL.match(small, end):
        return "imperial"
    return "metric" if _METRIC.match(small, end) else ""
