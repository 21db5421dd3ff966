"""The rules that compare units with each other, on cases written for them."""

import pytest
from support.cases import glossary_of
from support.consistency import ConsistencyCase, read_consistency

from workbench.checks import check
from workbench.units import Unit, Variant

FILES = {
    "inconsistent-translation": "consistency_cases.sentences.txt",
    "term-inconsistent": "consistency_cases.terms.txt",
}
CASES = [
    pytest.param(case, rule, id=f"{case.source_lang}-{case.target_lang}-{case.id}")
    for rule, name in FILES.items()
    for case in read_consistency(name)
]


def reported(case: ConsistencyCase, rule: str) -> set[int]:
    """The units of a case, by number, that a rule reports."""
    units = [
        Unit(
            str(number),
            {case.source_lang: Variant((source,)), case.target_lang: Variant((target,))},
        )
        for number, (source, target) in enumerate(case.units)
    ]
    glossary = glossary_of(case.concepts) if case.concepts else None
    return {int(one.unit) for one in check(units, glossary) if one.rule == rule}


@pytest.mark.parametrize(("case", "rule"), CASES)
def test_reports_the_units_that_differ_and_no_other(case: ConsistencyCase, rule: str) -> None:
    """Of each case exactly the units that are marked."""
    assert reported(case, rule) == case.reported, case.why
