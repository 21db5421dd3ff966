"""Terms, checks and export from within the review."""

import asyncio
from pathlib import Path

import pytest
from support.reviewing import reviewing, screen, settled
from textual.widgets import Input

from workbench import exchange
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Term
from workbench.project import operations
from workbench.review.app import ReviewApp
from workbench.review.dialogs.concept_terms import ConceptTermsDialog


@pytest.fixture
def glossary(tmp_path) -> Path:
    """Two concepts; the Russian rendering in the project departs from the second."""
    path = tmp_path / "talks.tbx"
    concepts = (
        Concept(
            "bridge",
            {"en": (Term("bridge"),), "zh": (Term("大桥"),), "ru": (Term("мост"),)},
            definition="what carries a road across water",
        ),
        Concept(
            "transport",
            {"en": (Term("transport"),), "ru": (Term("перевозки"), Term("транспорт", "forbidden"))},
        ),
    )
    Glossary(concepts, ("en", "zh", "ru")).write(path)
    return path


async def open_with(project, glossaries, keys, then):
    app = ReviewApp(project, glossaries)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await settled(app, pilot)
        await then(app, pilot)


def test_terms_are_underlined_and_departures_said(project, glossary):
    """A term is marked in all columns; a wrong rendering is named below the texts."""

    async def look(app, _):
        assert app.session.sheet.marks(5, 0) == [[(34, 40, "term")]]
        assert app.session.sheet.marks(5, 1) == [[(17, 19, "term")]]
        assert "term" in {name for _, _, name in app.session.sheet.marks(5, 2)[0]}
        assert "wrong" in {name for _, _, name in app.session.sheet.marks(3, 2)[0]}
        assert any("! ru: “транспорт” is not to be used" in line for line in screen(app))

    asyncio.run(open_with(project, [glossary], ["j", "j"], look))


def test_a_filter_knows_terms_and_findings(project, glossary):
    """A term leads to all terms of its concept; findings count once the checks have run."""

    async def look(app, _):
        def shown(text):
            wanted = app.session.parse_filter(text)
            return [bead for bead in project.order if wanted.test(project, bead)]

        assert shown("term:мост") == [5]
        assert shown("term:transport") == [3]
        assert shown("finding") == []
        app.session.findings[4] = []
        assert shown("finding") == [4]
        with pytest.raises(WorkbenchError, match="no glossary holds"):
            shown("term:nothing")

    asyncio.run(open_with(project, [glossary], [], look))


def test_a_concept_has_a_card(project, glossary):
    """It shows the terms with their status, and the definition."""

    async def look(app, _):
        shown = "\n".join(screen(app))
        assert "what carries a road across water" in shown
        assert "мост" in shown

    asyncio.run(open_with(project, [glossary], ["n", "c"], look))


def test_a_new_term_goes_into_the_glossary(project, glossary):
    """What is typed makes a concept, which is shown at once."""

    async def look(app, _):
        added = Glossary.read(glossary).concepts[-1]
        assert {tag: terms[0].text for tag, terms in added.terms.items()} == {
            "en": "Joint",
            "ru": "совместный",
        }
        assert app.session.sheet.marks(1, 0)[0][0] == (0, 5, "term")

    keys = ["+", *"Joint", "tab", "tab", *"совместный", "enter"]
    asyncio.run(open_with(project, [glossary], keys, look))


def test_the_concordance_finds_all_forms(project):
    """A Russian word is found in another form than it was asked for, and leads to its bead."""

    async def look():
        async with reviewing(project) as (app, press):
            await press("l", "l", "*", *"мост", "enter")
            assert any("1 × “мост” in ru" in line for line in screen(app))
            await press("enter")
            assert app.session.cursor.bead == 5
            await press("*", *"сторона", "enter")
            assert any("2 × “сторона” in ru" in line for line in screen(app))

    asyncio.run(look())


def test_findings_lead_to_their_beads(project, glossary):
    """The checks' list stands beside the grid, worst first; its first is gone to."""

    async def look(app, pilot):
        assert any("term-" in line for line in screen(app))
        assert app.session.cursor.bead == 3
        assert app.session.target == "finding"

    asyncio.run(open_with(project, [glossary], ["F"], look))


@pytest.mark.parametrize(("keys", "units"), [((), 6), (("down",), 2)])
def test_it_is_exported_without_leaving(project, tmp_path, monkeypatch, keys, units):
    """All beads, or the confirmed ones only, become a memory beside the project."""
    monkeypatch.chdir(tmp_path)

    async def do():
        async with reviewing(project) as (app, press):
            await press("space", "j", "space", "X", *keys, "enter", "enter")
            assert app.screen is app.screen_stack[0]

    asyncio.run(do())
    _, written = exchange.read(tmp_path / "talks.tmx")
    assert len(list(written)) == units


def test_words_light_up_their_counterparts(project):
    """The word under the cursor is marked in the other columns; the pane marks the lonely."""

    async def look():
        async with reviewing(project, keys=["j", "j", "W"]) as (app, press):
            for _ in range(1200):
                if app.session.linking and app.session.linker.known(3):
                    break
                await app.pilot.pause(0.1)
            await press("w", "w", "w")
            assert project.texts(3, 0)[0][slice(*app.session.cursor.word.span)] == "trade"
            found = {word.text for word in app.session.counterparts()}
            assert {"贸易", "торговлю"} <= found
            assert not {"transport", "students"} & {
                w.text for w in app.session.linker.known(3).alone()
            }
            await press("+", "enter")
            values = [field.value for field in app.screen.query(Input)]
            assert values == ["trade", "贸易", "торговлю"]
            await press("escape", "W")
            assert not app.session.linking

    asyncio.run(look())


def test_a_term_of_several_words_is_taken_with_its_counterparts(project, tmp_path):
    """What is selected goes into the glossary; counterparts are proposed without asking for W."""
    path = tmp_path / "own.tbx"

    async def take():
        async with reviewing(project, keys=["j", "j", *"wwwwwww"]) as (app, press):
            await press("shift+right", "shift+right", "shift+left", "shift+right")
            assert app.session.selected_text() == "exchange of students"
            await press("+", "ctrl+u", *str(path), "enter")
            for _ in range(1200):
                if isinstance(app.screen, ConceptTermsDialog) and app.screen.query(Input):
                    break
                await app.pilot.pause(0.1)
            await app.pilot.pause()
            values = [field.value for field in app.screen.query(Input)]
            assert values[0] == "exchange of students"
            # In so small a project it is not known that 和 and и are everywhere.
            assert values[1].endswith("学生交流")
            assert values[2].endswith("обмен студентами")
            await press("enter")
        terms = {tag: found[0].text for tag, found in Glossary.read(path).concepts[0].terms.items()}
        assert terms["en"] == "exchange of students"

    asyncio.run(take())


def test_aligning_again_is_shown_before_it_is_taken(project):
    """A bead that holds too much is put right; confirmed beads stay; one undo takes it back."""

    async def do():
        project.apply(operations.merge(project, 2, 4))
        project.apply(operations.confirm(project, [1]))
        async with reviewing(project, keys=["j"]) as (app, press):
            await press("r")
            for _ in range(1200):
                if any("then" in line for line in screen(app)):
                    break
                await app.pilot.pause(0.1)
            assert any("now" in line for line in screen(app))
            assert any("then" in line for line in screen(app))
            assert len(project) == 4
            await press("enter")
            assert len(project) >= 6
            assert project.bead(1).status == "confirmed"
            await press("u")
            assert len(project) == 4

    asyncio.run(do())
