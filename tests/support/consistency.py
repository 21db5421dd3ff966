"""Cases for the rules that compare units: several units of one run, and which are reported.

Lines that begin with ``#`` are remarks; a blank line ends a case. The first line names the
direction, the case and why it is there. Lines that begin with ``=`` are its concepts, as in
``support.cases``; every other line is a unit, its source and target parted by ``|``, and one
that begins with ``!`` is to be reported.
"""

import re
from dataclasses import dataclass

from support.cases import DATA, CaseConcept, concept_of, unescaped


@dataclass(frozen=True)
class ConsistencyCase:
    """Some units, and which of them are at odds with the others."""

    id: str
    why: str
    source_lang: str
    target_lang: str
    units: tuple[tuple[str, str], ...]
    reported: frozenset[int]
    """Numbers of units, from 0."""

    concepts: tuple[CaseConcept, ...]


def read_consistency(name: str) -> list[ConsistencyCase]:
    """The cases of the file ``name`` in the tests' data."""
    blocks = re.split(r"\n\s*\n", (DATA / name).read_text(encoding="utf-8"))
    kept = ([line for line in block.splitlines() if line[:1] != "#"] for block in blocks)
    return [_case(lines) for lines in kept if any(lines)]


def _case(lines: list[str]) -> ConsistencyCase:
    first, *rest = [line for line in lines if line.strip()]
    header = re.fullmatch(r"(\S+)>(\S+) (\S+): (.+)", first)
    assert header, f"not the first line of a case: {first!r}"
    rows = [line for line in rest if line[0] != "="]
    units = []
    for row in rows:
        source, bar, target = row.removeprefix("! ").partition("|")
        assert bar, f"not a unit: {row!r}"
        units.append((unescaped(source.strip()), unescaped(target.strip())))
    return ConsistencyCase(
        header[3],
        header[4],
        header[1],
        header[2],
        tuple(units),
        frozenset(number for number, row in enumerate(rows) if row[0] == "!"),
        tuple(concept_of(line[1:].strip()) for line in rest if line[0] == "="),
    )
