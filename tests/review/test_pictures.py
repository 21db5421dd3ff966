"""Each screen as a picture, in three sizes and in light and dark."""

import re

import pytest

from workbench import project as projects
from workbench.review import pace
from workbench.review.app import ReviewApp

SIZES = {"small": (80, 24), "middle": (120, 35), "large": (200, 50)}
SCREENS = {
    "grid": ["j"],
    "range": ["j", "v", "j", "j"],
    "word": ["j", "w", "w", "w"],
    "search": ["slash", *"стороны", "enter"],
    "filter": ["f", *"doubtful"],
    "split": ["j", "s"],
    "cut": ["j", "S"],
    "edit": ["j", "e"],
    "target": ["t"],
    "flag": ["m"],
    "confirm above": ["C"],
    "origin": ["j", "o"],
    "statistics": ["equals_sign"],
    "help": ["question_mark"],
    "export": ["X"],
}


@pytest.fixture
def app(path, monkeypatch):
    """The app, with a cursor that does not blink."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(pace, "spoken", lambda _: "7 min")
    project = projects.open(path, author="tester")
    made = ReviewApp(project)
    # What is said in passing passes: how long it stands depends on the machine.
    monkeypatch.setattr(made, "say", lambda _: None)
    draw = made.export_screenshot
    # Without the address of a font on the network: pictures are compared, not looked at there.
    monkeypatch.setattr(
        made,
        "export_screenshot",
        lambda **options: re.sub(r"@font-face \{.*?\}\s*", "", draw(**options), flags=re.DOTALL),
    )
    yield made
    project.close()


async def _steady(pilot):
    """Cursors in inputs stand still."""
    from textual.widgets import Input, TextArea

    for field in [*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)]:
        field.cursor_blink = False
    await pilot.pause()


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(app, snap_compare, name):
    """Every screen, in the size most people have."""
    assert snap_compare(app, press=SCREENS[name], terminal_size=SIZES["middle"], run_before=_steady)


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("name", ["grid", "split", "help"])
def test_other_sizes(app, snap_compare, name, size):
    """The screens that have to make do with little room, or fill much."""
    assert snap_compare(app, press=SCREENS[name], terminal_size=SIZES[size], run_before=_steady)


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("name", ["grid", "range", "search", "split"])
def test_other_colours(app, snap_compare, name, theme):
    """Light and high contrast."""
    app.session.theme = f"workbench-{theme}"
    assert snap_compare(app, press=SCREENS[name], terminal_size=SIZES["middle"], run_before=_steady)
