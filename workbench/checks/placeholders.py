"""``placeholder``: what a program fills in must be there, neither more nor less."""

import re
from collections import Counter
from collections.abc import Iterator

from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair

_USUAL = (
    r"%\([^()\s]*\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]"
    r"|%\{[^{}\s]*\}"
    r"|(?<![\d%])%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t|L)?[diouxXeEfFgGcsSp@](?![a-z])"
    r"|(?<![\d%])%\d+(?![\d%.,])\b"
    r"|\$\{[^{}\s]*\}|\{\{[^{}]*\}\}|\{[^{}\s]*\}"
    r"|</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>"
    r"|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);"
)
_TAG = re.compile(r"<(/?[A-Za-z][\w:-]*)[^<>]*?(/?)>")
_ENTITIES = frozenset(
    "&nbsp; &quot; &apos; &laquo; &raquo; &ldquo; &rdquo; &lsquo; &rsquo; &mdash; &ndash; &shy;"
    " &hellip; &amp;".split()
)
"""Typography, which a translation may do in its own way."""


def placeholders(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Placeholders and tags that only one side has, each as often as it stands there."""
    if pair.source is None or not pair.target.text.strip():
        return
    pattern = re.compile("|".join((*(f"(?:{one})" for one in context.placeholders), _USUAL)))
    asked = _all(pattern, pair.source.text)
    given = _all(pattern, pair.target.text)
    lost = list(
        (Counter(name for name, _ in asked) - Counter(name for name, _ in given)).elements()
    )
    new = list((Counter(name for name, _ in given) - Counter(name for name, _ in asked)).elements())
    if not lost and not new:
        return
    parts = []
    if lost:
        parts.append(f"“{', '.join(lost)}” of the source is missing")
    if new:
        parts.append(f"“{', '.join(new)}” is not in the source")
    place = next((span for name, span in given if name in new), None)
    source = next((span for name, span in asked if name in lost), None)
    yield Hit("; ".join(parts), place, expected=tuple(lost), source_span=source)


def _all(pattern: re.Pattern[str], text: str) -> list[tuple[str, tuple[int, int]]]:
    if not any(mark in text for mark in "%{<&$") and pattern.pattern == _USUAL:
        return []
    return [
        (_TAG.sub(r"<\1\2>", found[0]), found.span())
        for found in pattern.finditer(text)
        if found[0] not in _ENTITIES
    ]


RULES = (
    CheckRule(
        "placeholder",
        "error",
        "A placeholder or tag of one side is missing on the other.",
        ("%s files in {folder}", "%s файлов в {папка}", "%s файлов в {folder}"),
        each(placeholders),
    ),
)
