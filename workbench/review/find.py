"""What a person may look for: a filter's words, a search, and the next bead worth a look."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.errors import WorkbenchError
from workbench.project import Project

Match = re.Match[str]
RegexError = re.error

Test = Callable[[Project, int], bool]
"""Whether a bead is one of those looked for."""


def doubtful(project: Project, bead: int, below: float) -> bool:
    """Unreviewed, and less sure than that; or changed since it was confirmed."""
    row = project.bead(bead)
    if row.status == "changed":
        return True
    return row.status == "unreviewed" and row.confidence is not None and row.confidence < below


def unscored(project: Project, bead: int) -> bool:
    """As it was imported: nobody knows how probably it is right, and nobody has looked at it."""
    row = project.bead(bead)
    return row.confidence is None and row.status == "unreviewed" and row.version == 0


def unreviewed(project: Project, bead: int) -> bool:
    """Not confirmed yet."""
    return project.bead(bead).status != "confirmed"


def changed(project: Project, bead: int) -> bool:
    """Confirmed once, and changed since."""
    return project.bead(bead).status == "changed"


def confirmed(project: Project, bead: int) -> bool:
    """Confirmed by a person."""
    return project.bead(bead).status == "confirmed"


def flagged(project: Project, bead: int) -> bool:
    """Flagged by a person."""
    return project.bead(bead).flagged


def excluded(project: Project, bead: int) -> bool:
    """Left out of exports."""
    return project.bead(bead).excluded


def noted(project: Project, bead: int) -> bool:
    """With a note."""
    return bool(project.notes(bead))


def edited(project: Project, bead: int) -> bool:
    """With a text that a person changed or inserted."""
    return any(
        project.segment(segment).original is not None
        for run in project.runs(bead)
        for segment in run
    )


def empty(project: Project, bead: int) -> bool:
    """With a language that has no segment."""
    return not all(project.runs(bead))


def shape(project: Project, bead: int) -> str:
    """How many segments each language has: ``"1-2-1"``."""
    return "-".join(str(len(run)) for run in project.runs(bead))


TARGETS: dict[str, tuple[str, Test | None]] = {
    "worst": ("doubtful, worst first", None),
    "doubtful": ("doubtful, in order", None),
    "unreviewed": ("unreviewed", unreviewed),
    "flagged": ("flagged", flagged),
    "finding": ("with a finding of the checks", None),
    "found": ("with what was searched for", None),
    "rendered": ("with the rendering that was chosen", None),
}
"""What "next" may mean, with its test where the bead alone decides."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text to search for."""

    pattern: re.Pattern[str]
    column: int | None
    """Only in this one; None for all."""

    regex: bool = False
    """Whether it was given as a regular expression."""

    folded: str = ""
    """What is searched for, without case; empty for a regular expression."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text."""
        return (found.span() for found in self.pattern.finditer(text) if found[0])

    def test(self, project: Project, bead: int) -> bool:
        """Whether it stands in a bead."""
        # Loops, not any(): a letter typed into the search asks each bead.
        search, segment = self.pattern.search, project.segment
        runs = project.runs(bead)
        for run in runs if self.column is None else (runs[self.column],):
            for number in run:
                if search(segment(number).text):
                    return True
        return False

    def narrows(self, other: "Query") -> bool:
        """Whether all beads that it finds are among those that another one finds."""
        return (
            bool(other.folded)
            and other.folded in self.folded
            and other.column in {None, self.column}
        )


def parse_query(text: str, keys: Sequence[str]) -> Query:
    r"""Understand what was typed to be searched for.

    ``ru:договор`` searches one language, ``/договор\w+/`` is a regular expression. Case does
    not matter, nor ё and е.

    Args:
        text: As typed, not blank.
        keys: The documents' keys.

    Raises:
        WorkbenchError: The regular expression is not one.
    """
    key, _, rest = text.partition(":")
    column = keys.index(key) if key in keys and rest.strip() else None
    wanted = (rest if column is not None else text).strip()
    if len(wanted) > 2 and wanted[0] == wanted[-1] == "/":
        source, folded = wanted[1:-1], ""
    else:
        folded = wanted.casefold().replace("ё", "е")
        source = re.sub("[её]", "[её]", re.escape(wanted), flags=re.IGNORECASE)
    try:
        return Query(re.compile(source, re.IGNORECASE), column, not folded, folded)
    except re.error as error:
        raise WorkbenchError(
            f"the regular expression {source!r} is not one ({error})",
            remedy="correct it, or leave out the slashes",
        ) from error


