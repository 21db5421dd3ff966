"""The findings beside the grid, and what is done about one: by keys, asserted on the project."""

import asyncio

import pytest
from rich.cells import cell_len
from support.reviewing import reviewing, screen

from workbench import api
from workbench.glossary import Concept, Glossary, Term
from workbench.project import operations


@pytest.fixture
def glossary(tmp_path):
    """Two terms of the texts, neither rendered as this asks for; one has two allowed renderings."""
    path = tmp_path / "talks.tbx"
    concepts = (
        Concept("host", {"en": (Term("host"),), "ru": (Term("принимающая сторона"),)}),
        Concept(
            "transport",
            {
                "en": (Term("transport"),),
                "ru": (
                    Term("перевозки"),
                    Term("сообщение", "admitted"),
                    Term("транспорт", "forbidden"),
                ),
            },
        ),
        Concept("talks", {"en": (Term("talks"),), "ru": (Term("беседы"),)}),
        Concept("spring", {"en": (Term("spring"),), "ru": (Term("весенние месяцы"),)}),
    )
    Glossary(concepts, ("en", "ru")).write(path)
    return path


def terms_found(project, glossary):
    """Bead and concept of what the checks find of terms now."""
    found = api.check(project, api.load_glossaries([glossary]).glossary)
    return {(int(one.unit), one.concept) for one in found if one.concept}


def by_keys(project, glossary, look, keys=("F",)):
    """Run a look at a review after some keys."""

    async def do():
        async with reviewing(project, size=(120, 40), glossaries=[glossary]) as (app, press):
            await press(*keys)
            await look(app, press)

    asyncio.run(do())


def listed(app, text):
    """Column and line of the list in which a text stands."""
    for y, line in enumerate(screen(app)):
        x = cell_len(line[: line.rfind(text)])
        if text in line and x >= app.findings.region.x:
            return x, y
    raise AssertionError("\n".join(screen(app)))


def test_a_click_leads_to_the_place_of_a_finding(project, glossary):
    """Of any line of it; the list stays open, and what is clicked is marked."""

    async def look(app, press):
        assert app.session.cursor.bead != 4
        await app.pilot.click(offset=listed(app, "“host”"))
        assert app.session.cursor.bead == 4
        assert app.session.findings.listed
        await press("f", *"flagged", "enter")
        await app.pilot.click(offset=listed(app, " 3 "))
        assert app.session.cursor.bead == 3
        assert not app.session.sheet.filter

    by_keys(project, glossary, look)


def test_the_list_is_sorted(project, glossary):
    """By severity, by rule, by place, and round."""

    async def look(app, press):
        for order in ("rule", "place", "severity"):
            await press("O")
            assert listed(app, f"by {order}")
            if order == "place":
                places = [project.index(bead) for bead, _ in app.session.findings.rows()]
                assert places == sorted(places)

    by_keys(project, glossary, look)


def test_a_wrong_alarm_is_passed_over_with_its_reason(project, glossary):
    """The note says which rule and why; the list loses it, and so does the next check."""
    assert (4, "host") in terms_found(project, glossary)

    async def look(app, press):
        await app.pilot.click(offset=listed(app, "“host”"))
        await press("D", *"he is no state", "enter")
        assert project.note(4) == "workbench: ignore term-missing[host] he is no state"
        assert 4 not in app.session.findings
        assert not any("“host”" in line for line in screen(app))
        assert (4, "host") not in terms_found(project, glossary)
        await press("u")
        assert project.note(4) == ""
        assert (4, "host") in terms_found(project, glossary)

    by_keys(project, glossary, look)


def test_of_several_alarms_the_one_chosen_is_wrong(project, glossary):
    """The others stay listed; a note that is there stays, and Esc writes nothing."""

    async def look(app, press):
        await press("colon", "6", "enter", "M", *"ask her", "ctrl+s", "escape")
        before = project.note(6)
        await press("D", "escape")
        assert project.note(6) == before
        found = app.session.findings[6]
        assert {one.concept for one in found} >= {"talks", "spring"}
        place = [one.concept for one in found].index("spring")
        await press("D", *["down"] * place, "enter", *"a season", "enter")
        assert project.note(6).startswith(before)
        assert project.note(6).endswith("workbench: ignore term-missing[spring] a season")
        assert {one.concept for one in app.session.findings[6]} >= {"talks"}
        assert "spring" not in {one.concept for one in app.session.findings[6]}

    by_keys(project, glossary, look)


