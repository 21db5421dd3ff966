"""Ukrainian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, LOW

LANGUAGE = Language(
    "uk",
    "Ukrainian",
    "Cyrl",
    quotes=ANGLE + LOW,
    decimal=",",
    encodings=(
        "cp1251",
        "koi8-u",
        "cp866",
        "mac-cyrillic",
    ),
    traits=traits(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'ʼ’",
        "і в не на що з у й та до за як це є про від для по із але а під він був його я ми ви "
        "вони також або так було може бути які який яка яке щоб коли між цього після через має "
        "всі ще вже тільки якщо їх її йому де при чи того ні нас вас були була року дуже",
        "ого ому ий ій ої ою их ими ться ення ання ість ості ція ції ської ського ський ські "
        "ати ити ють ував ала или ів ами ях ство",
    ),
)
