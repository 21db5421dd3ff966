"""English words of measures; the symbols among them are every language's."""

from workbench.languages.parts import Units

UNITS = Units(
    imperial=(
        r"miles?\b|mi\b|yards?\b|yds?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|pounds?\b"
        r"|lbs?\b|ounces?\b|oz\b|gallons?\b|acres?\b|pints?\b|mph\b|°?\s?f\b"
        r"|degrees\b(?! celsius)|fahrenheit"
    ),
    metric=(
        r"k?met(?:re|er)s?\b|k?m\b|kilomet|centimet|millimet|[cm]m\b|kgs?\b|kilogram|kilos?\b"
        r"|km/h|kph|°\s?c\b|celsius|lit(?:re|er)s?\b|hectares?\b|ha\b"
    ),
    larger={
        "day": r"days?\b",
        "week": r"weeks?\b",
        "hour": r"hours?\b",
        "month": r"months?\b",
        "minute": r"minutes?\b",
        "metre": r"met(?:re|er)s?\b|grams?\b",
        "millilitre": r"ml\b|millilit",
        "millimetre": r"mm\b|millimet",
        "centimetre": r"cm\b|centimet",
        "kilogram": r"kgs?\b|kilogram",
    },
    times=r"\s?times\b|-fold\b",
    of_times=r"(?:\w+fold|doubl|tripl|quadrupl|twice)\w*",
)
