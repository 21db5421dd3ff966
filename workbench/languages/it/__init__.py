"""Italian."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, CURLY, SINGLE

LANGUAGE = Language(
    "it",
    "Italian",
    "Latn",
    quotes=ANGLE + CURLY + SINGLE,
    decimal=",",
    expected=1.5,
    traits=traits(
        LATIN + "àèéìíîòóùú",
        "di e il la che in a per è un del non si una della con da sono le i dei ha nel al come "
        "più lo alla dal anche gli su ma delle se o questo ai loro nella stato suo dalla ad ed "
        "sua questa essere tra ci mi ti quando dopo molto tutti già alle degli era fu hanno due "
        "anni cui prima solo ancora così sul dell all nell dall l un' quello quella ogni dove "
        "perché chi cosa io noi lui lei me te senza tutto sempre fare può contro sulla negli "
        "nelle",
        "zione zioni sione mento menti tà ità mente ato ati ata ate ito iti uto ando endo are "
        "ere ire ista ismo enza anza bile bili oso osa ico ica iche ggio gli ano ono",
    ),
)
