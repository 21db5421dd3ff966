"""Aligning again, hunk by hunk."""

import asyncio

import pytest
from support.reviewing import reviewing, screen

from workbench import project as projects
from workbench.alignment import Bead, Beads
from workbench.project import operations


def pairs(versions, *, anchors=(), progress=None):
    """An aligner: one and one, the rest alone."""
    del anchors, progress
    counts = [len(version.segments) for version in versions]
    return Beads(
        tuple(
            Bead(tuple((min(n, c), min(n + 1, c)) for c in counts), 0.8) for n in range(max(counts))
        )
    )


@pytest.fixture
def merged(project, monkeypatch):
    """Two places that would change: beads 1 and 2 as one, 4 and 5 as one."""
    project.apply(operations.merge(project, 1, 2))
    project.apply(operations.merge(project, 4, 5))
    project.apply(operations.confirm(project, [3]))
    monkeypatch.setattr("workbench.alignment.align", lambda versions, **_: pairs(versions))
    monkeypatch.setattr("workbench.api.realigning.encoder_of", lambda *_: None)
    return project


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 50)])
def test_before_and_after_stand_beside_each_other(merged, size):
    """In the languages' columns, texts in full; in a narrow terminal below each other."""

    async def do():
        async with reviewing(merged, size=size, keys=["R"]) as (app, press):
            shown = "\n".join(screen(app))
            assert "Change 1 of" in shown
            assert "now" in shown
            assert "then" in shown or size[1] < 30
            await press("escape")
            assert len(merged.history) == 3

    asyncio.run(do())


def test_all_are_taken_at_once(merged):
    """One step, which u takes back."""

    async def do():
        async with reviewing(merged, keys=["R", "enter"]) as (_, press):
            assert len(merged) > 4
            assert len(merged.history) == 4
            await press("u")
            assert [len(run) for run in merged.runs(1)] == [2, 3, 2]

    asyncio.run(do())


def test_a_hunk_is_left(merged):
    """It stays as it is; the others come out as shown."""
    found = operations.realignment(merged, merged.order[0], merged.order[-1], pairs)
    assert len(found.hunks) >= 1
    edit = found.edit([])
    assert not edit.changes

    async def do():
        async with reviewing(merged, keys=["R", "space", "enter"]) as (app, _):
            assert app.screen is app.screen_stack[0]
            if len(found.hunks) == 1:
                assert len(merged.history) == 3

    asyncio.run(do())


def test_taking_hunks_one_after_the_other_is_taking_all(path):
    """Whatever is taken, every segment stays in exactly one bead."""
    columns = [list(projects.open(path).segments(column)) for column in range(3)]
    for taken in ([0], [1], [0, 1]):
        project = projects.open(path)
        start = len(project.history)
        project.apply(operations.merge(project, 1, 2))
        project.apply(operations.merge(project, 5, 6))
        project.apply(operations.confirm(project, [3, 4]))

        def apart(versions, *, anchors=(), progress=None):
            found = pairs(versions)
            return found if not anchors else _anchored(versions, anchors)

        found = operations.realignment(project, project.order[0], project.order[-1], apart)
        assert len(found.hunks) == 2
        project.apply(found.edit(taken))
        for column, whole in enumerate(columns):
            runs = [s for bead in project.order for s in project.runs(bead)[column]]
            assert runs == whole
        assert (len(project.runs(1)[0]) == 1) == (0 in taken)
        while len(project.history) and project.undoable and project.undoable.id > start:
            project.undo()
        project.close()


def _anchored(versions, anchors):
    """One and one before, between and after the anchors."""
    counts = [len(version.segments) for version in versions]
    beads, starts = [], [0] * len(counts)
    for anchor in [*anchors, tuple((count, count) for count in counts)]:
        while any(a < b for a, (b, _) in zip(starts, anchor, strict=True)):
            ends = [min(a + 1, b) for a, (b, _) in zip(starts, anchor, strict=True)]
            beads.append(Bead(tuple(zip(starts, ends, strict=True)), 0.8))
            starts = ends
        if any(a < b for a, b in anchor):
            beads.append(Bead(anchor, 1.0))
        starts = [b for _, b in anchor]
    return Beads(tuple(beads))
