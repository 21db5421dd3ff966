"""``wrong-script``: letters of a language's other script, or of a lookalike alphabet."""

import re
from collections.abc import Iterable, Iterator

from workbench import languages
from workbench.checks.finding import Hit, Span
from workbench.checks.rule import CheckRule, Found, RuleContext
from workbench.checks.unit_pair import UnitPair
from workbench.languages import scripts
from workbench.languages.spans import SpanSet
from workbench.languages.tags import script_of

_HAN_RUN = re.compile(rf"[{scripts.HAN}]+")
_PLAIN = 200
"""By so many characters more the texts are plainly in the one script."""


class WrongScript:
    """``wrong-script``: Traditional characters among Simplified ones, or the reverse; a
    letter of another alphabet that looks like one of the word's own.

    Where the language tag does not say the script, the texts' own majority does.
    """

    def __init__(self, context: RuleContext) -> None:
        self._ways = languages.of(context.target).scripts
        self._wanted = script_of(context.target)
        self._counts = dict.fromkeys(self._ways, 0)
        self._waiting: dict[str, list[tuple[UnitPair, list[Span]]]] = {
            way: [] for way in self._ways
        }

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        """Report what is of the other script; keep it while the script is not known."""
        if not self._ways:
            mixed = scripts.MIXED.search(pair.target.text)
            if mixed:
                yield Hit(f"“{mixed[0]}” mixes {scripts.MIXED_NAMES} letters", span=mixed.span())
            return
        found = scripts.one_script_only(pair.target.text)
        if found and pair.source is not None:
            found = _without_names(found, pair)
        for script, places in found.items():
            if self._wanted is None:
                self._counts[script] += len(places)
                self._waiting[script].append((pair.kept(), places))
            elif script != self._wanted:
                yield _of_script(pair, script, places, self._wanted)
        if self._wanted is None:
            major, minor = self._major(), self._minor()
            if self._counts[major] - self._counts[minor] > _PLAIN:
                self._waiting[major].clear()

    def finish(self) -> Iterator[Found]:
        """Report the minority."""
        if self._ways:
            major, minor = self._major(), self._minor()
            for pair, places in self._waiting[minor]:
                yield pair, _of_script(pair, minor, places, major)

    def _major(self) -> str:
        return max(self._ways, key=self._counts.__getitem__)

    def _minor(self) -> str:
        return next(way for way in self._ways if way != self._major())


def _without_names(found: dict[str, list[Span]], pair: UnitPair) -> dict[str, list[Span]]:
    """The same without names that a source in another language has in the same characters."""
    if pair.source is None or languages.of(pair.source.tag).scripts:
        return found
    known = set(_HAN_RUN.findall(pair.source.text))
    names = SpanSet(
        run.span()
        for run in _HAN_RUN.finditer(pair.target.text)
        if len(run[0]) > 1 and run[0] in known
    )
    kept = {
        script: [place for place in places if not names.touches(*place)]
        for script, places in found.items()
    }
    return {script: places for script, places in kept.items() if places}


def _of_script(pair: UnitPair, script: str, places: list[Span], wanted: str) -> Hit:
    name = scripts.NAMES
    shown = "".join(dict.fromkeys(pair.target.text[start:end] for start, end in places))
    return Hit(f"“{shown}” is {name[script]} in a {name[wanted]} text", span=places[0])


RULES = (
    CheckRule(
        "wrong-script",
        "warning",
        "Traditional characters stand among Simplified ones, or the reverse; Latin letters within "
        "a Cyrillic word.",
        ("strategic dialogue", "战略對话", "战略对话"),
        WrongScript,
        alone=True,
    ),
)
