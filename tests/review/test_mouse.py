"""What the mouse does, in the grid and in the dialogs."""

import asyncio

import pytest
from rich.cells import cell_len
from support.reviewing import ENGLISH, RUSSIAN, reviewing, screen, write
from textual.events import MouseScrollDown, MouseScrollUp

from workbench import project as projects
from workbench.review import find


def run(coroutine):
    asyncio.run(coroutine)


@pytest.fixture
def long(tmp_path):
    """A project of two hundred beads."""
    columns = {"en": [f"{n}. {ENGLISH[1]}" for n in range(200)], "ru": [RUSSIAN[1]] * 200}
    beads = [(((n, n + 1), (n, n + 1)), 0.95) for n in range(200)]
    opened = projects.open(write(tmp_path / "long.aligned", columns, beads))
    yield opened
    opened.close()


def in_dialog(app, text):
    """Column and line on the screen where a text stands in the dialog."""
    region = app.screen.query_one("Dialog > Vertical").region
    for y in range(region.y, region.bottom):
        line = screen(app)[y]
        for at in range(len(line)):
            x = cell_len(line[:at])
            if line.startswith(text, at) and region.x <= x < region.right:
                return x, y
    raise AssertionError("\n".join(screen(app)))


def test_the_wheel_looks_around_and_leaves_the_cursor(long):
    """Three lines a step, down and up again."""

    async def look():
        async with reviewing(long, size=(100, 30)) as (app, _):
            before = screen(app)
            for event in [MouseScrollDown] * 4:
                await app.pilot._post_mouse_events([event], app.grid)
            shown = [line[:-1] for line in screen(app)[1:9]]
            assert shown == [line[:-1] for line in before[13:21]]
            assert app.session.cursor.index == 0
            for event in [MouseScrollUp] * 5:
                await app.pilot._post_mouse_events([event], app.grid)
            assert screen(app) == before

    run(look())


def test_the_scrollbar_leads_to_the_end(long):
    """Pressed at its lower end, it shows the last rows."""

    async def look():
        async with reviewing(long, size=(100, 30)) as (app, _):
            await app.pilot.mouse_down(app.grid, offset=(99, app.grid.size.height - 1))
            await app.pilot.mouse_up(app.grid, offset=(99, app.grid.size.height - 1))
            assert any(line.startswith(" 200 ·") for line in screen(app))

    run(look())


def test_a_segment_is_cut_where_it_is_clicked(project):
    """A click in the text puts the mark there, one on the last line cuts."""

    async def cut():
        async with reviewing(project, keys=["j", "j", "S"]) as (app, _):
            x, y = in_dialog(app, "discussed trade")
            await app.pilot.click(offset=(x, y))
            await app.pilot.click(offset=in_dialog(app, "Enter cut"))
            await app.pilot.pause()
            assert project.texts(3, 0) == (
                "They",
                "discussed trade, transport and the exchange of students.",
            )

    run(cut())


def test_a_bead_is_split_where_it_is_clicked(project):
    """The border goes above the segment that is clicked, and below it where it was above."""

    async def split():
        async with reviewing(project, keys=["j", "l", "J", "s"], size=(120, 40)) as (app, _):
            border = app.screen._cuts[0][0]
            await app.pilot.click(offset=in_dialog(app, "• They discussed"))
            assert app.screen._cuts[0][0] == (2 if border == 1 else 1)
            await app.pilot.click(offset=in_dialog(app, "• The ministers"))
            await app.pilot.click(offset=in_dialog(app, "Enter split here"))
            await app.pilot.pause()
            assert find.shape(project, 2).startswith("0-")

    run(split())


def test_shift_and_a_click_select_several_words(project):
    """In the pane, from the word under the cursor to the one that is clicked."""

    async def select():
        async with reviewing(project, keys=["j", "j"]) as (app, _):
            top = app.pane.region.y
            line = screen(app)[top + 1]
            y = top + 1
            await app.pilot.click(offset=(line.index("trade") + 1, y))
            await app.pilot.click(offset=(line.index("transport") + 2, y), shift=True)
            assert app.session.selected_text() == "trade, transport"

    run(select())
