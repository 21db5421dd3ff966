"""What once went wrong, by the keys that led there."""

import asyncio
import os

import pytest
from support.reviewing import BEADS, CHINESE, ENGLISH, RUSSIAN, reviewing, screen, write
from textual import events

from workbench import exchange
from workbench import project as projects
from workbench.glossary import Concept, Glossary, Term
from workbench.project import operations
from workbench.review import find
from workbench.review.commands import COMMANDS


def quiet(app):
    """What is said in passing has passed."""
    app.bar.message = ""
    app.bar.refresh()


def typed(text):
    """A text as keys."""
    return ["ctrl+u", *text]


@pytest.fixture
def glossary(tmp_path):
    """Two concepts; the Russian departs from one in the third bead."""
    path = tmp_path / "talks.tbx"
    transport = {"en": (Term("transport"),), "ru": (Term("перевозки"), Term("провоз", "admitted"))}
    bridge = {"en": (Term("bridge"),), "ru": (Term("мост"),)}
    Glossary((Concept("transport", transport), Concept("bridge", bridge)), ("en", "ru")).write(path)
    return path


# 1. No key ends the program


@pytest.mark.parametrize("keys", [["X", "enter"], ["plus"], ["ctrl+s"]])
@pytest.mark.parametrize("name", ["n" * 300 + ".tmx", "nobody\0.tmx", "no/such/folder/x.tmx"])
def test_no_path_ends_the_program(project, keys, name):
    """What cannot be a file is said while it is typed; the line stays."""

    async def do():
        async with reviewing(project, keys=keys) as (app, press):
            line = app.screen.query_one("Input")
            line.value = name
            await press("enter")
            assert app.screen is not app.screen_stack[0]
            assert line.value == name
            assert app.screen.query_one("#meaning").has_class("wrong")

    asyncio.run(do())


def test_a_folder_that_one_may_not_look_into_is_said(project, monkeypatch):
    """As the system says it, in one sentence."""

    def forbidden(path):
        raise PermissionError(13, "Permission denied", str(path))

    async def do():
        async with reviewing(project, keys=["X", "enter"]) as (app, press):
            monkeypatch.setattr("pathlib.Path.exists", forbidden)
            await press("x")
            monkeypatch.undo()
            assert any("no permission to read it" in line for line in screen(app))

    asyncio.run(do())


@pytest.mark.parametrize("where", ["command", "question", "drawing", "event"])
def test_the_last_net_keeps_the_window(project, monkeypatch, tmp_path, where):
    """An error that nobody foresaw is said, a report is written, and keys still answer."""

    def broken(*_, **__):
        raise ZeroDivisionError("nobody foresaw this")

    async def do():
        async with reviewing(project, faults=1) as (app, press):
            with monkeypatch.context() as patch:
                if where == "command":
                    patch.setattr(operations, "confirm", broken)
                    await press("space")
                elif where == "question":
                    patch.setattr(find, "parse_filter", broken)
                    await press("f", "x")
                    await press("escape")
                elif where == "drawing":
                    patch.setattr(type(app.session.sheet), "label", broken)
                    await press("j")
                    await press("k")
                else:
                    patch.setattr(app.grid._window, "scroll", broken)
                    wheel = events.MouseScrollDown(app.grid, 1, 1, 0, 0, 0, False, False, False)
                    app.grid.post_message(wheel)
                    await app.pilot.pause()
                app.faults[1:] = []
            said = [notice.message for notice in app._notifications]
            assert any("ZeroDivisionError" in text for text in said)
            reports = list((tmp_path / "XDG_STATE_HOME").rglob("report-*.txt"))
            assert "nobody foresaw this" in reports[0].read_text(encoding="utf-8")
            await press("space")
            assert find.confirmed(project, app.session.cursor.bead)

    asyncio.run(do())


# 2. What was cancelled is said as cancelled


def test_checks_that_were_given_up_found_not_nothing(project, monkeypatch):
    """Esc while they run; the bar has moved before."""
    from workbench.review.dialogs.work import WorkDialog

    told = []

    def cancel(self):
        return len(told) > 0

    monkeypatch.setattr(WorkDialog, "tell", lambda _, done, __: told.append(done))
    monkeypatch.setattr(WorkDialog, "cancelled", cancel)

    async def do():
        async with reviewing(project, keys=["F"]) as (app, _):
            assert any("Given up: nothing has changed." in line for line in screen(app))
            assert not app.session.findings.listed

    asyncio.run(do())
    assert told


def test_the_bar_moves_while_the_checks_run(tmp_path):
    """Every fifty units."""
    count = 120
    columns = {tag: [f"{tag} {n}" for n in range(count)] for tag in ("en", "ru")}
    beads = [(((n, n + 1), (n, n + 1)), 0.9) for n in range(count)]
    project = projects.open(write(tmp_path / "long.aligned", columns, beads))
    told = []

    class Progress:
        def tell(self, done, _):
            told.append(done)

        def cancelled(self):
            return False

    from workbench import api

    api.check(project, progress=Progress())
    project.close()
    assert [round(share * count) for share in told] == [0, 50, 100]


