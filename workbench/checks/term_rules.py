"""The term rules: ``term-missing``, ``term-forbidden``, ``term-inconsistent``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from workbench.checks.finding import Hit, Span
from workbench.checks.rule import CheckRule, Found, RuleContext, each
from workbench.checks.unit_pair import UnitPair
from workbench.glossary import Concept, Match, Term, is_name, is_short_for


def _expected(concept: Concept, tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.text for term in concept.allowed(tag)))


def _first(matches: list[Match]) -> Span | None:
    return (matches[0].start, matches[0].end) if matches else None


def missing_terms(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Due concepts that nothing stands for."""
    if context.terms is None or pair.source is None or not pair.target.text.strip():
        return
    for concept, matches in context.terms.missing(pair, count=context.count):
        expected = _expected(concept, pair.target.tag)
        words = pair.source.text[matches[0].start : matches[0].end]
        times = f", {len(matches)} times" if context.count and len(matches) > 1 else ""
        yield Hit(
            f"“{' '.join(words.split())}” is to be rendered “{expected[0]}”{times}",
            concept=concept.id,
            expected=expected,
            source_span=_first(matches),
        )


def forbidden_terms(pair: UnitPair, context: RuleContext) -> Iterator[Hit]:
    """Forbidden terms of due concepts; each concept once."""
    if context.terms is None:
        return
    seen: set[str] = set()
    for match, matches in context.terms.forbidden(pair):
        if match.concept.id in seen:
            continue
        seen.add(match.concept.id)
        expected = _expected(match.concept, pair.target.tag)
        words = " ".join(pair.target.text[match.start : match.end].split())
        wanted = f"; write “{expected[0]}”" if expected else ""
        yield Hit(
            f"“{words}” is not to be used{wanted}",
            span=(match.start, match.end),
            concept=match.concept.id,
            expected=expected,
            source_span=_first(matches),
        )


class Inconsistent:
    """``term-inconsistent``: one source term, several renderings across the texts.

    The full and the short name of one body are one rendering.
    """

    def __init__(self, context: RuleContext) -> None:
        self._terms = context.terms
        self._uses: defaultdict[tuple[str, str], list[tuple[UnitPair, Match, Match]]] = defaultdict(
            list
        )

    def check(self, pair: UnitPair) -> Iterable[Hit]:
        """Note which term renders which; the verdict comes at the end."""
        if self._terms is None or pair.source is None:
            return ()
        due, found = self._terms.match(pair)
        for identifier, matches in due.items():
            asked = {match.term.text for match in matches}
            given = [
                match
                for match in found
                if match.concept.id == identifier and match.term.status != "forbidden"
            ]
            if len(asked) == 1 and len({match.term.text for match in given}) == 1:
                self._uses[identifier, asked.pop()].append((pair.kept(), matches[0], given[0]))
        return ()

    def finish(self) -> Iterator[Found]:
        """Report each unit that does not use the most frequent rendering."""
        for (identifier, _), uses in self._uses.items():
            whole = _whole_names(uses)
            counts = Counter(whole[given.term.text] for _, _, given in uses)
            if len(counts) < 2:
                continue
            usual = max(counts, key=lambda text: (counts[text], _rank(text, uses)))
            for pair, asked, given in uses:
                if whole[given.term.text] != usual and pair.source is not None:
                    words = pair.source.text[asked.start : asked.end]
                    yield (
                        pair,
                        Hit(
                            f"“{words}” is “{given.term.text}” here, and “{usual}” in "
                            f"{counts[usual]} of {len(uses)} places",
                            span=(given.start, given.end),
                            concept=identifier,
                            expected=(usual,),
                            source_span=(asked.start, asked.end),
                        ),
                    )


def _whole_names(uses: list[tuple[UnitPair, Match, Match]]) -> dict[str, str]:
    """By rendering the longest of which it is the short name, if its concept has a name."""
    concept, tag = uses[0][2].concept, uses[0][0].target.tag
    renderings = sorted({given.term.text for _, _, given in uses}, key=len, reverse=True)
    if not is_name(concept):
        return {text: text for text in renderings}
    return {
        text: next(one for one in renderings if one == text or is_short_for(text, one, tag))
        for text in renderings
    }


def _rank(text: str, uses: list[tuple[UnitPair, Match, Match]]) -> bool:
    """Whether a rendering is the preferred one: of two equally frequent ones it is usual."""
    terms: list[Term] = [given.term for _, _, given in uses if given.term.text == text]
    return terms[0].status == "preferred"


RULES = (
    CheckRule(
        "term-missing",
        "error",
        "A concept of the glossary stands in the source, and none of its preferred or admitted "
        "terms stands in the target.",
        ("the Security Council met", "Совет по безопасности собрался", "Совет Безопасности"),
        each(missing_terms),
    ),
    CheckRule(
        "term-forbidden",
        "error",
        "A forbidden term of a concept that is due stands in the target.",
        ("the UN Charter", "Хартия ООН", "Устав ООН"),
        each(forbidden_terms),
        alone=True,
    ),
    CheckRule(
        "term-inconsistent",
        "note",
        "One source term is rendered in several ways across the texts, each of them allowed.",
        (
            "the Belt and Road",
            "«Пояс и путь» here, «Один пояс, один путь» elsewhere",
            "one of them",
        ),
        Inconsistent,
    ),
)
