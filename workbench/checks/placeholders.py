"""``placeholder``: what a program fills in must be there, neither more nor less."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from workbench.checks.finding import Hit, Span
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair
from workbench.errors import WorkbenchError

_TYPE = r"(?:hh|h|ll|l|z|j|t|L)?(?:[diouxXeEfFgGcsSp@](?![a-z])|<[A-Za-z]{3,}\d*>)"
_USUAL = (
    r"%%"
    r"|%\([^()\s]*\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]"
    r"|%\{[^{}\s]*\}"
    rf"|(?<!\d)%(?:\d+\$)?[-+#0']*(?:\*(?:\d+\$)?|\d*)(?:\.(?:\*(?:\d+\$)?|\d+))?{_TYPE}"
    r"|%(?:\d+\$)?'[diu]"
    r"|(?<!\d)%\d+(?![\d%.,$])\b"
    r"|\$\{[^{}\s]*\}|\{\{[^{}]*\}\}|\{(?!#|[.…]+\})(?:\d[^{}\s()<>|（）]*|[^{}\s()<>|（）,、'\"]*)\}"
    r"|</?[A-Za-z][\w:-]*(?:\s[^<>]*=[^<>]*|\s*)/?>"
    r"|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);"
)
_TAG = re.compile(r"<(/?[A-Za-z][\w:-]*)[^<>]*?(/?)>")
_PRINTF = re.compile(
    rf"%(?P<number>\d+\$)?(?P<rest>[-+#0']*(?:\*|\d*)(?:\.(?:\*|\d+))?(?:{_TYPE}|[diu]))"
)
_STARRED = re.compile(r"\*\d+\$")
_IN_ANGLES = re.compile(r"<[^<>\s/=][^<>=]{0,80}>")
_NAME = re.compile(r"<([A-Za-z][\w:-]*)>")
_ELEMENT = re.compile(r"<([A-Za-z][\w:-]*)(?:\s[^<>]*)?>([^<>]+)</\1>")
_BRACKETED = re.compile(r"[(（\[［【].+[)）\]］】]")
_VOID = frozenset("br hr wbr".split())
"""HTML's elements that need neither an end tag nor an attribute."""

_STRFTIME = re.compile(r"%[-_^#]?[YybBAIHMmkZ](?![a-z])|%-[dlme]")
"""What a format of dates has and printf has not: its parts are the translator's to choose."""

_ENTITIES = frozenset(
    "&nbsp; &quot; &apos; &laquo; &raquo; &ldquo; &rdquo; &lsquo; &rsquo; &mdash; &ndash; &shy;"
    " &hellip; &amp;".split()
)
"""Typography, which a translation may do in its own way."""

Placed = list[tuple[str, Span]]
"""Placeholders with their places."""