# 3. A cut and its join give back the text; places proposed for cuts

CUTS = [
    "River Basins (IFRB) and lakes, which are deep.",
    "Он ввёл, в т. ч. для всех, новые правила: их 10,5 (с 12:30).",
    "A price of 1,000, or 2.5 million; the U.S. agreed, I think.",
    "会谈持续了两个小时，双方（中方、俄方）都很满意；谈到12：30为止。",
]


def cut_project(tmp_path):
    columns = {"en": CUTS, "ru": CUTS}
    beads = [(((n, n + 1), (n, n + 1)), 0.9) for n in range(len(CUTS))]
    return projects.open(write(tmp_path / "cuts.aligned", columns, beads))


@pytest.mark.parametrize("number", range(len(CUTS)))
def test_cut_and_join_at_every_place_give_the_text_back(tmp_path, number):
    """Join takes the document's own characters between the parts."""
    project = cut_project(tmp_path)
    segment = project.runs(project.order[number])[0][0]
    for place in range(1, len(CUTS[number])):
        if not (CUTS[number][:place].strip() and CUTS[number][place:].strip()):
            continue
        project.apply(operations.split_segment(project, segment, place))
        project.apply(operations.join_segments(project, *project.runs(number + 1)[0]))
        assert project.texts(number + 1, 0) == (CUTS[number],)
        assert project.segment(segment).original is None
    project.close()


def test_cut_and_join_by_keys(tmp_path):
    """At a bracket, chosen with the arrows."""
    project = cut_project(tmp_path)

    async def do():
        async with reviewing(project, keys=["w", "w", "w", "S", "enter"]) as (_, press):
            assert project.texts(1, 0)[0] == "River Basins ("
            await press("a")
            assert project.texts(1, 0) == (CUTS[0],)

    asyncio.run(do())
    project.close()


def test_no_likely_cut_lies_in_brackets_abbreviations_or_numbers(tmp_path):
    """Between clauses, the likeliest first."""
    project = cut_project(tmp_path)
    found = [
        [
            CUTS[number][:place]
            for place in operations.likely_splits(project, project.runs(bead)[0][0])
        ]
        for number, bead in enumerate(project.order)
    ]
    project.close()
    assert found[0] == ["River Basins (IFRB) and lakes, "]
    assert found[1][0].endswith("правила: ")
    assert not any(head.endswith(("т. ", "10,", "12:", "(")) for head in found[1])
    assert found[2][0].endswith("million; ")
    assert not any(head.endswith(("1,", "U.", "U.S. ", "2.")) for head in found[2])
    assert found[3][0].endswith("；")
    assert not any("（" in head and "）" not in head for head in found[3])


# 4. What was not scored


def test_an_imported_table_is_not_called_sure(tmp_path):
    """It is said in the bar and by n; nothing says that the rest can be confirmed at once."""
    columns = {"en": ENGLISH, "ru": RUSSIAN}
    beads = [(((n, n + 1), (n, n + 1)), None) for n in range(6)]
    project = projects.open(write(tmp_path / "table.aligned", columns, beads))

    async def do():
        async with reviewing(project) as (app, press):
            quiet(app)
            await app.pilot.pause()
            assert any("6 not scored" in line for line in screen(app))
            await press("n")
            said = app.bar.message + "".join(n.message for n in app._notifications)
            assert "not scored" in said
            assert "C confirms" not in said
            await press("f", *"unscored", "enter")
            assert len(app.session.cursor.rows) == 6

    asyncio.run(do())
    project.close()


# 5. A new term is a step like any other


def test_a_new_term_is_undone_in_its_turn(project, glossary):
    """u takes back the edit after it, then the term, then the edit before; U brings all back."""
    first = glossary.read_bytes()

    async def do():
        async with reviewing(project, glossaries=[glossary]) as (_, press):
            await press("space", "plus", *"sides", "down", "down", *"стороны", "enter")
            second = glossary.read_bytes()
            assert second != first
            await press("j", "space", "u")
            assert glossary.read_bytes() == second
            assert not find.confirmed(project, 2)
            assert find.confirmed(project, 1)
            await press("u")
            assert glossary.read_bytes() == first
            assert find.confirmed(project, 1)
            await press("u")
            assert not find.confirmed(project, 1)
            await press("U", "U", "U")
            assert glossary.read_bytes() == second
            assert find.confirmed(project, 1)
            assert find.confirmed(project, 2)

    asyncio.run(do())


