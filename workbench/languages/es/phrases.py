"""Spanish noun phrases, told by their function words and by the endings of verbs.

There is no dictionary: a phrase begins and ends with words that are no function words, holds
*de* and articles only inside, and its head is a noun where determiners stand before it more
often than what stands before verbs.
"""

import re
from collections import Counter
from collections.abc import Sequence

from workbench.languages.es.inflection import declined
from workbench.languages.folding import fold
from workbench.languages.parts import Phrases
from workbench.languages.phrases import TOKEN, runs

_LONGEST = 5
"""Words of a phrase, *de* and the article within it included."""

_LINKS = frozenset("de del".split())
_ARTICLES = frozenset("el la los las".split())
_BEFORE_NOUNS = frozenset(
    "el la los las un una unos unas este esta estos estas ese esa esos esas su sus del al nuestro "
    "nuestra nuestros nuestras cada otro otra otros otras dicho dicha ambos ambas".split()
)
_BEFORE_VERBS = frozenset("se no lo le les me nos que ha han hay haber para a".split())
_STOP = frozenset(
    "a acuerdo además adonde ahí ahora al algo alguien algún alguna algunas alguno algunos allá "
    "allí ambas ambos ante antes aquel aquella aquellas aquello aquellos aquí así aun aunque ayer "
    "bajo bastante bien buen buena bueno cabo cada casi caso como cómo con conforme contra cosa "
    "cosas cual cuál cuales cualquier cualquiera cuando cuándo cuanto cuanta cuantos cuantas cuyo "
    "cuya cuyos cuyas dar de debe deben deber debido dejar del demás demasiado dentro desde "
    "después día días dicha dichas dicho dichos diferentes distintas distintos donde dónde durante "
    "e efecto ejemplo el él ella ellas ello ellos embargo en entonces entre era eran es esa esas "
    "ese eso esos esta está estaba estaban están estar estas este esto estos fin forma fue fuera "
    "fueron ser gran grandes ha había habían haber hace hacen hacer hacia han hasta hay haya hecho "
    "hizo hoy igual incluso jamás junto la las le les lo los lugar luego manera mas más me medio "
    "mediante mejor menos mientras mi mis misma mismas mismo mismos modo momento mucha muchas "
    "mucho muchos muy nada nadie ni ningún ninguna ninguno no nos nosotros nuestra nuestras "
    "nuestro nuestros nueva nuevas nuevo nuevos nunca o os otra otras otro otros para parte pero "
    "poca pocas poco pocos poder por porque posible primero primeros propia propio "
    "pudo puede pueden pues que qué quien quién quienes raíz respecto sea sean segunda segundo "
    "según ser será serán si sí sido siempre siendo siguiente siguientes sin sino sobre sola solo "
    "sólo son su sus tal tales también tampoco tan tanta tanto tantos tener tercera tiene tienen "
    "tipo toda todas todavía todo todos tras través tu tus u última último últimos un una unas uno "
    "unos usted ustedes varias varios veces ver vez vía vista y ya yo".split()
)
_VERBAL = re.compile(
    r"(?:[aei]r|[aeiéí]ron|[ai]ndo|iendo|[aá]ba[ns]?|ábamos|aría[ns]?|r[áé]n?|[aei]mos|mente|ó)$"
)


_BEGINNING = frozenset("gran medio primer primera tercer".split())
"""These begin a phrase, but are none."""


def find(texts: Sequence[str]) -> list[Counter[str]]:
    """The noun phrases of texts, per text; see :class:`Phrases`."""
    lines = [TOKEN.findall(fold(text, "es").cased) for text in texts]
    nominal, verbal = Counter[str](), Counter[str]()
    shapes: dict[str, Counter[str]] = {}
    for line in lines:
        for place, token in enumerate(line):
            word = token.lower()
            before = line[place - 1].lower() if place else ""
            nominal[word] += before in _BEFORE_NOUNS
            verbal[word] += before in _BEFORE_VERBS
            # A capital counts only where no sentence begins.
            if before[-1:].isalnum():
                shapes.setdefault(word, Counter())[token] += 1
    known = nominal.keys()
    nouns = {
        word for word in known if _is_word(word) and nominal[word] >= max(1, verbal[word])
    } | _BEGINNING

    def is_noun(word: str) -> bool:
        return word in nouns or not nouns.isdisjoint(declined(word, both=False) - {word})

    def shown(words: Sequence[str]) -> str:
        """The phrase with its head in the singular, where the texts have all of that."""
        end = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
        cased = [shapes.get(word, Counter({word: 1})).most_common(1)[0][0] for word in words]
        head = [min(declined(word, both=False) & known | {word}, key=len) for word in words[:end]]
        if all(
            one != word or not word.endswith("s") for one, word in zip(head, words, strict=False)
        ):
            cased[:end] = [
                was if one == word else one
                for was, one, word in zip(cased, head, words, strict=False)
            ]
        return " ".join(cased)

    def allowed(words: Sequence[str]) -> bool:
        return (
            is_noun(words[0])
            and (len(words) > 1 or words[0] not in _BEGINNING)
            and _is_word(words[-1])
            and all(
                _is_word(word) or word in _LINKS or (word in _ARTICLES and words[place - 1] == "de")
                for place, word in enumerate(words)
            )
            and not any(_VERBAL.search(word) and nominal[word] <= verbal[word] for word in words)
        )

    return [runs(line, allowed, shown, _LONGEST) for line in lines]


def _is_word(word: str) -> bool:
    return word not in _STOP and len(word) > 2 and any(map(str.isalpha, word))


PHRASES = Phrases(find)
