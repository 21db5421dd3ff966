"""``moved-section``: a part of the text that one version has in another place."""

from collections.abc import Iterable

from workbench.checks.finding import Hit
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair

_QUOTED = 40
"""Characters of a sentence that a message quotes."""


class MovedSection:
    """Follows the numbers of the sentences on both sides: where one goes back, a part moved."""

    def __init__(self, context: RuleContext) -> None:
        del context
        self._before: UnitPair | None = None
        self._ends = (-1, -1)

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        """Report the first unit behind a border at which one side goes back in its document."""
        if not pair.aligned or pair.source is None:
            return ()
        sides = [pair.unit.variants.get(side.key) for side in (pair.source, pair.target)]
        numbers = [side.numbers if side else () for side in sides]
        if not all(numbers):
            return ()
        goes_back = [own[0] < end for own, end in zip(numbers, self._ends, strict=True)]
        before, self._before = self._before, pair
        self._ends = (numbers[0][-1], numbers[1][-1])
        if before is None or goes_back[0] == goes_back[1]:
            return ()
        return (
            Hit(
                "from here on the two versions stand in another order: before it comes "
                f"“{_quoted(before.source.text if before.source else '')}” in the source, and "
                f"“{_quoted(before.target.text)}” does not in the target",
            ),
        )

    def finish(self) -> Iterable[Found]:
        """Nothing that was not said."""
        return ()


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


RULES = (
    CheckRule(
        "moved-section",
        "warning",
        "A part of aligned texts stands in another place in one of them.",
        ("First. Second.", "Второе. Первое.", "Первое. Второе."),
        MovedSection,
    ),
)
