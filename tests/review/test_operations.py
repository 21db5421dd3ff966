"""Every operation by its keys: what the project holds then, and what stands on the screen."""

import asyncio

import pytest
from support.reviewing import reviewing, screen

from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.review import find


def state(project):
    """All that operations change, in reading order."""
    return [
        (
            bead,
            [project.texts(bead, column) for column in range(len(project.documents))],
            project.bead(bead)._replace(version=0, place=0),
        )
        for bead in project.order
    ]


def shapes(project):
    return [find.shape(project, bead) for bead in project.order]


def at(row, *keys):
    """Go to a row first."""
    return ["home", *["j"] * (row - 1), *keys]


CASES = {
    "confirm": (at(1, "space"), lambda p: p.bead(1).status == "confirmed", "▌1 ✓"),
    "confirm in Russian layout": (at(3, "space"), lambda p: find.confirmed(p, 3), "▌3 ✓"),
    "take a confirmation back": (
        at(1, "space", "space"),
        lambda p: p.bead(1).status == "unreviewed" and p.bead(1).confidence is None,
        "▌1 ·",
    ),
    "confirm and next doubtful": (
        ["n", "enter"],
        lambda p: p.bead(5).status == "confirmed",
        "▌2 ?",
    ),
    "confirm a range": (
        at(2, "v", "j", "j", "space"),
        lambda p: [find.confirmed(p, b) for b in p.order] == [False, *[True] * 3, False, False],
        "▌4 ✓",
    ),
    "range by shift and arrow": (
        at(1, "shift+down", "space"),
        lambda p: [find.confirmed(p, b) for b in p.order][:3] == [True, True, False],
        "▌2 ✓",
    ),
    "confirm above": (
        ["C", "enter"],
        lambda p: [b for b in p.order if find.confirmed(p, b)] == [1, 3, 4],
        " 3 ✓",
    ),
    "confirm above another limit": (
        ["C", "ctrl+u", "9", "7", "enter"],
        lambda p: [b for b in p.order if find.confirmed(p, b)] == [1, 3],
        " 3 ✓",
    ),
    "flag with a note": (
        at(2, "m", "w", "h", "y", "?", "enter"),
        lambda p: p.bead(2).flagged and p.note(2) == "why?",
        "): why?",
    ),
    "unflag": (
        at(2, "m", "enter", "m"),
        lambda p: len(p.history) == 2 and not p.bead(2).flagged,
        "▌2 ?  ",
    ),
    "note": (at(2, "M", "о", "enter"), lambda p: p.note(2) == "о", "): о"),
    "exclude": (at(2, "x"), lambda p: p.bead(2).excluded, "▌2 ? ×"),
    "include": (
        at(2, "x", "x"),
        lambda p: len(p.history) == 2 and not p.bead(2).excluded,
        "▌2 ?  ",
    ),
    "merge with next": (at(1, "J"), lambda p: shapes(p)[0] == "2-3-2" and len(p) == 5, "2-3-2"),
    "merge with next, Russian layout": (at(1, "О"), lambda p: len(p) == 5, "2-3-2"),
    "merge with previous": (
        at(2, "K"),
        lambda p: p.order[0] == 1 and shapes(p)[0] == "2-3-2",
        "▌1 ",
    ),
    "merge a range": (
        at(1, "v", "j", "j", "J"),
        lambda p: shapes(p)[0] == "3-4-3" and len(p) == 4,
        "3-4-3",
    ),
    "split where proposed": (
        at(2, "s", "enter"),
        lambda p: len(p) == 7 and sum(map(int, shapes(p)[1].split("-"))) < 4,
        "▌2 ",
    ),
    "split with moved borders": (
        at(2, "s", "up", "up", "down", "tab", "up", "up", "down", "tab", "up", "up", "enter"),
        lambda p: shapes(p)[1:3] == ["1-1-0", "0-1-1"],
        "1-1-0",
    ),
    "move the first to the bead before": (
        at(2, "right", "["),
        lambda p: shapes(p)[:2] == ["1-2-1", "1-1-1"],
        "•部长们星期二在首都会",
    ),
    "move the last to the bead after": (
        at(2, "right", "]"),
        lambda p: shapes(p)[1:3] == ["1-1-1", "1-2-1"],
        "•会谈持续了两个小时。",
    ),
    "move in a Russian layout": (
        at(2, "right", "ъ"),
        lambda p: shapes(p)[1:3] == ["1-1-1", "1-2-1"],
        "1-1-1",
    ),
    "shift down": (
        at(3, "right", "}"),
        lambda p: shapes(p) == ["1-1-1", "1-2-1", "1-0-1", "1-1-1", "1-1-1", "1-1-1"],
        "∅",
    ),
    "shift up": (
        at(3, "right", "}", "{"),
        lambda p: len(p.history) == 2 and shapes(p)[2:] == ["1-1-1"] * 3 + ["1-0-1"],
        "1-1-1",
    ),
    "a bead of its own": (
        at(2, "right", "i", "down", "enter"),
        lambda p: shapes(p)[1:3] == ["1-1-1", "0-1-0"],
        "1-1-1",
    ),
    "cut a segment": (
        at(2, "S", "enter"),
        lambda p: shapes(p)[1] == "2-2-1",
        "2-2-1",
    ),
    "cut at a word": (
        at(1, "w", "w", "w", "S", "enter"),
        lambda p: p.texts(1, 0) == ("Joint communiqué", "of the three sides"),
        "•of the three sides",
    ),
    "join": (
        at(2, "right", "a"),
        lambda p: p.texts(2, 1) == ("部长们星期二在首都会面。会谈持续了两个小时。",),
        "1-1-1",
    ),
    "edit a text": (
        at(3, "e", "!", "enter"),
        lambda p: (
            p.texts(3, 0)[0].endswith("students.!")
            and p.segment(p.runs(3)[0][0]).original.endswith("students.")
        ),
        "In the document: They discussed",
    ),
    "insert an omitted translation": (
        at(6, "right", "e", "春", "天", "enter"),
        lambda p: p.texts(6, 1) == ("春天",) and p.segment(p.runs(6)[1][0]).original == "",
        "Inserted by a person",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_operation_is_saved_shown_and_undone(path, name):
    """It holds in the file, stands on the screen, and undo and redo lead back and forth."""
    keys, holds, shown = CASES[name]

    async def do():
        project = projects.open(path, author="tester")
        first = state(project)
        async with reviewing(project, size=(120, 40)) as (app, press):
            assert not holds(project)
            await press(*keys)
            assert app.screen is app.screen_stack[0], "a dialog is left open"
            assert holds(project)
            assert any(shown in line for line in screen(app)), "\n".join(screen(app))
            last = state(project)
            again = projects.open(path)
            assert state(again) == last
            again.close()
            edits = len(project.history)
            await press(*["u"] * edits)
            assert state(project) == first
            await press(*["U"] * edits)
            assert state(project) == last
        project.close()

    asyncio.run(do())


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (at(1, "K"), "there is no bead before this one"),
        (at(6, "J"), "there is no bead after this one"),
        (at(1, "["), "no bead before"),
        (["u"], "Nothing is left to undo"),
    ],
)
def test_what_cannot_be_done_is_said(project, keys, message):
    """A refusal is one sentence on the screen, and nothing has changed."""

    async def do():
        before = state(project)
        async with reviewing(project, keys=keys) as (app, _):
            said = [notification.message for notification in app._notifications]
            assert state(project) == before
            if keys != ["u"]:
                assert any(message in text for text in said), said

    asyncio.run(do())


