"""Spanish verbs: all forms of an infinitive, with the pronouns that join it.

Three conjugations by rule, with the changes of spelling (``ratifiqué``, ``venzo``) and of the
stem (``niega``, ``pide``, ``conozca``, ``construye``); the tables hold what breaks the rules.
Source: *Nueva gramática de la lengua española*, Real Academia Española, chapter 4.
"""

import re
from collections.abc import Iterator

_BREAKING_E = frozenset(
    "acertar adherir advertir alentar apretar arrendar ascender asentar atender atravesar calentar "
    "cegar cerrar comenzar concertar conferir confesar consentir convertir defender desalentar "
    "desatender descender desconcertar desmentir despertar desterrar diferir digerir disentir "
    "divertir empezar encender encerrar encomendar enmendar entender enterrar extender fregar "
    "gobernar helar herir hervir inferir ingerir interferir invertir manifestar mentir merendar "
    "negar denegar renegar nevar pensar perder plegar desplegar replegar preferir presentir "
    "proferir quebrar querer recomendar referir regar remendar repensar requerir resentir reventar "
    "segar sembrar sentar sentir serrar sosegar subvertir sugerir temblar tender tentar transferir "
    "tropezar verter adquirir inquirir tener venir".split()
)
_BREAKING_O = frozenset(
    "absolver acordar acostar almorzar apostar aprobar avergonzar cocer colar colgar comprobar "
    "concordar conmover consolar contar costar demoler demostrar desaprobar descontar desenvolver "
    "devolver disolver doler dormir encontrar envolver esforzar forzar jugar llover moler morder "
    "morir mostrar mover poblar despoblar repoblar poder probar promover reforzar recordar "
    "renovar reprobar resolver revolver rodar rogar soldar soler soltar sonar soñar torcer tostar "
    "trocar volar volcar volver".split()
)
"""The verbs whose ``e`` becomes ``ie`` and whose ``o`` (``u`` in jugar) becomes ``ue``."""

_CLOSING = re.compile(r"(?:[pvm]e(?:d|st)|eg|egu|et|erv|end|eñ|ec|eb|e)[ií]r$")
"""Verbs in ``-ir`` whose ``e`` becomes ``i``: pedir, vestir, elegir, seguir, servir, reír."""

_PAST: dict[str, str] = {
    "tener": "tuv", "estar": "estuv", "poder": "pud", "poner": "pus", "saber": "sup",
    "caber": "cup", "hacer": "hic", "satisfacer": "satisfic", "querer": "quis", "venir": "vin",
    "decir": "dij", "traer": "traj", "ducir": "duj", "andar": "anduv", "haber": "hub",
}  # fmt: skip
_FUTURE: dict[str, str] = {
    "tener": "tendr", "poder": "podr", "poner": "pondr", "saber": "sabr", "caber": "cabr",
    "hacer": "har", "satisfacer": "satisfar", "querer": "querr", "venir": "vendr", "decir": "dir",
    "salir": "saldr", "valer": "valdr", "haber": "habr",
}  # fmt: skip
_FIRST: dict[str, str] = {
    "tener": "teng", "poner": "pong", "hacer": "hag", "satisfacer": "satisfag", "venir": "veng",
    "decir": "dig", "traer": "traig", "salir": "salg", "valer": "valg", "caer": "caig",
    "oír": "oig", "caber": "quep", "prever": "preve", "asir": "asg",
}  # fmt: skip
"""The stem of *tengo* and *tenga*."""

_COMPOUNDED = frozenset("tener poner hacer venir decir traer ducir salir valer caer prever".split())
_REGULAR = frozenset("bendecir maldecir".split())
_PARTICIPLES = (
    ("satisfacer", "satisfech"), ("hacer", "hech"), ("decir", "dich"), ("poner", "puest"),
    ("scribir", "scrit"), ("brir", "biert"), ("solver", "suelt"), ("volver", "vuelt"),
    ("morir", "muert"), ("romper", "rot"), ("imprimir", "impres"), ("prever", "previst"),
    ("proveer", "provist"),
)  # fmt: skip
_WHOLE: dict[str, str] = {
    "ser": (
        "soy eres es somos sois son fui fuiste fue fuimos fuisteis fueron era eras éramos erais "
        "eran sea seas seamos seáis sean fuera fueras fuéramos fuerais fueran fuese fueses "
        "fuésemos fueseis fuesen sé sed"
    ),
    "ir": (
        "voy vas va vamos vais van fui fuiste fue fuimos fuisteis fueron iba ibas íbamos ibais "
        "iban vaya vayas vayamos vayáis vayan fuera fueras fuéramos fuerais fueran fuese fueses "
        "fuésemos fueseis fuesen yendo ve id"
    ),
    "haber": "he has ha hay hemos habéis han haya hayas hayamos hayáis hayan",
    "estar": "estoy estás está están esté estés estén",
    "dar": (
        "doy das da damos dais dan di diste dio dimos disteis dieron daba dabas dábamos dabais "
        "daban dé des demos deis den diera dieras diéramos dierais dieran diese dieses diésemos "
        "dieseis diesen dando dad"
    ),
    "poder": "pudiendo",
    "saber": "sé sepa sepas sepamos sepáis sepan",
    "ver": (
        "visto vista vistos vistas veo ves ve vemos veis ven vi viste vio vimos visteis vieron "
        "veía veías veíamos veíais veían vea veas veamos veáis vean viera vieras viéramos vierais "
        "vieran viese vieses viésemos vieseis viesen viendo ved"
    ),
    "prever": "prevés prevé prevéis prevén preveía preveían",
    "oír": "oyes oye oyen oímos oíd",
}

