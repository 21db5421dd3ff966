"""Units through the rules, and what comes out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from workbench.checks.finding import FilePosition, Finding, Hit, Severity, fingerprint
from workbench.checks.ignoring import Ignored, ignored
from workbench.checks.rule import Checker, CheckRule, RuleContext
from workbench.checks.rules import BY_NAME, RULES
from workbench.checks.unit_pair import Locate, Side, UnitPair
from workbench.errors import WorkbenchError
from workbench.glossary import Flag, Glossary, known_flags
from workbench.languages.tags import same_language
from workbench.settings import Settings
from workbench.units import Memory, Unit, Variant, pair_of, parse_pair, region_of

PLURAL = "msgid_plural"
"""Property of a unit that is one form of a message with plurals: its second source."""

_NOTHING = Variant(())

ACCELERATOR = "accelerator"
"""Property of a unit: the character that marks keyboard shortcuts."""


@dataclass
class Report:
    """What a check found."""

    findings: list[Finding] = field(default_factory=list)
    """In the units' order; of one unit in the rules' order."""

    checked: int = 0
    """Units times pairs."""

    skipped: Counter[str] = field(default_factory=Counter)
    """Units that were not looked at, by reason."""

    suppressed: int = 0
    """Findings that a note or the baseline says are known."""

    stale: list[str] = field(default_factory=list)
    """Notes and entries of the baseline that suppress nothing any more, a sentence each."""

    remarks: list[str] = field(default_factory=list)
    """What a person should know of texts that were aligned first, a sentence each."""


@dataclass(frozen=True, slots=True)
class Input:
    """Units to check, and what is known of them."""

    units: Iterable[Unit]
    """With one language (texts alone) or more; excluded ones are passed over."""

    memory: Memory | None = None
    """What holds for the units; where None the first unit's languages do."""

    locate: Locate | None = None
    """Where findings stand in files; without it they have no place."""

    aligned: bool = False
    """Whether they are the sentences of whole documents: one in a single language is a finding."""


def check(
    units: Iterable[Unit],
    glossary: Glossary | None = None,
    *,
    memory: Memory | None = None,
    pair: str | None = None,
    count: bool = False,
    settings: Settings | None = None,
) -> list[Finding]:
    """Check units against a glossary and the other rules.

    Args:
        units: With one language (texts alone) or more; excluded ones are passed over.
        glossary: For the term rules; without one they find nothing.
        memory: What holds for the units; where None the first unit's languages do.
        pair: ``"en:ru"`` to check these two only; else each language is checked against
            the first.
        count: A term is due as often as it stands in the source.
        settings: Which rules run, and how severe they are.

    Returns:
        What was found, in the units' order.

    Raises:
        WorkbenchError: The settings name an unknown rule, or the pair an unknown language.
    """
    given = [Input(units, memory)]
    return report(given, glossary, pair=pair, count=count, settings=settings).findings


def report(
    inputs: Iterable[Input],
    glossary: Glossary | None = None,
    *,
    pair: str | None = None,
    count: bool = False,
    settings: Settings | None = None,
) -> Report:
    """Check the units of several files together; see :func:`check`.

    Returns:
        The findings, and how much was checked.
    """
    checking = _Checking(glossary, count, settings or Settings())
    for given in inputs:
        keys = _keys(given, pair)
        for unit in given.units:
            checking.take(unit, given, keys)
        if given.memory is not None:
            checking.add_skipped(given.memory)
    return checking.finish()


def unit_pairs(given: Input, pair: str | None) -> Iterator[UnitPair]:
    """The units of an input between each two languages, as a check looks at them.

    Args:
        given: The units; excluded ones and texts alone are passed over.
        pair: As for :func:`check`.
    """
    keys = _keys(given, pair)
    for unit in given.units:
        if unit.excluded:
            continue
        for source, target in _pairs(unit, given.memory, keys)[0]:
            found = _pair(unit, source, target, 0, {}) if source else None
            if found is not None:
                found.locate = given.locate
                yield found


def _keys(given: Input, pair: str | None) -> tuple[str, str] | None:
    """The keys of the two languages that are asked for; None where none are."""
    if not pair:
        return None
    return (pair_of(given.memory, pair) if given.memory else None) or parse_pair(pair)


