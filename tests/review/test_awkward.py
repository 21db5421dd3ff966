"""Texts that terminals and toolkits stumble over, and any sequence of operations."""

import asyncio
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.reviewing import BEADS, CHINESE, ENGLISH, RUSSIAN, reviewing, screen, write

from workbench import project as projects

AWKWARD = {
    "brackets": "[/] [b]bold[/b] [note] [link=x]a[/link] [[double]] [@click=app.quit]quit[/]",
    "markup": "<b>&amp;</b> {name} %s \\n \\[escaped] $variable `code`",
    "emoji": "👩‍💻 👍🏽 🇨🇳 1️⃣ ❤️ 🏳️‍🌈",
    "combining": "ко́рпус е̂́ a̐éö̲ и\u0306ог",
    "direction": "abc\u200fdef\u202edcba\u202c שלום مرحبا \u2066x\u2069",
    "controls": "tab\there\x1b[31mred\x07bell\x00nul\u2028line\u0085next",
    "soft": "co\u00adoperation\u00a0and\u200bso\u2060on",
    "ideographs": "𠀀𪚥㐀　々〆ヶ、（）「」",
    "long": "слово " * 833 + "конец",
    "very long word": "国" * 5000,
}


def at_cell(line, cell):
    """The character that begins at a cell; nothing where one lies across it."""
    for place in range(len(line)):
        if cell_len(line[:place]) == cell and cell_len(line[place]):
            return line[place]
    return "?"


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_text_stays_in_its_cell(tmp_path, name):
    """Whatever the text, columns stand at one cell in every line, and it can be edited."""
    text = AWKWARD[name]
    path = write(
        tmp_path / "odd.aligned",
        {"en": ["before", text, "after"], "ru": ["до", text, "после"]},
        [(((n, n + 1), (n, n + 1)), 0.5) for n in range(3)],
    )

    async def look():
        project = projects.open(path)
        async with reviewing(project, size=(80, 24), keys=["j"]) as (app, press):
            lines = screen(app)
            assert {cell_len(line) for line in lines} == {80}
            border = 1 + app.session.sheet.margin + 1 + app.grid.widths[0]
            for line in lines[1:14]:
                assert at_cell(line, border) in "│┃ ", line
            await press("w", "/", *"ко", "enter", "e", "!", "enter")
            assert project.texts(2, 0)[0].endswith("!")
            await press("S", "enter", "s", "enter", "?", "escape", "o", "escape", "u", "u", "u")
            assert project.texts(2, 0) == (text,)
        project.close()

    asyncio.run(look())


OPERATIONS = [
    "space",
    "x",
    "J",
    "K",
    "[",
    "]",
    "{",
    "}",
    "u",
    "U",
    "a",
    "j",
    "k",
    "l",
    "h",
    "w",
    "v",
    "G",
    "g",
]


def content(project):
    """All that can be changed, without the numbers of the edits."""
    return [
        (bead, project.bead(bead)._replace(version=0), project.runs(bead)) for bead in project.order
    ], [project.segment(s) for c in range(3) for s in project.segments(c)]


def invariants(project):
    """Each segment is in exactly one bead, in the document's order; no bead is empty twice."""
    for column in range(len(project.documents)):
        held = [s for bead in project.order for s in project.runs(bead)[column]]
        assert held == list(project.segments(column))
    again = projects.open(project.location)
    assert content(again) == content(project)
    again.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_any_keys_keep_the_alignment_whole(seed):
    """After any keys all is in order; undoing all gives the first state, redoing the last."""
    folder = Path(tempfile.mkdtemp())
    path = write(folder / "talks.aligned", {"en": ENGLISH, "zh": CHINESE, "ru": RUSSIAN}, BEADS)
    keys = random.Random(seed).choices(OPERATIONS, k=18)

    async def do():
        project = projects.open(path)
        first = content(project)
        async with reviewing(project, size=(90, 24), keys=keys) as (app, press):
            # The last key may have opened a dialog, which would take what follows.
            await press("escape")
            invariants(project)
            last = content(project)
            undone = 0
            while project.undoable is not None:
                await press("u")
                undone += 1
            assert content(project) == first
            for _ in range(undone):
                await press("U")
            assert content(project) == last
            assert app.session.cursor.bead is not None
        project.close()

    try:
        asyncio.run(asyncio.wait_for(do(), timeout=60))
    except TimeoutError:
        pytest.fail(f"no answer after the keys {keys}")
    finally:
        shutil.rmtree(folder)
