"""Kazakh."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, CURLY

LANGUAGE = Language(
    "kk",
    "Kazakh",
    "Cyrl",
    quotes=ANGLE + CURLY,
    traits=traits(
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "және мен бұл үшін деп да де бір бар болып ол ған оның осы сол болды еді екі пен жаңа "
        "қазақ туралы кейін арасында керек сондай",
        "ның нің дың дің лар лер дар дер ған ген",
    ),
)
