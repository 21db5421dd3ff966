"""Beads that were confirmed and whose text changed since; what an update changed."""

import asyncio

from support.project_samples import align_by_number
from support.reviewing import ENGLISH, document, reviewing, screen

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
