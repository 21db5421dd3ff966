"""Spanish forms by rule: number and gender of nouns and adjectives, verbs, contractions.

The words of a term up to its first preposition or article are its head and take the plural
together; what follows stands still (*jefes de Estado*). A noun changes its gender only where
its ending or the list says that it names a person, so that *puerto* is not *puerta*; an
adjective keeps the gender that it has in the term unless its noun changes.
"""

import re
from collections.abc import Sequence

from workbench.languages.es.verbs import verb_forms
from workbench.languages.inflection.slot import ANY, Slot
from workbench.languages.parts import Inflection

_STANDING = frozenset(
    "a al ante bajo con contra de del desde durante e el en entre hacia hasta la las lo los más "
    "menos ni o para por que según sin sobre tras u un una y".split()
)
"""Behind these words nothing of a term changes."""

_SHORTENED = {
    "gran": "gran grandes",
    "buen": "buen buena buenos buenas",
    "mal": "mal mala malos malas",
    "primer": "primer primera primeros primeras",
    "tercer": "tercer tercera terceros terceras",
}
_BEFORE_NOUNS = frozenset({*_SHORTENED, *"alto antiguo nuevo primero segundo".split()})

_PERSONS = frozenset(
    "abogado acusado agregado alcalde alumno amigo aliado árbitro arquitecto candidato ciudadano "
    "comisionado condenado delegado desplazado detenido diputado empleado encargado enviado "
    "experto hermano huérfano ingeniero jefe juez letrado magistrado médico ministro niño obrero "
    "perito preso prisionero refugiado soldado socio viceministro vecino viudo".split()
)
_PERSONAL = re.compile(r"\w\w(?:ario|[aei]dor|tor|sor|idente|ista)$")
"""Endings of nouns that name persons: secretario, embajador, autor, presidente."""

_TWO_GENDERS = re.compile(r"(?:[aoe]so|ivo|ico|ario|orio|ano|és|án|ñol|[íi]simo)$")
"""Endings by which a single word is taken for an adjective."""

_NOUNS_LIKE_VERBS = frozenset(
    "altar alquiler azúcar bar bazar bienestar carácter celular deber dólar ejemplar escolar "
    "familiar hogar insular líder lugar lunar malestar mar máster menester militar mujer nuclear "
    "paramilitar particular peninsular pesar pilar placer poder polar popular porvenir radar "
    "regular secular similar singular solar taller titular".split()
)
"""Nouns and adjectives that end like an infinitive."""

_UNCHANGED = frozenset(
    "bienes comicios cortes enseres esponsales exequias finanzas fuerzas gracias honorarios medios "
    "modales vacaciones víveres".split()
)
"""Plurals with a sense of their own: *bienes* are not a *bien*."""

DERIVING = frozenset("anti contra ex inter multi neo pos pre pro pseudo sub vice".split())

_HAVING = frozenset(
    "he has ha hemos habéis han había habías habíamos habíais habían hubo hubieron habrá habrán "
    "habría habrían haya hayan hayamos hubiera hubieran hubiese hubiesen haber habiendo".split()
)
_DETERMINERS = frozenset(
    "el un los unos este estos ese esos aquel cada su sus mi nuestro del al otro algún ningún cuyo "
    "dicho mismo".split()
)
_ALWAYS_OTHER = frozenset("sobre para bajo entre como nada fuera cerca hasta ante".split())
_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "a través|a cabo|al cabo|por parte|de parte|en cuenta|en torno|en caso|en virtud|en contra"
        "|a favor|en favor|a fin|por medio|en medio|en materia|a pesar|al respecto|con respecto"
        "|sin embargo|en marcha|en vez|en lugar|a partir|a cargo|con cargo|en cuanto|en aras|en pos"
        "|a raíz|con motivo|con vistas|en vista|de hecho|por cierto|por supuesto|en efecto|a base"
        "|con base|en base|a instancias|a título|en calidad|por razón|por causa|a causa|de manera"
        "|de modo|en relación|con relación|a menudo|a veces|al menos|de vez"
    ).split("|")
)
"""Prepositions and adverbs that look like a noun with its preposition."""


def is_other_word(form: str, word: str, before: str, after: str) -> bool:
    """Whether a form is a preposition, part of one, or a participle behind *haber*."""
    del word
    if (before, form) in _PHRASES or (before, form, after) == ("de", "acuerdo", "con"):
        return True
    if form in _ALWAYS_OTHER:
        return before not in _DETERMINERS
    return before in _HAVING and form.endswith(("ado", "ido", "cho", "sto", "rto", "elto", "ito"))


def slots(words: Sequence[str], gaps: Sequence[str], part_of_speech: str) -> list[Slot]:
    """The forms of each word of a term."""
    small = [word.lower() for word in words]
    if _is_verb(small[0], part_of_speech):
        return [
            Slot(dict.fromkeys(verb_forms(word) if not place else {word}, ANY))
            for place, word in enumerate(small)
        ]
    end = next(
        (place for place, word in enumerate(small) if place and word in _STANDING), len(small)
    )
    noun = next((place for place, word in enumerate(small[:end]) if word not in _BEFORE_NOUNS), 0)
    while noun < end - 1 and gaps[noun] == "-":
        # franco-alemán
        noun += 1
    adjective = part_of_speech.startswith("adj") or bool(_TWO_GENDERS.search(small[noun]))
    both = (
        _is_person(small[noun]) or (end == 1 and adjective) or (noun > 0 and gaps[noun - 1] == "-")
    )
    found = []
    for place, (word, cased) in enumerate(zip(small, words, strict=True)):
        forms = {word}
        stands = place >= end or (place < noun and gaps[place] == "-")
        if not stands and not _is_fixed(word, cased):
            forms = declined(word, both=both)
        found.append(Slot(dict.fromkeys(forms | _unaccented(forms, alone=len(words) == 1), ANY)))
    return found


