"""Cases for the checks: pairs of sentences with what a check has to find in them.

A file of cases is for linguists to read and to add to. Lines that begin with ``#`` are
remarks; a blank line ends a case. The first line names the direction, the case and why it
is there; the second is the source, the third the target. What must be found follows, one
finding a line, and nothing else may be; several of one rule and concept count as one. A case
that brings concepts of its own is checked against these alone, any other against
``glossaries/diplomacy.tbx``::

    en>ru charter-calque: a charter is not a хартия here
    The UN Charter was signed in San Francisco.
    Хартия ООН была подписана в Сан-Франциско.
    ! term-forbidden un-charter

    en>ru order-noun: two words of one form
    The order was awarded.
    Награждён орденом.
    = order; en order; ru орден + награда - приказ; flags literal

In a concept's line ``+`` comes before an admitted term and ``-`` before a forbidden one.
``\\n``, ``\\u00a0`` and the like stand for the characters they name. ``! -`` says that a
finding is of no concept. The option line ``~ count`` asks for terms to be counted.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from workbench.glossary import Concept, Glossary, Term

DATA = Path(__file__).parents[1] / "data"

ALLOWED, ADMITTED, FORBIDDEN = "preferred", "admitted", "forbidden"


@dataclass(frozen=True)
class CaseConcept:
    """A concept that a case brings along."""

    id: str
    terms: dict[str, tuple[tuple[str, str], ...]]
    """By language: each term with its status, in order."""

    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One pair of sentences and what is to be found in it."""

    id: str
    why: str
    source_lang: str
    target_lang: str
    source: str
    target: str
    findings: tuple[tuple[str, str], ...]
    """Rule and concept of each; the concept is empty where the rule knows none."""

    concepts: tuple[CaseConcept, ...]
    """Its own glossary; empty where the diplomacy glossary serves."""

    options: frozenset[str]


def files(kind: str) -> list[str]:
    """The files of cases of a kind: ``term_cases.txt`` and, of further languages, their own."""
    return sorted(path.name for path in DATA.glob(f"{kind}*.txt"))


def read(name: str) -> list[Case]:
    """The cases of the file ``name`` in the tests' data."""
    blocks = re.split(r"\n\s*\n", (DATA / name).read_text(encoding="utf-8"))
    kept = ([line for line in block.splitlines() if line[:1] != "#"] for block in blocks)
    return [_case(lines) for lines in kept if any(lines)]


def _case(lines: list[str]) -> Case:
    lines = [line for line in lines if line.strip()]
    header = re.fullmatch(r"(\S+)>(\S+) (\S+): (.+)", lines[0])
    assert header, f"not the first line of a case: {lines[0]!r}"
    by_mark: dict[str, list[str]] = {"!": [], "=": [], "~": []}
    for line in lines[3:]:
        by_mark[line[0]].append(line[1:].strip())
    return Case(
        id=header[3],
        why=header[4],
        source_lang=header[1],
        target_lang=header[2],
        source=unescaped(lines[1]),
        target=unescaped(lines[2]),
        findings=tuple(_finding(line) for line in by_mark["!"]),
        concepts=tuple(concept_of(line) for line in by_mark["="]),
        options=frozenset(by_mark["~"]),
    )


def _finding(line: str) -> tuple[str, str]:
    rule, concept = line.split()
    return rule, "" if concept == "-" else concept


def concept_of(line: str) -> CaseConcept:
    """A concept as a case's line writes it, without its mark."""
    name, *parts = (part.strip() for part in line.split(";"))
    terms: dict[str, tuple[tuple[str, str], ...]] = {}
    flags: tuple[str, ...] = ()
    for part in parts:
        tag, _, rest = part.partition(" ")
        if tag == "flags":
            flags = tuple(rest.split())
            continue
        preferred, *others = re.split(r" (?=[+-] )", rest)
        terms[tag] = (
            (preferred, ALLOWED),
            *((other[2:], ADMITTED if other[0] == "+" else FORBIDDEN) for other in others),
        )
    return CaseConcept(name, terms, flags)


def glossary_of(concepts: tuple[CaseConcept, ...]) -> Glossary:
    """The glossary that a case brings along."""
    return Glossary(
        tuple(
            Concept(
                concept.id,
                {
                    tag: tuple(Term(text, status) for text, status in terms)
                    for tag, terms in concept.terms.items()
                },
                flags=frozenset(concept.flags),
            )
            for concept in concepts
        ),
        (),
    )


def unescaped(text: str) -> str:
    """A text with the characters that ``\\n`` and the like stand for."""
    return re.sub(
        r"\\(n|u[0-9a-f]{4})",
        lambda match: "\n" if match[1] == "n" else chr(int(match[1][1:], 16)),
        text,
    )
