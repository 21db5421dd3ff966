"""Croatian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import LOW_RIGHT

LANGUAGE = Language(
    "hr",
    "Croatian",
    "Latn",
    quotes=(*LOW_RIGHT, ("»", "«")),
    traits=traits(
        "abcčćdđefghijklmnoprsštuvzž",
        "i u je na se da su za od a s ne koji o što to kao iz ili će koja bi koje nije ali do "
        "po samo bio sve već kako te svoje bila nakon između bilo može više sam smo još prema "
        "jer tako ga mu biti tome godine dok pri",
        "ost osti ski ska ske anje enje nja ima ama ije ija iju ovati",
    ),
)
