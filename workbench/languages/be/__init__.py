"""Belarusian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, LOW

LANGUAGE = Language(
    "be",
    "Belarusian",
    "Cyrl",
    quotes=ANGLE + LOW,
    decimal=",",
    traits=traits(
        "абвгдеёжзійклмнопрстуўфхцчшыьэюя'ʼ’",
        "і ў не на што з у да за як гэта а па ад для ён я мы яны таксама або так быў была было "
        "можа які якая якія каб калі паміж гэтага пасля праз мае усе яшчэ ўжо толькі яго яе іх "
        "дзе пры але ці ці гэты гэтай",
        "ага аму ыя ай ымі цца ення анне асць асці цыя цыі скай скага скі аць іць аў амі ях",
    ),
)
