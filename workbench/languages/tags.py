"""Language tags: understood as people write them, written as BCP 47 (RFC 5646)."""

import difflib
import re

from workbench.errors import WorkbenchError
from workbench.languages.language import LANGUAGES

ISO_639_1 = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu "
        "cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi "
        "ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks "
        "ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl "
        "nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
        "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz "
        "ve vi vo wa wo xh yi yo za zh zu"
    ).split()
)

_THREE_LETTERS = frozenset(
    (
        "ast ceb chr ckb cnr csb dsb fil fur gsw hak haw hil hmn hsb ilo kab kmr kok lij lkt lrc "
        "lzh mai mni mwl myv nan nap nds nqo pcm prs rmy rue sah scn sco sgs shi sma smj smn sms "
        "szl tet tlh tpi tyv udm vec vro war wuu xal yue zgh"
    ).split()
)
"""Codes of languages without one of two letters that software is translated into (after CLDR)."""

_SHORTER = dict(
    pair.split(":")
    for pair in (
        "afr:af alb:sq amh:am ara:ar arb:ar arg:an arm:hy asm:as aze:az bak:ba baq:eu bel:be "
        "ben:bn bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs che:ce chi:zh chv:cv cmn:zh "
        "cym:cy cze:cs dan:da deu:de dut:nl ell:el eng:en epo:eo est:et eus:eu fao:fo fas:fa "
        "pes:fa fin:fi fra:fr fre:fr geo:ka ger:de gla:gd gle:ga glg:gl gre:el guj:gu hau:ha "
        "heb:he hin:hi hrv:hr hun:hu hye:hy ibo:ig ice:is ind:id isl:is ita:it jav:jv jpn:ja "
        "kan:kn kat:ka kaz:kk khm:km kin:rw kir:ky kor:ko kur:ku lao:lo lat:la lav:lv lvs:lv "
        "lit:lt ltz:lb mac:mk mal:ml mao:mi mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn khk:mn "
        "mri:mi msa:ms zsm:ms mya:my nep:ne npi:ne nld:nl nno:nn nob:nb nor:no oci:oc ori:or "
        "ory:or oss:os pan:pa per:fa pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro rus:ru "
        "san:sa scc:sr scr:hr sin:si slk:sk slo:sk slv:sl snd:sd som:so spa:es sqi:sq als:sq "
        "srp:sr swa:sw swh:sw swe:sv tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tib:bo tuk:tk "
        "tur:tr uig:ug ukr:uk urd:ur uzb:uz uzn:uz vie:vi wel:cy xho:xh yid:yi ydd:yi yor:yo "
        "zho:zh zul:zu azj:az iw:he in:id ji:yi jw:jv mo:ro"
    ).split()
)
"""ISO 639-2 (both kinds), 639-3 and withdrawn codes to the code that BCP 47 prefers."""

_WHOLE = {
    "chs": "zh-Hans",
    "cht": "zh-Hant",
    "zh-chs": "zh-Hans",
    "zh-cht": "zh-Hant",
    "zh-cmn": "zh",
    "zh-cmn-hans": "zh-Hans",
    "zh-cmn-hant": "zh-Hant",
    "zh-min-nan": "nan",
    "zh-guoyu": "zh",
    "i-hak": "hak",
}
"""Codes that other programs write and tags that RFC 5646 grandfathers."""

_MODIFIERS = {
    "latin": "latn",
    "latn": "latn",
    "cyrillic": "cyrl",
    "cyrl": "cyrl",
    "arabic": "arab",
    "arab": "arab",
    "devanagari": "deva",
    "hebrew": "hebr",
    "iqtelif": "latn",
}
"""Scripts as the locales of the C library call them."""

_WELL_FORMED = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-z0-9](?:-[a-z0-9]{2,8})+)*)",
)

_NUMBER = re.compile(r"[1-9][0-9]{0,3}")

_ALIKE = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "sr", "bs", "sh"}),
    frozenset({"id", "ms"}),
)
"""Languages that are too close for a text to contradict a tag."""

_HANT_REGIONS = frozenset({"TW", "HK", "MO"})
_MEMORY_REGIONS = {"Hans": "CN", "Hant": "TW"}


def normalise(tag: str) -> str:
    """A tag as BCP 47 writes it, kept otherwise as given (``"zh"`` stays ``"zh"``).

    Underscores, POSIX locales, ISO 639-2 and 639-3 codes and the codes of some programs are
    understood: ``zh_CN`` is ``zh-CN``, ``rus`` is ``ru``, ``cmn-hans`` is ``zh-Hans``,
    ``sr@latin`` is ``sr-Latn``.

    Args:
        tag: What a person or a file wrote.

    Raises:
        WorkbenchError: It is not a language tag, or names a language nobody knows.
    """
    locale, _, modifier = tag.strip().partition("@")
    plain = locale.partition(".")[0].replace("_", "-").lower()
    if modifier:
        plain = _with_modifier(plain, modifier.lower())
    if plain in _WHOLE:
        return _WHOLE[plain]
    found = _WELL_FORMED.fullmatch(plain)
    if found is None:
        raise _unknown(tag)
    language = _SHORTER.get(found["language"], found["language"])
    if len(language) == 2 and language not in ISO_639_1:
        raise _unknown(tag)
    parts = [language]
    if found["script"]:
        parts.append(found["script"].title())
    if found["region"]:
        parts.append(found["region"].upper())
    return "-".join(parts) + found["rest"]


