"""Slovak."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import LOW

LANGUAGE = Language(
    "sk",
    "Slovak",
    "Latn",
    quotes=LOW,
    traits=traits(
        "aáäbcčdďeéfghiíjklĺľmnňoóôpqrŕsštťuúvwxyýzž",
        "a sa v na je že s z do o aj to k vo pre za by ale sú ako po od jeho ktorá ktorý ktoré "
        "bolo bol bola podľa však až zo alebo už pri len tiež som si medzi pred čo tak nie môže "
        "ešte aby byť ich tento táto iba keď než bude",
        "osť osti ého ému ých ými ným ný ský ská ské ovanie ácie ovať enie anie",
    ),
)