_PRESENT = {
    "a": ("as a an", "amos áis ás á ad"),
    "e": ("es e en", "emos éis és é ed"),
    "i": ("es e en", "imos ís í id"),
}
"""With the stress on the stem, and behind it."""

_SUBJUNCTIVE = {
    "a": ("e es en", "emos éis"),
    "e": ("a as an", "amos áis"),
    "i": ("a as an", "amos áis"),
}
_IMPERFECT = {"a": "aba abas ábamos abais aban", "e": "ía ías íamos íais ían"}
_PRETERITE = {
    "a": "é aste ó amos asteis aron ara aras áramos arais aran are aren ase ases ásemos aseis asen",
    "e": "í iste imos isteis",
}
_THIRD = "ió ieron iera ieras iéramos ierais ieran iere ieren iese ieses iésemos ieseis iesen"
_STRONG = f"e o {_PRETERITE['e'].removeprefix('í ')} {_THIRD.removeprefix('ió ')}"
"""The preterite, and the subjunctive made of it: of *firmar*, of *temer* in two parts, since the
third person may have a stem of its own, and of *tener*."""

_COMING = "é ás á emos éis án ía ías íamos íais ían"

_PRONOUNS = "me te se le lo la nos os les los las".split()
_PAIRS = [
    first + second
    for first in ("me", "te", "se", "nos", "os")
    for second in ("lo", "la", "los", "las")
]
_ACUTE = str.maketrans("aeiou", "áéíóú")
_GRAVE = str.maketrans("áéíóú", "aeiou")


def verb_forms(infinitive: str) -> set[str]:
    """All forms of a verb.

    Args:
        infinitive: In small letters; with ``se`` where the verb is reflexive (``abstenerse``).
    """
    verb = infinitive.removesuffix("se")
    theme = verb[-2:].translate(_GRAVE)[0]
    forms = {infinitive, verb, *_WHOLE.get(verb, "").split()}
    if verb not in {"ser", "ir", "dar", "ver"}:
        forms |= set(_present(verb, theme)) | set(_past(verb, theme))
    future = _listed(_FUTURE, verb) or verb.translate(_GRAVE)
    forms |= {future + ending for ending in _COMING.split()}
    participle = next(
        (verb.removesuffix(end) + own for end, own in _PARTICIPLES if verb.endswith(end)), ""
    )
    if not participle or verb.endswith(("imprimir", "proveer", "decir")):
        regular = "ad" if theme == "a" else "íd" if verb[-3:-2] in {"a", "e", "o"} else "id"
        forms |= {verb[:-2] + regular + ending for ending in ("o", "a", "os", "as")}
    if participle:
        forms |= {participle + ending for ending in ("o", "a", "os", "as")}
    return forms | set(_joined(verb, forms))


def _present(verb: str, theme: str) -> Iterator[str]:
    """Indicative, subjunctive and imperative."""
    stem, broken = verb[:-2], _stressed(verb)
    on_stem, behind = _PRESENT[theme]
    for one in broken:
        yield from (_spelt(one, ending, theme) for ending in on_stem.split())
    yield from (_spelt(stem, ending, theme) for ending in behind.split())
    on_stem, behind = _SUBJUNCTIVE[theme]
    own = _listed(_FIRST, verb)
    if own:
        yield from (own + ending for ending in f"o {on_stem} {behind}".split())
        # ten, mantén; haz, di
        short = {"hac": "haz", "dec": "di"}.get(stem, stem)
        yield short
        if len(short) > 3:
            yield short[:-2] + short[-2].translate(_ACUTE) + short[-1]
        return
    for one in broken:
        yield from (_spelt(_first(one, verb), ending, theme) for ending in f"o {on_stem}".split())
    yield from (_spelt(_first(_weak(verb), verb), ending, theme) for ending in behind.split())


def _past(verb: str, theme: str) -> Iterator[str]:
    """Imperfect, preterite and gerund."""
    stem = verb[:-2]
    second = "a" if theme == "a" else "e"
    yield from (stem + ending for ending in _IMPERFECT[second].split())
    yield stem + "ando" if theme == "a" else _after(_weak(verb), "iendo")
    strong = _listed(_PAST, verb)
    if strong:
        # dijeron, not dijieron
        lost = "i" if strong.endswith("j") else ""
        for ending in _STRONG.split():
            yield strong + (ending.removeprefix(lost) if ending[1:2] in {"e", "é"} else ending)
        if strong.endswith("ic"):
            yield strong[:-1] + "zo"
        return
    for ending in _PRETERITE[second].split():
        yield _spelt(stem, ending, theme) if theme == "a" else _after(stem, ending)
    if theme != "a":
        yield from (_after(_weak(verb), ending) for ending in _THIRD.split())