def test_undo_survives_reopening(path):
    """What was done in an earlier sitting can be taken back in the next."""

    async def sit(*keys):
        project = projects.open(path)
        async with reviewing(project, keys=keys):
            found = state(project)
        project.close()
        return found

    first = asyncio.run(sit())
    assert asyncio.run(sit("J", "J")) != first
    assert asyncio.run(sit("u", "u")) == first


def test_two_windows_lose_nothing(path):
    """The second is told of the first's edit, shows it, and its own edit is not lost."""

    async def do():
        one, other = projects.open(path), projects.open(path)
        async with reviewing(one) as (app, press):
            other.apply(projects.operations.merge(other, 1, 2))
            await press("space")
            assert len(one) == 5
            assert len(app._notifications) == 1
            assert find.shape(one, 1) == "2-3-2"
            assert any("2-3-2" in line for line in screen(app))
            await press("space")
            assert find.confirmed(one, 1)
        other.refresh()
        assert state(other) == state(one)
        one.close()
        other.close()

    asyncio.run(do())


def test_another_windows_edits_come_by_themselves(path):
    """An open window looks now and then what another did."""

    async def do():
        one, other = projects.open(path), projects.open(path)
        async with reviewing(one) as (app, _):
            other.apply(projects.operations.confirm(other, [1, 2]))
            app.take_in_other_windows()
            await app.pilot.pause()
            assert any(line.startswith("▌1 ✓") for line in screen(app))
        one.close()
        other.close()

    asyncio.run(do())


