"""Walking through the list."""

import asyncio

import pytest
from support.reviewing import reviewing, screen


def run(coroutine):
    asyncio.run(coroutine)


def test_rows_show_number_status_confidence_and_texts(project):
    """Each bead is a row with what the margin says and all languages beside each other."""

    async def look():
        async with reviewing(project) as (app, _):
            lines = screen(app)
            assert lines[0].split() == ["#", "%", "┃▾en", "│", "zh", "│", "ru"]
            first = next(line for line in lines if "Joint communiqué" in line)
            assert first.startswith("▌1 ·  99 ┃ Joint communiqué")
            assert "三方联合公报" in first
            assert "Совместное коммюнике" in first
            assert any(line.startswith(" 5 ?  31 │") for line in lines)

    run(look())


def test_brackets_stand_as_they_are(project):
    """Text in brackets is text."""

    async def look():
        async with reviewing(project) as (app, _):
            shown = "\n".join(screen(app))
            assert "[in the" in shown
            assert "столице] и" in shown

    run(look())


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["down"], 2),
        (["j", "j", "k"], 2),
        (["о", "о", "л"], 2),
        (["G"], 6),
        (["end", "home"], 1),
        (["П"], 6),
        (["pagedown", "pagedown", "pagedown"], 6),
        (["n"], 5),
        (["n", "n"], 2),
        (["т", "т", "Т"], 5),
        (["colon", "4", "enter"], 4),
        (["Ж", "numbersign", "3", "enter"], 3),
    ],
)
def test_keys_lead_to_a_bead(project, keys, row):
    """Arrows, Vim's keys and a Russian layout lead to the same beads."""

    async def look():
        async with reviewing(project, keys=keys) as (app, _):
            assert app.session.cursor.bead == project.order[row - 1]
            assert any(line.startswith(f"▌{row} ") for line in screen(app))

    run(look())
