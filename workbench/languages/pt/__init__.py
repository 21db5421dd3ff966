"""Portuguese."""

from workbench.languages.language import LATIN, Language, traits
from workbench.languages.quotes import ANGLE, CURLY, SINGLE

LANGUAGE = Language(
    "pt",
    "Portuguese",
    "Latn",
    quotes=CURLY + ANGLE + SINGLE,
    expected=1.5,
    traits=traits(
        LATIN + "áâãàçéêíóôõúü",
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi "
        "ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até "
        "isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você "
        "tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será "
        "nós tenho lhe deles essas esses pelas este fosse dele anos são sobre pode",
        "ção ções são sões dade dades mente ado ados ada adas ido idos ida idas mento mentos "
        "ista ismo ência ância ável ível ando endo indo aram eram ram ais eis ões ães",
    ),
)