def test_an_allowed_rendering_takes_the_place_of_the_wrong_word(project, glossary):
    """Chosen from the list with the preferred one first; one step to undo."""

    async def look(_, press):
        await press("colon", "3", "enter", "l", "l", "P")
        await press("enter")
        text = project.texts(3, 2)[0]
        assert text == "Они обсудили торговлю, перевозки и обмен студентами."
        await press("u")
        assert "транспорт" in project.texts(3, 2)[0]
        await press("P", "down", "enter")
        assert "сообщение и обмен" in project.texts(3, 2)[0]

    by_keys(project, glossary, look, keys=())


def test_the_selected_words_become_the_rendering(project, glossary):
    """Where no wrong word is known; a capital letter stays one."""

    async def look(_, press):
        await press("colon", "6", "enter", "l", "l", "w", "P")
        await press("down", "enter")
        assert project.texts(6, 2)[0].startswith("Весенние месяцы последуют")

    by_keys(project, glossary, look, keys=())


def test_the_next_place_of_the_same_fault(project, tmp_path):
    """Round the end, and not to another fault; without one it says so."""
    path = tmp_path / "sides.tbx"
    sides = {"en": (Term("sides"),), "ru": (Term("страны"),)}
    bridge = {"en": (Term("bridge"),), "ru": (Term("переправа"),)}
    host = {"en": (Term("host"),), "ru": (Term("хозяйка"),)}
    concepts = (Concept("side", sides), Concept("bridge", bridge), Concept("host", host))
    Glossary(concepts, ("en", "ru")).write(path)

    async def look(app, press):
        visited = []
        for _ in range(2):
            await press("L")
            visited.append(app.session.cursor.bead)
        assert visited == [5, 1]
        await press("colon", "4", "enter", "L")
        assert app.session.cursor.bead == 4
        assert "No other bead shown" in app.bar.message
        await press("j", "j", "L")
        assert any("there is no fault here" in n.message for n in app._notifications)

    by_keys(project, path, look, keys=())


def test_renderings_are_counted_and_led_to(project, tmp_path):
    """Each rendering and none, with how often; Enter goes to the next place, n to those after."""
    path = tmp_path / "sides.tbx"
    sides = {"en": (Term("sides"),), "ru": (Term("сторона"),), "zh": (Term("方"),)}
    Glossary((Concept("side", sides),), ("en", "ru", "zh")).write(path)
    project.apply(operations.edit_text(project, project.runs(1)[2][0], "Коммюнике трёх"))

    async def look(app, press):
        await press("l", "l", "#")
        shown = "\n".join(screen(app))
        assert "side, due in 2 beads" in shown
        assert "ru           1 ×  сторона   preferred" in shown
        assert "ru           1 ×  no rendering" in shown
        assert shown.index("сторона   pref") < shown.index("zh           2 ×  方")
        await press("enter")
        assert app.session.cursor.bead == 5
        await press("#", "down", "enter")
        assert app.session.cursor.bead == 1
        await press("#", "down", "down", "enter")
        assert app.session.cursor.bead == 5
        await press("n")
        assert app.session.cursor.bead == 1
        await press("c", "u", "enter")
        assert app.session.cursor.bead == 5

    by_keys(project, path, look, keys=())


def test_keys_lead_along_the_map(project, glossary):
    """To the next hit, flag or finding, doubt, confirmed one; of another kind, too, and round."""

    async def look(app, press):
        async def at(key):
            await press(key)
            return app.session.cursor.bead

        assert [await at("3") for _ in range(4)] == [2, 5, 6, 2]
        await press("2")
        assert app.session.cursor.bead == 2
        assert "No bead shown is flagged or has a finding" in app.bar.message
        await press("space", "/", *"talks", "enter", "m", "enter")
        assert [await at("1"), await at("4"), await at("2"), await at("3")] == [6, 2, 6, 5]

    by_keys(project, glossary, look, keys=())
