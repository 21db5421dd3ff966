"""The rules as data: every one has an example that it decides."""

import re
import tomllib

import pytest
from support.segmentation_cases import document, lines_of, parsed

from workbench import languages, segmentation
from workbench.segmentation import patterns, ruleset, splitter

FILES = ["common", *(code for code, one in languages.LANGUAGES.items() if one.sentences)]
SHAPES = {"word", "han", "nothing", "closed", "initial", "letter", "dotted", "number", "roman"}
SHAPES |= {"address", "own", "clipped"}


def read(name):
    path = ruleset.COMMON if name == "common" else languages.of(name).sentences
    return tomllib.loads(path.read_text(encoding="utf-8"))


def language_of(example):
    """For a common rule's example, the language its script suggests."""
    if re.search(r"[\u3400-\u9fff]", example):
        return "zh"
    return "ru" if re.search("[а-я]", example) else "en"


EXAMPLES = [
    pytest.param(name, rule, id=f"{name}-{rule['name']}")
    for name in FILES
    for rule in read(name).get("rule", ())
]


@pytest.mark.parametrize(("name", "rule"), EXAMPLES)
def test_a_rule_decides_in_its_example(name, rule):
    """The example is split as it is marked, and the rule is what decided somewhere in it."""
    language = language_of(rule["example"]) if name == "common" else name
    text, sentences = parsed(rule["example"], language)
    own = ("Abt.",)
    given = document(text, language)
    found = segmentation.segment(given, abbreviations=own)
    assert [part.text for part in found] == sentences
    assert rule["name"] in {
        reason.rule for reason in segmentation.explain(given, abbreviations=own)
    }


@pytest.mark.parametrize("name", FILES)
def test_rules_name_only_what_there_is(name):
    """Kinds of words and macros in rules are defined; no name stands twice; no class is unknown."""
    data = read(name)
    classes = set().union(*(read(each).get("abbreviations", {}) for each in FILES))
    macros = set(ruleset.LETTERS) | {"starter"}
    macros |= set().union(*(read(each).get("macros", {}) for each in FILES))
    rules = data.get("rule", [])
    names = [rule["name"] for rule in rules]
    assert len(names) == len(set(names))
    for rule in rules:
        assert rule["verdict"] in {"split", "keep"}
        assert set(rule.get("word", "").split()) <= SHAPES | classes
        for part in ("mark", "before", "after", "opened"):
            assert set(re.findall(r"\{([a-z]+)\}", rule.get(part, ""))) <= macros


@pytest.mark.parametrize("name", FILES)
def test_no_abbreviation_has_two_classes(name):
    """A word listed twice would silently be of the class that comes last."""
    words = [
        word for group in read(name).get("abbreviations", {}).values() for word in group.split()
    ]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", [name for name in FILES if name != "common"])
def test_every_pattern_of_a_language_compiles(name):
    """No rule waits with a faulty pattern for the text that first needs it."""
    rules = ruleset.of(name)
    for rule in rules.rules:
        for pattern in (rule.mark, rule.before, rule.after, rule.opened):
            re.compile(ruleset.expand(pattern, rules.macros))


def test_a_language_without_a_file_has_the_prefixes_of_moses():
    """Czech has no rules of its own; its abbreviations are known all the same."""
    assert ruleset.of("cs").abbreviations["MUDr"] == "title"
    assert not ruleset.of("tlh").abbreviations


@pytest.mark.parametrize(
    ("pattern", "sign"),
    [
        (r"\s+{capital}", "{capital}"),
        (r"\s*[§№#]", "[§№#]"),
        (r"\s+(?!{starter}){open}*{lower}", "{open}|{lower}"),
        (r"\s+{starter}", "{capital}"),
        (r"\s+(?:a|b(?:c|[)d]e))", "a|b"),
        (r"\s+(?:…|\.{3})?\(?(?!x)\w", r"…|\.|\(|\w"),
        (r"(?!\s+\d)\s*—\s*{lower}|\s\d", r"—|\d"),
        (r"\s+(?i:a)", ""),
        (r"\s+(?:a|)", ""),
        (r"\s+{open}*", ""),
        (r"\s+{lower}|\d", ""),
        (r"{capital}", ""),
        (r"\s+{roman}", ""),
        ("", ""),
    ],
)
def test_the_first_sign_a_pattern_asks_for(pattern, sign):
    """It is known where the pattern says so plainly, and else left open."""
    assert patterns.first_sign(pattern) == sign


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_rules_left_untried_would_not_have_applied(language, monkeypatch):
    """Decisions are the same if every rule of a plan is tried."""
    texts = [parsed(case, language)[0] for _, case in lines_of(f"{language}.txt")]

    def decisions():
        ready = splitter.Splitter(ruleset.of(language))
        return [[*ready.decisions(text, 0, len(text))] for text in texts]

    found = decisions()
    monkeypatch.setattr(splitter, "first_sign", lambda _: "")
    assert decisions() == found
