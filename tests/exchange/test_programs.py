"""Memories in the programs people use: OmegaT translates from them, translate-toolkit reads them.

Neither is a dependency: OmegaT is driven by a script in the folder that WORKBENCH_CHECKS
names, translate-toolkit runs in its own interpreter.
"""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from workbench import exchange, project
from workbench.glossary import Glossary
from workbench.units import Code, Memory, Source, Unit, Variant, within

CHECKS = os.environ.get("WORKBENCH_CHECKS")
OMEGAT = os.environ.get("OMEGAT_JAR") or shutil.which(os.environ.get("OMEGAT", "omegat"))
POCOUNT = shutil.which("pocount")

needs_omegat = pytest.mark.skipif(
    not (CHECKS and OMEGAT), reason="OmegaT is not installed, or WORKBENCH_CHECKS names no folder"
)
needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)
needs_toolkit = pytest.mark.skipif(not POCOUNT, reason="translate-toolkit is not installed")
pytestmark = pytest.mark.slow

SENTENCES = {
    "en": (
        "The delegation arrived on Monday.",
        "Both ministers signed the protocol.",
        "The next round will be held in spring.",
    ),
    "zh": ("代表团于周一抵达。", "两位部长签署了议定书。", "下一轮会谈将于春季举行。"),
    "zh#2": ("代表團於週一抵達。", "兩位部長簽署了議定書。", "下一輪會談將於春季舉行。"),
    "ru": (
        "Делегация прибыла в понедельник.",
        "Оба министра подписали протокол.",
        "Следующий раунд пройдёт весной.",
    ),
}
MEMORY = Memory(
    (
        Source("en", "en"),
        Source("zh", "zh-Hans"),
        Source("zh#2", "zh-Hant"),
        Source("ru", "ru"),
    ),
    "visit",
)
UNITS = [
    Unit(
        str(number),
        {key: Variant((sentences[number],)) for key, sentences in SENTENCES.items()},
        "confirmed",
        note="A note with <tags> & more",
    )
    for number in range(3)
]
AWKWARD = (
    "A & B < C > D \"quoted\" and 'single'",
    "Press <b>OK</b> &amp; wait; %s, {name}, </seg></tu>",
    "Smile 😀, family 👨‍👩‍👧, flag 🇷🇺, 𠀀 and e\u0301",
    "10\N{NO-BREAK SPACE}000 \N{NARROW NO-BREAK SPACE}roubles, soft\N{SOFT HYPHEN}hyphen",
    "Bell \x07 and escape \x1b and null \x00 in the text",
    "«Ёлочки» — “лапки” … № 5",
    "]]> and <![CDATA[ x ]]> and <!-- y --> and <?z?>",
    "  padded, with\N{ZERO WIDTH SPACE}a zero width space  ",
)


def omegat(folder, tmx, lines, source, target, *options):
    text = folder / "source.txt"
    text.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", f"{CHECKS}/omegat_check.sh", *options, str(tmx), str(text), source, target],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


@needs_omegat
@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("en:ru", "en", "ru"),
        ("en:zh", "en", "zh-CN"),
        ("zh:ru", "zh-CN", "ru"),
        ("ru:en", "ru", "en"),
        ("en:zh#2", "en", "zh-TW"),
        ("zh#2:ru", "zh-TW", "ru"),
        ("en:ru", "en-US", "ru-RU"),
    ],
)
def test_omegat_translates_from_a_bilingual_memory(tmp_path, pair, source, target):
    path = tmp_path / "memory.tmx"
    exchange.write(path, MEMORY, UNITS, pair=pair)
    lines = SENTENCES[pair.partition(":")[0]]
    assert omegat(tmp_path, path, lines, source, target, "--all") == "3 passed, 0 failed, 0 skipped"


@needs_omegat
@pytest.mark.parametrize(
    ("source", "target"), [("en", "ru"), ("ru", "zh-CN"), ("zh-CN", "en"), ("ru", "zh-TW")]
)
def test_omegat_translates_from_a_multilingual_memory(tmp_path, source, target):
    path = tmp_path / "memory.tmx"
    exchange.write(path, MEMORY, UNITS)
    lines = SENTENCES[source.partition("-")[0]]
    assert omegat(tmp_path, path, lines, source, target, "--all") == "3 passed, 0 failed, 0 skipped"