def test_a_term_step_that_another_program_changed_stays(project, glossary):
    """It is said, and the file is as the other left it."""

    async def do():
        async with reviewing(project, glossaries=[glossary]) as (app, press):
            await press("plus", *"sides", "down", "down", *"стороны", "enter")
            glossary.write_text("<changed/>", encoding="utf-8")
            await press("u")
            assert any("another program" in n.message for n in app._notifications)
            assert glossary.read_text(encoding="utf-8") == "<changed/>"

    asyncio.run(do())


def test_a_concept_is_changed_and_removed_from_inside(project, glossary):
    """From its card; each is one step to undo."""

    async def do():
        keys = ["colon", "5", "enter", "c", "e", "down", *"новый мост", "enter"]
        async with reviewing(project, glossaries=[glossary], keys=keys) as (_, press):
            terms = {c.id: c for c in Glossary.read(glossary)}["bridge"].terms
            assert [term.text for term in terms["ru"]] == ["новый мост"]
            await press("c", "x", "enter")
            assert {concept.id for concept in Glossary.read(glossary)} == {"transport"}
            await press("u", "u")
            assert {c.id: c for c in Glossary.read(glossary)}["bridge"].terms["ru"][
                0
            ].text == "мост"

    asyncio.run(do())


# 6. Nothing does not replace something


def test_an_export_of_nothing_replaces_no_memory(project, tmp_path, monkeypatch):
    """Only the confirmed, where none is; what was typed stands there again."""
    monkeypatch.chdir(tmp_path)

    async def do():
        async with reviewing(project, keys=["X", "enter", "enter", "X", "down", "enter"]) as (
            app,
            press,
        ):
            before = (tmp_path / "talks.tmx").read_bytes()
            await press("enter")
            assert any("no unit would be written" in n.message for n in app._notifications)
            assert app.screen.query_one("Input").value == "talks.tmx"
            assert (tmp_path / "talks.tmx").read_bytes() == before

    asyncio.run(do())
    assert len(list(exchange.read(tmp_path / "talks.tmx")[1])) == 6


# 7. A shift says what it did


def long_project(tmp_path, count=40):
    columns = {tag: [f"{tag} {n}" for n in range(count)] for tag in ("en", "ru")}
    beads = [(((n, n + 1), (n, n + 1)), 0.9) for n in range(count)]
    return projects.open(write(tmp_path / "long.aligned", columns, beads))


def test_a_long_shift_is_asked_about_and_said(tmp_path):
    """Esc leaves all as it is."""
    project = long_project(tmp_path)

    async def do():
        async with reviewing(project, keys=["}"]) as (app, press):
            assert any("40 cells down" in line for line in screen(app))
            await press("escape")
            assert not project.history
            await press("}", "enter")
            assert "40 cells down, beads 1 to 40" in app.bar.message
            assert project.texts(2, 0) == ("en 0",)
            await press("{")
            assert any("40 cells up" in line for line in screen(app))

    asyncio.run(do())
    project.close()


def test_a_shift_stays_within_the_range(tmp_path):
    """What is left over gets a bead of its own at the range's end."""
    project = long_project(tmp_path)

    async def do():
        async with reviewing(project, keys=["v", "j", "j", "}"]) as (app, _):
            assert "3 cells down, beads 1 to 3" in app.bar.message
            columns = [project.texts(bead, 0) for bead in project.order[:5]]
            assert columns == [(), ("en 0",), ("en 1",), ("en 2",), ("en 3",)]
            assert project.texts(project.order[3], 1) == ()

    asyncio.run(do())
    project.close()


def test_a_shift_up_below_a_full_cell_says_why_not(project):
    """Nothing has changed."""

    async def do():
        async with reviewing(project, keys=["j", "{"]) as (app, _):
            assert any("the cell above is not empty" in n.message for n in app._notifications)
            assert not project.history

    asyncio.run(do())


# 8. Filters


def test_a_filter_is_seen_in_a_small_terminal(project):
    """With how it is given up."""

    async def do():
        keys = ["f", *"doubtful", "enter"]
        async with reviewing(project, size=(80, 24), keys=keys) as (app, press):
            assert any("showing 3: doubtful (Esc: all)" in line for line in screen(app))
            await press("f", *typed("flagged"), "enter")
            assert any("No bead passes the filter" in line for line in screen(app))

    asyncio.run(do())


@pytest.mark.parametrize("text", ["empty:de", "<abc", ">abc", "1-1", "1-1-1-1", "term:"])
def test_what_only_looks_like_a_filter_is_refused(project, text):
    """And in quotation marks it is a text."""

    async def do():
        async with reviewing(project, keys=["f", *text, "enter"]) as (app, press):
            assert app.screen.query_one("#meaning").has_class("wrong")
            app.screen.query_one("Input").value = f'"{text}"'
            await press("enter")
            assert app.screen is app.screen_stack[0]
            assert not app.session.cursor.rows

    asyncio.run(do())


