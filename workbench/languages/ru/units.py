"""Russian words of measures."""

from workbench.languages.parts import Units

UNITS = Units(
    imperial=(
        r"мил[ьяией]|ярд|фут|дюйм|фунт|унци|галлон|акр"
        r"|градус\w* по фаренгейту|пуд|верст|аршин|десятин|сажен"
    ),
    metric=(r"к?м\b|км/ч|см\b|мм\b|килом|метр|сантим|миллим|кг\b|килогр|градус|литр|гектар|га\b"),
    larger={
        "day": "дн[еяй]|сут",
        "week": "недел",
        "hour": "час",
        "month": "месяц",
        "minute": "минут",
        "metre": r"метр|м\b|г\b|грамм",
        "millilitre": r"мл\b|миллилитр",
        "millimetre": r"мм\b|миллиметр",
        "centimetre": r"см\b|сантиметр",
        "kilogram": r"килограмм|кг\b",
    },
    times=r"\s?раза?\b",
    of_times=r"(?:вдвое|втрое|вчетверо|впятеро|удво|утро)\w*",
)
