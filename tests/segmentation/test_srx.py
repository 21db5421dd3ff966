"""A user's own SRX rules: what they decide, and what is said when they are wrong."""

import pytest
from support.segmentation_cases import document

from workbench import segmentation
from workbench.errors import WorkbenchError
from workbench.segmentation import dialect

SRX = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" xmlns:more="http://example.org/more" version="2.0">
<header segmentsubflows="yes" cascade="{cascade}"><more:options/></header>
<body>
<languagerules>
<languagerule languagerulename="English">
<rule break="no"><beforebreak>\\b(?:Mr|Dr)\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule>
<languagerule languagerulename="Any">
<rule><beforebreak>[\\.\\?!]+["\\p{{Pf}}]*</beforebreak><afterbreak>\\s+{after}</afterbreak></rule>
<rule break="yes"><beforebreak>。</beforebreak></rule>
</languagerule>
</languagerules>
<maprules>
<languagemap languagepattern="EN.*" languagerulename="English"/>
<languagemap languagepattern="{tag}" languagerulename="{name}"/>
</maprules>
</body>
</srx>
"""


@pytest.fixture
def rules(tmp_path):
    """Writes the SRX above with some of its parts exchanged."""

    def write(**parts):
        usual = {"cascade": "yes", "after": "\\p{javaUpperCase}", "tag": ".*", "name": "Any"}
        path = tmp_path / "rules.srx"
        path.write_text(SRX.format(**usual | parts), encoding="utf-8")
        return path

    return write


def split(text, language, srx):
    return [part.text for part in segmentation.segment(document(text, language), srx=srx)]


def test_rules_of_all_fitting_maps_apply_in_order(rules):
    """With cascade, the English exception stands before the general rule."""
    assert split("Mr. Hale left. See fig. two. Why?", "en", rules()) == [
        "Mr. Hale left.",
        "See fig. two.",
        "Why?",
    ]


def test_without_cascade_only_the_first_fitting_map_counts(rules):
    """The English rules alone break nowhere; another language has the general ones."""
    path = rules(cascade="no")
    assert len(split("One. Two.", "en-GB", path)) == 1
    assert len(split("Mr. Un. Deux.", "fr", path)) == 3


@pytest.mark.parametrize("pattern", ["ZH.*", "zh[_-]cn", "zh-hans"])
def test_maps_find_chinese_under_any_of_its_names(rules, pattern):
    """CAT tools say zh-CN where the text is zh-Hans; a rule may break without a space."""
    path = rules(tag=pattern, after="x")
    assert split("会议开始。大家坐下。", "zh-Hans", path) == ["会议开始。", "大家坐下。"]


def test_reasons_name_the_rule_and_its_line(rules):
    """What kept and what split is found again in the file."""
    given = document("Mr. Hale left. Why?", "en")
    reasons = [*segmentation.explain(given, srx=rules())]
    assert [(reason.rule, reason.split) for reason in reasons] == [
        ("English:7", False),
        ("Any:10", True),
    ]


@pytest.mark.parametrize(
    ("parts", "line", "cause"),
    [
        ({"after": "[a-z"}, 10, "is none"),
        ({"after": "\\p{Nonsense}"}, 10, "is none"),
        ({"name": "Nobody"}, 16, "no rules are so named"),
        ({"tag": "("}, 16, "is none"),
        ({"after": "&nbsp;"}, 10, "not well-formed"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(rules, parts, line, cause):
    """One sentence tells where the fault is."""
    path = rules(**parts)
    with pytest.raises(WorkbenchError, match=cause) as caught:
        split("One. Two.", "de", path)
    assert caught.value.place == f"{path}:{line}"


def test_a_rule_that_breaks_neither_yes_nor_no_is_refused(rules):
    """The schema knows no other values."""
    path = rules()
    path.write_text(path.read_text(encoding="utf-8").replace('"no">', '"maybe">'), encoding="utf-8")
    with pytest.raises(WorkbenchError, match="not yes or no"):
        split("One.", "en", path)


def test_no_rules_for_the_language_are_not_taken_for_none_at_all(rules):
    """A text left whole by mistake would be worse than a refusal."""
    with pytest.raises(WorkbenchError, match="no rules for the language ru"):
        split("Раз. Два.", "ru", rules(tag="de"))


def test_other_files_are_refused(tmp_path):
    """Neither another XML nor a missing file is SRX."""
    path = tmp_path / "other.srx"
    with pytest.raises(WorkbenchError, match="no such file"):
        split("One.", "en", path)
    path.write_text("<tmx version='1.4'/>", encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"not SRX 2\.0"):
        split("One.", "en", path)


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"\Qa.b\E+", "a.bb", True),
        (r"\x{41}\u0042\0103", "ABC", True),
        (r"[\p{L}&&[^a-c]]+", "xyz", True),
        (r"[\p{L}&&[^a-c]]+", "abc", False),
        (r"\p{javaLowerCase}\P{javaUpperCase}", "ab", True),
        (r"\p{IsCyrillic}\p{InCyrillic}\p{Lu}\p{Alpha}", "яяЯя", True),
        (r"(?U)(?i)A(?u:b)(?-i:c)", "abc", True),
        (r"(?U)(?i)A(?u:b)(?-i:c)", "abC", False),
        (r"[]a]+[^]a]", "]a]b", True),
        (r"[a||b~~c]", "~", True),
        (r"[(?i)]+", "i)(?", True),
        (r"\h\R", "\u00a0\n", True),
        (r"a\e\z", "a\x1b", True),
        (r"a\Z\n", "a\n", True),
        (r"a++b", "aaab", True),
        (r"\\Q", "\\Q", True),
    ],
)
def test_patterns_of_java_and_icu_keep_their_meaning(pattern, text, matches):
    """What ``regex`` says otherwise is translated."""
    assert bool(dialect.compiled(pattern).fullmatch(text)) is matches


@pytest.fixture
def one_rule(tmp_path):
    """Writes a file of one rule that breaks, for every language, on one line."""

    def write(before, after, more=""):
        path = tmp_path / "rules.srx"
        path.write_text(
            '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="no"/><body>'
            f'<languagerules><languagerule languagerulename="All">{more}<rule><beforebreak>'
            f"{before}</beforebreak><afterbreak>{after}</afterbreak></rule></languagerule>"
            '</languagerules><maprules><languagemap languagepattern=".*" languagerulename="All"/>'
            "</maprules></body></srx>",
            encoding="utf-8",
        )
        return path

    return write


def test_a_run_of_marks_is_broken_behind_it_only(one_rule):
    """As Java's programs match: the longest run once, and not again within it."""
    path = one_rule("[。！？…]+", ".")
    assert split("真的？！他走了……她没有……", "zh", path) == ["真的？！", "他走了……", "她没有……"]


def test_white_space_belongs_to_no_segment_wherever_the_rule_breaks(one_rule):
    """A rule that breaks behind every space makes no empty segments."""
    assert split("One.   Two. Three.  ", "en", one_rule(r"\s", "")) == ["One.", "Two.", "Three."]


def test_rules_on_one_line_are_told_apart(one_rule):
    """Two rules that break, in a file without line ends, both count."""
    more = "<rule><beforebreak>;</beforebreak><afterbreak> </afterbreak></rule>"
    assert split("One; two. Three", "en", one_rule(r"\.", " ", more)) == ["One;", "two.", "Three"]


def test_rules_that_were_changed_are_read_anew(rules):
    """In a process that goes on, as a notebook's: the file is what counts, not its name."""
    text = document("One. Two.", "en")
    assert len(segmentation.segment(text, srx=rules())) == 2
    assert len(segmentation.segment(text, srx=rules(after="X"))) == 1
