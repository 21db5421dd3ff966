"""English noun phrases, in the singular.

English has no dictionary here; which of its words are nouns the text itself says, by what
stands before them.
"""

from collections import Counter
from collections.abc import Sequence

from workbench.languages.en.inflection import noun_forms
from workbench.languages.folding import fold
from workbench.languages.parts import Phrases
from workbench.languages.phrases import TOKEN, runs

_STOP = frozenset(
    (
        "a about above across actually after again against ago all almost along already also "
        "although always am among an and another any anyone anything are aren't around as at away "
        "back be became because become been before began behind being below best better between "
        "big bit both but by called came can can't cannot case cases certain changes come common "
        "complete could couldn't couple course day days default did didn't different do does "
        "doesn't doing don't done down due during each earlier early easily easy either else "
        "monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr "
        "end enough entire especially etc even ever every everyone everything exactly example "
        "examples fact far few first following for found from full further gave general get gets "
        "getting give given go goes going good got great had half hand hard has have haven't "
        "having he hence her here herself high him himself his how however i i'd i'll i'm i've if "
        "important in inside instead interested into is isn't it it'd it'll it's its itself just "
        "keep kind kinds know known large last late later latest least left less let let's like "
        "likely little long look looks lot lots low made main make makes making many may maybe me "
        "mean means might mind more most mostly much must my myself near nearly necessary need "
        "needs never new next nice no nobody non none nor not note nothing now number of off "
        "often ok old on once one ones only onto open or order original other others otherwise our "
        "out outside over own part particular parts people perhaps place places please point "
        "points possible possibly previous probably provide put quick quite rather read real "
        "really reason recent related right said same saw say says second see seem seems seen "
        "several shall she short should shouldn't side similar simple simply since single small "
        "so some somebody someone something sometimes somewhere sort special specific still "
        "stuff such sure take taken tell than that that's the their them themselves then there "
        "there's these they they're thing things think third this those though three through "
        "thus time times to together told too took top toward turn two under until up upon us "
        "use used useful uses using usual usually various very via want wanted wants was wasn't "
        "way ways we we'll we're we've well went were weren't what what's whatever when where "
        "whether which while who who's whole whom whose why will wish with within without won't "
        "word words work works would wouldn't year years yes yet you you'd you'll you're you've "
        "your yours yourself"
    ).split()
)
_BEFORE_NOUNS = frozenset(
    "a an the this that these those your its our their his her each any".split()
)
_BEFORE_VERBS = frozenset("to will can could should would must may might you we they i not".split())
_LINKS = frozenset({"of"})


def find(texts: Sequence[str]) -> list[Counter[str]]:
    """Per text its phrases, with how often they stand in it."""
    tokens = [TOKEN.findall(fold(text, "en").cased) for text in texts]
    nominal, verbal = Counter[str](), Counter[str]()
    known = {token.lower() for line in tokens for token in line}
    shapes: dict[str, Counter[str]] = {}
    for line in tokens:
        for place, token in enumerate(line):
            word = token.lower()
            if place:
                before = line[place - 1].lower()
                nominal[word] += before in _BEFORE_NOUNS
                if place > 1 and before not in _STOP:
                    # "the joint commission"
                    nominal[word] += line[place - 2].lower() in _BEFORE_NOUNS
                verbal[word] += before in _BEFORE_VERBS
                # A capital counts only where no sentence begins.
                if before[-1].isalnum():
                    shapes.setdefault(word, Counter())[token] += 1
    nouns = {
        word
        for word in known
        if word not in _STOP and nominal[word] >= max(1, verbal[word]) and not word.endswith("ly")
    }

    def last(word: str) -> bool:
        return word in nouns or any(form in nouns for form in noun_forms(word) - {word})

    def allowed(words: Sequence[str]) -> bool:
        inner = words[1:-1]
        return (
            last(words[-1])
            and all(_is_word(word) for word in (words[0], words[-1]))
            and all(_is_word(word) or word in _LINKS for word in inner)
            and not any(verbal[word] > nominal[word] for word in words[:-1])
            and not words[0].endswith(("ly", "ing"))
            and (len(words) == 1 or words[-2] != "of" or words[-1] in nouns)
        )

    def shown(words: Sequence[str]) -> str:
        head = min(noun_forms(words[-1]) & known | {words[-1]}, key=len)
        cased = [shapes.get(word, Counter({word: 1})).most_common(1)[0][0] for word in words]
        cased[-1] = cased[-1] if head == words[-1] else head
        return " ".join(cased)

    return [runs(line, allowed, shown) for line in tokens]


def _is_word(word: str) -> bool:
    return word not in _STOP and len(word) > 1 and any(map(str.isalpha, word))


PHRASES = Phrases(find)