def test_it_opens_where_one_left_off(path):
    """The bead under the cursor is remembered with the project."""

    async def leave():
        project = projects.open(path)
        async with reviewing(project, keys=["j", "j", "j", "q"]):
            pass
        project.close()

    async def come():
        project = projects.open(path)
        async with reviewing(project) as (app, _):
            assert app.session.cursor.bead == 4
        project.close()

    asyncio.run(leave())
    asyncio.run(come())


@pytest.mark.parametrize(
    ("keys", "typed"),
    [(at(1, "e", "!"), "three sides!"), (at(6, "right", "e", "春"), "春"), (at(1, "m", "?"), "?")],
)
def test_what_was_typed_outlives_a_full_disk(project, monkeypatch, keys, typed):
    """Where a text cannot be saved it stands there again, until there is room or it is given up."""

    async def do():
        async with reviewing(project, keys=keys) as (app, press):
            with monkeypatch.context() as patch:
                patch.setattr(project.store, "apply", _full)
                await press("enter")
            assert [n.message for n in app._notifications] == ["the disk is full; make room."]
            assert any(typed in line for line in screen(app))
            assert project.history == []
            await press("enter")
            assert len(project.history) == 1

    asyncio.run(do())


def _full(*_, **__):
    raise WorkbenchError("the disk is full", remedy="make room")


def test_another_window_waits_while_a_dialog_is_open(path):
    """A bead that a dialog asks about does not vanish under it; the answer is refused then."""

    async def do():
        one, other = projects.open(path), projects.open(path)
        async with reviewing(one, keys=at(2, "e", "!")) as (app, press):
            other.apply(projects.operations.merge(other, 1, 2))
            app.take_in_other_windows()
            await press("enter")
            assert any("another window" in n.message for n in app._notifications)
            assert any("two hours.!" in line for line in screen(app))
            await press("enter")
            assert one.texts(1, 0)[1].endswith("two hours.!")
        one.close()
        other.close()

    asyncio.run(do())


def test_what_was_mended_is_confirmed_with_one_key(project):
    """Both sides of the border; steps at one place are one repair, and what was undone is none."""

    async def do():
        async with reviewing(project, keys=["j", "l", "]", "]"]) as (_, press):
            assert not find.confirmed(project, 2)
            await press(";")
            assert [bead for bead in project.order if find.confirmed(project, bead)] == [2, 3]
            before = len(project.history)
            await press("semicolon")
            assert len(project.history) == before
            await press("u")
            assert not any(find.confirmed(project, bead) for bead in project.order)
            await press("u", "ж")
            assert not any(find.confirmed(project, bead) for bead in project.order)
            await press("home", "J", "colon", "4", "enter", "J", "ж")
            assert [bead for bead in project.order if find.confirmed(project, bead)] == [5]

    asyncio.run(do())
