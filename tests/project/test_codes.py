"""Inline codes and contexts of a project: kept, moved and edited with the text."""

import io

import pytest

from workbench import exchange, project
from workbench.exchange import tsv
from workbench.project import operations
from workbench.project.placed_codes import after_edit
from workbench.units import (
    Code,
    Memory,
    Source,
    Unit,
    Variant,
    codes_from_json,
    codes_to_json,
)

MEMORY = Memory((Source("en", "en"), Source("ru", "ru")), "talks")


def coded(text):
    """A text and its codes: [ opens, ] closes, | stands alone."""
    plain, codes, count = "", [], 0
    for letter in text:
        if letter not in "[]|":
            plain += letter
            continue
        kind = {"[": "open", "]": "close", "|": "standalone"}[letter]
        count += kind != "close"
        name = str(count)
        source = {"open": f'<bpt i="{name}"/>', "close": f'<ept i="{name}"/>'}.get(
            kind, f'<ph x="{name}"/>'
        )
        codes.append(Code(len(plain), kind, name, source, "tmx"))
    return plain, tuple(codes)


def shown(text, codes):
    """The contrary of :func:`coded`."""
    for code in reversed(codes):
        mark = {"open": "[", "close": "]", "standalone": "|"}[code.kind]
        text = text[: code.place] + mark + text[code.place :]
    return text


def variant(*segments):
    parts = [coded(segment) for segment in segments]
    codes = tuple(codes for _, codes in parts)
    return Variant(tuple(text for text, _ in parts), codes=codes if any(codes) else ())


@pytest.fixture
def opened(tmp_path):
    """Makes and opens a project of rows of two texts each (lists of sentences)."""
    projects = []

    def make(*rows, properties=()):
        units = [
            Unit(
                str(number),
                {"en": variant(*en), "ru": variant(*ru)},
                properties=dict(properties[number : number + 1][0]) if properties else {},
            )
            for number, (en, ru) in enumerate(rows)
        ]
        path = tmp_path / f"p{len(projects)}.aligned"
        project.create_from_units(path, MEMORY, units)
        projects.append(project.open(path))
        return projects[-1]

    yield make
    for one in projects:
        one.close()


def texts(one, column=0):
    """The segments of a column with their codes, a list for each bead."""
    rows = [[one.segment(number) for number in one.runs(bead)[column]] for bead in one.order]
    return [[shown(row.text, codes_from_json(row.codes)) for row in run] for run in rows]


def test_codes_and_properties_are_kept_and_come_back_as_units(opened):
    one = opened((["Say [it] now|."], ["Скажи [это]."]), properties=[{"msgctxt": "menu"}])
    memory, units = project.units(one)
    (unit,) = units
    assert unit.variants["en"].codes == (coded("Say [it] now|.")[1],)
    assert unit.properties == {"msgctxt": "menu"}
    assert memory.columns == ("msgctxt",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Say [it] now.", "Say it now!", "Say [it] now!"),
        ("Say [it] now.", "Please say it now.", "Please say [it] now."),
        ("Say [it] now.", "Say them now.", "Say [them] now."),
        ("Say [it] now.", "Say it all now.", "Say [it] all now."),
        ("Say [it].", "Say it all.", "Say [it all]."),
        ("Say it. [Now].", "Say that, then.", "Say that, [then]."),
        ("Say [it] now.", "Now.", "[]Now."),
        ("One|two", "One two", "One| two"),
        ("One| two three", "One two four three", "One| two four three"),
        ("[All bold]", "All very bold", "[All very bold]"),
        ("a [b [c] d] e", "a b x d e", "a [b [x] d] e"),
    ],
)
def test_an_edited_text_keeps_its_codes_where_they_belong(opened, old, new, expected):
    one = opened(([old], ["Да"]))
    segment = one.runs(one.order[0])[0][0]
    one.apply(operations.edit_text(one, segment, new))
    assert texts(one) == [[expected]]
    one.undo()
    assert texts(one) == [[old]]


def test_codes_stay_in_order_whatever_the_edit():
    text, codes = coded("[a|b]c[d]|e")
    for new in ("", "x", "edcba", "abcde" * 3, "bd"):
        placed = codes_from_json(after_edit(codes_to_json(codes), text, new))
        places = [code.place for code in placed]
        assert places == sorted(places)
        assert all(0 <= place <= len(new) for place in places)
        assert [code.id for code in placed] == [code.id for code in codes]


def test_codes_can_be_given_with_the_text(opened):
    one = opened((["Say [it] now."], ["Да"]))
    segment = one.runs(one.order[0])[0][0]
    text, codes = coded("Now [say] it.")
    one.apply(operations.edit_text(one, segment, text, codes=codes))
    assert texts(one) == [["Now [say] it."]]


