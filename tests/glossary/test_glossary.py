"""Glossaries: their files both ways, merging, validation, and matching in running text."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.program import run

from workbench.errors import WorkbenchError
from workbench.glossary import (
    FLAGS,
    STATUSES,
    Concept,
    Glossary,
    Matcher,
    Term,
    longest,
    merge,
    new_id,
    validate,
)
from workbench.glossary import tbx as tbx_format
from workbench.languages.folding import fold

SCHEMAS = os.environ.get("WORKBENCH_SCHEMAS")


def concept(name: str, **terms: str) -> Concept:
    """A concept with preferred terms."""
    return Concept(name, {tag: (Term(text),) for tag, text in terms.items()})


def found(text: str, tag: str, *terms: str, strict: bool = False) -> list[str]:
    """What of a text the terms match, the longest where they overlap."""
    matcher = Matcher([concept(term, **{tag: term}) for term in terms], tag)
    matches = longest(matcher.find(matcher.fold(text), strict=strict))
    return [text[match.start : match.end] for match in matches]


# ------------------------------------------------------------------ matching


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("всеобъемлющее партнёрство", "всеобъемлющего партнерства|всеобъемлющим партнёрством"),
        ("государство-член", "государства-члены|государствами-членами"),
        ("Совет Безопасности", "Совету Безопасности|Советом Безопасности"),
        ("торговля и инвестиции", "торговли и инвестиций|торговлей и инвестициями"),
        ("пять принципов", "пятью принципами|пяти принципах|пять принципов"),
        ("глава государства", "главы государства|главами государств"),
        ("чрезвычайный и полномочный посол", "чрезвычайного и полномочного посла"),
        ("Республика Беларусь", "Республики Беларусь|Республике Беларусь"),
        ("МИД", "МИДа|МИД"),
        ("Лаврентий Рябков", "Лаврентия Рябкова|Лаврентию Рябкову"),
    ],
)
def test_russian_terms_are_found_in_all_their_forms(term: str, forms: str) -> None:
    """Words that decline do so in agreement, what they govern stands still."""
    for form in forms.split("|"):
        assert found(f"Речь шла о {form}, не более.", "ru", term) == [form]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("стратегическое партнёрство", "стратегического партнёрству"),
        ("выборы", "У них есть выбор."),
        ("ПРО", "Расскажите про это."),
        ("президент", "вице-президент"),
        ("Китай", "см. sinocom.ru/Китай@mail.ru"),
    ],
)
def test_russian_traps_are_no_hits(term: str, text: str) -> None:
    """Other words, words that do not agree, acronyms in small letters, addresses."""
    assert found(text, "ru", term, strict=True) == []


def test_english_forms_hyphens_and_possessives() -> None:
    """Plural of the head, closed and hyphened compounds, the possessive left out of the span."""
    text = "The heads of state praised nonproliferation, co-operation and WHO’s long term plan."
    terms = ("head of state", "non-proliferation", "cooperation", "WHO", "long-term plan")
    assert found(text, "en", *terms) == [
        "heads of state", "nonproliferation", "co-operation", "WHO", "long term plan",
    ]  # fmt: skip
    assert found("Who are they to tell us?", "en", "WHO", "US", "talks") == []


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("美國有能力", ["国有"], []),
        ("發展中國家", ["中国"], []),
        ("全面戰略\n協作伙伴關係", ["全面战略协作伙伴关系"], ["全面戰略\n協作伙伴關係"]),
        ("“一带一路”倡议", ["一带一路倡议"], ["一带一路”倡议"]),
        ("美国政府", ["政府"], ["政府"]),
        ("战略伙伴关系", ["战略伙伴", "战略伙伴关系"], ["战略伙伴关系"]),
    ],
)
def test_chinese_terms_respect_word_borders_and_script(
    text: str, terms: list[str], expected: list[str]
) -> None:
    """Traditional is Simplified, quotes and line breaks do not count, chance runs are no words."""
    assert found(text, "zh", *terms) == expected


@pytest.mark.parametrize(
    ("text", "tag", "terms", "expected"),
    [
        # The longer words stand side by side, and are no term: what lies in them counts.
        ("Она видит новую города", "ru", ("новый город", "город"), ["города"]),
        ("the trade, policy of the day", "en", ("trade policy", "trade", "policy"), 2),
        ("see policy@example.org policy", "en", ("policy", "example policy"), ["policy"]),
        # A longer one that begins later overlaps the first, in which a third one lies apart.
        (
            "trade policy council members",
            "en",
            ("trade policy", "policy council members", "trade"),
            ["trade", "policy council members"],
        ),
        ("co-operation council", "en", ("cooperation", "operation council"), ["co-operation"]),
    ],
)
def test_a_term_counts_unless_a_longer_one_does(
    text: str, tag: str, terms: tuple[str, ...], expected: list[str] | int
) -> None:
    matcher = Matcher([concept(term, **{tag: term}) for term in terms], tag)
    folded = matcher.fold(text)
    strict = matcher.find(folded, strict=True)
    assert strict == longest(strict)
    words = [text[match.start : match.end] for match in strict]
    assert words == expected if isinstance(expected, list) else len(words) == expected
    # Asked for one at a time, each is found wherever the whole glossary finds it.
    each = [match for term in terms for match in matcher.find(folded, among=(term,))]
    assert sorted(each, key=str) == sorted(matcher.find(folded), key=str)


def test_flags_narrow_the_match() -> None:
    """``literal`` takes no other form, ``case`` no other capitals, ``free`` any order."""

    def hits(flag: str, text: str) -> int:
        term = Term("Партия труда", flags=frozenset({flag}))  # type: ignore[arg-type]
        matcher = Matcher([Concept("1", {"ru": (term,)})], "ru")
        return len(matcher.find(matcher.fold(text)))

    assert hits("literal", "о Партии труда") == 0
    assert hits("case", "о партии труда") == 0
    assert hits("case", "о Партии труда") == 1
    assert hits("free", "труда партию") == 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "ru", "zh"]))
def test_folding_keeps_every_place(text: str, tag: str) -> None:
    """Whatever the text, each folded character points at a place in it, in order."""
    folded = fold(text, tag)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert len(folded.text) == len(folded.cased)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "договор Совета мира со\u00adвет е\u0301лка МИД государство-член ООН".split()
        ),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["", "abc, ", "«", "abc.\u00a0", "\n"]),
    st.sampled_from(["", " xyz", "»", ".", "\u200b, xyz"]),
)
def test_a_term_is_found_in_itself(words: list[str], before: str, after: str) -> None:
    """A term stands where it is written, and its span is its place."""
    term = " ".join(words)
    matcher = Matcher([concept("1", ru=term)], "ru")
    text = f"{before}{term}{after}"
    spans = [(match.start, match.end) for match in matcher.find(matcher.fold(text))]
    shown = [text[start:end].strip("\u00ad") for start, end in spans]
    assert term.strip("\u00ad") in shown


# ------------------------------------------------------------------ files

TEXT = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
).filter(lambda text: any(map(str.isalnum, text)) and text == " ".join(text.split()))
PLAIN = TEXT.map(lambda text: "a" + " ".join(re.sub(r"[^\w ]", "", text).split()))


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Glossaries with what every table can carry."""
    import unicodedata

    concepts = []
    for number in range(draw(st.integers(1, 4))):
        terms = {
            tag: tuple(
                Term(unicodedata.normalize("NFC", text), status)
                for status in STATUSES
                for text in draw(st.lists(PLAIN, min_size=status == "preferred", max_size=2))
            )
            for tag in ("en", "zh-Hans", "ru")
        }
        flags = frozenset(draw(st.lists(st.sampled_from(FLAGS), max_size=2)))
        concepts.append(
            Concept(f"c {number}!", terms, draw(PLAIN), draw(PLAIN), draw(PLAIN), flags)
        )
    return Glossary(tuple(concepts), ("en", "zh-Hans", "ru"))


