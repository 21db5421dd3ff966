"""Segmentation rules in SRX 2.0 (GALA/LISA OSCAR), as OmegaT, Okapi and memoQ write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.files import from_os_error
from workbench.languages import memory_tag
from workbench.segmentation.ruleset import Rule
from workbench.segmentation.splitter import Decision

if TYPE_CHECKING:
    import regex
    from lxml import etree

_NAMESPACE = "{http://www.lisa.org/srx20}"


@dataclass(frozen=True, slots=True)
class SrxRule:
    """One rule of a file, ready for use."""

    rule: Rule
    """Named by the language rules it stands in and its line: ``"English:12"``."""

    before: "regex.Pattern[str]"
    after: "regex.Pattern[str]"

    here: "regex.Pattern[str]"
    """Both together: matches, without a character, where the rule applies."""

    def places(self, text: str) -> set[int]:
        """Where the rule applies.

        The longest run of ``before`` is taken once, as the Java programs do: ``……`` is
        broken behind, not within.
        """
        ends = (found.end() for found in self.before.finditer(text))
        return {end for end in ends if self.after.match(text, end)}


class SrxSplitter:
    """Decides by the rules of an SRX file: at each place the first rule that applies.

    Args:
        rules: Those of a language, in order.
    """

    def __init__(self, rules: tuple[SrxRule, ...]) -> None:
        self._rules = rules

    def decisions(self, text: str, start: int, end: int) -> Iterator[Decision]:
        """What is decided at every place of a paragraph where some rule would break.

        Args:
            text: The document's text.
            start: The paragraph's first character that is not white space.
            end: Past its last one.
        """
        # A wrapped line's break is no line break to a rule.
        paragraph = text[start:end].replace("\n", " ")
        broken = {
            number: item.places(paragraph)
            for number, item in enumerate(self._rules)
            if item.rule.verdict == "split"
        }
        places = set().union(*broken.values())
        begin = 0
        for place in sorted(places):
            stop = place
            while stop > begin and paragraph[stop - 1].isspace():
                stop -= 1
            if stop <= begin:
                continue
            after = place
            while after < len(paragraph) and paragraph[after].isspace():
                after += 1
            if after == len(paragraph):
                return
            rule = next(
                item.rule
                for number, item in enumerate(self._rules)
                if (
                    place in broken[number]
                    if number in broken
                    else item.here.match(paragraph, place)
                )
            )
            yield start + stop, start + after, rule
            if rule.verdict == "split":
                begin = after


def splitter(path: Path, tag: str) -> SrxSplitter:
    """The rules of a file for a language.

    Args:
        path: The SRX file.
        tag: The language's BCP 47 tag, which the file's language maps are held against;
            they need not mind case, nor whether it is ``zh-Hans`` or ``zh-CN``.

    Raises:
        WorkbenchError: The file cannot be read, is not SRX 2.0, has a pattern that is none,
            or no rules for the language.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    # Read each time: a person changes the rules and tries again in the same process.
    return _splitter(path, data, tag)


@lru_cache(maxsize=16)
def _splitter(path: Path, data: bytes, tag: str) -> SrxSplitter:
    root = _parsed(path, data)
    groups = {
        element.get("languagerulename"): element
        for element in root.iter(f"{_NAMESPACE}languagerule")
    }
    header = root.find(f"{_NAMESPACE}header")
    cascade = header is not None and header.get("cascade") == "yes"
    chosen: list[etree._Element] = []
    for element in root.iter(f"{_NAMESPACE}languagemap"):
        name = element.get("languagerulename")
        if name not in groups:
            raise _fault(
                path, element, f"its language map names {name!r}, and no rules are so named"
            )
        pattern = _pattern(path, element, f"(?i:{element.get('languagepattern') or ''})")
        if any(pattern.fullmatch(known) for known in {tag, memory_tag(tag), tag.replace("-", "_")}):
            chosen.append(groups[name])
            if not cascade:
                break
    if not chosen:
        raise WorkbenchError(
            f"it has no rules for the language {tag}",
            place=path,
            remedy="add a language map, or leave --srx out",
        )
    return SrxSplitter(tuple(rule for group in chosen for rule in _rules(path, group)))


def _parsed(path: Path, data: bytes) -> "etree._Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise WorkbenchError(
            f"it is not well-formed XML ({error.msg})",
            place=f"{path}:{error.lineno}",
            remedy="name an SRX 2.0 file",
        ) from error
    if root.tag != f"{_NAMESPACE}srx" or root.get("version") != "2.0":
        raise WorkbenchError(
            "it is not SRX 2.0",
            place=f"{path}:{root.sourceline}",
            remedy="have the program that wrote it save it as SRX 2.0",
        )
    return root


def _rules(path: Path, group: "etree._Element") -> Iterator[SrxRule]:
    name = group.get("languagerulename")
    for element in group.iter(f"{_NAMESPACE}rule"):
        breaking = element.get("break", "yes")
        if breaking not in {"yes", "no"}:
            raise _fault(path, element, f"a rule's break is {breaking!r}, not yes or no")
        before = element.findtext(f"{_NAMESPACE}beforebreak") or ""
        after = element.findtext(f"{_NAMESPACE}afterbreak") or ""
        rule = Rule(f"{name}:{element.sourceline}", "split" if breaking == "yes" else "keep", "")
        yield SrxRule(
            rule,
            _pattern(path, element, before),
            _pattern(path, element, after),
            _pattern(path, element, f"(?<={before})(?={after})"),
        )


def _pattern(path: Path, element: "etree._Element", pattern: str) -> "regex.Pattern[str]":
    import regex

    from workbench.segmentation import dialect

    try:
        return dialect.compiled(pattern)
    except regex.error as error:
        raise _fault(path, element, f'the pattern "{pattern}" is none ({error})') from error


def _fault(path: Path, element: "etree._Element", cause: str) -> WorkbenchError:
    return WorkbenchError(cause, place=f"{path}:{element.sourceline}", remedy="correct the file")
