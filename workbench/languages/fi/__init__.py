"""Finnish."""

from workbench.languages.language import LATIN, Language, traits

LANGUAGE = Language(
    "fi",
    "Finnish",
    "Latn",
    quotes=(("”", "”"), ("»", "»")),
    traits=traits(
        LATIN + "äöå",
        "ja on ei se että oli hän ovat mutta kun myös joka niin kuin ole sen tai mukaan olla "
        "vain jo ne jos nyt voi mitä hänen oli ollut sekä siitä tämä sitä minä me he ovat "
        "jälkeen kanssa vielä koko ennen kaikki sitten",
        "ssa ssä sta stä lla llä lle ista inen isen minen uksen ttaa nut nyt",
    ),
)
