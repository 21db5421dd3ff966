"""Who did what; notes and answers."""

import asyncio

from support.reviewing import reviewing, screen

from workbench import project as projects
from workbench.project import operations
from workbench.review import find


def test_notes_have_several_lines_and_answers(project):
    """With name and date, the answers below; a paste of lines keeps them all."""

    async def do():
        async with reviewing(project, keys=["M"]) as (app, press):
            app.screen.query_one("TextArea").insert("one\ntwo")
            await press("ctrl+j", *"three", "enter")
            assert project.notes(1)[0].text == "one\ntwo\nthree"
            await press("M", "a", *"indeed", "enter")
            assert project.notes(1)[1].answers == project.notes(1)[0].id
            shown = screen(app)
            first = next(n for n, line in enumerate(shown) if "Note (tester, " in line)
            assert "one" in shown[first]
            assert any("↳ Note (tester" in line for line in shown[first:])
            await press("M", "e", "enter", "u")
            assert len(project.notes(1)) == 1

    asyncio.run(do())


def test_undo_takes_back_ones_own(path):
    """Another's later edit stays; the list takes back that one, too."""
    mine, other = projects.open(path, author="tester"), projects.open(path, author="other")

    async def do():
        async with reviewing(mine, keys=["space"]) as (app, press):
            other.apply(operations.confirm(other, [2]))
            await press("u")
            assert not find.confirmed(mine, 1)
            assert find.confirmed(mine, 2)
            await press("u")
            assert find.confirmed(mine, 2)
            await press("H")
            assert any("other" in line for line in screen(app))
            await press("down", "enter", "down", "enter")
            assert not find.confirmed(mine, 2)

    asyncio.run(do())
    mine.close()
    other.close()


def test_one_goes_back_to_before_an_edit(project):
    """All from there on are taken back; what was taken back already is not counted."""

    async def do():
        keys = ["space", "j", "space", "j", "space", "u", "j", "x"]
        async with reviewing(project, keys=keys) as (app, press):
            await press("H", "end", "up", "enter")
            assert any("take back 2 edits" in line for line in screen(app))
            await press("end", "enter")
            assert [find.confirmed(project, bead) for bead in (1, 2, 3)] == [True, False, False]
            assert not project.bead(4).excluded

    asyncio.run(do())
