"""Crossing order and copies, by keys; kept through realignment and export."""

import asyncio

import pytest
from support.reviewing import ENGLISH, RUSSIAN, reviewing, screen, write

from workbench import api, exchange
from workbench import project as projects
from workbench.alignment import Bead, Beads
from workbench.project import operations


@pytest.fixture
def crossed(tmp_path):
    """The Russian has its second sentence at the end: beads 2 and 6 lack a language each."""
    russian = [RUSSIAN[0], *RUSSIAN[2:], RUSSIAN[1]]
    beads = [
        (((0, 1), (0, 1)), 0.9),
        (((1, 2), (1, 1)), 0.4),
        *((((n, n + 1), (n - 1, n)), 0.9) for n in range(2, 6)),
        (((6, 6), (5, 6)), 0.4),
    ]
    path = write(tmp_path / "crossed.aligned", {"en": ENGLISH, "ru": russian}, beads)
    project = projects.open(path, author="tester")
    yield project
    project.close()


CROSSING = ["end", "right", "d", "home", "j", "d"]


def test_a_segment_is_paired_with_a_bead_farther_away(crossed):
    """It is shown as such; the bead that is left empty is gone; u takes it back."""

    async def do():
        async with reviewing(crossed, keys=CROSSING) as (app, press):
            assert len(crossed) == 6
            assert crossed.texts(2, 1) == (RUSSIAN[1],)
            assert any("⇅" in line for line in screen(app))
            assert any("in another order" in line for line in screen(app))
            await press("u")
            assert len(crossed) == 7
            assert crossed.texts(2, 1) == ()

    asyncio.run(do())


def test_crossing_order_outlives_export_and_realignment(crossed, tmp_path):
    """The memory pairs them; aligning everything again leaves the pair."""

    def anew(versions, *, anchors=(), progress=None):
        del anchors, progress
        counts = [len(version.segments) for version in versions]
        beads = (
            Bead(tuple((min(n, c), min(n + 1, c)) for c in counts), 0.5) for n in range(max(counts))
        )
        return Beads(tuple(beads))

    async def do():
        async with reviewing(crossed, keys=CROSSING):
            pass

    asyncio.run(do())
    api.export([crossed], tmp_path / "crossed.tmx")
    _, units = exchange.read(tmp_path / "crossed.tmx")
    pairs = {unit.variants["en"].segments[0]: unit.variants["ru"].segments[0] for unit in units}
    assert pairs == dict(zip(ENGLISH, RUSSIAN, strict=True))
    crossed.apply(operations.realign(crossed, crossed.order[0], crossed.order[-1], anew))
    assert crossed.texts(2, 1) == (RUSSIAN[1],)
    again = projects.open(crossed.location)
    assert again.texts(2, 1) == (RUSSIAN[1],)
    again.close()


def test_a_copy_is_put_into_another_bead(crossed):
    """A new segment, its origin named; what is copied stays."""

    async def do():
        keys = ["home", "right", "d", "j", "B"]
        async with reviewing(crossed, keys=keys) as (app, press):
            assert crossed.texts(1, 1) == crossed.texts(2, 1) == (RUSSIAN[0],)
            copy = crossed.segment(crossed.runs(2)[1][0])
            assert copy.copied == crossed.runs(1)[1][0]
            assert any("A copy of bead 1" in line for line in screen(app))
            await press("u")
            assert crossed.texts(2, 1) == ()

    asyncio.run(do())


@pytest.mark.parametrize("keys", [["d", "d"], ["d", "escape"], ["в", "escape"]])
def test_what_is_carried_is_dropped(crossed, keys):
    """Nothing has changed."""

    async def do():
        async with reviewing(crossed, keys=keys) as (app, _):
            assert app.session.carried == ()
            assert not crossed.history

    asyncio.run(do())