@needs_omegat
def test_omegat_translates_texts_full_of_awkward_characters(tmp_path):
    path = tmp_path / "memory.tmx"
    units = [
        Unit(str(number), {"en": Variant((text,)), "ru": Variant((f"Перевод {number}: {text}",))})
        for number, text in enumerate(AWKWARD)
    ]
    memory = Memory((Source("en", "en"), Source("ru", "ru")), "awkward")
    assert exchange.write(path, memory, units).removed == 6
    lines = [text.translate(dict.fromkeys([0, 7, 0x1B])).strip() for text in AWKWARD]
    said = omegat(tmp_path, path, lines, "en", "ru", "--all")
    assert said == f"{len(AWKWARD)} passed, 0 failed, 0 skipped"


@needs_omegat
def test_omegat_splits_units_of_several_sentences_where_it_can(tmp_path):
    """One sentence to two, and two to two, match; two to one cannot in any tool that splits."""
    units = [
        UNITS[0],
        Unit(
            "1-2",
            {
                "en": Variant(("A long conversation followed.",)),
                "ru": Variant(("Состоялась беседа.", "Она была долгой.")),
            },
        ),
        Unit(
            "2-2",
            {
                "en": Variant(("They spoke of trade.", "They spoke of culture.")),
                "ru": Variant(("Говорили о торговле.", "Говорили о культуре.")),
            },
        ),
    ]
    memory = replace(MEMORY, sources=(MEMORY.sources[0], MEMORY.sources[3]))
    path = tmp_path / "memory.tmx"
    exchange.write(path, memory, [within(unit, ("en", "ru")) for unit in units])
    lines = [
        SENTENCES["en"][0],
        "A long conversation followed.",
        "They spoke of trade. They spoke of culture.",
    ]
    said = omegat(tmp_path, path, lines, "en", "ru", "--sentences")
    assert said == "3 passed, 0 failed, 0 skipped"


@needs_omegat
def test_omegat_matches_units_of_several_sentences_in_whole_paragraphs(tmp_path):
    unit = Unit(
        "2-1",
        {
            "en": Variant(("He left early.", "She stayed.")),
            "ru": Variant(("Он ушёл рано, а она осталась.",)),
        },
    )
    path = tmp_path / "memory.tmx"
    exchange.write(path, Memory((Source("en", "en"), Source("ru", "ru"))), [unit])
    said = omegat(tmp_path, path, ["He left early. She stayed."], "en", "ru", "--all")
    assert said == "1 passed, 0 failed, 0 skipped"


READ = """
import json, sys
from translate.storage import factory
from translate.storage.tmx import tmxfile
name = sys.argv[1]
store = tmxfile.parsefile(name) if name.endswith(".tmx") else factory.getobject(name)
print(json.dumps([[str(unit.source), str(unit.target), unit.getnotes()]
                  for unit in store.units if not unit.isheader()]))
"""