def in_use(tag: str) -> bool:
    """Whether a tag or key names a language that software and texts are translated into.

    Any three letters are well-formed, and many are the code of some language: ``key``, ``row``.
    """
    language = language_of(tag)
    return language in ISO_639_1 or language in _SHORTER or language in _THREE_LETTERS


def _with_modifier(plain: str, modifier: str) -> str:
    """A POSIX locale with its modifier as a tag: a script, or a variant; others say nothing.

    ``sr@latin`` is ``sr-Latn``, ``ca@valencia`` is ``ca-valencia``; ``@euro`` is about money.
    """
    language, _, region = plain.partition("-")
    if modifier in _MODIFIERS:
        return "-".join(filter(None, (language, _MODIFIERS[modifier], region)))
    if modifier != "euro" and re.fullmatch("[a-z0-9]{5,8}|[0-9][a-z0-9]{3}", modifier):
        return f"{plain}-{modifier}"
    return plain


def normalise_key(key: str) -> str:
    """A document's key as it is kept: a tag, and ``#2`` for a second document of a language.

    Args:
        key: What a person or a file wrote.

    Raises:
        WorkbenchError: It is no tag, or something else than a number stands behind the ``#``.
    """
    plain, mark, number = key.partition("#")
    if mark and not is_number(number):
        raise _unknown(key)
    return normalise(plain) + mark + number


def is_number(text: str) -> bool:
    """Whether this may stand behind the ``#`` of a key."""
    return _NUMBER.fullmatch(text) is not None


def is_key(key: str) -> bool:
    """Whether this is a document's key as :func:`normalise_key` gives it."""
    try:
        return normalise_key(key) == key
    except WorkbenchError:
        return False


def _unknown(tag: str) -> WorkbenchError:
    names = {record.name.lower(): record.code for record in LANGUAGES.values()}
    near = difflib.get_close_matches(tag.strip().lower(), names, n=1, cutoff=0.8)
    return WorkbenchError(
        f"{tag!r} is not the tag of a language that is known",
        remedy=f"did you mean {names[near[0]]!r}?".rstrip("?")
        if near
        else "write a tag such as en, ru, zh-Hans or pt-BR",
    )


def language_of(tag: str) -> str:
    """The bare language of a tag or document key: ``"zh"`` for ``"zh-Hans#2"``."""
    return tag.partition("#")[0].partition("-")[0].lower()


def script_of(tag: str) -> str | None:
    """The script a tag states or implies by its region (ISO 15924); None where it says nothing."""
    parts = tag.partition("#")[0].split("-")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return part.title()
    if parts[0].lower() == "zh":
        for part in parts[1:]:
            if part.upper() in _HANT_REGIONS:
                return "Hant"
            if part.upper() in {"CN", "SG"}:
                return "Hans"
    return None


def contradict(one: str, other: str) -> bool:
    """Whether two tags cannot name one text: other languages, or other scripts of one.

    Regions do not contradict (``en-GB`` and ``en``), nor does a tag that states no script,
    nor do languages that a text hardly tells apart (Croatian and Serbian in Latin letters).
    """
    languages = {language_of(one), language_of(other)}
    if len(languages) > 1 and not any(languages <= alike for alike in _ALIKE):
        return True
    scripts = {script_of(one), script_of(other)} - {None}
    return len(scripts) > 1


def same_language(one: str, other: str) -> bool:
    """Whether two tags or keys name one language, whatever the region; ``en-GB`` and ``en`` do.

    Another script is another language here, as Simplified and Traditional Chinese are.
    """
    scripts = {script_of(one), script_of(other)} - {None}
    return language_of(one) == language_of(other) and len(scripts) < 2


def memory_tag(tag: str, script: str | None = None) -> str:
    """What TMX and XLIFF write for a tag: Chinese by region, as CAT tools know it.

    Args:
        tag: BCP 47 tag or document key: ``"zh-Hans"``, ``"ru#2"``.
        script: For a tag that states no script (``"zh"``), the text's own, ``"Hans"`` or
            ``"Hant"``; Simplified where this is None too.

    Returns:
        ``"zh-CN"``, ``"zh-TW"``; every other tag without its ``#2``.
    """
    plain = tag.partition("#")[0]
    parts = plain.split("-")
    if parts[0].lower() != "zh":
        return plain
    regions = [part.upper() for part in parts[1:] if len(part) == 2]
    if regions:
        return f"zh-{regions[0]}"
    return f"zh-{_MEMORY_REGIONS[script_of(plain) or script or 'Hans']}"