def _listed(table: dict[str, str], verb: str) -> str:
    """An irregular stem, the prefix of a compound included: ``detuv`` of detener."""
    for base, stem in table.items():
        blessed = verb.endswith("decir") and table is _FUTURE and verb in _REGULAR
        if verb == base or (base in _COMPOUNDED and verb.endswith(base) and not blessed):
            return verb.removesuffix(base) + stem
    return ""


def _stressed(verb: str) -> set[str]:
    """The stem as it is where the stress falls on it."""
    stem = verb[:-2]
    sound = stem.removesuffix("u") if verb.endswith(("guir", "quir")) else stem
    place = max(sound.rfind(vowel) for vowel in "aeiou")
    broken = ""
    if any(verb.endswith(one) for one in ("tener", "venir")) or verb in _BREAKING_E:
        broken = "ie"
    elif verb in _BREAKING_O:
        broken = "ue"
    elif verb.endswith("ir") and _CLOSING.search(verb):
        broken = "i"
    if verb.endswith("eír"):
        return {stem[:-1] + "í"}
    if broken:
        return {stem[:place] + broken + stem[place + 1 :]}
    if verb == "errar":
        return {"yerr"}
    if verb.endswith("uir") and not verb.endswith(("guir", "quir")):
        return {stem + "y"}
    if verb.endswith(("iar", "uar")):
        # Which of them take the accent (envío, cambio) nothing shows.
        return {stem, stem[:-1] + stem[-1].translate(_ACUTE)}
    if verb.endswith(("aislar", "reunir", "prohibir")):
        return {stem, re.sub(r"[iu](?=[^aeiou]+$)", lambda one: one[0].translate(_ACUTE), stem)}
    return {stem}


def _weak(verb: str) -> str:
    """The stem of *pidió* and *durmamos*."""
    stem = verb[:-2]
    if not verb.endswith(("ir", "ír")):
        return stem
    closes = verb in _BREAKING_E or _CLOSING.search(verb) or verb.endswith("venir")
    if closes and not verb.endswith(("adquirir", "inquirir")):
        place = stem.rfind("e")
        return stem[:place] + "i" + stem[place + 1 :] if place >= 0 else stem
    if verb.endswith(("dormir", "morir")):
        place = stem.rfind("o")
        return stem[:place] + "u" + stem[place + 1 :]
    return stem + "y" if verb.endswith("uir") and not verb.endswith(("guir", "quir")) else stem


def _first(stem: str, verb: str) -> str:
    """The stem of *conozco* and *conozca*."""
    if re.search(r"[aeiou]c[ei]r$", verb) and not re.search(r"(?:me|co)cer$|decir$", verb):
        return stem[:-1] + "zc"
    return stem


def _spelt(stem: str, ending: str, theme: str) -> str:
    """Stem and ending, written so that the stem keeps its sound."""
    soft = ending[0] in "eéií"
    if theme == "a" and soft:
        for old, new in (("gu", "gü"), ("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(old):
                return stem[: -len(old)] + new + ending
    if theme != "a" and not soft:
        for old, new in (("qu", "c"), ("gu", "g"), ("zc", "zc"), ("c", "z"), ("g", "j")):
            if stem.endswith(old):
                return stem[: -len(old)] + new + ending
    return stem + ending


def _after(stem: str, ending: str) -> str:
    """Stem and an ending in *i*: leyó, construyeron, oímos, riñó."""
    if ending.startswith(("ie", "ié", "ió")):
        if stem[-1] in "aeo":
            return stem + "y" + ending[1:]
        if stem[-1] in "ñy" or stem.endswith("ll"):
            return stem + ending[1:]
        if stem[-1] == "i":
            return stem + ending[1:]
    elif stem[-1] in "aeo" and ending in {"iste", "imos", "isteis"}:
        return stem + "í" + ending[1:]
    return stem + ending


def _joined(verb: str, forms: set[str]) -> Iterator[str]:
    """Infinitive and gerund with one pronoun and with two: ratificarlo, firmándoselo."""
    plain = verb.translate(_GRAVE)
    for pronoun in _PRONOUNS:
        yield verb + pronoun
    for pair in _PAIRS:
        yield plain[:-2] + plain[-2].translate(_ACUTE) + "r" + pair
    for gerund in [form for form in forms if form.endswith(("ando", "endo"))]:
        accented = gerund[:-4] + gerund[-4].translate(_ACUTE) + "ndo"
        for pronoun in (*_PRONOUNS, *_PAIRS):
            yield accented + pronoun
