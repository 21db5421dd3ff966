"""Macedonian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import LOW

LANGUAGE = Language(
    "mk",
    "Macedonian",
    "Cyrl",
    quotes=LOW,
    traits=traits(
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "на и во да се за од не со е по како што кој која кои тоа до при но или ќе ги го му "
        "беше сум има биде само може кога меѓу овој оваа овие сите така веќе исто година без "
        "над според бил била",
        "ата ите ото иот ување ање ење ост оста ција ски ска ско ствo ови еше",
    ),
)