@pytest.mark.parametrize("ending", [".tbx", ".csv", ".tsv", ".xlsx"])
@settings(max_examples=15, deadline=None)
@given(glossary=glossaries())
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, ending: str, glossary: Glossary
) -> None:
    """Ids, terms with status, fields and flags survive; two writings are the same bytes."""
    path = tmp_path_factory.mktemp("glossary") / f"g{ending}"
    glossary.write(path)
    again = Glossary.read(path)
    assert again.concepts == glossary.concepts
    assert again.languages == glossary.languages


@pytest.mark.parametrize("ending", [".po", ".txt"])
def test_bilingual_formats_keep_their_pair(tmp_path: Path, ending: str) -> None:
    """PO keeps statuses, OmegaT's text what is allowed."""
    glossary = Glossary.read("glossaries/diplomacy.tbx")
    path = tmp_path / f"g.en.ru{ending}"
    glossary.write(path)
    again = Glossary.read(path)
    shown = {term.text for one in again for term in one.terms["ru"]}
    wanted = {
        term.text
        for one in glossary
        for term in one.terms["ru"]
        if ending == ".po" or term.status != "forbidden"
    }
    assert shown == wanted
    if ending == ".po":
        assert [one.terms["ru"] for one in again] == [
            tuple(Term(term.text, term.status) for term in one.terms["ru"]) for one in glossary
        ]


