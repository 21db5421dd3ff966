"""A DOCX for reviewers, and what comes back in it."""

import random
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from support.docx_file import docx, paragraph
from support.hostile import HOSTILE, ODD
from support.project_samples import sample
from support.word_edits import Copy

from workbench import api, exchange
from workbench import project as projects
from workbench.cli import main
from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.units import Code, Memory, Source, Unit, Variant

SENTENCES = {
    "en": "The {n} talks began in spring; nobody knew how long they would take.",
    "zh": "第{n}轮会谈于春天开始，没有人知道会持续多久。",
    "ru": "Переговоры номер {n} начались весной; никто не знал, сколько они продлятся.",
}
SHAPES = [(1, 1, 2), (1, 2, 1), (2, 1, 1), (1, 1, 0), (1, 1, 1), (0, 1, 1), (2, 2, 2), (1, 1, 1)]


def sentence(tag, number):
    return SENTENCES[tag].format(n=number + 1)


@pytest.fixture
def talks(tmp_path):
    """A project, and the DOCX that was made of it."""
    path = tmp_path / "talks.aligned"
    sample(path, SHAPES, text=sentence)
    project = projects.open(path, author="one")
    api.export([project], tmp_path / "talks.docx")
    yield project, tmp_path / "talks.docx"
    project.close()


def state(project):
    """By bead all that a reviewer can change."""
    return {
        bead: (
            project.bead(bead).status,
            bool(project.bead(bead).flagged),
            [note.text for note in project.notes(bead)],
            [list(project.texts(bead, column)) for column in range(len(project.documents))],
        )
        for bead in project.order
    }


def edited(path, seed):
    """Edit a DOCX at random; what each bead is to be, as :func:`state` says it."""
    chance = random.Random(seed)
    word = Copy(path)
    changes = {}
    for bead, row in word.rows().items():
        texts = {column: word.texts(row, column + 2) for column in range(3)}
        status = note = said = None
        tracked = chance.random() < 0.5
        kind = chance.choice(["none", "text", "text", "split", "join", "status", "note", "comment",
                              "delete"])  # fmt: skip
        column = chance.choice([c for c in range(3) if texts[c] != [""]])
        cell = word.paragraphs(row, column + 2)
        index = chance.randrange(len(cell))
        old = texts[column][index]
        if kind == "text":
            at = chance.randrange(len(old))
            new = chance.choice(
                [
                    old[:at] + " да, 对 yes " + old[at:],
                    old[: at + 1],
                    f"«{old}»",
                    old.replace("1", "7"),
                ]
            ).strip()
            texts[column][index] = new or "x"
            word.write(cell[index], texts[column][index], tracked=tracked)
        elif kind == "split" and len(old) > 12:
            word.split(cell[index], 9, tracked=tracked)
            texts[column][index : index + 1] = [old[:9].rstrip(), old[9:].lstrip()]
        elif kind == "join" and len(cell) > 1:
            word.join(cell[0], cell[1], tracked=tracked)
            texts[column][:2] = [" ".join(texts[column][:2])]
        elif kind == "status":
            status = chance.choice(["confirmed", "Confirmed", "flagged", "unreviewed, flagged"])
            word.write(word.paragraphs(row, 1)[0], status, tracked=tracked)
        elif kind == "note":
            note = f"Look at {bead}: 看这里."
            word.write(word.paragraphs(row, 5)[0], note, tracked=tracked)
        elif kind == "comment":
            said = f"Is {bead} right?"
            word.comment(chance.choice([*cell, word.paragraphs(row, 0)[0]]), said)
        elif kind == "delete":
            word.delete(row, tracked=tracked)
            continue
        changes[int(bead)] = status, note, said, texts
    if chance.random() < 0.5:
        rows = list(word.rows().values())
        chance.shuffle(rows)
        word.sort(rows)
    word.save(path)
    return changes


def expected(before, changes):
    """The state after the changes."""
    found = {}
    for bead, (was, marked, notes, texts) in before.items():
        asked, note, said, now = changes.get(bead, (None, None, None, None))
        status, flagged = was, marked
        if asked:
            status = "confirmed" if "onfirmed" in asked else "unreviewed"
            flagged = "flagged" in asked
        new = texts if now is None else [[t for t in now[column] if t] for column in range(3)]
        found[bead] = status, flagged, [*notes, *filter(None, (note, said))], new
    return found


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.slow) for n in range(6, 50))]
)
def test_whatever_a_reviewer_did_is_found_and_nothing_else(talks, seed):
    """Edits with and without tracking, splits, joins, status, notes, comments, order, deletion."""
    project, path = talks
    before = state(project)
    changes = edited(path, seed)
    report = api.update(project, [path], force=True)
    assert report.tables[0].returned.conflicts == ()
    assert state(project) == expected(before, changes)
    # Taken in twice, it says nothing twice.
    assert not api.update(project, [path], force=True)
    if project.undoable:
        project.undo()
    assert state(project) == before


