"""The projects that the review's tests use."""

from pathlib import Path

import pytest
from support.reviewing import BEADS, CHINESE, ENGLISH, RUSSIAN, write

from workbench import project as projects


@pytest.fixture
def path(tmp_path) -> Path:
    """The project's file: six beads, one with two Chinese segments, one without any."""
    columns = {"en": ENGLISH, "zh": CHINESE, "ru": RUSSIAN}
    return write(tmp_path / "talks.aligned", columns, BEADS)


@pytest.fixture
def project(path):
    """It, open."""
    opened = projects.open(path, author="tester")
    yield opened
    opened.close()
