"""Spanish words of measures and of multiples."""

from workbench.languages.parts import Units

UNITS = Units(
    imperial=(
        r"millas?\b|yardas?\b|pies?\b|pulgadas?\b|libras?\b(?!\sesterlinas)|onzas?\b|galón\b|galones\b"
        r"|acres?\b|grados\sfahrenheit"
    ),
    metric=(
        r"kilómetros?\b|metros?\b|centímetros?\b|milímetros?\b|kilogramos?\b|kilos?\b|gramos?\b"
        r"|litros?\b|hectáreas?\b|grados\b"
    ),
    larger={
        "day": r"días?\b",
        "week": r"semanas?\b",
        "hour": r"horas?\b",
        "month": r"mes(?:es)?\b",
        "minute": r"minutos?\b",
        "metre": r"metros?\b|gramos?\b",
        "millilitre": r"mililitros?\b",
        "millimetre": r"milímetros?\b",
        "centimetre": r"centímetros?\b",
        "kilogram": r"kilogramos?\b|kilos?\b",
    },
    times=r"ve(?:z|ces)\b",
    of_times=r"(?:duplic|triplic|cuadruplic|quintuplic)\w+|doble|triple",
)
