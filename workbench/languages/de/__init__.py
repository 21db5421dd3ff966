"""German."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, LOW

LANGUAGE = Language(
    "de",
    "German",
    "Latn",
    quotes=(*LOW, ("»", "«"), *ANGLE),
    decimal=",",
    expected=1.5,
    traits=traits(
        LATIN + "äöüß",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch "
        "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über "
        "einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir "
        "uns kann hatte gegen vom können schon wenn habe seine ihre dann unter du was ihr mich "
        "mir dieser diese dieses keine kein doch immer wieder sehr hier alle ihm ihn damit "
        "jetzt wo wer",
        "ung ungen heit keit lich liche lichen isch ische ischen schaft en er ern eln chen "
        "ieren sten tät haft bar ig igen",
    ),
)
