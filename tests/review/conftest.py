"""The projects that the review's tests use."""

from pathlib import Path

import pytest
from support.reviewing import BEADS, CHINESE, ENGLISH, RUSSIAN, write

from workbench import project as projects


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    """Reports and settings of the person who runs the tests are kept out."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


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
