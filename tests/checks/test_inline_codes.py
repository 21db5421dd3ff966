"""Codes of the source and of the target, whichever file they come from."""

import pytest

from workbench import api
from workbench.settings import Settings

CODES = {"code-missing", "code-added", "code-order"}

TMX = (
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>{}</seg></tuv>'
    '<tuv xml:lang="ru"><seg>{}</seg></tuv></tu></body></tmx>'
)
XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="ru"><body>'
    '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit>'
    "</body></file></xliff>"
)
XLIFF2 = (
    '<xliff version="2.0" srcLang="en" trgLang="ru"><file id="f"><unit id="1"><segment>'
    "<source>{}</source><target>{}</target></segment></unit></file></xliff>"
)
MXLIFF = XLIFF.replace("<xliff", '<xliff xmlns:m="http://www.memsource.com/mxlf/2.0"', 1)
FORMS = {"a.tmx": TMX, "a.xlf": XLIFF, "a.v2.xlf": XLIFF2, "a.mxliff": MXLIFF}


@pytest.fixture
def found(tmp_path):
    """The findings about codes of a unit in a file."""

    def check(name, source, target):
        path = tmp_path / name
        path.write_text(FORMS[name].format(source, target), encoding="utf-8")
        findings = api.check(path, settings=Settings())
        return [(each.rule, each.expected) for each in findings if each.rule in CODES]

    return check


@pytest.mark.parametrize(
    ("name", "source", "target", "expected"),
    [
        ("a.xlf", 'One<x id="1"/> two', "Раз два", [("code-missing", ('<x id="1"/>',))]),
        ("a.tmx", "One<ph>{0}</ph> two", "Раз два", [("code-missing", ("{0}",))]),
        ("a.v2.xlf", 'One<ph id="1"/> two', "Раз", [("code-missing", ('<ph id="1"/>',))]),
        ("a.mxliff", "One {1} two", "Раз два", [("code-missing", ("{1}",))]),
        ("a.xlf", "One two", 'Раз<x id="1"/> два', [("code-added", ())]),
        ("a.xlf", '<g id="1">One</g>', '<g id="2">Раз</g>', "both"),
        # Numbered anew, but they say the same.
        ("a.tmx", '<ph x="1">{0}</ph> one', '<ph x="7">{0}</ph> раз', []),
        ("a.xlf", '<ph id="1">%s</ph> one', '<ph id="2">%s</ph> раз', []),
        # In another order, as another language wants it.
        ("a.xlf", '<x id="1"/> of <x id="2"/>', '<x id="2"/> из <x id="1"/>', []),
        # Twice in the source, once in the target.
        (
            "a.tmx",
            "<ph>{0}</ph> a <ph>{0}</ph>",
            "<ph>{0}</ph> а",
            [("code-missing", ("{0}",))],
        ),
        (
            "a.xlf",
            'A <bx id="1"/>b<ex id="1"/>',
            'А <ex id="1"/>б<bx id="1"/>',
            [("code-order", ())],
        ),
        (
            "a.tmx",
            '<bpt i="1"/>a <bpt i="2"/>b<ept i="2"/><ept i="1"/>',
            '<bpt i="1"/>а <bpt i="2"/>б<ept i="1"/><ept i="2"/>',
            [("code-order", ())],
        ),
        ("a.mxliff", "{b&gt;One&lt;b}", "&lt;b}Раз{b&gt;", [("code-order", ())]),
        # Marks for people are no codes.
        ("a.xlf", '<mrk mtype="protected">One</mrk>', "Раз", []),
        ("a.tmx", "<hi>One</hi>", "Раз", []),
        # Not translated at all is not for this rule to say.
        ("a.xlf", 'One<x id="1"/>', "", []),
    ],
)
def test_codes_that_are_missing_added_or_in_an_impossible_order(
    found, name, source, target, expected
):
    told = found(name, source, target)
    if expected == "both":
        assert [rule for rule, _ in told] == ["code-missing", "code-added"]
    else:
        assert told == expected


def test_findings_about_other_codes_have_other_fingerprints(tmp_path):
    """At the same texts; the same codes keep theirs, wherever the unit stands."""

    def fingerprint(name, *sources):
        units = "".join(
            f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="ru"><seg>Раз</seg>'
            "</tuv></tu>"
            for source in sources
        )
        path = tmp_path / name
        path.write_text(
            f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>', encoding="utf-8"
        )
        found = api.check(path, settings=Settings())
        return [each.fingerprint for each in found if each.rule == "code-missing"]

    bold, line = "<ph>{b}</ph>One", "<ph>{br}</ph>One"
    first, second = fingerprint("a.tmx", bold, line)
    assert first != second
    assert fingerprint("b.tmx", line) == [second]