def test_a_table_may_name_languages_in_english(tmp_path: Path) -> None:
    """Semicolons, a byte order mark and language names are how spreadsheets save."""
    path = tmp_path / "g.csv"
    text = "\ufeffconcept_id;English;Russian;ru_forbidden\n1;charter;устав;хартия|грамота\n"
    path.write_text(text, encoding="utf-8")
    glossary = Glossary.read(path)
    assert glossary.languages == ("en", "ru")
    assert [term.status for term in glossary.concepts[0].terms["ru"]] == [
        "preferred", "forbidden", "forbidden",
    ]  # fmt: skip


def test_tbx_of_version_3_is_read_in_both_styles(tmp_path: Path) -> None:
    """Styles dca and dct say the same with attributes and with elements."""
    glossary = Glossary.read("glossaries/diplomacy.tbx")
    path = tmp_path / "g.tbx"
    tbx_format.write(glossary, path, version="3")
    assert Glossary.read(path).concepts == glossary.concepts
    path.write_text(
        '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"'
        ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">'
        '<text><body><conceptEntry id="c1"><min:subjectField>law</min:subjectField>'
        '<langSec xml:lang="en"><termSec><term>charter</term>'
        "<min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>"
        "<min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>"
        "</conceptEntry></body></text></tbx>",
        encoding="utf-8",
    )
    only = Glossary.read(path).concepts[0]
    assert (only.domain, only.terms["en"]) == ("law", (Term("charter", "admitted", "noun"),))


@pytest.mark.skipif(not SCHEMAS, reason="WORKBENCH_SCHEMAS names no folder of schemas")
def test_tbx_is_valid(tmp_path: Path) -> None:
    """2008 by its DTD, version 3 by its schema."""
    glossary = Glossary.read("glossaries/diplomacy.tbx")
    path = tmp_path / "g.tbx"
    glossary.write(path)
    etree.DTD(f"{SCHEMAS}/tbx/v2/TBXcoreStructV02.dtd").assertValid(etree.parse(path))
    tbx_format.write(glossary, path, version="3")
    etree.RelaxNG(file=f"{SCHEMAS}/tbx/v3/TBXcoreStructV03.rng").assertValid(etree.parse(path))


def test_an_entity_bomb_is_refused_or_harmless(tmp_path: Path) -> None:
    """Entities are not expanded and nothing is fetched."""
    path = tmp_path / "g.tbx"
    path.write_text(
        '<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/hostname">]><martif><text><body><termEntry id="x">'
        '<langSet xml:lang="en"><tig><term>&b;&c;</term></tig></langSet></termEntry></body></text>'
        "</martif>",
        encoding="utf-8",
    )
    with pytest.raises(WorkbenchError):
        Glossary.read(path)