WORDS: dict[str, tuple[Test, str]] = {
    "unreviewed": (unreviewed, "not confirmed yet"),
    "confirmed": (confirmed, "found right by a person"),
    "changed": (changed, "confirmed once, and its text has changed since"),
    "unscored": (unscored, "nobody has looked at it, and how sure it is is not known"),
    "flagged": (flagged, "that a person put a flag on"),
    "excluded": (excluded, "left out of the export"),
    "noted": (noted, "with a note"),
    "edited": (edited, "with a changed or inserted text"),
    "empty": (empty, "with a language missing"),
}
"""What a filter understands, and what it means; the rest is in :data:`PATTERNS`."""

PATTERNS = {
    "doubtful": "unreviewed and not sure enough, or changed since it was confirmed",
    "empty:ru": "with nothing in that language",
    "<80  >95": "less than 80 % sure; more than 95 %",
    "1-2": "of that shape (1-1-2 with three languages)",
    "!1-1": "of any other shape; ! turns every word round",
    "finding": "with a finding of the checks (F runs them)",
    "term:bridge": "that term, or another of its concept (_ for a space)",
    "text": "with that text; ru:text, /regex/ as in search",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which beads to show: those that pass all tests."""

    text: str = ""
    tests: tuple[Test, ...] = field(default=())
    query: Query | None = None

    def __bool__(self) -> bool:
        return bool(self.tests)

    def test(self, project: Project, bead: int) -> bool:
        """Whether the bead is shown."""
        return all(test(project, bead) for test in self.tests)


WordTest = Callable[[str], Test | None]
"""What a further word means, that the project alone does not tell."""


def parse_filter(text: str, keys: Sequence[str], other: WordTest = lambda _: None) -> Filter:
    """Understand a filter as typed: words of :data:`WORDS` and :data:`PATTERNS`.

    Words next to each other that are none of these are one text to search for.

    Args:
        text: As typed.
        keys: The documents' keys.
        other: Asked about words that are in neither.

    Raises:
        WorkbenchError: A word has no meaning.
    """
    tests: list[Test] = []
    free: list[str] = []
    for word in _WORD.findall(text):
        if word[0] == '"':
            free.append(word.strip('"'))
            continue
        opposite = len(word) > 1 and word[0] == "!"
        plain = word[1:] if opposite else word
        test = _test(plain, keys) or other(plain)
        if test is None:
            _check_meaning(plain, keys)
            free.append(word)
        else:
            tests.append(_not(test) if opposite else test)
    found = parse_query(" ".join(free), keys) if free else None
    if found is not None:
        tests.append(found.test)
    return Filter(text.strip(), tuple(tests), found)


_WORD = re.compile(r'"[^"]*"?|\S+')
"""Words of a filter; in quotation marks several are one, and text whatever they look like."""


def _check_meaning(word: str, keys: Sequence[str]) -> None:
    """Refuse what looks like a word of the filter and is none: it would pass as a text.

    Raises:
        WorkbenchError: It has no meaning.
    """
    remedy = f'as a text to search for, put it in quotation marks: "{word}"'
    if word.startswith("empty:"):
        raise WorkbenchError(
            f"there is no language {word[6:]!r} here", remedy=f"choose from {', '.join(keys)}"
        )
    if word[0] in "<>" and len(word) > 1:
        raise WorkbenchError(f"{word!r} is no percentage", remedy=f"type {word[0]}80, or {remedy}")
    if re.fullmatch(r"\d+(-\d+)+", word) and len(word) <= 2 * len(keys) + 1:
        raise WorkbenchError(
            f"{word!r} is no shape here: there are {len(keys)} languages", remedy=remedy
        )
    if word == "term:":
        raise WorkbenchError("term: needs a term after it", remedy=remedy)


def _test(word: str, keys: Sequence[str]) -> Test | None:
    if word in WORDS:
        return WORDS[word][0]
    if word.startswith("empty:") and word[6:] in keys:
        column = keys.index(word[6:])
        return lambda project, bead: not project.runs(bead)[column]
    if re.fullmatch(r"[<>]\d{1,3}%?", word):
        limit = int(word[1:].rstrip("%")) / 100
        if word[0] == "<":
            return lambda project, bead: (project.bead(bead).confidence or 1.0) < limit
        return lambda project, bead: (project.bead(bead).confidence or 0.0) > limit
    if re.fullmatch(r"\d+(-\d+)+", word) and word.count("-") + 1 == len(keys):
        return lambda project, bead: shape(project, bead) == word
    return None


def _not(test: Test) -> Test:
    return lambda project, bead: not test(project, bead)
