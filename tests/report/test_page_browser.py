"""A page in a real browser, the network cut: long ones, hostile ones, on paper, for everybody."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from support.browser import browser, page_of

from workbench import api
from workbench.report import PageInput, render_page, word_links
from workbench.units import Code, Memory, Source, Unit, Variant

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
AXE = ROOT / "build/axe/node_modules/axe-core/axe.min.js"
MEMORY = Memory(
    (Source("en", "en"), Source("zh", "zh-Hans"), Source("ru", "ru")), "talks", project="k3f9"
)


def unit(number, **more):
    """A unit that says where it is."""
    return Unit(
        str(number),
        {
            "en": Variant((f"In the spring of year {number} the talks went on.",)),
            "zh": Variant((f"第{number}年春天，会谈继续进行。",)),
            "ru": Variant((f"Весной года {number} переговоры продолжились.",)),
        },
        confidence=more.pop("confidence", 0.99),
        **more,
    )


def saying(number, text):
    """A unit with another Russian text."""
    return replace(unit(number), variants=unit(number).variants | {"ru": Variant((text,))})


def written(path, units, **more):
    """The page of some units."""
    path.write_text(render_page(PageInput(MEMORY, units, **more)), encoding="utf-8")
    return path


def test_fifty_thousand_beads_open_and_the_last_one_is_found(tmp_path):
    path = written(tmp_path / "long.html", [unit(n) for n in range(1, 50_001)], remarks=True)
    with browser() as opened, page_of(opened, path) as page:
        page.fill("#search", "year 49999 ")
        page.locator("#hits", has_text="of 1").wait_for(timeout=60_000)
        page.press("#search", "Enter")
        assert page.locator("#b49999").is_visible()
        assert page.evaluate(
            "document.getElementById('b49999').getBoundingClientRect().top < innerHeight"
        )
        assert page.told == []


def test_a_segment_of_a_megabyte_and_a_million_marks_are_shown(tmp_path):
    huge = "слово " * 175_000
    piled = "e" + "\N{COMBINING ACUTE ACCENT}" * 1_000_000
    units = [unit(1), saying(2, huge), saying(3, piled), unit(4)]
    path = written(tmp_path / "huge.html", units, remarks=True)
    with browser() as opened, page_of(opened, path) as page:
        assert len(page.text_content("#b2 .c2 p")) == len(huge)
        page.evaluate("document.getElementById('b4').scrollIntoView()")
        assert page.locator("#b4").is_visible()
        # The marks take room of their own, and cover no other row.
        cell = page.locator("#b3 .c2").bounding_box()
        row = page.locator("#b3").bounding_box()
        assert cell["height"] <= row["height"] + 1
        assert page.told == []


def test_it_prints_every_bead_light_on_any_screen(tmp_path):
    units = [unit(n, confidence=0.2 + n % 2 * 0.7) for n in range(1, 121)]
    path = written(tmp_path / "talks.html", units)
    with browser() as opened, page_of(opened, path, color_scheme="dark") as page:
        page.pdf(path=tmp_path / "talks.pdf", format="A4", landscape=True)
    document = pypdfium2.PdfDocument(tmp_path / "talks.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    for number in (1, 60, 120):
        assert f"year {number} the" in text
        assert f"第{number}年" in text
    assert "Save remarks" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_that_keeps_people_out(tmp_path, scheme, width):
    if not AXE.is_file():
        pytest.skip("axe-core is not there (.ci/run fetches it)")
    units = [
        unit(1, status="confirmed"),
        unit(2, confidence=0.3, note="Look."),
        unit(3, flagged=True),
        saying(4, ""),
        saying(5, "Весной  года 6."),
    ]
    findings = api.check(units, None, memory=MEMORY)
    path = written(tmp_path / "talks.html", units, findings=findings, remarks=True)
    view = {"width": width, "height": 900}
    with (
        browser() as opened,
        page_of(opened, path, color_scheme=scheme, viewport=view, bypass_csp=True) as page,
    ):
        page.focus("#b2")
        page.keyboard.press("r")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(each["id"], each["impact"]) for each in found] == []


def test_remarks_outlive_the_page_and_a_saved_file_goes_on(tmp_path):
    path = written(tmp_path / "talks.html", [unit(1), unit(2)], remarks=True)
    with browser() as opened:
        with page_of(opened, path) as page:
            page.focus("#b1")
            page.keyboard.press("r")
            page.fill("#b1 .edit [data-note]", "Not so.")
            again = page.context.new_page()
            again.goto(path.as_uri())
            assert again.inner_text("#save") == "Save remarks 1"
            assert "mine" in again.get_attribute("#b1", "class")
            with page.expect_download() as waiting:
                page.click("#save")
            waiting.value.save_as(tmp_path / "saved.json")
        with page_of(opened, path) as page:
            page.set_input_files("#file", tmp_path / "saved.json")
            page.locator("#save", has_text="1").wait_for()
            page.focus("#b1")
            page.keyboard.press("r")
            assert page.input_value("#b1 .edit [data-note]") == "Not so."
            assert page.told == []


def test_the_counterparts_of_a_word_light_up_under_the_mouse_and_of_a_term_in_focus(tmp_path):
    """The words are where Python says they are, also behind a wide character and a code."""
    import numpy as np

    code = Code(2, "standalone", "1", "<br/>", "tmx")
    variants = {
        "en": Variant(("\U0001f327 rain fell",), codes=((code,),)),
        "zh": Variant(("下雨了",)),
        "ru": Variant(("Шёл дождь.",)),
    }

    def vectors(words):
        known = {"rain": 0, "дождь": 0}
        return np.eye(60, dtype=np.float32)[[known.get(w, 9 + n) for n, w in enumerate(words)]]

    texts = [[variant.segments for variant in variants.values()]]
    links = word_links(texts, [source.tag for source in MEMORY.sources], vectors)
    path = written(tmp_path / "talks.html", [Unit("1", variants)], links=links)
    with browser() as opened, page_of(opened, path) as page:
        box = page.locator("#b1 .c2 p").bounding_box()
        # In the second word of the line.
        page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
        page.wait_for_timeout(200)
        lit = page.evaluate("[...(CSS.highlights.get('word') || [])].map((range) => `${range}`)")
        assert sorted(lit) == ["rain", "дождь"]
        page.mouse.move(5, 400)
        page.wait_for_timeout(200)
        assert page.evaluate("CSS.highlights.has('word')") is False
        assert page.told == []
