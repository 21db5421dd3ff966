"""Bulgarian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, LOW

LANGUAGE = Language(
    "bg",
    "Bulgarian",
    "Cyrl",
    quotes=LOW + ANGLE,
    traits=traits(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "на и в да се за от не са с е по като който която че до след при но или което които "
        "това той тя те аз ще си ни ги му му бе беше са бил била през само може към има във със "
        "още когато един една едно между обаче този тази тези как все така вече също година без "
        "над",
        "ата ята ите ото ето ият ъта ният ване ане ение ост остта ция ски ска ско ства ове еше аха",
    ),
)
