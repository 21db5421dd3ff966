"""Norwegian Bokmål."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, CURLY

LANGUAGE = Language(
    "nb",
    "Norwegian Bokmål",
    "Latn",
    quotes=ANGLE + CURLY,
    traits=traits(
        LATIN + "æøå",
        "og i det er på som en til at av for med de ikke den har om et fra var han jeg men vi "
        "seg eller så kan ved etter skal også ble hvor ut nå over hun mye hva vil være hadde "
        "mot mellom kunne sin deres andre når hvis mange alle denne noen bare sier opp",
        "ning ningen het heten ene elsen else lige skap ede",
    ),
)
