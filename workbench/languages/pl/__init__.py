"""Polish."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, LOW_RIGHT

LANGUAGE = Language(
    "pl",
    "Polish",
    "Latn",
    quotes=LOW_RIGHT + ANGLE,
    decimal=",",
    expected=1.5,
    encodings=("cp1250",),
    traits=traits(
        "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
        "w i na z się do nie że jest o a to od za po przez jak ale co dla tym czy jego są ich "
        "tak oraz jej był było może być już jako tylko które który która ze był przed była "
        "także pod lub ma te aby jednak tego nad bardzo gdy roku przy ten kiedy jeszcze będzie "
        "ja my on ona mnie mi mu bo u sobie nas nam więc bez można został zostało tej tych "
        "jeżeli jeśli gdzie kto nic teraz zawsze tam tu wszystko wszystkich między",
        "ość ości ego emu ych ich nie nia ków ów ami ach ski ska skie cja cji cje anie enie owy "
        "owa owe ąc ać ić łem łam ymi imi",
    ),
)