@pytest.mark.parametrize(
    ("whole", "offset", "parts"),
    [
        ("[One.] Two|.", 5, ["[One.]", "Two|."]),
        ("One. [Two.]", 5, ["One.", "[Two.]"]),
        ("[One. Two.]", 5, ["[One.", "Two.]"]),
        ("One.| Two.", 5, ["One.|", "Two."]),
    ],
)
def test_a_segment_is_split_and_joined_with_its_codes(opened, whole, offset, parts):
    one = opened(([whole], ["Да"]))
    segment = one.runs(one.order[0])[0][0]
    one.apply(operations.split_segment(one, segment, offset))
    assert texts(one) == [parts]
    first, second = one.runs(one.order[0])[0]
    one.apply(operations.join_segments(one, first, second))
    assert texts(one) == [[whole]]


def test_codes_move_with_their_segments(opened):
    one = opened((["One.", "[Two]."], ["Раз."]), (["Three."], ["Два. Три."]))
    one.apply(operations.move_last(one, one.order[0], 0))
    assert texts(one) == [["One."], ["[Two].", "Three."]]


def test_a_split_bead_keeps_the_context_in_both_parts(opened):
    one = opened((["One.", "Two."], ["Раз.", "Два."]), properties=[{"msgctxt": "menu"}])
    one.apply(operations.split(one, one.order[0], (1, 1)))
    _, units = project.units(one)
    assert [unit.properties for unit in units] == [{"msgctxt": "menu"}] * 2


@pytest.fixture
def table(tmp_path):
    """Exports a project as a table, has it changed, and takes it back."""

    def change(one, ending, old, new):
        path = tmp_path / f"sheet.{ending}"
        exchange.write(path, *project.units(one))
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return operations.import_table(one, *exchange.read(path))

    return change


def test_codes_are_numbered_marks_in_a_table_and_come_back(opened, table):
    one = opened((["Say [it] now|."], ["Скажи это."]), (["No |codes."], ["Нет| кодов."]))
    # Nothing changed.
    assert not table(one, "tsv", "\t", "\t").edit.changes
    found = table(one, "csv", "Say ⟦1⟧it⟦2⟧ now⟦3⟧.", "Now⟦3⟧ say ⟦1⟧this⟦2⟧.")
    one.apply(found.edit)
    assert texts(one)[0] == ["Now| say [this]."]
    # A code of the source put into the target.
    found = table(one, "csv", "Скажи это.", "Скажи ⟦2⟧это⟦3⟧.")
    assert not found.conflicts
    one.apply(found.edit)
    assert texts(one, 1)[0] == ["Скажи [это]."]
    # The same code has the same number in both languages.
    assert not table(one, "tsv", "Нет⟦1⟧ кодов.", "Нет⟦1⟧ кодов.").edit.changes


def test_a_mark_that_is_no_code_of_the_bead_is_a_conflict(opened, table):
    one = opened((["Say [it]."], ["Скажи это."]))
    found = table(one, "csv", "Скажи это.", "Скажи ⟦7⟧это.")
    assert not found.edit.changes
    assert found.conflicts == ("row 2: bead 1 has no code that is called ⟦7⟧",)


def test_a_line_that_moves_in_a_table_takes_its_codes_along(opened, table):
    one = opened((["One.", "[Two]."], ["Раз."]), (["Three|."], ["Два. Три."]))
    path = "One.\\n⟦1⟧Two⟦2⟧."
    found = table(one, "tsv", f"{path}\t", "One.\t")
    assert (found.removed, found.conflicts) == (1, ())

    def moved(text):
        return text.replace(path, "One.").replace("Three⟦1⟧.", "⟦1⟧Two⟦2⟧.\\nThree⟦1⟧.")

    found = table(one, "tsv", *both(one, moved))
    assert (found.moved, found.removed, found.conflicts) == (1, 0, ())
    one.apply(found.edit)
    assert texts(one) == [["One."], ["[Two].", "Three|."]]


def both(one, change):
    """The whole table of a project, and what a person makes of it."""
    file = io.BytesIO()
    memory, units = project.units(one)
    writer = tsv.Writer(file, memory, {})
    for unit in units:
        writer.add(unit)
    text = file.getvalue().decode()
    return text, change(text)


def test_text_that_looks_like_a_mark_is_text(opened, table):
    one = opened((["Press ⟦1⟧ or [⟦=2⟧]."], ["Да"]))
    assert not table(one, "tsv", "⟦=1⟧", "⟦=1⟧").edit.changes
    assert not table(one, "csv", "⟦==2⟧", "⟦==2⟧").edit.changes
