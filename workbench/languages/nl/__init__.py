"""Dutch."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import CURLY, LOW_RIGHT, SINGLE

LANGUAGE = Language(
    "nl",
    "Dutch",
    "Latn",
    quotes=CURLY + LOW_RIGHT + SINGLE,
    expected=1.5,
    traits=traits(
        LATIN + "éëïöüè",
        "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of "
        "uit door naar heeft tot ze was zich worden over wordt nog hij aan die deze werd hebben "
        "haar kan geen na meer al ik je we wat u hun dit had zo hem omdat zou wel moet onder "
        "tegen mijn veel waar waren andere alle daar jaar hier nu kunnen tussen mensen ons onze "
        "toch wij jij zij nooit altijd iets niets veel wie hoe",
        "ing ingen heid heden lijk lijke isch ische tie ties teit en eren sten aar aars baar ig "
        "ige ij ijk ooi aan oor eer oek",
    ),
)
