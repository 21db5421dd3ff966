"""Danish."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import CURLY

LANGUAGE = Language(
    "da",
    "Danish",
    "Latn",
    quotes=(*CURLY, ("»", "«")),
    traits=traits(
        LATIN + "æøå",
        "og i at det en er til på af den for med der ikke de som et har fra om han vi men var "
        "jeg eller sig ved kan så skal efter også bliver blev hvor ud nu over hun meget hvad "
        "vil være havde mod mellem kunne sin deres andre når hvis mange alle denne nogle",
        "ning ningen hed heden erne elsen else lige skab ede",
    ),
)
