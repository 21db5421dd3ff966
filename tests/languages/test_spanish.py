"""Spanish: forms by rule, phrases, encodings; what the case files cannot say."""

import pytest

from workbench import languages
from workbench.documents import encoding
from workbench.languages.es.inflection import plurals
from workbench.languages.es.verbs import verb_forms
from workbench.languages.phrases import finder

SPEECH = (
    "El señor García añadió que la delegación española no firmará ningún convenio. "
    "¿Qué razón hay para negociar así? «Mañana será otro día», concluyó el embajador."
)


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("ratificar", "ratifico ratificó ratifique ratifiquemos ratificándola ratificárselo"),
        ("negociar", "negocio negocie negociaron negociándolo"),
        ("dirigir", "dirijo dirija dirige dirigió dirigirse"),
        ("vencer", "venzo venza vence venció vencido"),
        ("conducir", "conduzco conduzca condujo condujeron conduciendo"),
        ("pedir", "pido pide pidió pidamos pidiendo pedimos"),
        ("sentir", "siento siente sintió sintamos sentimos sintiendo"),
        ("dormir", "duermo duerme durmió durmamos dormimos"),
        ("seguir", "sigo sigue siga siguió seguimos"),
        ("construir", "construyo construye construyó construimos construido"),
        ("leer", "leo leyó leyeron leyendo leído leímos"),
        ("mantener", "mantengo mantiene mantuvo mantendrá mantén mantenga"),
        ("imponer", "impongo impuso impondrá impuesto impón"),
        ("hacer", "hago hizo hará hecho haz hicieron"),
        ("decir", "digo dice dijo dijeron dirá dicho diciendo"),
        ("ir", "voy fue vaya iba yendo irán"),
        ("abstenerse", "abstuvo abstiene abstenerse absteniéndose"),
        ("escribir", "escribo escribió escrito escritas"),
        ("resolver", "resuelve resolvió resuelto resolvemos"),
        ("actuar", "actúo actúa actuó actuamos"),
        ("prever", "prevé previó previsto prevea"),
    ],
)
def test_a_verb_has_its_forms(infinitive, forms):
    """Regular and irregular verbs have the forms of the grammar, pronouns included."""
    assert set(forms.split()) <= verb_forms(infinitive)


@pytest.mark.parametrize(
    ("infinitive", "wrong"),
    [
        ("votar", "vueta vuota"),
        ("pedir", "pedo pedió"),
        ("conducir", "conduzió condució"),
        ("hacer", "hació hacido"),
        ("intentar", "intienta"),
        ("llegar", "llege llegé"),
    ],
)
def test_a_verb_has_no_others(infinitive, wrong):
    """What the rules alone would make of an irregular verb is none of its forms."""
    assert not set(wrong.split()) & verb_forms(infinitive)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("nación", "naciones"),
        ("luz", "luces"),
        ("francés", "franceses"),
        ("país", "países"),
        ("raíz", "raíces"),
        ("joven", "jóvenes"),
        ("crisis", "crisis"),
        ("mes", "meses"),
        ("ley", "leyes"),
        ("régimen", "regímenes"),
        ("carácter", "caracteres"),
        ("rubí", "rubíes"),
        ("árbol", "árboles"),
        ("club", "clubs"),
    ],
)
def test_a_noun_has_its_plural(singular, plural):
    """Plurals keep, lose and gain accents as they are written."""
    assert plural in plurals(singular)


def test_phrases_are_nouns_with_what_follows_them():
    """A noun with its adjectives and with *de*, in the singular where the texts have it."""
    texts = [
        "El convenio fiscal entra en vigor. Los convenios fiscales se publican.",
        "La Carta de las Naciones Unidas prevalece sobre el convenio.",
        "Se firmó un memorando de entendimiento.",
    ]
    found = sum(finder("es")(texts), start=type(finder("es")(texts)[0])())
    assert found["convenio fiscal"] == 2
    assert {"Carta de las Naciones Unidas", "memorando de entendimiento"} <= found.keys()
    assert not {"firmó", "Se firmó", "entra", "de entendimiento", "de las"} & found.keys()


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "cp1252", "iso8859-1", "mac-roman", "cp850"])
def test_an_encoding_is_found(name):
    """Spanish text is read right in the encodings that it comes in, if its language is known."""
    assert encoding.decode(SPEECH.encode(name), language="es").text == SPEECH


def test_accented_letters_are_no_other_signs_within_a_word():
    """Of a short text in a DOS code page each accented letter counts."""
    text = "Se abre el diálogo sobre la obligación de informar."
    assert encoding.decode(text.encode("cp850"), language="es").text == text


def test_the_language_is_found():
    """A sentence is enough to tell Spanish from its neighbours, without its own letters too."""
    assert languages.detect(SPEECH).tag == "es"
    plain = "La delegada dijo que no se firmara nada hasta que todos hayan visto el texto."
    assert languages.detect(plain).tag == "es"
