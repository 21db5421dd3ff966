"""A short run of the fuzzing of every reader (``tests/support/fuzzing.py`` runs it for long)."""

from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the system tells no memory")

from support.fuzzing import READERS, fuzz


@pytest.mark.parametrize("inputs", [30, pytest.param(1000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("reader", READERS)
def test_mutated_inputs_end_in_a_result_or_a_sentence(
    tmp_path: Path, reader: str, inputs: int
) -> None:
    """No traceback, no hang; the same inputs each time."""
    found = fuzz(reader, tmp_path, inputs=inputs, seed=7)
    assert found["tracebacks"] == []
    assert found["hangs"] == 0
