"""Finding, filtering, hiding, reading, and the mouse."""

import asyncio
import re

import pytest
from support.reviewing import reviewing, screen, write

from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.review import find, keys, pace
from workbench.review.bars import Bar
from workbench.review.commands import COMMANDS, GROUPS

KEYS = ["en", "zh", "ru"]


def shown(project, text):
    sure = {"doubtful": lambda project, bead: find.doubtful(project, bead, 0.9)}
    wanted = find.parse_filter(text, KEYS, sure.get)
    return [bead for bead in project.order if wanted.test(project, bead)]


@pytest.mark.parametrize(
    ("text", "beads"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("doubtful", [2, 5, 6]),
        ("<80", [2, 5]),
        (">95", [1, 3]),
        ("empty", [6]),
        ("empty:zh", [6]),
        ("empty:ru", []),
        ("1-2-1", [2]),
        ("!1-1-1", [2, 6]),
        ("!doubtful unreviewed", [1, 3, 4]),
        ("bridge", [5]),
        ("en:the doubtful", [2, 5, 6]),
        ("ru:трёх", [1]),
        ("трех", [1]),
        ("/[0-9]{4}/", [5]),
        ("zh:/[0-9]{4}/", [5]),
        ("[в столице]", [2]),
    ],
)
def test_a_filter_shows_what_passes_all_its_words(project, text, beads):
    """Words, numbers, shapes and texts hold together; ! turns a word round."""
    assert shown(project, text) == beads


def test_a_broken_regular_expression_is_said():
    """The message names it, and what to do."""
    with pytest.raises(WorkbenchError, match="not one"):
        find.parse_query("/(/", KEYS)


def test_a_filter_is_set_and_given_up(project):
    """Only the beads that pass stand in the grid; Escape brings the others back."""

    async def do():
        async with reviewing(project, keys=["f", *"doubtful"]) as (app, press):
            assert any("3 of 6 beads" in line for line in screen(app))
            await press("enter")
            assert list(app.session.cursor.rows) == [2, 5, 6]
            assert any("showing 3: doubtful" in line for line in screen(app))
            await press("space")
            assert list(app.session.cursor.rows) == [2, 5, 6], "what was changed stays in sight"
            await press("escape")
            assert len(app.session.cursor.rows) == 6

    asyncio.run(do())


def test_a_search_marks_and_leads(project):
    """What was searched for is marked; n goes to the next place, round the end."""

    async def do():
        async with reviewing(project, keys=["/", *"столиц", "enter"]) as (app, press):
            assert app.session.cursor.bead == 2
            assert app.session.sheet.marks(2, 2) == [[(35, 41, "found")]]
            await press("n")
            assert app.session.cursor.bead == 2
            await press("/", *["backspace"] * 6, *"the", "enter", "n")
            assert app.session.cursor.bead == 3
            await press("N", "N")
            assert app.session.cursor.bead == 1

    asyncio.run(do())


@pytest.mark.parametrize(("target", "row"), [(1, 2), (2, 2), (3, 4)])
def test_next_means_what_was_chosen(project, target, row):
    """Doubtful in order, unreviewed, flagged."""

    async def do():
        keys = ["j", "j", "j", "m", "enter", "home", "t", *["down"] * target, "enter"]
        async with reviewing(project, keys=keys) as (app, _):
            assert app.session.cursor.bead == row

    asyncio.run(do())


def test_a_column_is_hidden_and_comes_back(project):
    """The others take its room; operations still mean the right document."""

    async def do():
        async with reviewing(project, keys=["z"]) as (app, press):
            assert screen(app)[0].split() == ["#", "%", "┃▾zh", "│", "ru"]
            await press("j", "]")
            assert find.shape(project, 2) == "1-1-1"
            await press("Z")
            assert screen(app)[0].split() == ["#", "%", "┃▾en", "│", "zh", "│", "ru"]

    asyncio.run(do())


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("o", "Further talks will follow"),
        ("equals_sign", "not exactly right"),
        ("?", "Confirm, and go to the next"),
        (",", "Confirm, and go to the next"),
    ],
)
def test_pages_say_what_they_promise(project, key, text):
    """The origin document, the statistics, the help; Escape leaves each."""

    async def do():
        async with reviewing(project, size=(120, 60), keys=[key]) as (app, press):
            assert any(text in line for line in screen(app)), "\n".join(screen(app))
            await press("escape")
            assert app.screen is app.screen_stack[0]

    asyncio.run(do())


def test_the_mouse_chooses_row_column_and_word(project):
    """A click puts the cursor there; a click on a key below does what it says."""

    async def do():
        async with reviewing(project) as (app, _):
            lines = screen(app)
            row = next(n for n, line in enumerate(lines) if line.startswith(" 5 ?"))
            column = lines[row].index("Стороны")
            await app.pilot.click(offset=(column + 20, row))
            await app.pilot.pause()
            assert app.session.cursor.bead == 5
            assert app.session.column == 2
            await app.pilot.click(app.hints, offset=(3, 0))
            await app.pilot.pause(0.1)
            assert find.confirmed(project, 5)

    asyncio.run(do())