def nothing_looked_at(report: Report) -> WorkbenchError:
    """The error of a check that looked at no unit, for those to whom that is one."""
    reasons = ", ".join(f"{count} {reason}" for reason, count in report.skipped.items())
    return WorkbenchError(
        "no unit was looked at" + (f": {reasons}" if reasons else ""),
        remedy="name the languages with --pair, or another file",
    )


def active(settings: Settings) -> list[tuple[CheckRule, Severity]]:
    """The rules that run, with the severity the settings give them.

    Raises:
        WorkbenchError: The settings name an unknown rule.
    """
    for name in settings.checks:
        if name not in BY_NAME:
            raise WorkbenchError(
                f"there is no rule {name!r}",
                place=settings.source,
                remedy=f"known are {', '.join(BY_NAME)}",
            )
    found: list[tuple[CheckRule, Severity]] = []
    for rule in RULES:
        chosen = settings.checks.get(rule.name, rule.severity if rule.enabled else "off")
        match chosen:
            case "note" | "warning" | "error":
                found.append((rule, chosen))
    return found


def term_flags(settings: Settings) -> tuple[Flag, ...]:
    """The flags that the settings give to all terms.

    Raises:
        WorkbenchError: One is none of ``aspect``, ``derived`` and ``free``.
    """
    return tuple(known_flags(settings.term_flags, str(settings.source or "settings")))


def _pairs(
    unit: Unit, memory: Memory | None, pair: tuple[str, str] | None
) -> tuple[list[tuple[tuple[str, str] | None, tuple[str, str]]], str]:
    """Source and target of a unit, each with key and tag; no source for a text alone.

    The source is what the pair says, else what the unit says of itself, else the first
    document. Regions of one language stand for each other.

    Returns:
        The pairs, and where there are none why not.
    """
    tags = {source.key: source.tag for source in memory.sources} if memory else {}
    keys = pair or tuple(tags) or tuple(unit.variants)

    def known(key: str) -> tuple[str, str]:
        return key, tags.get(key, key.partition("#")[0])

    if len(keys) == 1:
        held = region_of(unit, keys[0])
        if held is None:
            return [], f"no text in {keys[0]}"
        return [(None, known(held))], ""
    first = unit.source if unit.source and not pair else keys[0]
    source = region_of(unit, first) or (first if first in unit.variants else None)
    if source is None:
        return [], f"no text in {first}"
    found: dict[str, None] = {}
    for key in keys if unit.source and not pair else keys[1:]:
        target = region_of(unit, key) or (key if key in unit.variants else None)
        if target is not None and source not in (target, key):
            found[target] = None
    others = [key for key in keys if key not in (first, source)]
    return [(known(source), known(key)) for key in found], f"no text in {', '.join(others)}"