# 10. A project that is gone, or read-only


def test_a_project_deleted_while_open_is_saved_elsewhere(path, tmp_path):
    """The copy has the whole history, and the review goes on there."""
    project = projects.open(path, author="tester")

    async def do():
        async with reviewing(project, keys=["space", "j"]) as (app, press):
            path.unlink()
            await press("space")
            said = [n.message for n in app._notifications]
            assert any("deleted or moved" in text for text in said), said
            await press("ctrl+s", *typed(str(tmp_path / "saved.aligned")), "enter")
            await press("space")

    asyncio.run(do())
    project.close()
    saved = projects.open(tmp_path / "saved.aligned")
    assert [find.confirmed(saved, bead) for bead in (1, 2, 3)] == [True, True, False]
    assert len(saved.history) == 2
    saved.close()


def test_read_only_is_said_until_it_ends(project, monkeypatch):
    """At the start and in the bar; the window notices when it ends."""
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda *_, **__: False)

    async def do():
        async with reviewing(project, size=(80, 24)) as (app, press):
            quiet(app)
            await press("j")
            assert any("read-only" in line for line in screen(app))
            monkeypatch.setattr(os, "access", allowed)
            app.take_in_other_windows()
            await press("space")
            assert not any("read-only" in line for line in screen(app))
            assert find.confirmed(project, 2)

    asyncio.run(do())


# 11. Small ones


def test_words_bring_the_pane_back(project, monkeypatch):
    """W where the pane is hidden shows something."""
    from workbench.review import linking

    async def loaded(session, screen):
        return session.linker

    monkeypatch.setattr(linking, "load_linker", loaded)

    async def do():
        async with reviewing(project, keys=["p", "p"]) as (app, press):
            assert not app.pane.display
            monkeypatch.setattr(type(app), "_find_links", lambda _: None)
            await press("W")
            assert app.pane.display

    asyncio.run(do())


def test_a_wrong_folder_is_said_while_it_is_typed(project):
    """Nothing typed is lost."""

    async def do():
        async with reviewing(project, keys=["X", "enter", *typed("nowhere/x.tmx")]) as (app, press):
            assert any("there is no such folder" in line for line in screen(app))
            await press("enter")
            assert app.screen.query_one("Input").value == "nowhere/x.tmx"

    asyncio.run(do())


def test_findings_call_the_languages_as_the_columns_do(tmp_path, glossary):
    """A column of the key zh is zh in the list, whatever its script."""
    columns = {"en": ENGLISH, "zh-Hans": CHINESE, "ru": RUSSIAN}
    project = projects.open(write(tmp_path / "keys.aligned", columns, BEADS))

    async def do():
        async with reviewing(project, glossaries=[glossary], keys=["F"]) as (app, _):
            keys = {document.key for document in project.documents}
            for _, finding in app.session.findings.rows():
                assert app.session.key_of(finding.target_lang) in keys

    asyncio.run(do())
    project.close()


def test_a_small_terminal_is_for_the_grid(project):
    """Where the pane has nothing to add, it takes one line of 24."""

    async def do():
        async with reviewing(project, size=(80, 24)) as (app, press):
            assert app.pane.size.height == 1
            await press("M", *"look", "enter")
            assert app.pane.size.height == 2
            assert any("): look" in line for line in screen(app))

    asyncio.run(do())


def test_what_glossaries_say_differently_is_said(project, tmp_path, glossary):
    """When they are shown first."""
    other = tmp_path / "other.tbx"
    concept = Concept("b", {"en": (Term("bridge"),), "ru": (Term("мост"),)}, definition="one")
    Glossary((concept,), ("en", "ru")).write(other)
    first = Glossary.read(glossary)
    changed = [Concept(c.id, c.terms, definition="two") if c.id == "bridge" else c for c in first]
    Glossary(tuple(changed), ("en", "ru")).write(glossary)

    async def do():
        async with reviewing(project, glossaries=[glossary, other]) as (app, _):
            await app.pilot.pause()
            assert any("The glossaries differ" in n.message for n in app._notifications)

    asyncio.run(do())


def test_an_export_can_be_given_up(project, tmp_path, monkeypatch):
    """Nothing is written then."""
    from workbench.review.dialogs.work import WorkDialog

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(WorkDialog, "cancelled", lambda _: True)

    async def do():
        async with reviewing(project, keys=["X", "enter", "enter"]) as (app, _):
            assert any("Given up" in line for line in screen(app))
            assert not (tmp_path / "talks.tmx").exists()

    asyncio.run(do())


def test_every_new_key_answers_in_russian():
    """The letters that this round added."""
    assert {"P", "L", "D", "O"} <= {key for c in COMMANDS.values() for key in c.keys}
