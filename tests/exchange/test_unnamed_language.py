"""Files that do not name the language of their translations."""

import pytest

from workbench import api, exchange
from workbench.errors import WorkbenchError

TEXTS = (
    ("The ministers met on Tuesday and spoke for two hours.", "Министры встретились во вторник."),
    ("They discussed trade and the exchange of students.", "Они обсудили обмен студентами."),
)
XLIFF = (
    '<xliff version="1.2"><file source-language="en" original="a"><body>{}</body></file></xliff>'
)
UNIT = '<trans-unit id="{}"><source>{}</source><target{}>{}</target></trans-unit>'
XLIFF2 = '<xliff version="2.0" srcLang="en"><file id="f">{}</file></xliff>'
UNIT2 = '<unit id="{}"><segment><source>{}</source><target{}>{}</target></segment></unit>'


def xliff(path, form, unit, *, own="", texts=TEXTS):
    """A file with these texts; ``own`` is what the targets say of themselves."""
    units = "".join(unit.format(n, en, own, ru) for n, (en, ru) in enumerate(texts))
    path.write_text(form.format(units), encoding="utf-8")
    return path


def keys(path):
    """The languages of a file, and what is said of them; all units have both."""
    memory, units = exchange.read(path)
    found = [source.key for source in memory.sources]
    assert all(list(unit.variants) == found for unit in units)
    return found, memory.notes


@pytest.mark.parametrize(("form", "unit"), [(XLIFF, UNIT), (XLIFF2, UNIT2)])
def test_the_text_says_it(tmp_path, form, unit):
    """And it is said that it did."""
    found, notes = keys(xliff(tmp_path / "a.xlf", form, unit))
    assert found == ["en", "ru"]
    assert notes == ("it does not name the language of its translations; the text says ru",)


def test_a_check_says_so_too(tmp_path):
    """With the file's name, since it may look at several."""
    path = xliff(tmp_path / "a.xlf", XLIFF, UNIT)
    remarks = api.check_files([path]).remarks
    assert [remark for remark in remarks if remark.startswith(f"{path}: it does not name")]


def test_a_target_says_it_of_itself(tmp_path):
    """It is not asked any further then."""
    own = ' xml:lang="uk"'
    assert keys(xliff(tmp_path / "a.xlf", XLIFF, UNIT, own=own)) == (["en", "uk"], ())


def test_the_name_says_it(tmp_path):
    """Where the text is too short to."""
    path = xliff(tmp_path / "menu.ru.xlf", XLIFF, UNIT, texts=(("OK", "OK"),))
    assert keys(path)[0] == ["en", "ru"]


@pytest.mark.parametrize("target", ["OK", "The ministers met on Tuesday and spoke for two hours."])
def test_what_nothing_says_is_refused(tmp_path, target):
    """Too short, or in the source's language, as where nothing is translated yet."""
    path = xliff(tmp_path / "menu.xlf", XLIFF, UNIT, texts=((TEXTS[0][0], target),))
    with pytest.raises(WorkbenchError, match="target language is not named"):
        keys(path)


@pytest.mark.parametrize(("target", "said"), [(TEXTS[0][1] * 3, "ru"), ("OK", None)])
def test_of_po_too(tmp_path, target, said):
    """A header without a language, or none."""
    path = tmp_path / "messages.po"
    path.write_text(f'msgid "{TEXTS[0][0]}"\nmsgstr "{target}"\n', encoding="utf-8")
    if said is None:
        with pytest.raises(WorkbenchError, match="names no language"):
            exchange.read(path)
    else:
        assert keys(path)[0] == ["en", said]
