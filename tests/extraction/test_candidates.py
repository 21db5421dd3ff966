"""Term candidates: found in a small memory, chosen in the terminal, taken from the table."""

import asyncio
from pathlib import Path

from workbench.extraction import Candidate, extract, read_taken, write
from workbench.glossary import Concept, Glossary, Term
from workbench.languages.phrases import finder
from workbench.review.candidates import CandidatesApp
from workbench.units import Unit, Variant

SENTENCES = [
    ("The joint commission met in May.", "Совместная комиссия собралась в мае."),
    ("A joint commission was set up.", "Была создана совместная комиссия."),
    ("They thanked the joint commission.", "Они поблагодарили совместную комиссию."),
    ("The port reopened.", "Порт вновь открыт."),
    ("Ships left the port.", "Суда вышли из порта."),
    ("The port is small.", "Порт невелик."),
]
UNITS = [
    Unit(str(number), {"en": Variant((en,)), "ru": Variant((ru,))})
    for number, (en, ru) in enumerate(SENTENCES)
]


def test_candidates_are_phrases_with_their_counterparts() -> None:
    """A phrase that stands in several units is proposed in its dictionary form."""
    found = {one.terms["en"]: one.terms.get("ru") for one in extract(UNITS, ("en", "ru"))}
    assert found["joint commission"] == "совместная комиссия"
    assert found["port"] == "порт"


def test_what_the_glossary_has_is_left_out() -> None:
    """A known term is no candidate."""
    known = Glossary((Concept("1", {"en": (Term("port"),)}),), ("en",))
    found = [one.terms["en"] for one in extract(UNITS, ("en", "ru"), glossary=known)]
    assert "port" not in found


CANDIDATES = [
    Candidate({"en": "port [a]", "ru": "порт"}, 3, 1.0, {}, {"en": "The [/] port.", "ru": "Порт."}),
    Candidate({"en": "ship", "ru": "судно"}, 2, 0.5, {}, {"en": "A ship.", "ru": "Судно."}),
]


def test_candidates_are_taken_with_one_key_also_on_a_russian_keyboard() -> None:
    """Space takes and goes on, the same again leaves; saving hands over what was taken."""

    async def session() -> set[int] | None:
        app = CandidatesApp(CANDIDATES, ("en", "ru"))
        async with app.run_test() as pilot:
            await pilot.press("space", "ч", "ч", "ы")
        return app.return_value

    assert asyncio.run(session()) == {0}


def test_the_table_comes_back_with_what_was_marked(tmp_path: Path) -> None:
    """What a person marked and corrected becomes a concept, the rest does not."""
    path = tmp_path / "c.csv"
    write(CANDIDATES, ("en", "ru"), path, {1})
    path.write_text(path.read_text(encoding="utf-8").replace("судно", "корабль"), encoding="utf-8")
    glossary = read_taken(path)
    assert [concept.terms["ru"][0].text for concept in glossary] == ["корабль"]


def test_a_name_keeps_its_capitals() -> None:
    """By how it mostly stands within sentences; a common noun is small."""
    texts = [
        "Они встретились в Москве.",
        "Москвой гордились.",
        "Этот порт Москвы мал.",
        "Порт стар.",
        "Они увидели порт.",
    ]
    found = {phrase for counts in finder("ru")(texts) for phrase in counts}
    assert {"Москва", "порт", "порт Москвы"} <= found
    assert not {"москва", "Порт"} & found


def test_a_chinese_name_that_the_cutter_does_not_know_is_whole() -> None:
    """A character that stands behind a word nearly always belongs to it."""
    texts = ["卡瓦诺走了。", "他们感谢卡瓦诺。", "卡瓦诺没有来。", "没有人看见卡瓦诺。"]
    found = {phrase for counts in finder("zh")(texts) for phrase in counts}
    assert "卡瓦诺" in found
    assert "卡瓦" not in found


def test_a_name_that_the_dictionary_does_not_know_has_the_base_form_of_its_forms() -> None:
    """Саипов is no genitive of Саип where Саипова stands beside it; Эр is no эра."""
    texts = [
        "Они видели Саипова.",
        "Суд оправдал Саипову.",
        "Вчера Саипов молчал.",
        "Матч выиграл «Эр».",
        "Говорили о «Ливингстоне» и о Нью-Йорке.",
    ]
    found = {phrase for counts in finder("ru")(texts) for phrase in counts}
    assert {"Саипов", "Эр", "Ливингстон", "Нью-Йорк"} <= found
    assert not {"Саип", "саип", "эра", "ливингстон", "Нью-йорк"} & found


def test_what_belongs_to_a_head_has_the_number_that_a_singular_head_gives_it() -> None:
    """Учётные записи пользователей are the plural of учётная запись пользователя."""
    texts = [
        "Удалите учётные записи пользователей.",
        "Создайте учётную запись пользователя.",
        "Открыты учётные записи пользователей.",
        "Это список файлов.",
        "Есть списки файлов.",
    ]
    found = {phrase for counts in finder("ru")(texts) for phrase in counts}
    assert {"учётная запись пользователя", "список файлов"} <= found
    assert not {"учётная запись пользователей", "список файла"} & found


def test_names_of_two_words_are_whole() -> None:
    """In Latin letters, of a person, and with a dot between."""
    russian = ["Там был Global Citizen.", "Это написал Джонни Инглиш.", "Команда git log стара."]
    found = {phrase for counts in finder("ru")(russian) for phrase in counts}
    assert {"Global Citizen", "Джонни Инглиш"} <= found
    assert "git log" not in found
    chinese = ["强尼·格林来了。", "他们判处死刑。", "人们反对死刑。"]
    found = {phrase for counts in finder("zh")(chinese) for phrase in counts}
    assert {"强尼·格林", "死刑"} <= found


def test_adjectives_are_those_that_are_meant() -> None:
    """Временные файлы are the plural of временный файл; рабочий is no worker before стол."""
    texts = ["Удалите временные файлы.", "Файлы лежат на рабочем столе."]
    found = {one for counts in finder("ru")(texts) for one in counts}
    assert {"временный файл", "рабочий стол"} <= found


def test_a_piece_of_a_term_that_the_glossary_has_is_left_out() -> None:
    """Unless it stands often enough by itself."""
    known = Glossary((Concept("1", {"en": (Term("joint commission"),)}),), ("en",))
    texts = {one.terms["en"] for one in extract(UNITS, ("en", "ru"), glossary=known)}
    assert not texts & {"joint commission", "joint", "commission"}
    alone = [
        Unit(f"a{number}", {"en": Variant((en,)), "ru": Variant((ru,))})
        for number, (en, ru) in enumerate(
            [
                ("The commission is old.", "Комиссия стара."),
                ("They left the commission.", "Они вышли из комиссии."),
                ("The commission grew.", "Комиссия выросла."),
            ]
        )
    ]
    texts = {one.terms["en"] for one in extract([*UNITS, *alone], ("en", "ru"), glossary=known)}
    assert "commission" in texts
