"""French."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, CURLY, SINGLE

LANGUAGE = Language(
    "fr",
    "French",
    "Latn",
    quotes=ANGLE + CURLY + SINGLE,
    decimal=",",
    expected=1.5,
    spaced_marks=True,
    traits=traits(
        LATIN + "àâæçèéêëîïôœùûüÿ",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se il "
        "sont ce avec son aux cette d ou mais comme on l à elle été deux sa ses nous vous je "
        "tout bien ont leur même être fait si c'est ces y entre était sans lui dont après très "
        "faire ils leurs peut ans encore aussi où avait depuis contre non notre votre mon ma "
        "mes moi s'est n'est qu'il qu'elle d'un d'une ici quand rien toujours tous toute toutes",
        "tion tions ment ments eux euse ique iques aire aires ité ités ée ées ait aient eur "
        "eurs ance ence age isme iste ière oir ois ez ons",
    ),
)