def test_an_entity_that_nobody_defines_takes_no_text_along(tmp_path: Path) -> None:
    """``attach&eacute;`` was read as *attach*; the entry is refused with its line."""
    path = tmp_path / "g.tbx"
    path.write_text(
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif><text><body>'
        '<termEntry id="x"><langSet xml:lang="en"><tig>'
        "<term>attach&eacute; post</term></tig></langSet></termEntry></body></text></martif>",
        encoding="utf-8",
    )
    with pytest.raises(WorkbenchError, match="eacute"):
        Glossary.read(path)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_a_table_keeps_renderings_and_the_flags_of_a_language(tmp_path: Path, ending: str) -> None:
    """What asks for nothing in a source would ask for it once a spreadsheet has come back."""
    target, form = frozenset({"rendering"}), frozenset({"literal"})
    terms = {
        "en": (Term("General Assembly"), Term("Assembly|House", "admitted", flags=target)),
        "zh": (Term("大会", flags=target),),
        "ru": (Term("Ассамблея", flags=form), Term("Сейм", "forbidden", flags=form)),
    }
    concepts = (Concept("assembly", terms), concept("veto", en="veto", zh="否决权", ru="вето"))
    glossary = Glossary(concepts, ("en", "zh", "ru"))
    path = tmp_path / f"g.{ending}"
    glossary.write(path)
    assert Glossary.read(path).concepts == glossary.concepts


# ------------------------------------------------------------------ merging, validation


