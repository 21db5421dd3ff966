"""Clipboard, map, repetition, widths, several parts, places by a share."""

import asyncio

import pytest
from support.reviewing import CHINESE, ENGLISH, RUSSIAN, reviewing, screen

from workbench import project as projects
from workbench.project import operations
from workbench.review import find
from workbench.review.dialogs.line import completions


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["y"], "Joint communiqué of the three sides"),
        (["н"], "Joint communiqué of the three sides"),
        (["w", "w", "y"], "communiqué"),
        (["right", "v", "j", "y"], "三方联合公报\n部长们星期二在首都会面。 会谈持续了两个小时。"),
        (["Y"], "\t".join((ENGLISH[0], CHINESE[0], RUSSIAN[0]))),
    ],
)
def test_texts_are_copied(project, monkeypatch, keys, text):
    """Words, a cell, a range, a bead; that it went to the clipboard is said."""
    for name in ("TERM_PROGRAM", "VTE_VERSION", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    async def do():
        async with reviewing(project, keys=keys) as (app, _):
            assert app.clipboard == text
            assert app.bar.message.startswith("Copied: ")

    asyncio.run(do())


def test_a_terminal_that_forbids_it_is_named(project, monkeypatch):
    """As far as a terminal tells what it is."""
    monkeypatch.setenv("TERM", "linux")

    async def do():
        async with reviewing(project, keys=["y"]) as (app, _):
            assert "a console has no clipboard" in app.bar.message

    asyncio.run(do())


def test_the_map_shows_what_is_worth_a_look(project):
    """Confirmed, doubtful, flagged, hits, beside the scrollbar; a click goes there."""

    def column(app):
        return "".join(line[-2] for line in screen(app)[1 : 1 + app.grid.size.height])

    async def do():
        async with reviewing(project, keys=["home", "space", "j", "j", "m", "enter"]) as (
            app,
            press,
        ):
            shown = column(app)
            order = "".join(dict.fromkeys(shown.replace(" ", "")))
            assert order.startswith("·▪⚑")
            await press("/", *"bridge", "enter")
            assert "■" in column(app)
            await app.pilot.click(
                app.grid, offset=(app.grid.size.width - 2, column(app).index("⚑"))
            )
            await app.pilot.pause()
            assert app.session.cursor.bead == 3

    asyncio.run(do())


def test_the_last_action_is_repeated(project):
    """With its answers; it means search where the keyboard is Russian."""

    async def do():
        async with reviewing(project, keys=["m", *"why", "enter", "j", "j", "."]) as (app, press):
            assert project.bead(3).flagged
            assert project.note(3) == "why"
            await press("j", "j", "]", "k", ".")
            assert [find.shape(project, bead)[0] for bead in (4, 5, 6)] == ["0", "1", "2"]
            await press("о", ".")
            assert app.screen is not app.screen_stack[0]
            await press("escape")
            await press("j", "ю")
            assert app.screen is app.screen_stack[0]

    asyncio.run(do())


def test_a_column_is_made_wider(project, path):
    """It is kept with the project."""

    async def do():
        async with reviewing(project, keys=[">", ">", ">"]) as (app, press):
            wide = app.grid.widths[0]
            await press("<")
            assert app.grid.widths[0] < wide

    asyncio.run(do())
    again = projects.open(path)
    assert again.metadata["review.widths@tester"] == "0:1.322"
    again.close()


def test_a_bead_is_split_into_several_at_once(project):
    """Plus adds a part; one step to undo."""
    project.apply(operations.merge(project, 1, 4))

    async def do():
        async with reviewing(project, keys=["home", "s", "plus", "plus", "enter"]) as (_, press):
            assert len(project) == 6
            assert [find.shape(project, bead)[0] for bead in project.order[:4]] == ["1"] * 4
            await press("u")
            assert len(project) == 3

    asyncio.run(do())


def test_a_place_is_named_by_its_share(project):
    """50% is the middle."""

    async def do():
        async with reviewing(project, keys=["colon", *"50%", "enter"]) as (app, press):
            assert app.session.cursor.bead == 4
            await press("colon", *"100%", "enter")
            assert app.session.cursor.bead == 6

    asyncio.run(do())


def test_paths_are_completed(tmp_path, monkeypatch):
    """As far as there is one way to go on."""
    monkeypatch.chdir(tmp_path)
    for name in ("talks.en.txt", "talks.ru.txt"):
        (tmp_path / name).touch()
    (tmp_path / "out").mkdir()
    assert completions("ta") == ("talks.", ["talks.en.txt", "talks.ru.txt"])
    assert completions("o") == ("out/", ["out/"])
    assert completions("nothing") == ("nothing", [])
    assert completions("no/such/x") == ("no/such/x", [])


def test_a_path_is_completed_by_keys(project, tmp_path, monkeypatch):
    """Tab in the export's line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memories").mkdir()

    async def do():
        async with reviewing(project, keys=["X", "enter", "ctrl+u", "m", "tab"]) as (app, _):
            assert app.screen.query_one("Input").value == "memories/"

    asyncio.run(do())
