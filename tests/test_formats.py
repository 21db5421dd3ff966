"""The registry of formats: what it says holds in the rooms, the hook and the documentation."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from workbench import exchange, formats
from workbench.api.checking import holds_units
from workbench.errors import WorkbenchError
from workbench.units import Memory, Source, Unit, Variant

ROOT = Path(__file__).parents[1]
MEMORY = Memory((Source("en", "en"), Source("ru", "ru")), "talks")
UNITS = [
    Unit("1", {"en": Variant(("The talks began.",)), "ru": Variant(("Переговоры начались.",))}),
    Unit("2", {"en": Variant(("They ended.",)), "ru": Variant(("Они закончились.",))}),
]


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the table of a page whose header begins with a cell."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    table = text[text.index(f"| {heading} |") :].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n")[2:]]


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.label)
def test_every_module_that_a_record_names_reads_or_writes(form: formats.Format) -> None:
    room = {"document": "documents", "units": "exchange", "page": "report"}.get(form.holds)
    if form.reader:
        assert callable(importlib.import_module(f"workbench.{room}.{form.reader}").read)
    if form.writer and form.holds != "picture":
        module = importlib.import_module(f"workbench.{room}.{form.writer}")
        writes = {"page": "render_page"}.get(form.holds, "write" if form.file_each else "Writer")
        assert callable(getattr(module, writes))


def test_asking_the_registry_imports_no_room() -> None:
    program = (
        "import sys; from workbench import formats; formats.find('a.docx', 'document');"
        "print(*[name for name in sys.modules if name.startswith('workbench.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["workbench.formats"]


def test_capitals_and_long_endings_are_understood() -> None:
    assert formats.find("A.TMX", "units") is formats.TMX
    assert formats.find("dir.tmx/talks.Po", "units", "write") is formats.PO
    packed = formats.find("x.TMX.GZ", "units")
    assert packed is not None
    assert packed.endings == (".tmx.gz",)
    assert formats.find("x.gz", "units") is None
    assert formats.find("tmx", "units") is None
    assert formats.find(".tmx", "units") is None
    assert formats.find("x.tmx", "document") is None
    assert formats.stem("Talks.2024.TMX.gz", "units") == "Talks.2024"
    assert formats.stem("notes", "units") == "notes"


@pytest.mark.parametrize(
    "form",
    [form for form in formats.chosen("units", "write") if form.reader],
    ids=lambda form: form.label,
)
def test_what_is_written_in_capitals_is_read_and_recognised(
    form: formats.Format, tmp_path: Path
) -> None:
    path = tmp_path / f"TALKS{form.endings[0].upper()}"
    exchange.write(path, MEMORY, UNITS)
    _, units = exchange.read(path)
    assert [unit.variants["en"].segments for unit in units] == [
        unit.variants["en"].segments for unit in UNITS
    ]
    assert formats.recognised(path.read_bytes()[:4096]) is form


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"\xff\xfe<\0?\0x\0m\0l\0", ".tmx"),
        (b'<?xml version="1.0"?>\n<x:xliff xmlns:x="urn">', ".xliff"),
        (b"\x1f\x8b\x08\x00", ".tmx.gz"),
        (b'# Translators\n#\nmsgid ""\n', ".po"),
        (b"\xef\xbb\xbfen;ru\nOne;", ".csv"),
        (b"en\tru\n", ".tsv"),
        (b"", ".csv"),
    ],
)
def test_standard_input_is_told_by_its_beginning(head: bytes, ending: str) -> None:
    assert formats.recognised(head).endings[0] == ending


@pytest.mark.parametrize("name", ["A.MXLIFF", "a.tmx.gz", "a.pot", "a.ods", "a.Aligned", "a.json"])
def test_check_takes_every_file_of_units_for_one(name: str) -> None:
    assert holds_units(Path(name), text=False)
    assert not holds_units(Path("a.txt"), text=False)


def test_a_document_of_an_aligned_format_is_refused_in_capitals_too(tmp_path: Path) -> None:
    from workbench import documents

    for ending in (".MXLIFF", ".Aligned", ".TMX.gz"):
        path = tmp_path / f"talks{ending}"
        path.write_text("The talks began.", encoding="utf-8")
        with pytest.raises(WorkbenchError, match="aligned texts already"):
            documents.read(path)


def test_the_hook_looks_at_the_files_that_are_translations_by_their_names() -> None:
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    pattern = next(hook["files"] for hook in hooks if hook["id"] == "workbench-check")
    # A template holds one language only: there is nothing to check in it.
    looked_at = [each for each in formats.FORMATS if each.certain and each.languages != "one"]
    assert {f"talks{ending}" for ending in formats.endings(looked_at)} == {
        f"talks{ending}"
        for ending in formats.endings(formats.FORMATS)
        if re.search(pattern, f"talks{ending}")
    }
    assert re.search(pattern, "TALKS.TMX")


def test_the_table_of_documents_has_each_format_in_a_row() -> None:
    table = rows("documents.md", "ending")
    named = [set(re.findall(r"`(\.\w+)`", row[0])) for row in table]
    for form in formats.chosen("document"):
        assert any(set(form.endings) <= row for row in named), form.label
    assert set().union(*named) == set(formats.endings(formats.chosen("document")))


def test_the_table_of_exchange_formats_says_what_the_registry_says() -> None:
    table = rows("formats.md", "format")
    named: set[str] = set()
    for form in formats.chosen("units"):
        for ending in form.endings:
            fitting = [row for row in table if f"`{ending}`" in row[1]]
            named.add(ending)
            directions = {word.strip(",") for row in fitting for word in row[2].split()}
            records = [each for each in formats.chosen("units") if ending in each.endings]
            assert ("in" in directions) == any(each.reader for each in records), ending
            assert ("out" in directions) == any(each.writer for each in records), ending
            languages = {"any": "any number"}.get(form.languages, form.languages)
            assert languages in {row[3] for row in fitting}, ending
    assert named == {ending for row in table for ending in re.findall(r"`(\.[\w.]+)`", row[1])}
