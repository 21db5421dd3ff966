"""Searching while one types, and replacing in one language."""

import asyncio

from support.reviewing import reviewing, screen

from workbench.review import find
from workbench.review.session import Session


def test_search_answers_while_one_types(project):
    """The first hit is gone to and marked, its number is said; Esc goes back to where one was."""

    async def do():
        async with reviewing(project, keys=["j", "/", *"the"]) as (app, press):
            assert any("2 of 6, in 6 beads" in line for line in screen(app))
            assert app.session.cursor.bead == 2
            await press(*" sides")
            assert app.session.cursor.bead == 5
            assert app.session.sheet.query is not None
            await press("escape")
            assert app.session.cursor.bead == 2
            assert app.session.sheet.query is None
            await press("/", *"the", "enter", "n")
            assert any("3 of 6, in 6 beads" in line for line in screen(app))

    asyncio.run(do())


def test_hits_narrowed_letter_by_letter_are_those_of_a_fresh_search(project):
    """Also after a letter is taken back, in one language, with a filter, by a regex, with ё."""
    session = Session(project)
    typed = [
        "т",
        "тр",
        "трё",
        "трех",
        "три",
        "т",
        "ru:т",
        "ru:три",
        "t",
        "th",
        "/t.*h/",
        "th",
        "The",
    ]

    def fresh(query):
        return [bead for bead in session.cursor.rows if query.test(project, bead)]

    for shown in ("", "!doubtful", ""):
        session.set_filter(session.parse_filter(shown))
        for text in typed:
            query = find.parse_query(text, session.sheet.keys)
            session.set_query(query)
            assert session.hits() == fresh(query)
            assert all(
                ("found" in session.sheet.kinds([bead])) == (bead in session.hits())
                for bead in session.cursor.rows
            )


def test_all_are_replaced_in_one_language_as_one_step(project):
    """With the groups of the regex; u takes all back at once."""

    async def do():
        before = [project.texts(bead, 0) for bead in project.order]
        keys = ["E", *r"/(\w+) sides/", "enter", *r"sides \1", "enter"]
        async with reviewing(project, keys=keys) as (app, press):
            assert any("All 2" in line for line in screen(app))
            await press("enter")
            assert project.texts(1, 0) == ("Joint communiqué of the sides three",)
            assert project.texts(5, 0)[0].startswith("sides The agreed")
            assert len(project.history) == 1
            await press("u")
            assert [project.texts(bead, 0) for bead in project.order] == before

    asyncio.run(do())


def test_one_by_one_some_are_left(project):
    """The first is left, the second replaced; another language is named before the colon."""

    async def do():
        keys = ["E", *"ru:второй", "enter", *"третий", "enter", "down", "enter"]
        async with reviewing(project, keys=keys) as (app, press):
            assert any("1 of 1" in line for line in screen(app))
            await press("enter")
            assert "третий мост" in project.texts(5, 2)[0]
            await press("E", "ctrl+u", *"en:sides", "enter", *"parties", "enter", "down", "enter")
            assert app.session.cursor.bead == 1
            await press("down", "enter")
            assert app.session.cursor.bead == 5
            await press("enter")
            assert project.texts(1, 0)[0].endswith("sides")
            assert project.texts(5, 0)[0].startswith("The parties")

    asyncio.run(do())


def test_a_group_that_is_not_there_is_said_while_it_is_typed(project):
    """Nothing has changed."""

    async def do():
        keys = ["E", *"/sides/", "enter", *r"\3"]
        async with reviewing(project, keys=keys) as (app, press):
            await press("enter")
            assert app.screen.query_one("#meaning").has_class("wrong")
            assert not project.history

    asyncio.run(do())
