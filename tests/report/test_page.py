"""A page of HTML: what stands in it, and that nothing in it is obeyed."""

import base64
import hashlib
import json
import re

import lxml.html
import pytest
from support.browser import browser, page_of
from support.hostile import HOSTILE, ODD
from support.project_samples import sample

from workbench import api
from workbench import project as projects
from workbench.cli import main
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Term
from workbench.report import PageInput, render_page, word_links
from workbench.units import Code, Memory, Source, Unit, Variant

MEMORY = Memory((Source("en", "en"), Source("ru", "ru")), "talks", project="k3f9xxxxxxxxxxxx")
GLOSSARY = Glossary(
    (
        Concept(
            "security council",
            {"en": (Term("Security Council"),), "ru": (Term("Совет Безопасности"),)},
            definition="An organ <b>of</b> the United Nations.",
        ),
    ),
    ("en", "ru"),
)


def unit(number, en, ru, **more):
    """A unit of one segment a side."""
    return Unit(str(number), {"en": Variant((en,)), "ru": Variant((ru,))}, **more)


UNITS = [
    unit(1, "The Security Council met.", "Заседал Совет Безопасности.", status="confirmed"),
    unit(2, "The Security Council agreed on 12 points.", "Он согласился.", confidence=0.4),
    unit(7, "It rained.", "Шёл дождь.", confidence=0.97, note="Look at the tense.", version=3),
]


def made(units, **more):
    """The page of some units, as a tree and as text."""
    text = render_page(PageInput(more.pop("memory", MEMORY), units, **more))
    return lxml.html.document_fromstring(text), text


def words_of(tree, bead):
    """The cells of a bead."""
    return [cell.text_content() for cell in tree.xpath(f"//article[@id='{bead}']/div[@lang]")]


def test_each_bead_has_its_texts_its_address_and_what_is_to_be_known_of_it():
    findings = api.check(UNITS, GLOSSARY, memory=MEMORY)
    tree, _ = made(UNITS, glossary=GLOSSARY, findings=findings)
    assert words_of(tree, "b7") == ["It rained.", "Шёл дождь."]
    assert tree.xpath("//article/@id") == ["b1", "b2", "b7"]
    first, second, third = tree.xpath("//article")
    assert set(first.get("class").split()) >= {"b", "ok"}
    assert set(second.get("class").split()) >= {"d", "f", "q4"}
    assert third.xpath("string(.//*[@class='nt'])") == "Note: Look at the tense."
    assert first.xpath(".//span[contains(@class, 't ')]/text()") == [
        "Security Council",
        "Совет Безопасности",
    ]
    said = second.xpath("string(.//ul)")
    assert "term-missing" in said
    assert "Expected: Совет Безопасности" in said
    assert second.get("aria-label") == f"Bead 2, unreviewed, 40 % sure, {len(findings)} findings"
    assert [cell.get("lang") for cell in first.xpath("div[@lang]")] == ["en", "ru"]
    data = json.loads(tree.xpath("string(//script[@id='data'])"))
    assert data["concepts"][0]["said"] == ["An organ <b>of</b> the United Nations."]


def test_nothing_is_allowed_but_its_own_style_and_script():
    """The policy names their digests; nothing in the page has a handler or a style of its own."""
    tree, text = made(UNITS, remarks=True)
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        body = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not tree.xpath("//@style | //@src | //@*[starts-with(name(), 'on')]")
    assert {href[:2] for href in tree.xpath("//@href")} == {"#b"}


@pytest.mark.parametrize("text", [*HOSTILE, *ODD])
def test_whatever_a_text_says_it_is_text(text):
    """In texts, notes, names, terms and titles alike."""
    memory = Memory((Source("en", "en"), Source("ru", "ru")), text, project="k3f9")
    glossary = Glossary((Concept(text, {"en": (Term("rained"),)}, definition=text),), ("en",))
    tree, page = made([unit(1, f"It rained. {text}", text, note=text)], memory=memory,
                      glossary=glossary, remarks=True)  # fmt: skip
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img | //article//a[not(@href='#b1')] | //@onerror | //@onmouseover")
    assert len(tree.xpath("//style")) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe]", page)
    if text in HOSTILE:
        assert words_of(tree, "b1") == [f"It rained. {text}", text]
        assert json.loads(tree.xpath("string(//script[@id='data'])"))["name"] == text