class _Checking:
    """One run over all inputs: the rules at work on each pair of languages."""

    def __init__(
        self,
        glossary: Glossary | None,
        count: bool,
        settings: Settings,
    ) -> None:
        self._rules = active(settings)
        self._glossary = glossary
        self._count = count
        self._settings = settings
        self._flags = term_flags(settings)
        self._report = Report()
        self._languages: dict[str, str] = {}
        self._running: dict[tuple[str | None, str], list[tuple[CheckRule, Severity, Checker]]] = {}
        self._found: list[tuple[tuple[int, int], Finding]] = []
        self._notes: dict[Ignored, bool] = {}

    def add_skipped(self, memory: Memory) -> None:
        """Count what the reader of a file passed over."""
        self._report.skipped += memory.skipped.counts
        self._report.remarks += memory.notes

    def take(
        self,
        unit: Unit,
        given: Input,
        keys: tuple[str, str] | None,
    ) -> None:
        if unit.excluded:
            self._report.skipped["excluded from exports"] += 1
            return
        for note in ignored(unit):
            self._notes.setdefault(note, False)
        pairs, reason = _pairs(unit, given.memory, keys)
        looked_at = False
        sides: dict[str, Side] = {}
        for source, target in pairs:
            pair = _pair(unit, source, target, self._report.checked, sides)
            if pair is None:
                reason = "no text"
                continue
            pair.locate, pair.aligned = given.locate, given.aligned
            looked_at = True
            self._report.checked += 1
            for place, (rule, severity, checker) in enumerate(self._checkers(source, target)):
                hits = list(checker.check(pair))
                for other in pair.others if hits else ():
                    # Either source is enough: an alarm only if both fail.
                    again = replace(pair, source=other, others=())
                    still = {hit.concept for hit in checker.check(again)}
                    hits = [hit for hit in hits if hit.concept in still]
                for hit in hits:
                    self._add(place, rule, severity, pair, hit)
        if not looked_at:
            self._report.skipped[reason] += 1

    def _checkers(
        self, source: tuple[str, str] | None, target: tuple[str, str]
    ) -> list[tuple[CheckRule, Severity, Checker]]:
        # Regions of one language are one language.
        key = (self._language(source[1]) if source else None, self._language(target[1]))
        if key not in self._running:
            context = RuleContext(
                source[1] if source else None,
                target[1],
                self._glossary,
                self._count,
                self._settings.placeholders,
                self._flags,
            )
            self._running[key] = [
                (rule, severity, rule.start(context))
                for rule, severity in self._rules
                if source or rule.alone
            ]
        return self._running[key]

    def _language(self, tag: str) -> str:
        """The tag that stands for a language in this run: its first region that was met."""
        if tag not in self._languages:
            self._languages[tag] = next(
                (known for known in self._languages.values() if same_language(known, tag)), tag
            )
        return self._languages[tag]

    def _add(
        self, place: int, rule: CheckRule, severity: Severity, pair: UnitPair, hit: Hit
    ) -> None:
        """Keep a hit as a finding, unless a note says it is known."""
        for note in ignored(pair.unit):
            if note.covers(rule.name, hit.concept):
                self._notes[note] = True
                self._report.suppressed += 1
                return
        side = pair.target if hit.side == "target" or pair.source is None else pair.source
        where = FilePosition(None)
        if pair.locate is not None:
            where = pair.locate(pair.unit, side.key, hit.span)
        source = pair.source.text if pair.source else ""
        finding = Finding(
            rule=rule.name,
            severity=severity,
            message=hit.message,
            path=where.path,
            line=where.line,
            column=where.column,
            end_column=where.end_column,
            byte_column=where.byte_column,
            unit=pair.unit.id,
            side=hit.side,
            source_lang=pair.source.tag if pair.source else None,
            target_lang=pair.target.tag,
            concept=hit.concept,
            expected=hit.expected,
            source=source,
            target=pair.target.text,
            span=hit.span,
            source_span=hit.source_span,
            fingerprint=fingerprint(rule.name, hit, source, pair.target.text),
        )
        self._found.append(((pair.number, place), finding))

    def finish(self) -> Report:
        """What only shows at the end, and all findings in order."""
        for running in self._running.values():
            for place, (rule, severity, checker) in enumerate(running):
                for pair, hit in checker.finish():
                    self._add(place, rule, severity, pair, hit)
        self._found.sort(key=lambda found: found[0])
        self._report.findings = [finding for _, finding in self._found]
        names = {rule.name for rule, _ in self._rules}
        self._report.stale = [
            f"unit {note.unit}: the note ignores {note}, which is not found"
            for note, used in self._notes.items()
            if not used and note.rule in names
        ]
        return self._report


def _pair(
    unit: Unit,
    source: tuple[str, str] | None,
    target: tuple[str, str],
    number: int,
    known: dict[str, Side],
) -> UnitPair | None:
    """The unit between two languages; None where there is nothing to check.

    Args:
        unit: The unit.
        source: Key and tag of the source; None for a text alone.
        target: The same of the target.
        number: The pair's place in the run.
        known: The unit's sides so far, by key: what was found out of a source holds beside
            each of its translations.
    """
    sides = []
    for key, tag in (source, target) if source else (target,):
        if key not in known:
            text = unit.variants.get(key, _NOTHING).text(tag)
            known[key] = Side(key, tag, text, unit.properties.get(ACCELERATOR, ""))
        sides.append(known[key])
    if not any(side.text.strip() for side in sides):
        return None
    if source is None:
        return UnitPair(unit, sides[0], number=number)
    plural = unit.properties.get(PLURAL)
    others = (replace(sides[0], text=plural),) if plural else ()
    return UnitPair(unit, sides[1], sides[0], others, number)
