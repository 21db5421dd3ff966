"""The Spanish words that are numbers, each with its value."""

from collections.abc import Iterator

_PLAIN = str.maketrans("áéíóú", "aeiou")
CARDINALS = {
    word: float(value)
    for value, forms in enumerate(
        "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciséis diecisiete dieciocho diecinueve veinte veintiún|veintiuno|veintiuna "
        "veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
        "veintinueve".split()
    )
    for word in forms.split("|")
}
CARDINALS |= {word.translate(_PLAIN): value for word, value in CARDINALS.items()}
TENS = {
    word: float(10 * place)
    for place, word in enumerate(
        "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), start=3
    )
}
HUNDREDS = {
    stem + end: float(100 * place)
    for place, stem in enumerate(
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(),
        start=2,
    )
    for end in ("os", "as")
}
_ONES = "primer segund tercer cuart quint sext séptim octav noven".split()
ENDINGS = ("o", "a", "os", "as")


def _ordinals() -> Iterator[tuple[str, float]]:
    """Ordinals in all forms, those in one word included: decimotercera, vigesimoquinto."""
    for value, one in enumerate(_ONES, start=1):
        yield from ((one + end, float(value)) for end in ENDINGS)
    yield from (("primer", 1.0), ("tercer", 3.0))
    tens = (
        "décim vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim"
    )
    for ten, stem in enumerate(tens.split(), start=1):
        yield from ((stem + end, 10.0 * ten) for end in ENDINGS)
        bare = stem.translate(_PLAIN)
        for value, one in enumerate(_ONES, start=1):
            joined = bare + ("" if one.startswith("o") else "o") + one
            yield from ((joined + end, 10.0 * ten + value) for end in ("", *ENDINGS))
    for stem, whole in (("undécim", 11), ("duodécim", 12), ("centésim", 100), ("milésim", 1000)):
        yield from ((stem + end, float(whole)) for end in ENDINGS)


ORDINALS = dict(_ordinals())
SCALES = {
    "cien": 1e2, "ciento": 1e2, "mil": 1e3, "millar": 1e3, "millón": 1e6, "millones": 1e6,
    "millardo": 1e9, "millardos": 1e9, "billón": 1e12, "billones": 1e12, "trillón": 1e18,
    "trillones": 1e18,
}  # fmt: skip
GROUPS = {
    "par": 2.0, "pares": 2.0, "pareja": 2.0, "decena": 10.0, "decenas": 10.0, "docena": 12.0,
    "docenas": 12.0, "quincena": 15.0, "veintena": 20.0, "treintena": 30.0, "cincuentena": 50.0,
    "centenar": 100.0, "centenares": 100.0, "centena": 100.0, "cientos": 100.0, "miles": 1e3,
    "millares": 1e3, "década": 10.0, "décadas": 10.0, "decenio": 10.0, "decenios": 10.0,
    "lustro": 5.0, "lustros": 5.0, "quinquenio": 5.0, "quinquenal": 5.0, "siglo": 100.0,
    "siglos": 100.0,
    "milenio": 1e3, "centenario": 100.0, "bicentenario": 200.0, "cincuentenario": 50.0,
    "semestre": 6.0, "trimestre": 3.0, "bienal": 2.0, "bienio": 2.0, "trienio": 3.0,
    "ambos": 2.0, "ambas": 2.0, "doble": 2.0, "dobles": 2.0, "bilateral": 2.0, "bilaterales": 2.0,
    "triple": 3.0, "trilateral": 3.0, "cuádruple": 4.0, "único": 1.0, "única": 1.0,
    "binario": 2.0, "binaria": 2.0, "octal": 8.0, "decimal": 10.0, "hexadecimal": 16.0,
    "mediodía": 12.0, "medianoche": 0.0,
}  # fmt: skip
"""What may be a number, or be said by the way."""

HALVES = {"medio": 0.5, "media": 0.5, "medios": 0.5, "medias": 0.5, "mitad": 0.5}
