"""``check --fix``: what is safe to mend in the files that were checked, as a diff first."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workbench import formats, languages
from workbench.checks import Finding, Report
from workbench.errors import WorkbenchError
from workbench.files import all_or_none, atomic_write, marked_encoding
from workbench.glossary import Glossary

_MARKS = frozenset({"whitespace", "punctuation"})
"""Rules whose findings say what is to stand there, where it is one thing."""

_TERMS = "term-forbidden"

_SYNTAX = frozenset("&<>\"'\\\t\r\n")
"""Characters that may mean something in a file's format."""


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    text: str
    """What is to stand there."""

    finding: Finding


@dataclass(slots=True)
class Mended:
    """What can be mended, and what is left."""

    files: dict[Path, tuple[bytes, bytes]] = field(default_factory=dict)
    """Of each file its bytes as they are and as they are to be."""

    mended: list[Finding] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """How many findings a person has to look at, by reason."""

    def diff(self) -> str:
        """All changes, as a unified diff."""
        lines: list[str] = []
        for path, (before, after) in self.files.items():
            encoding = marked_encoding(before) or "utf-8"
            old, new = (data.decode(encoding).splitlines(keepends=True) for data in (before, after))
            name = path.as_posix()
            lines += (
                line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
                for line in difflib.unified_diff(old, new, name, name)
            )
        return "".join(lines)

    def write(self) -> None:
        """Write the files, all or none.

        Raises:
            WorkbenchError: One cannot be written, or has changed since it was checked.
        """
        with all_or_none():
            for path, (before, after) in self.files.items():
                if path.read_bytes() != before:
                    raise WorkbenchError(
                        "it has changed since it was checked", place=path, remedy="check it again"
                    )
                with atomic_write(path) as file:
                    file.write(after)


def mend(report: Report, glossary: Glossary | None = None) -> Mended:
    """Find what of a report can be mended without a person.

    Mended are spaces and marks for which the language has one way, and forbidden terms of one
    word where the preferred one is inflected alike, so that the same form of it fits. All must
    stand in a text file as the finding says, letter by letter.

    Args:
        report: The findings.
        glossary: Whose forbidden terms were found.
    """
    result = Mended()
    by_file: defaultdict[Path, list[tuple[Finding, str]]] = defaultdict(list)
    for finding in report.findings:
        wanted = _wanted(finding, glossary)
        if wanted is None:
            result.left["for a person to decide"] += 1
        elif not isinstance(finding.path, Path) or finding.line is None or finding.column is None:
            result.left["in no text file"] += 1
        else:
            by_file[finding.path].append((finding, wanted))
    for path, wishes in by_file.items():
        try:
            data = path.read_bytes()
            encoding = marked_encoding(data) or "utf-8"
            text = data.decode(encoding)
        except OSError:
            result.left["in a file that cannot be read"] += len(wishes)
            continue
        except UnicodeDecodeError:
            result.left["in a file of another encoding"] += len(wishes)
            continue
        plain = formats.find(path, "document", "read") is not None
        places: list[_Place] = []
        for finding, wanted in wishes:
            place = _place(finding, text, wanted)
            if place is None or (not plain and _SYNTAX.intersection(wanted)):
                result.left["not to be found as it stands"] += 1
            elif any(place.start < other.end and other.start < place.end for other in places):
                result.left["beside another that is mended first"] += 1
            else:
                places.append(place)
        for place in sorted(places, key=lambda place: -place.start):
            text = text[: place.start] + place.text + text[place.end :]
        if places:
            result.files[path] = data, text.encode(encoding)
            result.mended += [place.finding for place in places]
    return result


def _wanted(finding: Finding, glossary: Glossary | None) -> str | None:
    """What is to stand in a finding's place; None where that is for a person to say."""
    if finding.span is None or finding.side != "target" or not finding.expected:
        return None
    if finding.rule in _MARKS:
        return finding.expected[0] if len(finding.expected) == 1 else None
    if finding.rule == _TERMS and glossary is not None:
        found = finding.target[slice(*finding.span)]
        concept = next((one for one in glossary.concepts if one.id == finding.concept), None)
        forbidden = concept.terms_in(finding.target_lang) if concept else ()
        known = (term.text for term in forbidden if term.status == "forbidden")
        return _in_same_form(finding.target_lang, found, known, finding.expected[0])
    return None


def _in_same_form(tag: str, found: str, known: Iterable[str], wanted: str) -> str | None:
    """A word in the form of another one, where the language inflects both alike."""
    slots = languages.of(tag).inflection.slots
    if not wanted or wanted.split() != [wanted]:
        return None
    fitting = slots([wanted.casefold()], [], "")[0].forms
    for term in known:
        if term.split() != [term]:
            continue
        forms = slots([term.casefold()], [], "")[0].forms
        form = forms.get(found.casefold())
        alike = Counter(forms.values()) == Counter(fitting.values())
        same = [word for word, mask in fitting.items() if mask == form]
        if form is None or not alike or len(same) != 1:
            continue
        if found[0].isupper() or wanted[0].isupper():
            return same[0].upper() if found.isupper() and len(found) > 1 else same[0].capitalize()
        return same[0]
    return None


def _place(finding: Finding, text: str, wanted: str) -> _Place | None:
    """Where a finding stands in a file's text; None where the file says something else there."""
    assert finding.line is not None
    assert finding.column is not None
    assert finding.span is not None
    begin = 0
    for _ in range(finding.line - 1):
        begin = text.find("\n", begin) + 1
        if not begin:
            return None
    start = begin + finding.column - 1
    said = finding.target[slice(*finding.span)]
    if not said or text[start : start + len(said)] != said or "\n" in said:
        return None
    return _Place(start, start + len(said), wanted, finding)