def _unaccented(forms: set[str], *, alone: bool) -> set[str]:
    """The forms without their accents, as capitals and hurried texts have them.

    A single word may be another without it (*papá*, *papa*), but never one in *-ión*.
    """
    return {form.translate(_GRAVE) for form in forms if not alone or form.endswith("ión")}


def _is_verb(word: str, part_of_speech: str) -> bool:
    if part_of_speech:
        return part_of_speech.startswith("verb")
    plain = word.removesuffix("se")
    return (
        len(plain) > 2
        and plain.endswith(("ar", "er", "ir", "eír", "oír"))
        and word not in _NOUNS_LIKE_VERBS | _BEFORE_NOUNS
    )


def _is_person(word: str) -> bool:
    return word in _PERSONS or bool(_PERSONAL.search(word))


def _is_fixed(word: str, cased: str) -> bool:
    """Whether a word takes no other form: it has no letters, or is an acronym."""
    return not word.isalpha() or len(word) < 3 or (cased.isupper() and len(word) < 7)


def declined(word: str, *, both: bool) -> set[str]:
    """Singular and plural; in both genders where the noun or the adjective has two."""
    if word in _SHORTENED:
        return set(_SHORTENED[word].split())
    if word in _UNCHANGED:
        return {word}
    singulars = _singulars(word) or {word}
    if both:
        singulars |= {feminine(one) for one in singulars}
    return {word} | singulars | {form for one in singulars for form in plurals(one)}


_ACUTE = str.maketrans("aeiou", "áéíóú")
_GRAVE = str.maketrans("áéíóú", "aeiou")
_HIATUS = re.compile(r"[aeo][íú]|[íú][aeo]")


def plurals(word: str) -> set[str]:
    """The plural of a noun or adjective given in the singular."""
    if word.endswith(("í", "ú")):
        return {word + "es", word + "s"}
    if word[-1] in "aeiouáéó":
        return {word + "s"}
    if word.endswith("z"):
        return {word[:-1] + "ces"}
    if word in {"carácter", "espécimen", "régimen"}:
        return {
            {"carácter": "caracteres", "espécimen": "especímenes", "régimen": "regímenes"}[word]
        }
    if word.endswith("s"):
        if re.search(r"[áéíóú]s$", word):
            return {_without_accent(word) + "es"}
        return {word + "es"} if len(re.findall("[aeiou]+", word)) == 1 else {word}
    if re.search(r"[áéíóú]n$", word):
        return {_without_accent(word) + "es"}
    if word.endswith("n") and not re.search("[áéíóú]", word):
        vowels = [one.start() for one in re.finditer("[aeiou]", word)]
        if len(vowels) > 1:
            # joven, jóvenes
            place = vowels[-2]
            return {word[:place] + word[place].translate(_ACUTE) + word[place + 1 :] + "es"}
    if word[-1] in "lrdnjyx":
        return {word + "es"}
    return {word, word + "s"}


def _without_accent(word: str) -> str:
    """The accent of the last syllable falls away, but in países and raíces."""
    return word if _HIATUS.search(word[-3:]) else word[:-2] + word[-2:].translate(_GRAVE)


def _singulars(word: str) -> set[str]:
    """The singulars of a word given in the plural; none for one given in the singular."""
    if len(word) < 5 or not word.endswith("s") or re.search(r"[áéíóú]s$|[íi]s$|us$", word):
        return set()
    if word.endswith("ces"):
        return {word[:-3] + "z"}
    if word.endswith("iones"):
        return {word[:-4] + "ón"}
    if re.search(r"[aeoí]ses$", word):
        return {word[:-4] + word[-4].translate(_ACUTE) + "s", word[:-2], word[:-1]}
    if re.search(r"[aeiou]nes$", word):
        plain = word[:-2].translate(_GRAVE)
        return {word[:-4] + word[-4].translate(_ACUTE) + "n", plain, word[:-1]}
    if re.search(r"[lrdjy]es$", word):
        return {word[:-2], word[:-1]}
    return {word[:-1]}


def feminine(word: str) -> str:
    """The feminine of an adjective or of a noun that names a person."""
    irregular = {"alcalde": "alcaldesa", "jefe": "jefa", "juez": "jueza"}
    if word in irregular:
        return irregular[word]
    if word.endswith("o"):
        return word[:-1] + "a"
    if word.endswith(("or", "ñol", "uz")) and not word.endswith(("erior", "ayor", "enor", "ejor")):
        return word + "a"
    if re.search(r"[áéíó][ns]$", word):
        return word[:-2] + word[-2].translate(_GRAVE) + word[-1] + "a"
    return word[:-1] + "a" if word.endswith("idente") else word


INFLECTION = Inflection(slots=slots, prefixes=DERIVING, is_other_word=is_other_word)
