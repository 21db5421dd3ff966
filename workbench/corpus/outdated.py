"""What changed on one side only since a commit: translations that fell behind their source.

An alignment of the present texts alone cannot tell a sentence that was replaced from a free
translation, or a bead of two sentences and one from a sentence that was dropped. The former
texts can: what stood there in both versions is known to have belonged together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench import api, checks
from workbench.checks import Finding, Severity, Which
from workbench.settings import Settings
from workbench.units import Unit


def find_outdated(
    now: Mapping[str, Path],
    was: Mapping[str, Path],
    *,
    pair: str | None,
    encoder: str | None,
    settings: Settings,
    severity: Severity,
) -> list[Finding]:
    """Sentences that changed in one version while their counterparts did not.

    Args:
        now: The versions of a page by language tag, the source first.
        was: The same before; without those that were not there.
        pair: ``"en:ru"`` to compare these two only.
        encoder: As for :func:`workbench.api.align`.
        settings: As for :func:`workbench.api.check`.
        severity: Of the rule.

    Raises:
        WorkbenchError: A version cannot be read or aligned.
    """
    source, *others = now
    found: list[Finding] = []
    for target in others:
        if target not in was or (pair is not None and target not in pair.split(":")):
            continue
        files = [now[source], now[target]]
        if [path.read_bytes() for path in files] == [
            was[tag].read_bytes() for tag in (source, target)
        ]:
            continue
        before, after = (
            api.align_files(
                [those[source], those[target]],
                languages=[source, target],
                encoder=encoder,
                settings=settings,
            ).alignment
            for those in (was, now)
        )
        found += _compared(before, after, (source, target), severity)
    return found


def _compared(
    before: api.Alignment, after: api.Alignment, languages: tuple[str, str], severity: Severity
) -> list[Finding]:
    keys = (next(iter(after.documents)), list(after.documents)[1])
    former = _Former(before)
    memory, units = after.units()
    locate = checks.in_origins(memory, None, after.documents)
    present = {_bare(segment.text) for segment in after.segments[keys[1]]}
    found = []
    for unit in units:
        sides = [_sentences(unit, key) for key in keys]
        if not all(sides):
            continue  # missing-segment says so
        new = [
            [text for text in sentences if not former.had(side, text)]
            for side, sentences in enumerate(sides)
        ]
        told: tuple[str, Which, str] | None = None
        if new[0] and not new[1]:
            told = "the source changed, its translation stands as it was", "source", new[0][0]
        elif not new[0] and not new[1]:
            lost = [
                text
                for text in sides[0]
                if (once := former.counterparts(text)) and not present.intersection(once)
            ]
            if lost:
                told = "its translation is gone, the sentence stands as it was", "source", lost[0]
        elif new[1] and not new[0]:
            once = {each for text in sides[0] for each in former.counterparts(text)}
            if once and once <= present:
                told = (
                    "the translation has more than before, its source has not",
                    "target",
                    new[1][0],
                )
        if told is not None:
            message, side, sentence = told
            key = keys[0] if side == "source" else keys[1]
            text = unit.variants[key].text(key)
            begin = max(text.find(sentence), 0)
            span = (begin, begin + len(sentence))
            found.append(
                checks.outdated(
                    message,
                    locate(unit, key, span),
                    unit=unit.id,
                    side=side,
                    languages=languages,
                    texts=(
                        unit.variants[keys[0]].text(keys[0]),
                        unit.variants[keys[1]].text(keys[1]),
                    ),
                    span=span,
                    severity=severity,
                )
            )
    return found


class _Former:
    """The former sentences, and what each of the source's belonged to."""

    def __init__(self, alignment: api.Alignment) -> None:
        self._keys = list(alignment.documents)
        self._sentences = [
            Counter(_bare(segment.text) for segment in alignment.segments[key])
            for key in self._keys
        ]
        self._counterparts: dict[str, set[str]] = {}
        for unit in alignment.units()[1]:
            source, target = (_sentences(unit, key) for key in self._keys)
            for text in source:
                self._counterparts.setdefault(_bare(text), set()).update(map(_bare, target))

    def had(self, side: int, text: str) -> bool:
        """Whether a sentence stood there."""
        return _bare(text) in self._sentences[side]

    def counterparts(self, text: str) -> set[str]:
        """What a sentence of the source belonged to, bare."""
        return self._counterparts.get(_bare(text), set())


def _sentences(unit: Unit, key: str) -> Iterable[str]:
    variant = unit.variants.get(key)
    return variant.segments if variant is not None else ()


def _bare(text: str) -> str:
    """A sentence without what a correction of its marks changes."""
    return "".join(filter(str.isalnum, text)).casefold() or text