def test_nothing_is_changed_by_a_copy_that_nobody_touched(talks):
    project, path = talks
    assert not api.update(project, [path])
    assert project.last == 0


def test_the_same_project_makes_the_same_bytes(talks, tmp_path):
    project, path = talks
    api.export([project], tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()


def test_a_row_that_both_sides_changed_is_merged_or_listed(talks):
    project, path = talks
    word = Copy(path)
    rows = word.rows()
    word.write(word.paragraphs(rows["1"], 2)[0], "The reviewer's words.", tracked=True)
    word.write(word.paragraphs(rows["2"], 2)[0], "His as well.", tracked=True)
    word.comment(word.paragraphs(rows["1"], 2)[0], "See?")
    word.save(path)
    project.apply(operations.edit_text(project, project.runs(1)[0][0], "Mine, meanwhile."))
    project.apply(operations.edit_text(project, project.runs(2)[2][0], "Моё."))
    returned = api.update(project, [path]).tables[0].returned
    assert len(returned.conflicts) == 1
    assert "bead 1 was changed here too" in returned.conflicts[0]
    assert project.texts(1, 0) == ("Mine, meanwhile.",)
    assert project.texts(2, 0) == ("His as well.",)
    assert project.texts(2, 2) == ("Моё.",)
    # What was said in the margin is no conflict.
    assert [(note.author, note.text) for note in project.notes(1)] == [("Reviewer", "See?")]
    assert project.notes(1)[0].time == "2026-03-04T05:06:07+00:00"


def test_codes_come_back_as_they_were(tmp_path):
    memory = Memory((Source("en", "en"), Source("ru", "ru")), "talks", project="k3f9aaaaaaaaaaaa")
    codes = (Code(4, "standalone", "1", "<br/>", "tmx"),)
    unit = Unit("1", {"en": Variant(("Line one ⟦2⟧",), codes=(codes,)), "ru": Variant(("Раз",))})
    path = tmp_path / "talks.docx"
    exchange.write(path, memory, [unit])
    assert Copy(path).texts(Copy(path).rows()["1"], 2) == ["Line⟦1⟧ one ⟦=2⟧"]
    _, rows = exchange.read_returned(path)
    back = next(rows).variants["en"]
    assert back.segments == ("Line one ⟦2⟧",)
    assert [(code.place, code.id) for code in back.codes[0]] == [(4, "1")]


@pytest.mark.parametrize("text", [*HOSTILE, *ODD])
def test_whatever_a_text_says_it_comes_back_as_text(text, tmp_path):
    memory = Memory((Source("en", "en"), Source("ru", "ru")), text, project="k3f9aaaaaaaaaaaa")
    unit = Unit("1", {"en": Variant((text,)), "ru": Variant(("Раз",))}, note=text)
    path = tmp_path / "talks.docx"
    exchange.write(path, memory, [unit])
    _, rows = exchange.read_returned(path)
    kept = "".join(c for c in text if c.isprintable() or c in "\N{RIGHT-TO-LEFT OVERRIDE}\N{POP DIRECTIONAL FORMATTING}\N{LINE SEPARATOR}\x7f\x9b")  # fmt: skip  # noqa: E501
    assert next(rows).variants["en"].segments == (kept,)


def test_a_copy_of_another_project_or_with_rows_of_one_is_refused(talks, tmp_path):
    project, path = talks
    other = tmp_path / "other.aligned"
    sample(other, SHAPES, text=sentence)
    with pytest.raises(WorkbenchError, match="of another project"):
        opened = projects.open(other)
        try:
            api.update(opened, [path])
        finally:
            opened.close()
    word = Copy(path)
    word.write(word.paragraphs(word.rows()["3"], 0)[1], "0@zzzz", tracked=False)
    word.save(path)
    with pytest.raises(WorkbenchError, match="row 4 is of another project"):
        api.update(project, [path])
    assert project.last == 0


def test_one_made_before_the_project_is_known_by_its_texts(talks, tmp_path):
    """As ``align -o X.docx`` makes it: no id of a project, and the texts agree, or not."""
    project, _ = talks
    memory, units = projects.units(project)
    path = tmp_path / "early.docx"
    exchange.write(path, replace(memory, project=""), units)
    word = Copy(path)
    word.write(word.paragraphs(word.rows()["1"], 2)[0], "Another text.", tracked=True)
    word.save(path)
    assert api.update(project, [path]).tables[0].returned.changed == (1,)
    for row in word.rows().values():
        for column in (2, 3, 4):
            for cell in word.paragraphs(row, column):
                word.write(cell, "Something else altogether.", tracked=False)
    word.save(path)
    with pytest.raises(WorkbenchError, match="no row names a project"):
        api.update(project, [path])


def test_rows_without_a_number_or_twice_are_listed(talks):
    project, path = talks
    word = Copy(path)
    rows = word.rows()
    word.write(word.paragraphs(rows["3"], 0)[0], "new", tracked=False)
    word.write(word.paragraphs(rows["5"], 0)[0], "4", tracked=False)
    word.comment(word.paragraphs(rows["3"], 2)[0], "Whose?")
    word.save(path)
    conflicts = api.update(project, [path]).tables[0].returned.conflicts
    assert [text.partition(":")[0] for text in conflicts] == ["row 4", "row 6", "row 4"]
    assert "bead 4 is in two rows" in conflicts[1]
    assert "this comment is left: 'Whose?'" in conflicts[2]


def test_merged_cells_and_a_lost_header_are_said(talks):
    project, path = talks
    word = Copy(path)
    row = word.rows()["2"]
    row.remove(row.findall(row[0].tag)[-1])
    word.save(path)
    with pytest.raises(WorkbenchError, match="row 3 has no cell in column 6"):
        api.update(project, [path])
    path = path.with_name("anew.docx")
    api.export([project], path)
    word = Copy(path)
    word.table.remove(word.table.findall(row.tag)[0])
    word.save(path)
    with pytest.raises(WorkbenchError, match="which column is which"):
        api.update(project, [path])


def test_what_stands_outside_the_cells_text_is_counted(talks):
    project, path = talks
    word = Copy(path)
    word.comment(word.root[0][0], "On the title.")
    word.save(path)
    assert api.update(project, [path]).tables[0].notes == ("left out: 1 comment outside the rows",)


def test_a_strangers_docx_stays_a_document_and_is_never_written_over(talks, tmp_path):
    project, _ = talks
    theirs = tmp_path / "speech.en.docx"
    theirs.write_bytes(docx(paragraph("Quite another text.")))
    assert not exchange.comes_back(theirs)
    with pytest.raises(WorkbenchError, match="it is another text"):
        api.update(project, [theirs])
    with pytest.raises(WorkbenchError, match="no DOCX for reviewers"):
        api.export([project], theirs)


def test_damaged_and_protected_ones_are_one_sentence(talks, tmp_path, capsys):
    project, path = talks
    cut = tmp_path / "cut.docx"
    cut.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(WorkbenchError):
        api.update(project, [cut])
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/comments.xml", b"<c>" + b" " * (64 * 2**20) + b"</c>")
    with pytest.raises(SystemExit) as left:
        main(["update", str(project.location), str(bomb)])
    assert left.value.code == 2
    assert "unpacks to more than" in capsys.readouterr().err


@pytest.mark.slow
def test_50_sets_of_edits_survive_libreoffice(tmp_path):
    """Saved by LibreOffice as DOCX, as a reviewer's program would."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("there is no LibreOffice")
    made = tmp_path / "made"
    made.mkdir()
    before, changes = {}, {}
    for seed in range(50):
        path = tmp_path / f"t{seed}.aligned"
        sample(path, SHAPES, text=sentence)
        project = projects.open(path, author="one")
        api.export([project], made / f"t{seed}.docx")
        before[seed] = state(project)
        changes[seed] = edited(made / f"t{seed}.docx", seed)
        project.close()
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path / "saved"),
         *map(str, sorted(made.iterdir()))],
        check=True, capture_output=True, timeout=400,
    )  # fmt: skip
    for seed in range(50):
        project = projects.open(tmp_path / f"t{seed}.aligned", author="one")
        report = api.update(project, [tmp_path / "saved" / f"t{seed}.docx"], force=True)
        assert report.tables[0].returned.conflicts == (), seed
        assert state(project) == expected(before[seed], changes[seed]), seed
        project.close()