def placeholders(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Placeholders and tags that only one side has, each as often as it stands there."""
    if pair.source is None or not pair.target.text.strip():
        return
    find = _finder(context.placeholders)
    asked = _all(find, pair.source.text)
    given = _all(find, pair.target.text)
    if _STRFTIME.search(pair.source.text):
        asked, given = ([one for one in all_ if one[0][:1] != "%"] for all_ in (asked, given))
    if any("$" in name for name, _ in (*asked, *given)):
        asked, given = _numbered(asked), _numbered(given)
    lost = Counter(name for name, _ in asked) - Counter(name for name, _ in given)
    new = Counter(name for name, _ in given) - Counter(name for name, _ in asked)
    if not lost and not new:
        return
    _excuse(lost, new, pair.source.text, pair.target.text)
    if not lost and not new:
        return
    parts = []
    if lost:
        parts.append(f"“{', '.join(lost.elements())}” of the source is missing")
    if new:
        parts.append(f"“{', '.join(new.elements())}” is not in the source")
    place = next((span for name, span in given if name in new), None)
    source = next((span for name, span in asked if name in lost), None)
    yield Hit("; ".join(parts), place, expected=tuple(lost.elements()), source_span=source)


LIMIT = 5.0
"""Seconds that a user's patterns may take on one text."""

Find = Callable[[str], Placed]
"""What finds the placeholders of a text, with their places."""


@cache
def _finder(patterns: tuple[str, ...]) -> Find:
    """What finds a user's placeholders and the usual ones.

    A user's pattern may take a time that doubles with each character; ``re`` cannot be
    stopped then, ``regex`` can.
    """
    if not patterns:
        usual = re.compile(_USUAL)
        return lambda text: (
            [(found[0], found.span()) for found in usual.finditer(text)]
            if any(mark in text for mark in "%{<&$")
            else []
        )
    import regex

    either = regex.compile("|".join((*(f"(?:{one})" for one in patterns), _USUAL)))

    def find(text: str) -> Placed:
        try:
            return [(found[0], found.span()) for found in either.finditer(text, timeout=LIMIT)]
        except TimeoutError:
            begins = " ".join(text[:40].split())
            raise WorkbenchError(
                f"the patterns {', '.join(map(repr, patterns))} in 'placeholders' take more than "
                f"{LIMIT:g} seconds on the text that begins “{begins}”",
                remedy="let no repetition stand within another one",
            ) from None

    return find


def _all(find: Find, text: str) -> Placed:
    placed: Placed = []
    for name, (start, end) in find(text):
        if name[0] == "<":
            placed.append((_TAG.sub(r"<\1\2>", name), (start, end)))
            # An attribute may hold another one: <key name='%s'>.
            placed += [
                (one, (start + 1 + first, start + 1 + last))
                for one, (first, last) in _all(find, name[1:-1])
            ]
        elif name not in _ENTITIES and name != "%%":
            placed.append((name, (start, end)))
    return placed


def _numbered(placed: Placed) -> Placed:
    """The same with a number in each of printf's: those without one are numbered as they stand."""
    found: Placed = []
    number = 0
    for name, span in placed:
        printf = _PRINTF.fullmatch(name)
        if printf and not printf["number"]:
            number += 1 + printf["rest"].count("*")
            found.append((f"%{number}${printf['rest']}", span))
        else:
            found.append((_STARRED.sub("*", name), span))
    return found


def _excuse(lost: Counter[str], new: Counter[str], source: str, target: str) -> None:
    """Take away what is no placeholder, though it looks like one.

    A word in angle brackets without its end tag names what a user writes in its place, and may
    be translated: ``<file>``, ``<файл>``. Braces that are spoken of may stand apart. What the
    source says twice in the same element may be said once.
    """
    _excuse_repeated(lost, source, target)
    if _BRACKETED.fullmatch(target.strip()) and _is_metavariable(source.strip(), source):
        lost.clear()  # A label in brackets: <Empty>.
    names = Counter(_IN_ANGLES.findall(target)) - Counter(_IN_ANGLES.findall(source))
    other = names.total()
    for name in [*lost]:
        if other and _is_metavariable(name, source):
            taken = min(lost[name], other)
            other -= taken
            lost[name] -= taken
    for name in [*new]:
        if _is_metavariable(name, target) and name in names and _IN_ANGLES.search(source):
            del new[name]
    for counts, text in ((lost, target), (new, source)):
        for name in [*counts]:
            # Letters may stick to it: "%shint".
            if name[0] == "%" and source.count(name) == target.count(name) > 0:
                del counts[name]
        if counts["{}"] and text.count("{") >= counts["{}"] <= text.count("}"):
            del counts["{}"]
        for name in [name for name, count in counts.items() if count < 1]:
            del counts[name]


def _excuse_repeated(lost: Counter[str], source: str, target: str) -> None:
    """Take away the tags of elements that the source has twice with the same words."""
    said = Counter(found.groups() for found in _ELEMENT.finditer(source)) if lost else Counter()
    for (tag, _), count in said.items():
        begin, end = f"<{tag}>", f"</{tag}>"
        if count > 1 and end in target and lost[begin] == lost[end]:
            for name in (begin, end):
                lost[name] = max(0, lost[name] - count + 1)


def _is_metavariable(name: str, text: str) -> bool:
    found = _NAME.fullmatch(name)
    return found is not None and found[1].lower() not in _VOID and f"</{found[1]}" not in text


RULES = (
    CheckRule(
        "placeholder",
        "error",
        "A placeholder or tag of one side is missing on the other.",
        ("%s files in {folder}", "%s файлов в {папка}", "%s файлов в {folder}"),
        each(placeholders),
    ),
)