def test_codes_are_numbers_and_no_text():
    codes = (Code(4, "standalone", "1", "<br/>", "tmx"),)
    one = Unit("1", {"en": Variant(("Line one",), codes=(codes,)), "ru": Variant(("Строка",))})
    tree, _ = made([one])
    assert words_of(tree, "b1")[0] == "Line⟦1⟧ one"
    assert tree.xpath("//b[@class='k']/text()") == ["⟦1⟧"]


def test_a_language_from_right_to_left_is_set_so():
    memory = Memory((Source("en", "en"), Source("ar", "ar")), "talks")
    one = Unit("1", {"en": Variant(("The talks began.",)), "ar": Variant(("بدأت المحادثات.",))})
    tree, _ = made([one], memory=memory)
    assert tree.xpath("//div[@lang]/@dir") == ["rtl"]


def test_a_page_of_nothing_says_so():
    tree, _ = made([])
    assert "No bead" in tree.text_content()


def test_a_finding_in_one_of_two_texts_of_a_language_is_marked_there():
    memory = Memory((Source("en", "en"), Source("ru", "ru"), Source("ru#2", "ru")), "talks")
    variants = {"en": Variant(("The Security Council met.",)),
                "ru": Variant(("Заседал Совет Безопасности.",)),
                "ru#2": Variant(("Совет  Безопасности встретился.",))}  # fmt: skip
    units = [Unit("1", variants)]
    findings = api.check(units, None, memory=memory)
    assert findings
    tree, _ = made(units, memory=memory, findings=findings)
    marks = [len(cell.xpath(".//mark")) for cell in tree.xpath("//div[@lang]")]
    assert marks[1] == 0
    assert marks[2]


def test_counterparts_are_packed_with_their_places_in_utf_16():
    import numpy as np

    def vectors(words):
        numbers = {"rain": 0, "дождь": 0, "fell": 1, "шёл": 1}
        return np.eye(50, dtype=np.float32)[[numbers.get(w, 2 + n) for n, w in enumerate(words)]]

    packed = word_links([[["\U0001f327 rain fell"], ["Шёл дождь"]]], ["en", "ru"], vectors)
    # Column, segment, gap, length, how many later ones stand for it, and which.
    assert packed == ["003413" + "001412" + "10030" + "10150"]


@pytest.fixture
def talks(tmp_path):
    path = tmp_path / "talks.aligned"
    sample(path, [(1, 1, 2), (1, 1, 0), (2, 1, 1)])
    return path


def test_export_writes_a_page_and_only_over_a_page(talks, tmp_path, capsys):
    page = tmp_path / "talks.html"
    with pytest.raises(SystemExit) as left:
        main(["export", str(talks), "-o", str(page), "--remarks"])
    assert left.value.code == 0
    assert "(3 units)" in capsys.readouterr().err
    before = talks.read_bytes()
    opened = projects.open(talks)
    api.export([opened], page)
    document = tmp_path / "speech.html"
    document.write_text("<!doctype html><title>Speech</title><p>Good morning.", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="no HTML page"):
        api.export([opened], document)
    opened.close()
    assert talks.read_bytes() == before


def test_a_page_shows_one_project(talks, tmp_path):
    opened = projects.open(talks)
    with pytest.raises(WorkbenchError, match="one project"):
        api.export([opened, opened], tmp_path / "both.html")
    opened.close()


def test_in_a_browser_it_works_without_a_network_and_nothing_hostile_runs(tmp_path):
    """Search, views, languages, terms, keys; hostile texts everywhere."""
    path = tmp_path / "talks.html"
    hostile = [unit(10 + n, text, text, note=text) for n, text in enumerate((*HOSTILE, *ODD))]
    findings = api.check(UNITS, GLOSSARY, memory=MEMORY)
    text = render_page(PageInput(MEMORY, [*UNITS, *hostile], GLOSSARY, findings, remarks=True))
    path.write_text(text, encoding="utf-8")
    with browser() as opened, page_of(opened, path) as page:
        assert page.evaluate("window.hacked") is None
        page.click("text=Doubtful")
        assert page.locator("article:visible").count() == 1
        page.click("button:has-text('All')")
        page.fill("#search", "security")
        page.locator("#hits", has_text="of 2").wait_for()
        page.press("#search", "Enter")
        assert page.inner_text("#hits") == "1 of 2"
        page.press("#search", "Escape")
        page.click("[data-column='0']")
        assert not page.is_visible("#b1 .c0")
        assert page.is_visible("#b1 .c1")
        page.focus("#b1 .c1 .t")
        assert "Security Council" in page.inner_text("#tip")
        assert page.get_attribute("#b1 .c1 .t", "aria-describedby") == "tip"
        assert page.told == []
