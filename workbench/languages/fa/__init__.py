"""Persian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE

LANGUAGE = Language(
    "fa",
    "Persian",
    "Arab",
    quotes=ANGLE,
    ends=".!؟…",
    traits=traits(
        "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءأ\u200c",
        "و در به از که این را با است برای آن یک خود تا بر هم شد شده بود نیز ها می کرد اما یا وی "
        "هر ما دو پس باید سال",
        "های هایی ند است",
    ),
)
