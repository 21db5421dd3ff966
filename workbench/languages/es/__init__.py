"""Spanish."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, CURLY, INVERTED, SINGLE

LANGUAGE = Language(
    "es",
    "Spanish",
    "Latn",
    quotes=ANGLE + CURLY + SINGLE,
    opening_marks=INVERTED,
    decimal=",.",
    encodings=("cp1252", "cp850", "mac-roman", "cp437"),
    expected=1.5,
    traits=traits(
        LATIN + "áéíóúüñ",
        "de la que el en y a los del se las por un para con no una su al lo es más como pero "
        "sus le o este sí porque esta entre cuando muy sin sobre también me hasta hay donde "
        "quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto "
        "mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho nada muchos fue "
        "ser son ha han está tiene era había están hace dos sido años puede",
        "ción ciones sión dad dades mente ado ados ada adas ido idos ida idas ento entos ista "
        "ismo encia ancia able ible ando iendo aron ieron aba ían ar er ir os as",
    ),
)
