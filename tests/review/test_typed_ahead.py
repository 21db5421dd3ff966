"""Keys that come all at once, and keys pressed while the window stands still."""

import asyncio
import time

import pytest
from support.reviewing import reviewing, settled
from textual import events
from textual.keys import _character_to_key

from workbench.errors import WorkbenchError
from workbench.project import operations


def send(app, *keys):
    """As the terminal does: they lie in one queue, and nothing is waited for."""
    for key in keys:
        letter = key if len(key) == 1 else None
        app.post_message(events.Key(_character_to_key(key) if letter else key, letter))


async def worked_off(app):
    for _ in range(300):
        await app.pilot.pause(0.01)
        if not app._at_work:
            break
    await settled(app, app.pilot)


@pytest.mark.parametrize(("before", "wanted"), [("e", "text"), ("m", "note"), ("M", "note")])
def test_what_was_typed_before_enter_is_taken_with_it(project, before, wanted):
    """Enter overtook the letters: what was typed was gone."""

    async def do():
        async with reviewing(project, keys=["home", before]) as (app, _):
            send(app, *"xyz", "enter")
            await worked_off(app)
            bead = app.session.bead
            found = project.texts(bead, 0)[0] if wanted == "text" else project.note(bead)
            assert found.endswith("xyz")

    asyncio.run(do())


KEYS = [
    *("home", "space", "e", *"xJ", "enter", "j", "m", *"why", "enter", ":", "4", "enter"),
    *("e", *"q!", "escape", "e", *"z", "enter", "J", "u", "/", *"two", "enter", "x"),
]
DONE = [
    *("confirm a bead", "edit a text", "flag a bead", "edit a text", "merge 2 beads"),
    *("undo merge 2 beads", "exclude a bead"),
]


def test_keys_do_the_same_all_at_once_as_one_by_one(project):
    """Letters for a dialog that is about to open were commands of the grid."""

    async def do():
        async with reviewing(project) as (app, _):
            send(app, *KEYS)
            await worked_off(app)
            assert [entry.verb for entry in project.history] == DONE
            assert project.texts(project.order[0], 0)[0].endswith("xJ")
            assert project.texts(project.order[3], 0)[0].endswith("z")
            assert project.bead(project.order[1]).excluded

    asyncio.run(do())


def still(app, monkeypatch, *keys, fails=False):
    """The next edit takes long, and meanwhile keys are pressed."""
    project = app.session.project
    apply = project.apply

    def slow(edit):
        monkeypatch.setattr(project, "apply", apply)
        time.sleep(0.3)
        send(app, *keys)
        time.sleep(0.3)
        if fails:
            raise fails if isinstance(fails, Exception) else WorkbenchError("the server is away")
        return apply(edit)

    monkeypatch.setattr(project, "apply", slow)


@pytest.mark.parametrize("keys", [["enter"], ["j", "x"], ["space"], ["e", "a", "enter"]])
def test_what_was_pressed_while_it_stood_still_acts_on_nothing_else(project, monkeypatch, keys):
    """A second Enter would confirm the next bead, which nobody has looked at."""

    async def do():
        async with reviewing(project, keys=["home"]) as (app, press):
            still(app, monkeypatch, *keys)
            first = app.session.bead
            await press("enter")
            await worked_off(app)
            assert [project.bead(bead).status for bead in project.order].count("confirmed") == 1
            assert project.bead(first).status == "confirmed"
            assert project.last == 1
            assert [note.message[:7] for note in app._notifications] == ["Pressed"]
            await press("enter")  # what is pressed now is done
            assert project.last == 2

    asyncio.run(do())


def test_after_a_failure_the_same_key_tries_again(project, monkeypatch):
    """It would do what was seen."""

    async def do():
        async with reviewing(project, keys=["home"]) as (app, press):
            still(app, monkeypatch, "space", fails=True)
            await press("space")
            await worked_off(app)
            assert [project.bead(bead).status for bead in project.order].count("confirmed") == 1

    asyncio.run(do())


@pytest.mark.parametrize("failure", [True, RuntimeError("nobody foresaw it")])
def test_what_is_typed_while_it_cannot_be_saved_is_kept(project, monkeypatch, failure):
    """The dialog comes again with it; the second Enter is not taken, as the text is another."""
    foreseen = failure is True

    async def do():
        async with reviewing(project, keys=["home", "e"], faults=not foreseen) as (app, press):
            still(app, monkeypatch, *" more", "enter", fails=failure)
            await press("x", "enter")
            await worked_off(app)
            assert project.last == 0
            assert app.focused.text.endswith("x more")
            await press("enter")
            assert project.texts(project.order[0], 0)[0].endswith("x more")

    asyncio.run(do())


def test_keys_go_on_after_a_fault(project, monkeypatch):
    """A command that fails in a way that nobody foresaw holds up no key."""

    async def do():
        async with reviewing(project, keys=["home"], faults=1) as (app, _):
            monkeypatch.setattr(operations, "exclude", None)
            send(app, "x", "j", "space")
            await worked_off(app)
            assert project.last == 1

    asyncio.run(do())


def test_what_was_typed_outlives_a_fault_that_closes_its_dialog(project):
    """A widget that stopped for good is made anew, with the text."""

    async def do():
        async with reviewing(project, keys=["home", "e"], faults=1) as (app, press):
            await press("x", "y")
            app._handle_exception(RuntimeError("nobody foresaw it"))
            await worked_off(app)
            await app.pilot.pause(0.1)
            assert app.focused.text.endswith("xy")
            await press("z", "enter")
            assert project.texts(project.order[0], 0)[0].endswith("xyz")

    asyncio.run(do())
