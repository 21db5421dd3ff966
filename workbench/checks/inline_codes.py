"""``code-missing``, ``code-added``, ``code-order``: the codes of the source stand in the target.

Codes are compared by what they are called, and where that differs by what they say, since
programs number them anew. What marks a text for people (a term, a comment) is no matter.
"""

from collections.abc import Iterator, Sequence

from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, RuleContext, each
from workbench.checks.unit_pair import UnitPair
from workbench.units import Code, is_annotation, native, paired, unmatched

_LONGEST = 40
"""Characters of a code that a message shows."""


def missing(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Codes of the source that the target lacks."""
    del context
    lost, _ = _compared(pair)
    if lost:
        yield _hit(lost, "of the source is missing", expected=_names(lost))


def added(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Codes of the target that the source lacks."""
    del context
    _, new = _compared(pair)
    if new:
        yield _hit(new, "is not in the source")


def order(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Codes of the target that close before they open, or cross where the source's do not."""
    del context
    source, target = _codes(pair, "source"), _codes(pair, "target")
    if not target:
        return
    wrong = _early(target)
    known = {code.id for code in _early(source)}
    wrong = [code for code in wrong if code.id not in known]
    if wrong:
        yield _hit(wrong, "closes before it opens")
    elif not _crossing(source) and (crossing := _crossing(target)):
        yield _hit(crossing, "closes while another is open inside it")


def _early(codes: Sequence[Code]) -> list[Code]:
    """Codes that close what only opens after them."""
    pairs = paired(codes)
    return [
        code
        for index, code in enumerate(codes)
        if code.kind == "close"
        and index not in pairs
        and any(
            later.kind == "open" and later.id == code.id and index + 1 + number not in pairs
            for number, later in enumerate(codes[index + 1 :])
        )
    ]


def _crossing(codes: Sequence[Code]) -> list[Code]:
    """Codes that close while one that opened after theirs is still open."""
    pairs = paired(codes)
    waiting: list[int] = []
    found = []
    for index, code in enumerate(codes):
        if index not in pairs:
            continue
        if code.kind == "open":
            waiting.append(index)
            continue
        if waiting[-1] != pairs[index]:
            found.append(code)
        waiting.remove(pairs[index])
    return found


def _codes(pair: UnitPair, side: str) -> list[Code]:
    """The codes of a side, without those that demand no counterpart."""
    chosen = pair.source if side == "source" else pair.target
    if chosen is None:
        return []
    variant = pair.unit.variants.get(chosen.key)
    if variant is None or not variant.codes:
        return []
    return [code for codes in variant.codes for code in codes if not is_annotation(code)]


def _compared(pair: UnitPair) -> tuple[list[Code], list[Code]]:
    """The codes that only the source has, and those that only the target has."""
    if pair.source is None or not pair.target.text.strip() or not pair.source.text.strip():
        return [], []
    source, target = _codes(pair, "source"), _codes(pair, "target")
    return unmatched(source, target) if source or target else ([], [])


def _names(codes: Sequence[Code]) -> tuple[str, ...]:
    """What people know codes by: what they say, else the whole element."""
    return tuple((native(code) or code.source)[:_LONGEST] for code in codes)


def _hit(codes: Sequence[Code], said: str, expected: tuple[str, ...] = ()) -> Hit:
    named = tuple(f"{code.kind} {code.id} {native(code)}" for code in codes)
    return Hit(f"code “{', '.join(_names(codes))}” {said}", expected=expected, codes=named)


RULES = (
    CheckRule(
        "code-missing",
        "error",
        "An inline code of the source is missing.",
        ("Press ⟦1⟧Start⟦2⟧.", "Нажмите ⟦1⟧Пуск.", "Нажмите ⟦1⟧Пуск⟦2⟧."),
        each(missing),
    ),
    CheckRule(
        "code-added",
        "warning",
        "An inline code is not in the source.",
        ("Press Start.", "Нажмите ⟦1⟧Пуск.", "Нажмите Пуск."),
        each(added),
    ),
    CheckRule(
        "code-order",
        "error",
        "Inline codes stand in an order that cannot be.",
        ("Press ⟦1⟧Start⟦2⟧.", "Нажмите ⟦2⟧Пуск⟦1⟧.", "Нажмите ⟦1⟧Пуск⟦2⟧."),
        each(order),
    ),
)
