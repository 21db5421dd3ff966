"""Beads that were confirmed and whose text changed since; what an update changed."""

import asyncio

from support.project_samples import align_by_number, violations
from support.reviewing import ENGLISH, RUSSIAN, document, reviewing, screen

from workbench import api
from workbench.project import operations


def revise(project, texts):
    """A newer version of the English text."""
    project.apply(operations.confirm(project, project.order))
    made = operations.revise(project, {0: document(texts, "en")}, align_by_number)
    return project.apply(made.edit)


def changed(number, old, new):
    """The English text with a sentence changed."""
    texts = list(ENGLISH)
    assert old in texts[number]
    texts[number] = texts[number].replace(old, new)
    return texts


def test_the_difference_stands_above_the_texts_word_by_word(project):
    """Marked by signs as well as by colour; confirmed again it is gone."""
    revise(project, changed(5, "will follow", "will not follow"))

    async def do():
        async with reviewing(project, keys=["n"]) as (app, press):
            assert project.bead(6).status == "changed"
            assert any("en: Further talks will{+ not+} follow in spring." in s for s in screen(app))
            assert not any("correction only" in line for line in screen(app))
            await press("space")
            assert project.bead(6).status == "confirmed"
            assert not any("{+not" in line for line in screen(app))

    asyncio.run(do())


def test_a_likely_correction_is_said_to_be_one_and_enter_confirms_it(project):
    """A misprint that only the encoder knows, too; a new sense never."""
    revise(project, changed(2, "discussed", "discused"))
    revise(project, list(ENGLISH))

    async def do():
        async with reviewing(project, size=(80, 24), keys=["n"]) as (app, press):
            shown = " ".join(" ".join(screen(app)).split())
            assert "likely a correction only: Enter confirms it again" in shown
            assert "[-discused-]{+discussed+}" in shown
            await press("enter")
            assert project.bead(3).status == "confirmed"

    asyncio.run(do())


def test_what_was_set_aside_is_looked_through_and_put_back_in_one_step(project):
    """Into the bead under the cursor: a note, and an edited text where the language is missing."""
    project.apply(operations.edit_text(project, project.runs(5)[2][0], "worked on by hand"))
    texts = [*RUSSIAN[:4], RUSSIAN[5]]
    revision = operations.revise(project, {2: document(texts, "ru")}, align_by_number)
    project.apply(revision.edit)
    empty = next(bead for bead in project.order if not project.runs(bead)[2])

    async def do():
        async with reviewing(project) as (app, press):
            app.session.go_to(empty)
            await press("A")
            assert any("edited text (ru)" in line for line in screen(app))
            assert any("worked on by hand" in line for line in screen(app))
            await press("enter", "enter")
            assert project.texts(empty, 2) == ("worked on by hand",)
            assert not project.aside
            assert not violations(project)
            await press("u")
            assert not project.runs(empty)[2]
            assert len(project.aside) == 1
            await press("A", "enter", "down", "enter")
            assert app.session.bead == 5

    asyncio.run(do())


def test_the_last_update_is_shown_by_kind_and_leads_to_its_beads(project, tmp_path):
    """Reopened beads with their difference; what was deleted before is named; undone is said."""
    project.apply(operations.confirm(project, project.order))
    file = tmp_path / "new.en.txt"
    texts = changed(4, "a second bridge", "a third bridge")
    file.write_text("\n".join(texts), encoding="utf-8")
    api.update(project, [file], segmented=True, encoder="none")

    async def do():
        async with reviewing(project, keys=["!"]) as (app, press):
            shown = screen(app)
            assert any("update en" in line and "5 kept, 1 changed" in line for line in shown)
            assert any("1 reopened" in line for line in shown)
            await press("enter")
            assert any("[-second-]{+third+}" in line for line in screen(app))
            await press("enter")
            assert app.session.bead == 5
            await press("u", "!")
            assert any("taken back since" in line for line in screen(app))

    asyncio.run(do())


def test_without_an_update_that_is_said(project):
    """And that nothing is set aside."""

    async def do():
        async with reviewing(project, keys=["!"]) as (app, press):
            assert "Nothing has been updated yet." in app.bar.message
            await press("A")
            assert "Nothing is set aside" in app.bar.message

    asyncio.run(do())