def test_the_palette_offers_what_can_be_done(project):
    """Nothing can be redone at first, so redo is not offered."""

    async def do():
        async with reviewing(project) as (app, press):
            titles = [command.title for command in app.get_system_commands(app.screen)]
            assert any(title.startswith("Merge") for title in titles)
            assert not any(title.startswith("Redo") for title in titles)
            await press("J", "u")
            titles = [command.title for command in app.get_system_commands(app.screen)]
            assert any(title.startswith("Redo") for title in titles)

    asyncio.run(do())


def test_no_key_means_two_things():
    """In no layout does one key stand for two commands."""
    seen = {}
    for command in COMMANDS.values():
        for key in keys.bound(command.keys).split(","):
            assert seen.setdefault(key, command.id) == command.id, key


def test_every_letter_answers_in_russian():
    """A letter, small or capital, has its twin on the Russian layout."""
    for command in COMMANDS.values():
        for key in command.keys:
            if len(key) == 1 and key.isalpha():
                assert any("а" <= twin.lower() <= "я" for twin in keys.bound((key,)).split(","))


def test_all_commands_are_in_the_help():
    """Each has a sentence, and a group."""
    for group in GROUPS.values():
        for command in group:
            assert command.help.endswith((".", "…"))


def test_the_pace_counts_no_pauses():
    """Twelve beads in two minutes, with an hour's lunch in between."""
    clock = pace.Pace(0.0)
    for minute in range(1, 7):
        clock.decided(1, minute * 10.0)
    clock.decided(1, 3700.0)
    assert clock.left(70) == pytest.approx((60 + 120) / 7 * 70)
    assert pace.spoken(1800.0) == "30 min"
    assert pace.spoken(4200.0) == "1 h 10 min"


def test_too_little_is_known_at_first():
    """Two beads are no pace."""
    clock = pace.Pace(0.0)
    clock.decided(2, 10.0)
    assert clock.left(10) is None


def test_the_pane_is_made_larger_hidden_and_brought_back(project):
    """It is as high as most beads need; what was chosen is kept with the project."""

    async def do():
        async with reviewing(project, size=(100, 40)) as (app, press):
            usual = app.pane.size.height
            assert 4 <= usual <= 14
            await press("p")
            assert app.pane.size.height == 24
            await press("p")
            assert not app.pane.display
            assert not any("bead 1 of 6" in line for line in screen(app))
        async with reviewing(project, size=(100, 40)) as (app, press):
            assert not app.pane.display
            await press("p")
            assert app.pane.size.height == usual

    asyncio.run(do())


def test_a_very_long_text_is_read_page_by_page(tmp_path):
    """A bead that is higher than the screen has its end shown, too."""
    text = " ".join(f"word{number}" for number in range(800))
    path = write(
        tmp_path / "long.aligned",
        {"en": ["First.", text, "Last."], "ru": ["Раз.", "Два.", "Три."]},
        [(((n, n + 1), (n, n + 1)), 0.95) for n in range(3)],
    )

    async def do():
        project = projects.open(path)
        async with reviewing(project, size=(80, 24), keys=["j"]) as (app, press):
            seen = set()
            while app.session.cursor.bead == 2:
                lines = screen(app)[1 : 1 + app.grid.size.height]
                seen |= set(re.findall(r"word\d+", " ".join(lines)))
                await press("pagedown")
            assert {f"word{number}" for number in range(800)} <= seen
            assert app.session.cursor.bead == 3
        project.close()

    asyncio.run(do())


def test_messages_cover_no_text(project, monkeypatch):
    """What is said stands in the bar, until something else is to be said there."""
    monkeypatch.setattr(Bar, "SECONDS", 600)

    async def do():
        async with reviewing(project, size=(80, 24)) as (app, press):
            assert any(
                "?: all keys. Saved as you go in talks.aligned." in line for line in screen(app)
            )
            await press("space")
            assert any("✓ 1/6" in line for line in screen(app))
            await press("u")
            assert any("Undone: confirm" in line for line in screen(app))
            assert not app._notifications
            await press("v", "j")
            assert any("range of 2" in line for line in screen(app))
            await press("escape")
            assert any("✓ 0/6" in line for line in screen(app))

    asyncio.run(do())


def test_an_edit_asks_the_filter_about_nothing_else(project):
    """With a filter that is slow to ask, an edit is as quick as without."""
    asked = []

    def test(_, bead):
        asked.append(bead)
        return bead in {2, 5}

    async def do():
        async with reviewing(project) as (app, press):
            app.session.set_filter(find.Filter("slow", (test,)))
            app.show()
            assert list(app.session.cursor.rows) == [2, 5]
            asked.clear()
            await press("home", "space", "J", "u")
            assert not asked
            assert 2 in app.session.cursor.rows

    asyncio.run(do())
