"""Czech."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import LOW

LANGUAGE = Language(
    "cs",
    "Czech",
    "Latn",
    quotes=LOW,
    traits=traits(
        "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
        "a se v na je že s z do o i to k ve pro za by ale jsou jako po od jeho která který "
        "které bylo byl byla podle však až ze nebo už při jen také jsem si mezi před co tak "
        "není již může ještě k aby být jejich této tento pouze když než bude",
        "ost osti ého ému ých ými ním ní ský ská ské ování ací ovat ení ání",
    ),
)
