"""A review that is killed while keys are pressed: what its screen showed as done is there."""

import shutil

import pytest
from support.review_kills import review_kills

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


def test_kills_on_a_file(tmp_path):
    """A short run; ``benchmarks/promises.py`` has the long one."""
    said, lost = review_kills(tmp_path / "kills.aligned", tmp_path, 3)
    print(said)
    assert lost == 0


def test_kills_on_a_server(server, tmp_path):
    """The same on PostgreSQL."""
    said, lost = review_kills(server.url("review kills"), tmp_path, 3)
    print(said)
    assert lost == 0
