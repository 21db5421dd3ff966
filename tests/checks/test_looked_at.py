"""Every unit is looked at, or counted with the reason."""

import json
from pathlib import Path

import pytest

from workbench.cli import main


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """Runs ``check --format json`` on a file; gives status, what it says, and the errors."""
    monkeypatch.chdir(tmp_path)

    def run(name, text, *arguments):
        Path(name).write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            main(["check", name, "--format", "json", *arguments])
        said = capsys.readouterr()
        return left.value.code, json.loads(said.out) if said.out else None, said.err

    return run


def tmx(*units, srclang="en"):
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{"".join(units)}</body></tmx>'


def tu(attributes="", **sides):
    variants = "".join(
        f'<tuv xml:lang="{key.replace("_", "-")}"><seg>{text}</seg></tuv>'
        for key, text in sides.items()
    )
    return f"<tu {attributes}>{variants}</tu>"


BAD = {"ru": "Их было 8."}


@pytest.mark.parametrize(
    ("units", "pair", "checked", "found"),
    [
        # Each file has a number wrong in each unit that is to be looked at.
        ([tu(en="There were 7.", **BAD), tu(en_GB="There were 7.", **BAD)], None, 2, 2),
        ([tu(en="There were 7.", **BAD), tu(en_GB="There were 7.", **BAD)], "en:ru", 2, 2),
        ([tu(en="There were 7.", **BAD), tu(en_GB="There were 7.", **BAD)], "en-GB:ru", 2, 2),
        ([tu(en="There were 7.", ru_RU="Их было 8."), tu(en="There were 7.", **BAD)], None, 2, 2),
        ([tu('srclang="de"', de="Es waren 7.", **BAD), tu(en="There were 7.", **BAD)], None, 2, 2),
        # A unit that has both regions tells them apart.
        ([tu(en="There were 7.", en_GB="There were 7.", **BAD)], None, 2, 1),
        # Another script is another language.
        ([tu(en="There were 7.", zh_TW="當時有8個。")], "en:zh-TW", 1, 1),
    ],
)
def test_no_unit_is_passed_over_for_its_region_or_its_own_source(
    check, units, pair, checked, found
):
    status, said, _ = check("a.tmx", tmx(*units), *(["--pair", pair] if pair else []))
    assert said["checked"] == checked
    assert [each["rule"] for each in said["findings"]] == ["number-mismatch"] * found
    assert status == 1
    assert said["skipped"] == {}


def test_what_is_passed_over_is_counted_with_the_reason(check):
    status, said, _ = check(
        "a.tmx", tmx(tu(en="Yes", ru="Да"), tu(de="Ja", ru="Да"), tu(en="Yes", de="Ja")), "--pair",
        "en:ru",
    )  # fmt: skip
    assert (status, said["checked"]) == (0, 1)
    assert said["skipped"] == {"no text in en": 1, "no text in ru": 1}


def test_untranslated_fuzzy_and_obsolete_messages_are_counted(check):
    _, said, _ = check(
        "ru.po",
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes"\nmsgstr "Да"\n\n#, fuzzy\nmsgid "No"\n'
        'msgstr "Не"\n\nmsgid "Maybe"\nmsgstr ""\n\n#~ msgid "Old"\n#~ msgstr "Старый"\n',
    )
    assert said["checked"] == 1
    assert said["skipped"] == {"fuzzy": 1, "untranslated": 1, "obsolete": 1}


def test_what_is_not_to_be_translated_is_counted(check):
    _, said, _ = check(
        "a.xlf",
        '<xliff version="1.2"><file source-language="en" target-language="ru"><body>'
        '<group translate="no"><trans-unit id="1"><source>No</source></trans-unit>'
        '<trans-unit id="2" translate="yes"><source>Yes</source><target>Да</target></trans-unit>'
        "</group></body></file></xliff>",
    )
    assert (said["checked"], said["skipped"]) == (1, {"not to be translated": 1})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tmx", tmx()),
        ("a.tmx", tmx(tu(en="Yes"), tu(ru="Да"))),
        ("ru.po", 'msgid ""\nmsgstr "Language: ru\\n"\n\n#, fuzzy\nmsgid "No"\nmsgstr "Не"\n'),
    ],
)
def test_a_check_that_looked_at_no_unit_says_so_with_status_2(check, name, text):
    status, said, err = check(name, text)
    assert (status, said) == (2, None)
    assert err.startswith("workbench: no unit was looked at")
