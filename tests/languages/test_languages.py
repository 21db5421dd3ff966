"""Tags, the language of a text, and the language in a file's name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import languages
from workbench.errors import WorkbenchError
from workbench.languages import file_names, scripts, tags


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("zh", "zh"),
        ("zh_CN", "zh-CN"),
        ("zh-hans", "zh-Hans"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("cmn", "zh"),
        ("cmn-Hant", "zh-Hant"),
        ("rus", "ru"),
        ("ru_RU.UTF-8", "ru-RU"),
        ("ger", "de"),
        ("pt-br", "pt-BR"),
        ("sr_latn_rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("zh-CHT", "zh-Hant"),
        ("de-1996", "de-1996"),
        ("yue", "yue"),
    ],
)
def test_tags_are_understood_as_written_and_written_as_bcp_47(written: str, tag: str) -> None:
    assert languages.normalise(written) == tag


@pytest.mark.parametrize("written", ["", "x", "xx", "english", "en-", "12", "e n", "китайский"])
def test_what_is_no_tag_is_refused(written: str) -> None:
    with pytest.raises(WorkbenchError, match="not the tag of a language"):
        languages.normalise(written)


def test_an_english_name_is_answered_with_its_tag() -> None:
    with pytest.raises(WorkbenchError, match="did you mean 'ru'"):
        languages.normalise("Russian")


@given(st.text(max_size=12))
def test_a_tag_that_is_taken_stays_the_same_when_taken_again(written: str) -> None:
    try:
        tag = languages.normalise(written)
    except WorkbenchError:
        return
    assert "_" not in tag
    assert languages.normalise(tag) == tag


@pytest.mark.parametrize(
    ("tag", "script", "written"),
    [
        ("zh-Hans", None, "zh-CN"),
        ("zh-Hant", None, "zh-TW"),
        ("zh", "Hant", "zh-TW"),
        ("zh", "Hans", "zh-CN"),
        ("zh", None, "zh-CN"),
        ("zh-TW", "Hans", "zh-TW"),
        ("zh-Hant-HK", None, "zh-HK"),
        ("ru#2", None, "ru"),
        ("en-GB", None, "en-GB"),
        ("sr-Latn", None, "sr-Latn"),
    ],
)
def test_memories_name_chinese_by_region(tag: str, script: str | None, written: str) -> None:
    assert languages.memory_tag(tag, script) == written


SENTENCES = {
    "ar": "وقع الرئيسان على البيان المشترك في ختام المحادثات التي جرت أمس.",
    "be": "Прэзідэнты падпісалі сумесную заяву пасля перамоў, якія прайшлі ўчора.",
    "bg": "Президентите подписаха съвместна декларация след разговорите, които се проведоха вчера.",
    "cs": "Prezidenti podepsali společné prohlášení po jednání, které se konalo včera večer.",
    "de": "Die Präsidenten unterzeichneten nach den Gesprächen eine gemeinsame Erklärung.",
    "el": "Οι πρόεδροι υπέγραψαν κοινή δήλωση μετά τις συνομιλίες.",
    "en": "The presidents signed a joint statement after the talks that were held yesterday.",
    "es": "Los presidentes firmaron una declaración conjunta después de las conversaciones.",
    "fr": "Les présidents ont signé une déclaration conjointe après les entretiens d’hier.",
    "it": "I presidenti hanno firmato una dichiarazione congiunta dopo i colloqui di ieri.",
    "ja": "両国の大統領は昨日の会談の後、共同声明に署名した。",
    "ko": "두 나라의 대통령은 어제 회담을 마친 뒤 공동 성명에 서명했다.",
    "nl": "De presidenten hebben na de gesprekken een gezamenlijke verklaring getekend.",
    "pl": "Prezydenci podpisali wspólne oświadczenie po rozmowach, które odbyły się wczoraj.",
    "pt": "Os presidentes assinaram uma declaração conjunta depois das conversações de ontem.",
    "ru": "Президенты подписали совместное заявление по итогам вчерашних переговоров.",
    "sr": "Председници су потписали заједничку изјаву после разговора који су одржани јуче.",
    "th": "ประธานาธิบดีทั้งสองลงนามในแถลงการณ์ร่วมหลังการหารือเมื่อวานนี้",
    "tr": "Cumhurbaşkanları dün yapılan görüşmelerden sonra ortak bir bildiri imzaladı.",
    "uk": "Президенти підписали спільну заяву за підсумками вчорашніх переговорів.",
    "zh-Hans": "两国元首在昨天的会谈后签署了联合声明。",
    "zh-Hant": "兩國元首在昨天的會談後簽署了聯合聲明。",
}


@pytest.mark.parametrize(("tag", "sentence"), SENTENCES.items())
def test_a_single_sentence_gives_its_language_away(tag: str, sentence: str) -> None:
    assert languages.detect(sentence).tag == tag


@pytest.mark.parametrize(
    "text",
    ["", "2019", "№ 5 – 17 %", "https://example.org/a/page", "\ud800", "🙂🙂", "ꦱꦸꦒꦼꦁ"],
)
def test_a_text_without_a_known_language_has_no_tag(text: str) -> None:
    assert languages.detect(text).tag is None


def test_a_language_without_a_record_is_never_surely_another() -> None:
    tatar = "Президентлар кичә үткән сөйләшүләр нәтиҗәсендә уртак белдерү имзалады."
    swahili = "Marais walitia saini taarifa ya pamoja baada ya mazungumzo yaliyofanyika jana jioni."
    assert not languages.detect(tatar).sure
    assert not languages.detect(swahili).sure


def test_a_text_of_two_languages_is_not_surely_either() -> None:
    mixed = SENTENCES["ru"] + " " + SENTENCES["en"]
    assert not languages.detect(mixed).sure


def test_chinese_without_a_telling_character_counts_as_simplified_but_is_not_sure() -> None:
    guess = languages.detect("你好，再見。".replace("見", "会"))
    assert guess.tag == "zh-Hans"
    assert not languages.detect("中山文化").sure
    assert scripts.han("中山文化") is None


@pytest.mark.parametrize(
    ("pointed", "plain"),
    [
        ("كَتَبَ الوَلَدُ رِسَالَـــةً.", "كتب الولد رسالة."),
        ("שָׁלוֹם עוֹלָם", "שלום עולם"),
        ("За\u0301мок и замо\u0301к", "Замок и замок"),
        ("и\u0306од, café, cafe\u0301, q\u0301", "йод, café, café, q\u0301"),
    ],
)
def test_what_only_helps_to_read_aloud_is_left_out(pointed: str, plain: str) -> None:
    """Letters that are composed of a mark stay, and so do marks of other scripts."""
    assert scripts.unpointed(pointed) == plain


@given(st.text())
def test_detection_takes_any_string(text: str) -> None:
    guess = languages.detect(text)
    assert 0.0 <= guess.probability <= 1.0
    assert (guess.tag is None) == (guess.probability == 0.0)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("speech.zh.txt", "zh"),
        ("speech_RU.docx", "ru"),
        ("zh/speech.txt", "zh"),
        ("zh.txt", "zh"),
        ("speech.zh-Hant.txt", "zh-Hant"),
        ("speech_zh_CN.txt", "zh-CN"),
        ("speech (RU).docx", "ru"),
        ("speech_CN.docx", "zh-Hans"),
        ("talk.rus.md", "ru"),
        ("how.to.txt", None),
        ("report.2019.txt", None),
        ("speech.txt", None),
        ("a-new-journey.txt", None),
    ],
)
def test_a_file_name_states_a_language(name: str, tag: str | None) -> None:
    assert file_names.stated(Path(name)) == tag


def test_a_name_that_contradicts_its_text_is_an_error_that_names_both() -> None:
    guess = languages.detect(SENTENCES["en"])
    with pytest.raises(WorkbenchError, match=r"ru \(Russian\).*en \(English\)"):
        file_names.settle(Path("speech.ru.txt"), guess)


def test_simplified_text_under_a_traditional_name_is_a_contradiction() -> None:
    guess = languages.detect(SENTENCES["zh-Hans"] * 2)
    with pytest.raises(WorkbenchError, match="zh-Hant"):
        file_names.settle(Path("speech.zh-Hant.txt"), guess)


def test_languages_hardly_told_apart_do_not_contradict() -> None:
    assert not tags.contradict("sr", "hr")
    assert not tags.contradict("nb", "da")
    assert not tags.contradict("en-GB", "en-US")
    assert tags.contradict("uk", "ru")
    assert tags.contradict("zh-CN", "zh-Hant")


def test_a_name_that_agrees_stays_the_key() -> None:
    assert file_names.settle(Path("speech.zh.txt"), languages.detect(SENTENCES["zh-Hant"])) == "zh"


def test_a_word_after_a_hyphen_does_not_contradict_a_text() -> None:
    assert file_names.settle(Path("how-to-use-it.txt"), languages.detect(SENTENCES["en"])) == "en"
