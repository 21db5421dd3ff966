"""Romanian."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, LOW_RIGHT

LANGUAGE = Language(
    "ro",
    "Romanian",
    "Latn",
    quotes=LOW_RIGHT + ANGLE,
    traits=traits(
        LATIN + "ăâîșțşţ",
        "de și în a la cu nu o pe din un că se mai este care pentru au sa ce al ca sau lui am "
        "prin fi dar fost ale sunt fiind această acest ei el ea după până când doar lor să am "
        "ai nici între despre cum tot toate",
        "ție ții ului ilor elor iei area ește ează ate ică",
    ),
)
