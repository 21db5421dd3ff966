"""Inline codes in the review: small marks that move with the text and cannot be broken."""

import asyncio
from functools import wraps

import pytest
from support.reviewing import reviewing, screen
from textual.widgets import TextArea

from workbench import project as projects
from workbench.project import Project
from workbench.review.coded_text import CodedText, coded_texts
from workbench.units import (
    Code,
    Memory,
    Source,
    Unit,
    Variant,
    codes_from_json,
    from_marks,
    with_marks,
)

MEMORY = Memory((Source("en", "en"), Source("ru", "ru")), "guide")
KINDS = {
    1: ("open", "<bpt i='1'>&lt;b&gt;</bpt>"),
    2: ("close", "<ept i='1'>&lt;/b&gt;</ept>"),
    3: ("standalone", "<ph x='3'>{0}</ph>"),
}


def variant(text):
    """A text whose codes are written as marks."""
    plain, marks = from_marks(text)
    codes = []
    for mark in marks:
        kind, source = KINDS[int(mark.id)]
        codes.append(
            Code(mark.place, kind, "1" if kind != "standalone" else mark.id, source, "tmx")
        )
    return Variant((plain,), codes=(tuple(codes),) if codes else ())


def by_keys(test):
    """Runs a test that presses keys."""

    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


@pytest.fixture
def guide(tmp_path):
    """Opens a project of rows of an English and a Russian text."""
    opened = []

    def make(*rows) -> Project:
        units = [
            Unit(str(number), {"en": variant(en), "ru": variant(ru)})
            for number, (en, ru) in enumerate(rows)
        ]
        path = tmp_path / "guide.aligned"
        projects.create_from_units(path, MEMORY, units)
        opened.append(projects.open(path))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


BOLD = ("Press ⟦1⟧Start⟦2⟧ to send {3}.", "Нажмите ⟦1⟧Пуск⟦2⟧, чтобы отправить.")
LOST = ("Press ⟦1⟧Start⟦2⟧ and wait for ⟦3⟧.", "Нажмите Пуск и дождитесь письма.")


def marked(project, column=1, bead=0):
    """The first text of a bead with the marks that it is shown with."""
    runs = project.runs(project.order[bead])
    return coded_texts(project, runs)[column][0].text


def test_codes_are_marks_with_one_number_in_all_languages(guide):
    """The grid, the pane and what is said below it name them alike; the project has no mark."""
    project = guide(BOLD)
    assert [marked(project, column) for column in (0, 1)] == [BOLD[0], BOLD[1]]
    assert project.texts(project.order[0], 1) == ("Нажмите Пуск, чтобы отправить.",)


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ((0, 5), "Press"),
        ((6, 11), "Start"),
        ((6, 12), "Start⟦2⟧ "),
        ((0, 12), "Press ⟦1⟧Start⟦2⟧ "),
    ],
)
def test_places_of_the_text_are_found_in_what_is_shown(span, shown):
    """A term or a hit of the search has the same letters there; marks at its ends are outside."""
    text = "Press ⟦1⟧Start⟦2⟧ to send."
    coded = CodedText(text, [(6, 9), (14, 17)])
    start, end = coded.span(*span)
    assert text[start:end] == shown
    assert coded.offset(start) == span[0]


@by_keys
async def test_marks_are_seen_in_the_grid_and_below_it(guide):
    """As small marks, with what they stand for."""
    async with reviewing(guide(BOLD), size=(120, 30)) as (app, _):
        shown = "\n".join(screen(app))
        assert shown.count("Нажмите ⟦1⟧Пуск⟦2⟧, чтобы") == 2
        assert "Codes: ⟦1⟧ <b>  ⟦2⟧ </b>" in shown


@by_keys
async def test_the_cursor_passes_over_a_mark_as_one(guide):
    """From either side, also with a selection; no letter gets into it."""
    async with reviewing(guide(BOLD), keys=("right", "e", "home")) as (app, press):
        area = app.screen.query_one(TextArea)
        places = []
        for _ in range(15):
            await press("right")
            places.append(area.cursor_location[1])
        assert places == [*range(1, 9), 11, *range(12, 16), 18, 19]
        for _ in range(2):
            await press("left")
        assert area.cursor_location[1] == 15
        await press("shift+right")
        assert area.selected_text == "⟦2⟧"
        area.move_cursor((0, 9))
        await press("x")
        assert "⟦1⟧" in area.text


@by_keys
async def test_a_mark_is_deleted_whole_and_comes_back(guide):
    """With undo in the text and in the review; without it the checks find it missing."""
    project = guide(BOLD)
    async with reviewing(project, keys=("right", "e")) as (app, press):
        area = app.screen.query_one(TextArea)
        for place, keys in ((11, ["backspace"]), (8, ["delete"]), (18, ["ctrl+w"] * 3)):
            area.move_cursor((0, place))
            await press(*keys)
            assert "1" not in area.text
            await press("ctrl+z")
            assert "⟦1⟧Пуск" in area.text
        area.move_cursor((0, 11))
        await press("backspace", "enter", "F")
        assert marked(project) == "Нажмите Пуск⟦2⟧, чтобы отправить."
        rules = {finding.rule for finding in app.session.findings[project.order[0]]}
        assert "code-missing" in rules
        await press("escape", "u")
        assert marked(project) == BOLD[1]


@by_keys
async def test_what_is_typed_around_a_mark_moves_it(guide):
    """The code stays between the same letters."""
    project = guide(BOLD)
    async with reviewing(project, keys=("right", "e", "home")) as (_, press):
        await press(*"Now ", "enter")
        assert marked(project) == "Now " + BOLD[1]
        assert (
            len(codes_from_json(project.segment(project.runs(project.order[0])[1][0]).codes)) == 2
        )


