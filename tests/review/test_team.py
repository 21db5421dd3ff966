"""Several people review one project: who is where, conflicts, and a store that goes away."""

import asyncio
from contextlib import closing

import pytest
from support.reviewing import ENGLISH, RUSSIAN, reviewing, screen, write

from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import Presence, operations
from workbench.project.postgres.connection import Connection
from workbench.project.postgres.errors import away
from workbench.review.session import Session


@pytest.fixture
def boris(path):
    """The same project, open in another window, by another person."""
    opened = projects.open(path, author="Boris")
    yield opened
    opened.close()


def test_others_are_shown_with_name_and_bead(project, monkeypatch):
    """In the bar, at their beads, and in the title of the bead that both are at."""
    there = [Presence("Boris", 3), Presence("Ольга", 1)]
    told = []

    def meet(author, bead):
        told.append((author, bead))
        return list(there)

    monkeypatch.setattr(project.store, "meet", meet)

    async def do():
        async with reviewing(project, size=(150, 30)) as (app, press):
            app.take_in_other_windows()
            await press("end")
            app.take_in_other_windows()
            lines = screen(app)
            assert any("● Boris 3, Ольга 1" in line for line in lines)
            assert sum("●" in line and "┃" not in line and "│" in line for line in lines) == 2
            there[0] = Presence("Boris", 6)
            app.take_in_other_windows()
            await press("home")
            lines = screen(app)
            assert any("● Boris 6, Ольга 1" in line for line in lines)
            assert any("● Ольга is here too" in line for line in lines)
            there.clear()
            app.take_in_other_windows()
            await press("j")
            assert not any("●" in line for line in screen(app))

    asyncio.run(do())
    assert ("tester", 1) in told
    assert ("tester", 6) in told


def test_what_another_did_is_said_with_the_name(project, boris):
    """And shown."""

    async def do():
        async with reviewing(project) as (app, _):
            boris.apply(operations.confirm(boris, [2]))
            app.take_in_other_windows()
            assert app.bar.message.startswith("Boris: confirm")
            assert app.session.sheet.counts["confirmed"] == 1

    asyncio.run(do())


def test_a_conflict_shows_what_the_other_wrote_and_keeps_what_was_typed(project, boris):
    """Saved again it stands; theirs is in the history."""

    async def do():
        async with reviewing(project, keys=["e"]) as (app, press):
            boris.apply(operations.edit_text(boris, boris.runs(1)[0][0], "Theirs"))
            await press("!", "enter")
            lines = screen(app)
            assert any("Another made it meanwhile: Theirs" in line for line in lines)
            assert any(f"{ENGLISH[0]}!" in line for line in lines)
            assert project.texts(1, 0) == ("Theirs",)
            await press("enter")
            assert project.texts(1, 0) == (f"{ENGLISH[0]}!",)

    asyncio.run(do())


def test_what_was_typed_about_something_that_is_gone_is_handed_back(project, boris):
    """A bead that another merged away, a segment that another joined: shown, to be copied."""

    async def do():
        async with reviewing(project, keys=["j", "right", "m"]) as (app, press):
            await press("w", "h", "y", "?")
            boris.apply(operations.merge(boris, 1, 2))
            await press("enter")
            lines = screen(app)
            assert any("another changed it meanwhile" in line for line in lines)
            assert any("why?" in line for line in lines)
            await press("c")
            assert app.clipboard == "why?"
            await press("escape")
            assert app.screen is app.screen_stack[0]

    asyncio.run(do())


def test_a_store_that_goes_away_is_said_until_it_is_back(project, monkeypatch):
    """What was typed stands there again; then work goes on."""
    away = WorkbenchError("the server cannot be reached (refused)", remedy="wait")

    def refuse(*_, **__):
        raise away

    async def do():
        async with reviewing(project, keys=["m"]) as (app, press):
            with monkeypatch.context() as patch:
                for method in ("changed", "apply", "claim"):
                    patch.setattr(project.store, method, refuse)
                await press("w", "h", "y", "enter")
                assert any("why" in line for line in screen(app))
                await press("escape", "m", "h", "m", "enter", "escape")
                app.take_in_other_windows()
                app.take_in_other_windows()
                await press("j")
                assert any("cannot be saved: the server cannot" in line for line in screen(app))
                await press("space")
                assert not project.history
            app.take_in_other_windows()
            assert app.bar.message == "It can be saved again; work goes on."
            await press("space")
            assert project.bead(2).status == "confirmed"

    asyncio.run(do())


@pytest.mark.parametrize(("keys", "typed"), [("M", "why"), ("e", "!"), ("m", "why")])
def test_what_arrived_though_the_answer_was_lost_is_not_done_twice(
    server, monkeypatch, keys, typed
):
    """The server ends behind the edit, and is back when Enter is pressed again."""
    place = server.url(f"lost answer {keys}")
    write(place, {"en": ENGLISH, "ru": RUSSIAN}, [(((n, n + 1),) * 2, 0.5) for n in range(6)])
    project, connections = projects.open(place, author="tester"), []
    do, made = Connection.do, Connection._connected

    def breaking(self, statement):
        do(self, statement)
        if statement == "COMMIT" and not connections:
            connections.append(self)
            self.close()
            raise away(self.place, "the cable")

    def gone(self):
        if connections:
            raise away(self.place, "the cable")
        return made(self)

    async def review():
        async with reviewing(project, keys=[keys, *typed]) as (app, press):
            with monkeypatch.context() as patch:
                patch.setattr(Connection, "do", breaking)
                patch.setattr(Connection, "_connected", gone)
                patch.setattr("workbench.project.postgres.connection._PAUSES", (0, 0))
                await press("enter")
            assert connections
            assert app.screen is not app.screen_stack[0]
            await press("enter")
            assert app.screen is app.screen_stack[0]
            assert app.bar.message == "It was saved before the connection broke."
            assert project.last == 1

    with closing(project):
        asyncio.run(review())


def test_each_person_returns_to_the_own_place(project, boris):
    """And finds the own colours; who is new begins where someone left off before."""
    for opened, bead in ((project, 4), (boris, 2)):
        session = Session(opened)
        session.cursor.go_to(bead)
        session.remember_place()
    for opened, bead in ((project, 4), (boris, 2)):
        with closing(projects.open(opened.location, author=opened.author)) as again:
            assert Session(again).cursor.bead == bead
