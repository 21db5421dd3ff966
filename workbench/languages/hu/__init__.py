"""Hungarian."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import LOW_RIGHT

LANGUAGE = Language(
    "hu",
    "Hungarian",
    "Latn",
    quotes=(*LOW_RIGHT, ("»", "«")),
    traits=traits(
        LATIN + "áéíóöőúüű",
        "a az és hogy nem is egy ez de meg azt csak volt már mint el még van ha ami én ezt vagy "
        "ki lesz aki után lehet most két több így sem minden között fel mert pedig itt kell "
        "olyan nagy ezek szerint majd",
        "ság ség ban ben nak nek ban ről ról hoz hez tól től val vel ás és ok ek",
    ),
)