def test_merging_keeps_the_first_and_lists_what_differs() -> None:
    """Two preferred terms in common make one concept; the first has the last word."""
    one = Glossary((concept("a", en="charter", ru="устав"),), ("en", "ru"))
    other = Glossary(
        (
            Concept("b", {"en": (Term("charter"),), "ru": (Term("устав"),), "zh": (Term("宪章"),)}),
            concept("a2", en="summit", ru="саммит"),
        ),
        ("en", "ru", "zh"),
    )
    merged, notes = merge(one, other)
    assert [item.id for item in merged] == ["a", "a2"]
    assert merged.concepts[0].terms["zh"] == (Term("宪章"),)
    assert notes == []
    merged, notes = merge(one, Glossary((concept("a", en="charter", ru="хартия"),), ("en", "ru")))
    assert merged.concepts[0].terms["ru"] == (Term("устав"), Term("хартия", "admitted"))
    assert [note.kind for note in notes] == ["conflict"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"en": "good offices"}, {"en": "mediation"}, False),
        ({"en": "good offices", "ru": "добрые услуги"}, {"en": "mediation", "zh": "调解"}, False),
        ({"en": "Charter", "ru": "устав"}, {"en": "charter", "ru": "хартия"}, True),
        ({"en": "charter"}, {"ru": "устав"}, True),
        ({"zh-Hans": "斡旋"}, {"zh": "调解"}, False),
        ({"zh-Hans": "斡旋"}, {"zh-Hant": "斡旋"}, True),
    ],
)
def test_equal_ids_are_one_concept_only_where_the_terms_bear_it_out(
    one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    """A shared preferred term, or no language in which they could disagree."""
    first = Glossary((concept("c1", **one),), tuple(one), "ours")
    second = Glossary((concept("c1", **other),), tuple(other), "Their Terms")
    merged, notes = merge(first, second)
    if same:
        assert [item.id for item in merged] == ["c1"]
        return
    assert [item.id for item in merged] == ["c1", "their-terms:c1"]
    assert [item.terms for item in merged] == [first.concepts[0].terms, second.concepts[0].terms]
    assert [(note.kind, note.concept) for note in notes] == [("renamed", "their-terms:c1")]
    again, _ = merge(merged, second)
    assert again == merged


def test_terms_that_one_forbids_and_those_that_both_admit() -> None:
    """What the other forbids proves nothing; a swapped preference is still one concept."""
    one = Glossary(
        (Concept("1", {"en": (Term("good offices"), Term("mediation", "forbidden"))}),), ("en",)
    )
    merged, _ = merge(one, Glossary((concept("1", en="mediation"),), ("en",), "b"))
    assert [item.id for item in merged] == ["1", "b:1"]
    swapped = Concept("1", {"en": (Term("twin town"), Term("sister city", "admitted"))})
    other = Concept("1", {"en": (Term("sister city"), Term("twin town", "admitted"))})
    merged, notes = merge(Glossary((swapped,), ("en",)), Glossary((other,), ("en",)))
    assert len(merged) == 1
    assert len(notes) == 2
    only_forbids = Concept("1", {"en": (Term("brother town", "forbidden"),)})
    merged, _ = merge(Glossary((swapped,), ("en",)), Glossary((only_forbids,), ("en",)))
    assert len(merged) == 1


def test_three_glossaries_with_one_id_keep_three_concepts() -> None:
    """Each gets an id of its own, though two of the files have one name."""
    whole = Glossary((concept("c1", en="treaty"),), ("en",), "a")
    for text in ("envoy", "truce"):
        whole, _ = merge(whole, Glossary((concept("c1", en=text),), ("en",), "b"))
    assert [item.id for item in whole] == ["c1", "b:c1", "b:c1-2"]


def test_ids_of_new_concepts_are_readable_and_never_the_same() -> None:
    """Whatever the script of the term."""
    ids = {new_id("sister city") for _ in range(50)} | {new_id("город-побратим"), new_id("？")}
    assert len(ids) == 52
    assert sum(name.startswith("sister-city-") for name in ids) == 50
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


def test_a_second_glossary_finds_what_it_finds_alone(tmp_path: Path) -> None:
    """Checks, merging and adding keep concepts apart that only share an id."""
    (tmp_path / "h1.csv").write_text(
        "concept_id,en,ru\nc1,good offices,добрые услуги\n", encoding="utf-8"
    )
    (tmp_path / "h2.csv").write_text("concept_id,en,ru\nc1,treaty,договор\n", encoding="utf-8")
    (tmp_path / "u.tsv").write_text(
        "en\tru\nThe treaty is signed.\tСоглашение подписано.\n", encoding="utf-8"
    )
    alone = run(tmp_path, "check", "u.tsv", "--glossary", "h2.csv")
    assert alone.returncode == 1
    both = run(tmp_path, "check", "u.tsv", "--glossary", "h1.csv", "--glossary", "h2.csv")
    assert both.returncode == 1
    assert both.stdout == alone.stdout.replace("c1]", "h2:c1]")
    assert "'c1' is another concept in the first; this one is kept as 'h2:c1'" in both.stderr
    merged = run(tmp_path, "glossary", "merge", "h1.csv", "h2.csv", "-o", "all.tbx")
    assert "h2:c1" in merged.stdout
    assert "0 conflicts, 1 id changed" in merged.stderr
    assert [item.id for item in Glossary.read(tmp_path / "all.tbx")] == ["c1", "h2:c1"]
    # A person who names the id means that concept.
    add = ("glossary", "add", "h1.csv", "--id", "c1", "--admitted", "ru=посреднические услуги")
    assert run(tmp_path, *add).returncode == 0
    assert len(Glossary.read(tmp_path / "h1.csv")) == 1


def test_validation_names_each_kind_of_doubt() -> None:
    """Duplicates, shared terms, contradictions, empty languages, lookalike letters."""
    glossary = Glossary(
        (
            Concept("1", {"en": (Term("charter"), Term("Charter", "admitted"))}),
            Concept("2", {"en": (Term("charter"),), "ru": (Term("устав", "forbidden"),)}),
            concept("3", en="rule", ru="устав"),
            concept("4", en="c\u043eurt", ru="суд"),
        ),
        ("en", "ru"),
    )
    assert {problem.rule for problem in validate(glossary)} == {
        "duplicate", "shared-term", "contradiction", "empty-language", "lookalike",
    }  # fmt: skip


def test_the_command_shows_adds_converts_and_extracts(tmp_path: Path) -> None:
    """A glossary is begun, filled, converted and looked at without another program."""
    add = ("--term", "en=sister city", "--term", "ru=город-побратим", "--flag", "literal")
    assert run(tmp_path, "glossary", "add", "t.tbx", *add).returncode == 0
    assert run(tmp_path, "glossary", "convert", "t.tbx", "t.csv").returncode == 0
    assert "город-побратим" in (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert "sister city" in run(tmp_path, "glossary", "show", "t.csv", "ПОБРАТИМ").stdout
    assert run(tmp_path, "glossary", "validate", "t.tbx").returncode == 0
    (tmp_path / "c.csv").write_text(
        "take,en,ru,frequency,score\nyes,summit,саммит,3,1.0\n,table,стол,3,0.9\n", encoding="utf-8"
    )
    assert run(tmp_path, "glossary", "add", "t.tbx", "--from", "c.csv").returncode == 0
    made, taken = (item.id for item in Glossary.read(tmp_path / "t.tbx"))
    assert made.startswith("sister-city-")
    assert taken == "summit"


BROKEN = {
    "terms.csv": (
        (
            "concept_id,en,ru,x-mul\na,treaty,договор,\nb,,,\nc,!!,соглашение,\na,pact,пакт,\n"
            "d,charter,устав,\n"
        ),
        ["a", "d"],
        4,
    ),
    "terms.tbx": (
        (
            '<martif type="TBX"><text><body>\n'
            '<termEntry id="a"><langSet xml:lang="en"><tig><term>treaty</term></tig></langSet>'
            "</termEntry>\n"
            '<termEntry id="b"><langSet xml:lang="x-mul"><tig><term>pact</term></tig></langSet>'
            "</termEntry>\n"
            '<termEntry id="c"><langSet xml:lang="en"><tig><term>act</term>'
            '<termNote type="administrativeStatus">odd</termNote></tig></langSet></termEntry>\n'
            '<termEntry id="e"></termEntry>\n'
            '<termEntry id="d"><langSet xml:lang="en"><tig><term>charter</term></tig></langSet>'
            "</termEntry></body></text></martif>"
        ),
        ["a", "d"],
        3,
    ),
    "terms.en.ru.txt": ("treaty\tдоговор\npact\t\nact\ncharter\tустав\n", ["treaty", "charter"], 2),
    "terms.en.ru.po": (
        (
            'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "treaty"\nmsgstr "договор"\n\n'
            'msgid "..."\nmsgstr "пакт"\n'
        ),
        ["treaty"],
        1,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_entries_refuse_a_glossary_and_are_named_and_left_out_with_recover(tmp_path, name):
    text, kept, left = BROKEN[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkbenchError):
        Glossary.read(path)
    told = []
    glossary = Glossary.read(path, recover=told.append)
    assert [concept.id for concept in glossary] == kept
    assert len(told) == left
    assert all(sentence.startswith(f"{path}:") and "left out" in sentence for sentence in told)


def test_omegats_tab_files_and_terms_that_begin_with_a_sign(tmp_path):
    path = tmp_path / "terms.en.ru.tab"
    path.write_text(
        "# a remark\n#another\n## and\tone\n#topic\t#тема\nrate\tставка\tnote\n", encoding="utf-8"
    )
    glossary = Glossary.read(path)
    assert [concept.id for concept in glossary] == ["#topic", "rate"]
    again = tmp_path / "again.en.ru.tab"
    glossary.write(again)
    assert [concept.id for concept in Glossary.read(again)] == ["#topic", "rate"]


@pytest.mark.parametrize(
    ("notes", "status"),
    [
        ({"normativeAuthorization": "deprecatedTerm"}, "forbidden"),
        ({"normativeAuthorization": "supersededTerm"}, "forbidden"),
        ({"normativeAuthorization": "admittedTerm"}, "admitted"),
        (
            {
                "administrativeStatus": "preferredTerm-admn-sts",
                "normativeAuthorization": "deprecatedTerm",
            },
            "forbidden",
        ),
    ],
)
def test_tbx_says_a_terms_status_in_either_of_two_ways(tmp_path, notes, status):
    path = tmp_path / "terms.tbx"
    said = "".join(f'<termNote type="{kind}">{value}</termNote>' for kind, value in notes.items())
    path.write_text(
        '<martif type="TBX"><text><body><termEntry id="a"><langSet xml:lang="en">'
        f"<tig><term>treaty</term>{said}</tig></langSet></termEntry></body></text></martif>",
        encoding="utf-8",
    )
    (concept,) = Glossary.read(path)
    assert [term.status for term in concept.terms["en"]] == [status]


def test_excels_line_about_the_separator_is_no_header(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("sep=;\nconcept_id;en;ru\na;treaty, pact;договор\n", encoding="utf-8")
    (concept,) = Glossary.read(path)
    assert concept.terms["en"][0].text == "treaty, pact"
    assert concept.place.endswith(":3")


def test_capitals_that_count_make_another_term() -> None:
    """A case-bound name and its forbidden form in other capitals are no duplicate."""
    terms = {"en": (Term("GitHub"), Term("Github", "forbidden"))}
    plain = Glossary((Concept("forge", terms),), ("en",))
    cased = Glossary((Concept("forge", terms, flags=frozenset({"case"})),), ("en",))
    assert [one.rule for one in validate(plain)] == ["duplicate"]
    assert validate(cased) == []


def test_a_hyphen_does_not_hide_that_two_concepts_share_a_term() -> None:
    """Ceasefire and cease-fire are one word in two concepts."""
    concepts = (
        Concept("one", {"en": (Term("ceasefire"),)}),
        Concept("other", {"en": (Term("cease-fire"),)}),
    )
    assert [one.rule for one in validate(Glossary(concepts, ("en",)))] == ["shared-term"]


def test_a_note_keeps_its_line_breaks_in_tbx(tmp_path: Path) -> None:
    """What stands on two lines comes back on two."""
    concept = Concept("one", {"en": (Term("one"),)}, note="first line\nsecond line")
    path = tmp_path / "terms.tbx"
    Glossary((concept,), ("en",)).write(path)
    assert Glossary.read(path).concepts[0].note == "first line\nsecond line"


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("en", "СО treaty", "СО"),  # Cyrillic letters
        ("ru", "COBET Европы", "COBET"),
        ("ru", "Совет HATO", "HATO"),
        ("zh", "⽂化", "⽂"),
        ("zh", "А股", "А"),
        ("ru", "Совет Европы", ""),
        ("ru", "отчёт OPEC", ""),  # as the English name has it
        ("ru", "путь XXI века", ""),
        ("zh", "A股", ""),
        ("en", "co-operation", ""),
    ],
)
def test_letters_that_only_look_like_a_languages_own_are_named(
    tag: str, text: str, found: str
) -> None:
    """A word in another script's letters that looks right finds nothing in a text."""
    terms = {"es": (Term("informe de la OPEC"),), tag: (Term(text),)}
    problems = validate(Glossary((Concept("one", terms),), (tag,)))
    assert [one.rule for one in problems] == ["lookalike"] * bool(found)
    assert all(repr(found) in one.message for one in problems)


def test_a_merge_takes_no_term_that_the_first_has_for_another_concept() -> None:
    """An older glossary that called mediation good offices does not make it so again."""
    first = Glossary(
        (
            Concept("good-offices", {"en": (Term("good offices"),), "zh": (Term("斡旋"),)}),
            Concept("mediation", {"en": (Term("mediation"),), "zh": (Term("调停"),)}),
        ),
        ("en", "zh"),
    )
    older = Concept(
        "good-offices",
        {"en": (Term("good offices"), Term("mediation", "admitted")), "zh": (Term("斡旋"),)},
    )
    merged, notes = merge(first, Glossary((older,), ("en", "zh")))
    assert [[term.text for term in one.terms["en"]] for one in merged] == [
        ["good offices"],
        ["mediation"],
    ]
    assert ["'mediation' is a term of 'mediation' in the first" in one.message for one in notes]


def test_a_file_of_two_languages_says_what_it_leaves_out(tmp_path: Path) -> None:
    """PO and OmegaT's text hold no concept that lacks one of the two."""
    terms = tmp_path / "terms.csv"
    terms.write_text("concept_id,en,ru,zh\na,treaty,договор,条约\nb,pact,,公约\n", encoding="utf-8")
    for name in ("terms.po", "terms.en.ru.txt"):
        result = run(tmp_path, "glossary", "convert", "terms.csv", name, "--pair", "en:ru")
        assert "1 concept; 1 left out that lack one of its two languages (b)" in result.stderr
        assert len(Glossary.read(tmp_path / name, pair=("en", "ru"))) == 1
