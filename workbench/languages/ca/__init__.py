"""Catalan."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, CURLY

LANGUAGE = Language(
    "ca",
    "Catalan",
    "Latn",
    quotes=ANGLE + CURLY,
    traits=traits(
        LATIN + "àçèéíïòóúü",
        "de la i el a que en els les per un amb una del al és no es dels va se més com però seu "
        "ha pel seva o són aquest aquesta ser als va ho han entre també molt quan on fins ja "
        "era seus seves sense sobre perquè si tot tots l'any hi ens què només",
        "ció cions tat tats ment ada ades at ats ent ents",
    ),
)
