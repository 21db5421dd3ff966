"""What the checks still get wrong: an improvement announces itself."""

import pytest
from support.cases import Case, read

from workbench.checks import check
from workbench.units import Unit, Variant


@pytest.mark.parametrize("case", read("known_cases.txt"), ids=lambda case: case.id)
@pytest.mark.xfail(strict=True, reason="known; move it to the cases of its rule once it passes")
def test_a_known_case_comes_out_right(case: Case):
    """Strictly expected to fail: when one passes, its case moves to the others."""
    variants = {
        case.source_lang: Variant((case.source,)),
        case.target_lang: Variant((case.target,)),
    }
    found = {(one.rule, one.concept or "") for one in check([Unit(case.id, variants)])}
    assert found == set(case.findings)
