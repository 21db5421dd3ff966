"""A person's own settings, and what is kept with a project."""

import asyncio

import pytest
from support.reviewing import reviewing, screen, settled, write

from workbench import project as projects
from workbench import review, settings
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Term
from workbench.review import preferences
from workbench.review.app import ReviewApp
from workbench.review.commands import COMMANDS

KEYS = {command.id: command.keys for command in COMMANDS.values()}
THEMES = ["dark", "light", "contrast"]


def read(tmp_path, text):
    path = tmp_path / "review.toml"
    path.write_text(text, encoding="utf-8")
    return preferences.read(path, KEYS, THEMES)


def test_without_a_file_all_is_as_it_comes(tmp_path):
    """Nothing is made."""
    assert preferences.read(tmp_path / "no.toml", KEYS, THEMES) == preferences.Preferences()
    assert "workbench" in str(preferences.file())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("theme = 'blue'", "'blue' has no meaning here"),
        ("colour = 'dark'", "'colour' has no meaning here"),
        ("[keys]\nmurge = 'Q'", "did you mean 'merge'"),
        ("[keys]\nmerge = 'n'", "would stand for both"),
        ("[keys]\nmerge = []", "no list of keys"),
        ("keys = 1", "keys is no table"),
        ("glossaries = 'a.tbx'", "no list of files"),
        ("theme", "no TOML"),
    ],
)
def test_what_has_no_meaning_is_named(tmp_path, text, message):
    """The file, and the nearest that is known."""
    with pytest.raises(WorkbenchError, match=message):
        read(tmp_path, text)


def test_own_keys_colours_and_glossaries(project, tmp_path):
    """The help and the footer follow; the former key does nothing."""
    bridge = {"en": (Term("bridge"),), "ru": (Term("мост"),)}
    Glossary((Concept("bridge", bridge),), ("en", "ru")).write(tmp_path / "own.tbx")
    own = read(tmp_path, "theme = 'light'\nglossaries = ['own.tbx']\n[keys]\nmerge = 'Q'\n")

    async def do():
        app = ReviewApp(project, (), own)
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.pause()
            assert app.theme == "workbench-light"
            assert app.session.terminology is not None
            assert any("Q merge" in line for line in screen(app))
            await pilot.press("J")
            await settled(app, pilot)
            assert len(project) == 6
            await pilot.press("Q")
            await settled(app, pilot)
            assert len(project) == 5

    asyncio.run(do())


def test_filter_column_and_target_are_kept_with_the_project(path):
    """The next review begins with them."""

    async def leave():
        project = projects.open(path)
        keys = ["t", "down", "enter", "f", *"doubtful", "enter", "right", "q"]
        async with reviewing(project, keys=keys):
            pass
        project.close()

    async def come():
        project = projects.open(path)
        async with reviewing(project) as (app, _):
            assert app.session.sheet.filter.text == "doubtful"
            assert list(app.session.cursor.rows) == [2, 5, 6]
            assert app.session.column == 1
            assert app.session.target == "doubtful"
        project.close()

    asyncio.run(leave())
    asyncio.run(come())


def test_what_was_not_scored_is_scored(tmp_path, monkeypatch):
    """As one step; the doubtful are known then."""
    texts = {"en": ["One.", "Two."], "ru": ["Раз.", "Два."]}
    beads = [(((n, n + 1), (n, n + 1)), None) for n in range(2)]
    project = projects.open(write(tmp_path / "table.aligned", texts, beads))
    asked = []

    def score(segments, beads, progress=None):
        del progress
        asked.append((dict(segments), list(beads)))
        return [0.95, 0.2]

    monkeypatch.setattr("workbench.api.score", score)

    async def do():
        async with reviewing(project, keys=["V"]) as (app, press):
            assert asked == [(texts, [{"en": [n], "ru": [n]} for n in range(2)])]
            assert app.session.sheet.counts["doubtful"] == 1
            await press("n")
            assert app.session.cursor.bead == 2
            await press("u")
            assert app.session.sheet.counts["unscored"] == 2

    asyncio.run(do())
    project.close()


def test_what_counts_as_doubtful_is_ones_own(project, tmp_path):
    """The margin, the count, the filter, the map and n follow; C proposes the other number."""
    own = read(tmp_path, "[review]\ndoubtful = 70\nconfirm_above = 98")
    assert (own.doubtful, own.confirm_above) == (70, 98)

    async def do():
        app = ReviewApp(project, (), own)
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.pause()
            assert app.session.sheet.counts["doubtful"] == 2
            assert not any(line.startswith(" 6 ?") for line in screen(app))
            for keys in ("n", "n", "n"):
                await pilot.press(keys)
                await settled(app, pilot)
            assert app.session.cursor.bead == 6
            assert "No more doubtful ones" in app.bar.message
            await pilot.press("f", *"doubtful", "enter")
            await settled(app, pilot)
            assert list(app.session.cursor.rows) == [2, 5]
            await pilot.press("C")
            await settled(app, pilot)
            assert app.screen.query_one("Input").value == "98"

    asyncio.run(do())


@pytest.mark.parametrize(
    "text",
    ["review = 80", "[review]\ndoubtful = 0", "[review]\ndoubted = 80", "review.doubtful = true"],
)
def test_a_threshold_without_meaning_is_named(tmp_path, text):
    """In one's own settings as in the project's."""
    with pytest.raises(WorkbenchError, match="each from 1 to 100 per cent"):
        read(tmp_path, text)
    (tmp_path / "workbench.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkbenchError, match="each from 1 to 100 per cent"):
        settings.find(tmp_path)


def test_the_projects_threshold_comes_before_ones_own(path, tmp_path, monkeypatch):
    """What only one of them sets holds."""
    own = preferences.file()
    own.parent.mkdir(parents=True)
    own.write_text("[review]\ndoubtful = 50\nconfirm_above = 99", encoding="utf-8")
    (tmp_path / "workbench.toml").write_text("review.doubtful = 70", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    begun = []
    monkeypatch.setattr(ReviewApp, "run", lambda app: begun.append(app.session.preferences))
    review.run(path)
    assert (begun[0].doubtful, begun[0].confirm_above) == (70, 99)
