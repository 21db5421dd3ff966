"""An evening's work: four people review one project on one server, which is killed twice."""

import shutil

import pytest
from support.evening import PEOPLE, evening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

ROUNDS = 4


def test_four_reviewers_lose_nothing(server, tmp_path):
    """All that their windows took as saved is in the history, once; they saw each other."""
    found = evening(server, tmp_path, ROUNDS)
    print(f"{found.done} texts saved, {found.edits} edits, {dict(found.seen)}")
    assert found.done == 3 * ROUNDS * len(PEOPLE)
    assert found.missing == []
    assert found.problems == []
    assert found.authors == set(PEOPLE)
    assert all(found.seen[sign] for sign in ("●", "cannot be saved"))
