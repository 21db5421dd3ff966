"""The checks as a command: inputs, places, suppression, reports, exit status, bad input."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from support.program import run

from workbench.checks import RULES, check
from workbench.checks.reports import FORMATS, render
from workbench.errors import WorkbenchError
from workbench.glossary import Concept, Glossary, Term
from workbench.settings import Settings
from workbench.units import Code, Unit, Variant

SCHEMAS = os.environ.get("WORKBENCH_SCHEMAS")

GLOSSARY = Glossary(
    (
        Concept(
            "charter",
            {
                "en": (Term("Charter"),),
                "ru": (Term("Устав"), Term("Хартия", "forbidden")),
                "zh": (Term("宪章"),),
            },
        ),
    ),
    ("en", "ru", "zh"),
)
CSV = "concept_id,en,ru,ru_forbidden\ncharter,Charter,Устав,Хартия\n"


def unit(source: str, target: str, *, name: str = "1", note: str = "", tag: str = "ru") -> Unit:
    """A unit with an English source."""
    return Unit(name, {"en": Variant((source,)), tag: Variant((target,))}, note=note)


def rules(*units: Unit, glossary: Glossary | None = GLOSSARY) -> list[str]:
    """The names of the rules that find something."""
    return [finding.rule for finding in check(units, glossary)]


PO_HEAD = """msgid ""
msgstr ""
"Language: ru\\n"
"X-Source-Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"
    srclang="en" datatype="plaintext"/>
  <body>
    <tu tuid="one">{note}
      <tuv xml:lang="en"><seg>The Charter &amp; the law.</seg></tuv>
      <tuv xml:lang="ru"><seg>Закон &amp; {term}.</seg></tuv>
    </tu>
  </body>
</tmx>
"""


def test_a_pipeline_fails_shows_the_line_and_passes_after_the_repair(tmp_path: Path) -> None:
    """A git repository with a memory, a PO and a text fails on a wrong term until it is mended."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "terms.csv").write_text(CSV, encoding="utf-8")
    files = {
        "memory.tmx": (TMX.format(note="", term="Хартия"), 8),
        "messages.po": (
            PO_HEAD + 'msgid "The Charter is in force."\nmsgstr "Хартия действует."\n',
            8,
        ),
        "speech.ru.md": ("# Речь\n\nДобрый день.\n\nХартия действует и сегодня.\n", 5),
        "speech.en.md": ("# Speech\n\nGood day.\n\nThe Charter is in force today.\n", 5),
    }
    for name, (text, _) in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "-C", str(tmp_path), "add", "."], check=True)

    def pipeline() -> tuple[list[int], str]:
        terms = ("--glossary", "terms.csv", "--format", "github")
        both = ("--align", "speech.en.md", "speech.ru.md")
        steps = [
            run(tmp_path, "check", "memory.tmx", "messages.po", *terms),
            run(tmp_path, "check", *both, *terms),
        ]
        return [step.returncode for step in steps], "".join(step.stdout for step in steps)

    statuses, output = pipeline()
    assert statuses == [1, 1]
    for name, (_, line) in files.items():
        if "Хартия" in files[name][0]:
            assert f"::error file={name},line={line},col=" in output
    for name, (text, _) in files.items():
        (tmp_path / name).write_text(text.replace("Хартия", "Устав"), encoding="utf-8")
    assert pipeline() == ([0, 0], "")


def test_the_column_is_that_of_the_term_behind_an_escaped_ampersand(tmp_path: Path) -> None:
    """In a TMX line the column counts what really stands there, entities included."""
    (tmp_path / "m.tmx").write_text(TMX.format(note="", term="Хартия"), encoding="utf-8")
    (tmp_path / "t.csv").write_text(CSV, encoding="utf-8")
    result = run(tmp_path, "check", "m.tmx", "--glossary", "t.csv", "--format", "json")
    finding = json.loads(result.stdout)["findings"][0]
    line = TMX.format(note="", term="Хартия").splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 :].startswith("Хартия")
    assert (finding["rule"], finding["unit"], finding["concept"]) == (
        "term-forbidden", "one", "charter",
    )  # fmt: skip
    assert finding["target"][slice(*finding["span"])] == "Хартия"