def toolkit(path):
    """What translate-toolkit reads: source, target and notes of each unit."""
    with Path(POCOUNT).open(encoding="utf-8") as script:
        interpreter = script.readline().removeprefix("#!").split()
    done = subprocess.run(
        [*interpreter, "-c", READ, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_toolkit
@pytest.mark.parametrize("ending", ["tmx", "xliff", "po"])
@pytest.mark.parametrize("pair", ["en:ru", "zh:en"])
def test_translate_toolkit_reads_sources_targets_and_notes(tmp_path, ending, pair):
    path = tmp_path / f"memory.{ending}"
    exchange.write(path, MEMORY, UNITS, pair=pair)
    source, target = pair.split(":")
    found = toolkit(path)
    assert [unit[:2] for unit in found] == [
        [SENTENCES[source][number], SENTENCES[target][number]] for number in range(3)
    ]
    assert all("A note with <tags> & more" in unit[2] for unit in found)


@needs_toolkit
@pytest.mark.parametrize("ending", ["tmx", "xliff", "po"])
def test_translate_toolkit_reads_awkward_texts(tmp_path, ending):
    texts = [text.translate(dict.fromkeys([0, 7, 0x1B])).strip() for text in AWKWARD]
    units = [
        Unit(str(number), {"en": Variant((text,)), "ru": Variant((text,))})
        for number, text in enumerate(texts)
    ]
    path = tmp_path / f"memory.{ending}"
    exchange.write(path, Memory((Source("en", "en"), Source("ru", "ru"))), units)
    found = [unit[1] for unit in toolkit(path)]
    assert found == [text.replace("e\u0301", "\u00e9") for text in texts]


@needs_toolkit
def test_translate_toolkit_reads_the_glossary():
    path = Path(__file__).parents[2] / "glossaries" / "diplomacy.tbx"
    preferred = [
        [concept.terms_in(tag)[0].text for tag in ("en", "zh")] for concept in Glossary.read(path)
    ]
    assert [unit[:2] for unit in toolkit(path)] == preferred


@needs_libreoffice
def test_a_spreadsheet_comes_back_from_libreoffice_in_any_of_its_formats(tmp_path):
    """Decided on in the sheet, saved as the program likes: the decisions arrive, nothing else."""
    path = tmp_path / "visit.aligned"
    project.create_from_units(path, MEMORY, UNITS)
    opened = project.open(path)
    exchange.write(tmp_path / "visit.xlsx", *project.units(opened))
    book = openpyxl.load_workbook(tmp_path / "visit.xlsx")
    book.active["C3"], book.active["D3"] = "Unreviewed, flagged", "Which ministers?"
    book.active["E4"] = "The next round will be held in spring.\nThe place is open."
    book.save(tmp_path / "visit.xlsx")
    for source, kind in (
        ("visit.xlsx", "ods"),
        ("visit.ods", "xls"),
        ("visit.ods", "csv:Text - txt - csv (StarCalc):44,34,76"),
        ("visit.xls", "xlsx"),
    ):
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            kind,
            source,
        ]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
        name = f"visit.{kind.partition(':')[0]}"
        returned = project.operations.import_table(opened, *exchange.read(tmp_path / name))
        assert (returned.changed, returned.added, returned.conflicts) == ((2, 3), 1, ()), name
        assert (returned.moved, returned.edited, returned.removed) == (0, 0, 0), name
    opened.apply(returned.edit)
    assert (opened.bead(2).status, opened.note(2)) == ("unreviewed", "Which ministers?")
    opened.close()


@needs_omegat
@pytest.mark.parametrize("name", ["in.tmx", "in.xlf", "in.v2.xlf"])
def test_omegat_translates_from_a_memory_with_codes_of_any_format(tmp_path, name):
    """Codes at both ends, in the middle, crossing, with a foreign namespace and odd content."""
    form = {"in.tmx": "tmx", "in.xlf": "xliff", "in.v2.xlf": "xliff2"}[name]
    sources = {
        "tmx": ('<bpt i="1" x="1">&lt;b&gt;</bpt>', '<ept i="1">&lt;/b&gt;</ept>', '<ph x="2"/>'),
        "xliff": ('<g id="1" xmlns:a="urn:a" a:n="1">', "</g>", '<x id="2" ctype="lb"/>'),
        "xliff2": (
            '<pc id="1"><data>&lt;b&gt;</data>',
            "</pc><data>&lt;/b&gt;</data>",
            '<ph id="2"><data>]]&gt; &amp;</data></ph>',
        ),
    }[form]
    codes = (
        Code(0, "open", "1", sources[0], form),
        Code(3, "close", "1", sources[1], form),
        Code(8, "standalone", "2", sources[2], form),
    )
    units = [
        replace(
            unit,
            variants={key: replace(each, codes=(codes,)) for key, each in unit.variants.items()},
        )
        for unit in UNITS
    ]
    path, out = tmp_path / name, tmp_path / "memory.tmx"
    exchange.write(path, MEMORY, units, pair="en:ru")
    made = tmp_path / "p.aligned"
    project.create_from_units(made, *exchange.read(path))
    opened = project.open(made)
    exchange.write(out, *project.units(opened))
    opened.close()
    assert "xmlns:a" not in out.read_text(encoding="utf-8").partition("<body>")[0]
    # OmegaT shows codes as tags, and a plain text has none: what must match are those without.
    text = out.read_text(encoding="utf-8")
    plain = "".join(
        f'<tu><tuv xml:lang="en"><seg>{en}</seg></tuv><tuv xml:lang="ru"><seg>{ru}</seg></tuv></tu>'
        for en, ru in zip(SENTENCES["en"], SENTENCES["ru"], strict=True)
    )
    out.write_text(text.replace("</body>", f"{plain}</body>"), encoding="utf-8")
    told = omegat(tmp_path, out, SENTENCES["en"], "en", "ru", "--all")
    assert told == "3 passed, 0 failed, 0 skipped"
