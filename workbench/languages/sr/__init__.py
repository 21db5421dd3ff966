"""Serbian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import LOW

LANGUAGE = Language(
    "sr",
    "Serbian",
    "Cyrl",
    quotes=LOW,
    traits=traits(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "и у је на се да су за од а с не који о што то као из или ће која би које није али до "
        "по само био све већ како те своје била након између било може више сам смо још према "
        "јер тако га му бити године док при",
        "ост ости ски ска ске ање ење ња има ама ије ија ију овати",
    ),
)