def test_a_note_and_a_baseline_suppress_and_stale_ones_are_reported(tmp_path: Path) -> None:
    """What is known is counted, not reported; what is not needed any more is named."""
    note = "<note>workbench: ignore term-forbidden[charter] a quotation</note>"
    (tmp_path / "t.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "m.tmx").write_text(TMX.format(note=note, term="Хартия"), encoding="utf-8")
    first = run(tmp_path, "check", "m.tmx", "--glossary", "t.csv", "--format", "json")
    assert first.returncode == 0
    assert json.loads(first.stdout)["suppressed"] == 1
    (tmp_path / "m.tmx").write_text(TMX.format(note=note, term="Устав"), encoding="utf-8")
    assert (
        "term-forbidden[charter]" in run(tmp_path, "check", "m.tmx", "--glossary", "t.csv").stderr
    )

    (tmp_path / "m.tmx").write_text(TMX.format(note="", term="Хартия"), encoding="utf-8")
    base = ("check", "m.tmx", "--glossary", "t.csv")
    assert run(tmp_path, *base, "--write-baseline", "known.json").returncode == 0
    known = run(tmp_path, *base, "--baseline", "known.json")
    assert known.returncode == 0
    assert "1 suppressed" in known.stdout
    (tmp_path / "m.tmx").write_text(TMX.format(note="", term="Устав"), encoding="utf-8")
    assert "not found any more" in run(tmp_path, *base, "--baseline", "known.json").stderr


def test_fail_on_decides_the_status(tmp_path: Path) -> None:
    """A warning fails by default and not with --fail-on error."""
    (tmp_path / "m.tsv").write_text("en\tru\nWe agree.\tМы  согласны.\n", encoding="utf-8")
    assert run(tmp_path, "check", "m.tsv").returncode == 1
    assert run(tmp_path, "check", "m.tsv", "--fail-on", "error").returncode == 0


def test_a_text_alone_has_only_what_is_forbidden_always(tmp_path: Path) -> None:
    """Without a source nothing is due; a concept marked always forbids all the same."""
    (tmp_path / "t.csv").write_text(
        "concept_id,en,ru,ru_forbidden,flags\ncharter,Charter,Устав,Хартия,\n"
        "meeting,meeting,встреча,митинг,always\n",
        encoding="utf-8",
    )
    (tmp_path / "a.ru.txt").write_text("Хартия принята.\nНа митинге выступили.\n", encoding="utf-8")
    result = run(tmp_path, "check", "a.ru.txt", "--glossary", "t.csv", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert [(one["concept"], one["line"], one["column"]) for one in findings] == [("meeting", 2, 4)]


def test_plural_forms_need_only_one_of_the_two_sources(tmp_path: Path) -> None:
    """A PO plural is measured against msgid and msgid_plural; fuzzy and empty are passed over."""
    (tmp_path / "m.po").write_text(
        PO_HEAD + 'msgid "One file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\n'
        'msgstr[1] "%d файла"\nmsgstr[2] "файлов"\n\n'
        '#, fuzzy\nmsgid "%s is here"\nmsgstr "здесь"\n\n'
        'msgid "%s is not here"\nmsgstr ""\n\n'
        'msgid "_Open %s"\nmsgstr "_Открыть %s"\n',
        encoding="utf-8",
    )
    result = run(tmp_path, "check", "m.po", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert [(one["rule"], one["unit"][-2:], one["line"]) for one in findings] == [
        ("placeholder", "#2", 11)
    ]


def test_an_accelerator_does_not_hide_a_term() -> None:
    """A keyboard shortcut's mark inside a word is no part of it."""
    marked = Unit(
        "1",
        {"en": Variant(("_Charter",)), "ru": Variant(("Уст_ав",))},
        properties={"accelerator": "_"},
    )
    assert rules(marked) == []


def test_inconsistent_rendering_is_noted_in_the_minority() -> None:
    """Of two allowed renderings of one term the rarer one is named, with the usual one."""
    renderings = (Term("Суд"), Term("Палата", "admitted"))
    court = Concept("court", {"en": (Term("the Court"),), "ru": renderings})
    glossary = Glossary((court,), ("en", "ru"))
    units = [
        unit("the Court sat", text, name=str(n)) for n, text in enumerate(["Суд", "Суд", "Палата"])
    ]
    found = [one for one in check(units, glossary) if one.rule == "term-inconsistent"]
    assert [(one.unit, one.expected) for one in found] == [("2", ("Суд",))]


def test_settings_switch_rules_and_severities() -> None:
    """A rule can be off or have another severity; an unknown one is an error."""
    units = [unit("We agree.", "Мы  согласны.")]
    assert check(units, settings=Settings(checks={"whitespace": "off"})) == []
    found = check(units, settings=Settings(checks={"whitespace": "error"}))
    assert [one.severity for one in found] == ["error"]
    with pytest.raises(WorkbenchError, match="white-space"):
        check(units, settings=Settings(checks={"white-space": "off"}))


def test_a_half_width_mark_that_is_a_habit_is_one_finding() -> None:
    """In nearly all texts of a translator it is said once, in some of them each time."""
    half = [unit(f"Name {n} (new)", f"名称{n}号(新的)", name=str(n), tag="zh") for n in range(30)]
    full = [
        unit(f"Kind {n} (new)", f"种类{n}号（新的）", name=f"f{n}", tag="zh") for n in range(14)
    ]
    found = check([*half, *full])
    assert [(one.unit, one.rule) for one in found] == [("0", "punctuation")]
    assert "29 further" in found[0].message
    mixed = check([*half[:20], *full])
    assert len(mixed) == 20
    assert all(one.expected == ("（",) for one in mixed)


def test_cells_and_names_of_documents_are_no_sentences(tmp_path: Path) -> None:
    """In aligned texts a word is translated as its place wants it, a sentence as before."""
    table = tmp_path / "t.tsv"
    rows = ("Default\tУмолчание", "Default\tПо умолчанию", "Press the key\tНажмите клавишу",
            "Press the key\tДавите на клавишу")  # fmt: skip
    table.write_text("en\tru\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = run(tmp_path, "check", "t.tsv", "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert [one["target"] for one in found if one["rule"] == "inconsistent-translation"] == [
        "Давите на клавишу"
    ]


def test_own_placeholders_must_be_kept() -> None:
    """A pattern from the settings is a placeholder like the usual ones."""
    units = [unit("Dear @@NAME@@!", "Уважаемый @@ИМЯ@@!")]
    found = check(units, settings=Settings(placeholders=("@@.+?@@",)))
    assert [one.rule for one in found] == ["placeholder"]


def test_three_languages_are_checked_against_the_first() -> None:
    """Each pair (source, other) counts as a check."""
    three = Unit("1", {"en": Variant(("The Charter.",)), "zh": Variant(("法律。",)),
                       "ru": Variant(("Закон.",))})  # fmt: skip
    found = check([three], GLOSSARY)
    assert [(one.rule, one.target_lang) for one in found] == [
        ("term-missing", "zh"), ("term-missing", "ru"),
    ]  # fmt: skip


def test_fingerprints_know_no_position() -> None:
    """The same finding elsewhere has the same fingerprint, another text another one."""
    one, other = check(
        [unit("The Charter", "Закон"), unit("The  Charter", "Закон", name="2")], GLOSSARY
    )
    assert one.fingerprint == other.fingerprint
    assert check([unit("The Charter", "Право")], GLOSSARY)[0].fingerprint != one.fingerprint


REPORT_UNITS = [
    unit("The Charter.", "Хартия\u00a0<b>%,:\n\u0001.", name="a|b"),
    unit("It costs 5 %d.", "Стоит 6 .", name="2"),
]


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_can_be_made(form: str) -> None:
    """Findings with markup, line breaks and control characters break no format."""
    from workbench.checks import Input, report

    text = render(report([Input(REPORT_UNITS)], GLOSSARY), form)
    assert "Хартия" in text
    nothing = render(report([Input([])], GLOSSARY), form)
    assert "The Charter." not in nothing
    assert nothing.endswith("\n") or form == "github"


@pytest.mark.skipif(not SCHEMAS, reason="WORKBENCH_SCHEMAS names no folder of schemas")
@pytest.mark.parametrize("units", [REPORT_UNITS, []], ids=["findings", "none"])
def test_reports_are_valid_by_their_schemas(units: list[Unit], tmp_path: Path) -> None:
    """SARIF, rdjson and JUnit are what their schemas ask for."""
    from workbench.checks import Input, report

    folder = Path(SCHEMAS or "")
    found = report([Input(units)], GLOSSARY)
    sarif = json.loads((folder / "sarif/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(render(found, "sarif")), sarif)
    rdjson = json.loads((folder / "rdjson/DiagnosticResult.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(render(found, "rdjson")), rdjson)
    junit = etree.XMLSchema(file=str(folder / "junit/JUnit.xsd"))
    junit.assertValid(etree.fromstring(render(found, "junit").encode()))


def test_rdjson_counts_bytes(tmp_path: Path) -> None:
    """A column in rdjson is one of UTF-8 bytes, in JSON one of characters."""
    (tmp_path / "t.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "m.tsv").write_text("en\tru\nThe Charter\tЭта Хартия\n", encoding="utf-8")
    base = ("check", "m.tsv", "--glossary", "t.csv", "--format")
    characters = json.loads(run(tmp_path, *base, "json").stdout)["findings"][0]["column"]
    start = json.loads(run(tmp_path, *base, "rdjson").stdout)["diagnostics"][0]["location"]["range"]
    assert characters == len("The Charter\tЭта ") + 1
    assert start["start"] == {"line": 2, "column": len("The Charter\tЭта ".encode()) + 1}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", "concept_id,xx\na,b\n", "t.csv:1"),
        ("t.csv", 'concept_id,en\na,"b\n', "t.csv:2"),
        ("t.csv", "concept_id,en\na,b\na,c\n", "t.csv:3"),
        ("t.csv", "concept_id,en,ru\na,b,   \n", "only of spaces"),
        ("t.csv", "concept_id,en,ru\na,—,б\n", "no letter"),
        ("t.tbx", "<martif><text><body><termEntry id='a'>", "t.tbx:1"),
        ("t.tbx", "<html/>", "html"),
        ("t.txt", "source only\n", "--pair"),
        ("t.doc", "x", ".doc"),
    ],
)
def test_a_bad_glossary_is_one_sentence_with_its_place(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    """Status 2, the place and a remedy, no traceback."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "m.tsv").write_text("en\tru\na\tб\n", encoding="utf-8")
    result = run(tmp_path, "check", "m.tsv", "--glossary", name)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_pattern_that_matches_nothing_at_all_is_refused(tmp_path: Path) -> None:
    """A placeholder pattern that matches the empty string is an error in the settings."""
    (tmp_path / "workbench.toml").write_text('placeholders = ["a*"]\n', encoding="utf-8")
    (tmp_path / "m.tsv").write_text("en\tru\na\tб\n", encoding="utf-8")
    result = run(tmp_path, "check", "m.tsv")
    assert result.returncode == 2
    assert "empty string" in result.stderr


def test_every_rule_is_documented() -> None:
    """Each rule has a summary, an example, a severity, and a heading in the docs."""
    docs = Path("docs/checks.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert rule.summary in docs
        assert all(part in docs for part in rule.example)
        assert f"### `{rule.name}`" in docs


def test_standard_input_holds_units_or_with_a_language_a_text(tmp_path: Path) -> None:
    """What is piped in is checked as a file is; it has no place."""
    (tmp_path / "t.csv").write_text(CSV, encoding="utf-8")
    command = [sys.executable, "-m", "workbench", "check", "-", "--format", "json"]
    piped = partial(
        subprocess.run, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path
    )
    units = piped([*command, "--glossary", "t.csv"], input=TMX.format(note="", term="Хартия"))
    (finding,) = json.loads(units.stdout)["findings"]
    assert (finding["rule"], finding["path"]) == ("term-forbidden", None)
    text = piped([*command, "--lang", "ru"], input="Мы  согласны.\n")
    assert [one["rule"] for one in json.loads(text.stdout)["findings"]] == ["whitespace"]


def test_comments_that_a_program_extracted_can_ignore_a_rule(tmp_path: Path) -> None:
    """A PO entry's ``#.`` comment is a note as good as a translator's."""
    entry = '#. workbench: ignore number-mismatch agreed\nmsgid "5 parts"\nmsgstr "6 частей"\n'
    (tmp_path / "m.po").write_text(PO_HEAD + entry, encoding="utf-8")
    result = run(tmp_path, "check", "m.po")
    assert (result.returncode, "1 suppressed" in result.stdout) == (0, True)


def test_the_text_report_underlines_what_is_meant_behind_wide_signs() -> None:
    """Marks stand below the words, whatever precedes them and however long the text is."""
    from workbench.checks import Input, report
    from workbench.words import width

    family = "👨\u200d👩\u200d👧\u200d👦"
    for before in (f"{family} ", "条约 ", "е\u0301то ", f"{family} слово " * 30):
        found = report([Input([unit("The Charter", f"{before}Хартия.")])], GLOSSARY)
        target, marks = render(found, "text").splitlines()[3:5]
        assert set(marks.strip()) == {"^"}
        assert len(marks) - len(marks.lstrip()) == width(target[: target.index("Хартия")])
        assert len(marks.strip()) == len("Хартия")


def test_full_and_short_names_of_one_body_are_not_inconsistent() -> None:
    """ООН beside Организация Объединённых Наций is one name; two calques are two."""
    glossary = Glossary.read("glossaries/diplomacy.tbx")

    def found(*targets: str) -> list[str]:
        units = [
            Unit(str(number), {"en": Variant((source,)), "ru": Variant((target,))})
            for number, (source, target) in enumerate(
                zip(("The UN Charter holds.", "The UN Charter is clear."), targets, strict=True)
            )
        ]
        return [one.rule for one in check(units, glossary)]

    assert found("Устав ООН действует.", "Устав Организации Объединённых Наций ясен.") == []


def test_the_other_aspect_counts_unless_the_settings_say_otherwise() -> None:
    """By default a verb of the other aspect is the term, a derived word is not."""
    concept = Concept("edit", {"en": (Term("edit"),), "ru": (Term("редактировать"),)})
    derived = Concept("input", {"en": (Term("input"),), "ru": (Term("вход"),)})
    glossary = Glossary((concept, derived), ("en", "ru"))
    unit = Unit(
        "1",
        {
            "en": Variant(("You can edit the input fields.",)),
            "ru": Variant(("Входные поля можно отредактировать.",)),
        },
    )

    def missing(*flags: str) -> set[str | None]:
        findings = check([unit], glossary, settings=Settings(term_flags=flags))
        return {one.concept for one in findings if one.rule == "term-missing"}

    assert missing() == {"edit", "input"}
    assert missing("aspect") == {"input"}
    assert missing("aspect", "derived") == set()
    assert {one.concept for one in check([unit], glossary)} == {"input"}


GAPS = """id\tversion\tstatus\tnote\ten\tru
1\t0\tunreviewed\t\tThe talks opened on Monday.\tПереговоры открылись в понедельник.
2\t0\tunreviewed\t\tNobody agreed on the price of gas.\t
3\t0\tunreviewed\t\t\tЖурналисты весь день ждали у входа.
4\t0\tunreviewed\t\t\tThe hosts were thanked for all of it.
5\t0\tunreviewed\t\t* * *\t
"""


def test_a_sentence_in_one_language_only_is_reported_in_both_directions(tmp_path: Path) -> None:
    """In a table, align's JSON and a project alike; not an ornament, nor a source left standing."""
    (tmp_path / "gaps.tsv").write_text(GAPS, encoding="utf-8")
    assert run(tmp_path, "import", "gaps.tsv", "-o", "gaps.aligned", "--no-score").returncode == 0
    assert run(tmp_path, "export", "gaps.aligned", "-o", "gaps.json").returncode == 0
    for name in ("gaps.tsv", "gaps.aligned", "gaps.json"):
        result = run(tmp_path, "check", name, "--format", "json")
        findings = json.loads(result.stdout)["findings"]
        assert [(one["rule"], one["side"]) for one in findings] == [
            ("missing-segment", "source"),
            ("missing-segment", "target"),
            ("wrong-language", "target"),
        ], name
        assert [one["message"][-10:] for one in findings[:2]] == ["in Russian", "in English"]


def test_a_sentence_without_counterpart_is_pointed_to_in_its_own_document(tmp_path: Path) -> None:
    """With --align, in the file and line where it stands."""
    english = (
        "The talks opened in Geneva on Monday.",
        "The two sides discussed trade and energy.",
        "They did not agree on the price of gas.",
        "The minister thanked the hosts for their hospitality.",
    )
    russian = (
        "Переговоры открылись в Женеве в понедельник.",
        "Стороны обсудили торговлю и энергетику.",
        "Министр поблагодарил хозяев за гостеприимство.",
        "Журналисты ждали у входа весь день, несмотря на сильный дождь.",
    )
    for tag, texts in (("en", english), ("ru", russian)):
        (tmp_path / f"a.{tag}.md").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    result = run(tmp_path, "check", "--align", "a.en.md", "a.ru.md", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert [(one["rule"], one["path"], one["line"]) for one in findings] == [
        ("missing-segment", "a.en.md", 5),
        ("missing-segment", "a.ru.md", 7),
    ]


def test_a_message_without_translation_stays_empty() -> None:
    """A memory is no pair of documents: what has no target is empty there."""
    assert rules(unit("The Charter holds.", " ")) == ["empty"]


def test_a_pattern_of_placeholders_cannot_hang_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose time doubles with each character is stopped, with a sentence that names it."""
    monkeypatch.setattr("workbench.checks.placeholders.LIMIT", 0.1)
    settings = Settings(placeholders=("(a|aa)+$",))
    assert not check([unit("aaaa", "aaaa")], settings=settings)
    with pytest.raises(WorkbenchError, match=r"'\(a\|aa\)\+\$' in 'placeholders' take more than"):
        check([unit("a" * 60 + "!", "а")], settings=settings)


def test_a_pattern_of_placeholders_finds_what_the_target_lacks() -> None:
    """A user's pattern is looked for beside the usual ones."""
    settings = Settings(placeholders=(r"@@\w+@@",))
    found = check([unit("Send @@name@@ %s now", "Отправьте @@имя@@ %s")], settings=settings)
    assert [one.expected for one in found if one.rule == "placeholder"] == [("@@name@@",)]


def test_a_space_beside_a_code_is_beside_what_the_code_shows() -> None:
    """A code that stands for a picture or a number is no empty place; one that ends italics is."""

    def found(target: str, kind: str, place: int) -> list[str]:
        source_code = Code(6, "standalone", "1", "<ph/>", "tmx")
        code = Code(place, kind, "1", "<ph/>", "tmx")  # type: ignore[arg-type]
        pair = {
            "en": Variant(("Press  key.",), codes=((source_code,),)),
            "ru": Variant((target,), codes=((code,),)),
        }
        return [one.rule for one in check([Unit("1", pair)]) if one.rule == "whitespace"]

    assert found("Нажмите клавишу .", "standalone", 16) == []
    assert found("Нажмите клавишу .", "close", 16) == ["whitespace"]
    assert found("Нажмите клавишу .", "standalone", 8) == ["whitespace"]


def test_a_number_in_anothers_place_is_named() -> None:
    """A lost 0 or 1 is no finding by itself; beside a new number the message has both."""
    pairs = {
        ("Page 1 of the guide", "Страница 2 руководства"): ["“1” in the source, “2” here"],
        ("1 file was changed", "Изменён файл"): [],
        ("It has 12 pages and 7 notes", "В нём 12 страниц"): ["“7” of the source is not here"],
    }
    for texts, messages in pairs.items():
        found = [one.message for one in check([unit(*texts)]) if one.rule == "number-mismatch"]
        assert found == messages


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        ("an octal number", "8 進位數字", "zh-TW"),
        ("Print it in hexadecimal.", "以 16 進位顯示。", "zh-TW"),
        ("Merge branch2 into main", "將分支2合併到主分支", "zh-TW"),
        ("a base-16 number", "шестнадцатеричное число", "ru"),
        ("a hexadecimal number", "шестнадцатеричное число", "ru"),
        ("a binary file", "файл в двоичном виде", "ru"),
    ],
)
def test_systems_of_numerals_are_numbers_that_nobody_misses(
    source: str, target: str, tag: str
) -> None:
    """Octal answers 8, and its absence is no finding."""
    assert "number-mismatch" not in rules(unit(source, target, tag=tag))