@by_keys
async def test_a_mark_is_cut_and_put_elsewhere(guide):
    """Moved by hand, as any text."""
    project = guide(BOLD)
    async with reviewing(project, keys=("right", "e")) as (app, press):
        area = app.screen.query_one(TextArea)
        area.move_cursor((0, 15))
        await press("shift+right", "ctrl+x", "end", "left", "ctrl+v", "enter")
        assert marked(project) == "Нажмите ⟦1⟧Пуск, чтобы отправить⟦2⟧."


@by_keys
async def test_a_mark_typed_by_hand_is_text(guide):
    """No code comes of it, and it is shown and kept as it was typed."""
    project = guide(("Section [1].", "Раздел [1]."))
    async with reviewing(project, keys=("right", "e", "end")) as (app, press):
        app.screen.query_one(TextArea).insert("⟦7⟧")
        await press("enter")
        assert project.texts(project.order[0], 1) == ("Раздел [1].⟦7⟧",)
        assert project.segment(project.runs(project.order[0])[1][0]).codes is None
        await press("e", "end", "x", "enter")
        assert project.texts(project.order[0], 1) == ("Раздел [1].⟦7⟧x",)


@by_keys
async def test_a_missing_code_is_put_in_while_editing(guide):
    """In the source's order, at the cursor; when all are there, that is said."""
    project = guide(LOST)
    async with reviewing(project, keys=("right", "e")) as (app, press):
        area = app.screen.query_one(TextArea)
        for place in (8, 15, len("Нажмите ⟦1⟧Пуск⟦2⟧ и дождитесь письма")):
            area.move_cursor((0, place))
            await press("ctrl+n")
        await press("ctrl+n", "enter")
        assert marked(project) == "Нажмите ⟦1⟧Пуск⟦2⟧ и дождитесь письма⟦3⟧."


@by_keys
async def test_missing_codes_are_put_at_the_selected_words(guide):
    """A pair goes around them, one that stands alone before them; then none is missing."""
    project = guide(LOST)
    async with reviewing(project, keys=("right", "w", "w", "I")) as (app, press):
        assert marked(project) == "Нажмите ⟦1⟧Пуск⟦2⟧ и дождитесь письма."
        await press("w", "w", "w", "w", "w", "I")
        assert marked(project) == "Нажмите ⟦1⟧Пуск⟦2⟧ и дождитесь ⟦3⟧письма."
        await press("w", "w", "I")
        said = [notice.message for notice in app._notifications]
        assert any("no code is missing here" in message for message in said)
        await press("u", "u")
        assert marked(project) == LOST[1]


@by_keys
async def test_an_inserted_translation_has_the_codes_that_it_is_given(guide):
    """Also where the language had nothing."""
    project = guide(BOLD, ("Press ⟦3⟧.", ""))
    async with reviewing(project, keys=("down", "right", "e")) as (_, press):
        await press(*"OK ", "ctrl+n", "enter")
        assert marked(project, bead=1) == "OK ⟦1⟧"


@by_keys
async def test_a_click_behind_a_mark_is_at_its_letter(guide):
    """What is pressed is counted in the text, not in what is shown."""
    async with reviewing(guide(BOLD), size=(120, 24)) as (app, _):
        line = next(n for n, text in enumerate(screen(app)) if "⟦1⟧Пуск" in text)
        column = screen(app)[line].index("Пуск")
        await app.pilot.click(offset=(column + 1, line))
        await app.pilot.pause()
        assert app.session.selected_text() == "Пуск"


def test_marks_round_trip():
    """What looks like a mark and is text stays text."""
    text = "see ⟦1⟧ and ⟦=2⟧"
    assert from_marks(with_marks(text, (), ())) == (text, ())


@by_keys
async def test_a_segment_is_cut_beside_its_codes(guide):
    """The dialog shows them; the cut falls where it stands, and each part keeps its own."""
    sent = "Press ⟦1⟧Start⟦2⟧; then wait for ⟦3⟧."
    project = guide((sent, BOLD[1]))
    async with reviewing(project, size=(120, 40), keys=["S"]) as (app, press):
        assert any("Press ⟦1⟧Start⟦2⟧;  ┃ then" in line for line in screen(app))
        await press("left")
        assert any("Press  ┃ ⟦1⟧Start" in line for line in screen(app))
        await press(*["shift+right"] * 5)
        assert any("Start⟦2⟧ ┃ ; then" in line for line in screen(app))
        await press("enter")
    bead = project.order[0]
    first, second = coded_texts(project, project.runs(bead))[0]
    assert first.text == "Press ⟦1⟧Start⟦2⟧"
    assert second.text == "; then wait for ⟦3⟧."


@by_keys
async def test_a_click_beside_a_mark_cuts_at_a_letter(guide):
    """Inside a mark it is the mark's place."""
    project = guide((BOLD[0], BOLD[1]))
    async with reviewing(project, size=(120, 40), keys=["S"]) as (app, press):
        region = app.screen.query_one("Dialog > Vertical").region
        y = next(y for y in range(region.y, region.bottom) if "Start⟦2⟧" in screen(app)[y])
        await app.pilot.click(offset=(screen(app)[y].index("Start⟦2⟧") + 6, y))
        assert any("Start⟦2⟧ ┃  to send" in line for line in screen(app))
        await press("enter")
    assert project.texts(project.order[0], 0)[0] == "Press Start"
