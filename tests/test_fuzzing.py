"""A short run of the fuzzing of every reader (``tests/support/fuzzing.py`` runs it for long)."""

from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the system tells no memory")

from support.fuzzing import READERS, Trials, fuzz


@pytest.mark.parametrize("inputs", [30, pytest.param(1000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("reader", READERS)
def test_mutated_inputs_end_in_a_result_or_a_sentence(
    tmp_path: Path, reader: str, inputs: int
) -> None:
    """No traceback, no hang; the same inputs each time."""
    found = fuzz(reader, tmp_path, inputs=inputs, seed=7)
    assert found["tracebacks"] == []
    assert found["hangs"] == 0


MARKS = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"]


@pytest.mark.parametrize("reader", READERS)
def test_hardly_any_input_ends_in_a_result_or_a_sentence(tmp_path: Path, reader: str) -> None:
    """Nothing, white space, a byte order mark with nothing or half a character behind it."""
    trials = Trials(reader, tmp_path)
    trials.give(trials.whole)
    for mark in (b"", *MARKS):
        for behind in (b"", b"\n", b"\n\0", b" ", b"\0", b"a", b"\0\0\0\n", b"\xd8"):
            trials.give(mark + behind)
    found = trials.outcome()
    assert found["tracebacks"] == []
    assert found["hangs"] == 0
