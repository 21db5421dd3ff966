"""Keys at random over all commands: nothing ends the program, nothing is lost."""

import asyncio
import random
from collections import Counter

import pytest
from support.reviewing import reviewing, write

from workbench import project as projects
from workbench.review.commands import COMMANDS

_LEFT_OUT = {"quit", "export", "save copy", "words", "new term", "realign", "realign all"}
"""Those that write files, or load an encoder: they have tests of their own."""

_IN_DIALOGS = ["enter", "escape", "down", "up", "tab", "space", "x", "1", "е", "plus", "n"]


def state(project):
    """All that edits change, in reading order."""
    return [
        (
            bead,
            [project.texts(bead, column) for column in range(len(project.documents))],
            project.bead(bead)._replace(version=0, place=0, block=0),
            project.note(bead),
        )
        for bead in project.order
    ]


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 120), pytest.param(2, 2000, marks=pytest.mark.slow)]
)
def test_a_random_walk_loses_nothing_and_is_undone(tmp_path, seed, count):
    """Undoing all gives the beginning."""
    texts = {
        tag: [f"{tag} sentence {n}, with (a clause) of {n * 7}; and more." for n in range(30)]
        for tag in ("en", "zh", "ru")
    }
    beads = [(((n, n + 1),) * 3, 0.3 + n / 50) for n in range(30)]
    path = write(tmp_path / "walk.aligned", texts, beads)
    project = projects.open(path, author="tester")
    chance = random.Random(seed)
    keys = [key for c in COMMANDS.values() if c.id not in _LEFT_OUT for key in c.keys[:1]]
    first = state(project)

    async def walk():
        async with reviewing(project, size=(100, 30)) as (app, press):
            for _ in range(count):
                in_dialog = app.screen is not app.screen_stack[0]
                await press(chance.choice(_IN_DIALOGS if in_dialog else keys))
                assert app.is_running
            while app.screen is not app.screen_stack[0]:
                await press("escape")
            await check_all_there()
            again = projects.open(path)
            assert state(again) == state(project)
            again.close()
            while app.session.can_undo:
                app.session.undo()
            assert state(project) == first

    async def check_all_there():
        found = Counter(s for bead in project.order for run in project.runs(bead) for s in run)
        assert set(found.values()) == {1}
        assert set(found) == {s for c in range(3) for s in project.segments(c)}

    asyncio.run(walk())
    assert project.history
    project.close()
