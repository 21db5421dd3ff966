"""Memories without what is no translation."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from workbench import checks
from workbench.api.encoders import load_encoder
from workbench.api.progress import Progress, stop_if_cancelled
from workbench.api.scoring import scored_units
from workbench.exchange import memories
from workbench.settings import Settings
from workbench.units import Unit

_REASONS = {
    "untranslated": "untranslated",
    "wrong-script": "in another language",
    "wrong-language": "in another language",
    "number-mismatch": "with other numbers",
    "omission": "of another length",
}
"""By rule of the checks, in this order, what it says of a unit that is hardly a translation."""

_MISALIGNED = "misaligned"
"""What is said where the texts alone are too unlike."""

_ALWAYS = ("untranslated", "wrong-script", "wrong-language")
"""Rules that count however sure the alignment is, if they mean the whole text: the source itself
is more like the source than any translation."""


def clean_memory(
    files: Sequence[str | Path],
    output: str | Path,
    *,
    min_confidence: float | None = None,
    one_target: bool = False,
    encoder: str | None = None,
    recover: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> memories.Merged:
    """Write memories into one, without repeated units, those without two texts, and wrong ones.

    Args:
        files: TMX files.
        output: The TMX to write; it may be one of them.
        min_confidence: Units of less confidence are left out, and whole texts that are not
            translated or in another language; none is when None. Units that have no confidence
            are scored. What a person has confirmed stays.
        one_target: Of units with one source keep one.
        encoder: As for :func:`~workbench.api.aligning.align`.
        recover: Takes what can be taken from damaged files, and is told what was left out.
        progress: Asked whether to stop.

    Returns:
        How many units were written, and how many were left out for what reason.

    Raises:
        WorkbenchError: A file is no TMX, or the output cannot be written.
        Cancelled: It was stopped; nothing is written.
    """
    judge: memories.Judge | None = None
    if min_confidence is not None:
        made = load_encoder(encoder)
        least = min_confidence

        def judge(units: Sequence[Unit]) -> list[str | None]:
            stop_if_cancelled(progress)
            return _reasons(list(scored_units(units, made)), least)

    return memories.merge(
        [Path(file) for file in files], Path(output),
        drop_empty=True, one_target=one_target, judge=judge, recover=recover,
    )  # fmt: skip


def _reasons(units: Sequence[Unit], least: float) -> list[str | None]:
    """Why each unit is no translation; None where it is one, or a person has said so."""
    numbered = [replace(unit, id=str(number)) for number, unit in enumerate(units)]
    found: dict[int, list[checks.Finding]] = {}
    for finding in checks.check(numbered, settings=Settings(checks=_only(_REASONS))):
        found.setdefault(int(finding.unit), []).append(finding)
    reasons: list[str | None] = []
    for number, unit in enumerate(units):
        rules = [finding.rule for finding in found.get(number, ())]
        whole = [finding.rule for finding in found.get(number, ()) if _is_whole(finding)]
        if unit.status == "confirmed":
            reasons.append(None)
        elif unit.confidence is not None and unit.confidence < least:
            first = next((rule for rule in _REASONS if rule in rules), None)
            reasons.append(_REASONS[first] if first else _MISALIGNED)
        else:
            reasons.append(next((_REASONS[rule] for rule in _ALWAYS if rule in whole), None))
    return reasons


def _is_whole(finding: checks.Finding) -> bool:
    """Whether a finding means the whole of a text."""
    return finding.span == (0, len(finding.target if finding.side == "target" else finding.source))


def _only(rules: Collection[str]) -> dict[str, str]:
    """Severities under which these rules alone run."""
    return {rule.name: "error" if rule.name in rules else "off" for rule in checks.RULES}
