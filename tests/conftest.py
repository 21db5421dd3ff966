"""What all tests share."""

import os

import pytest
from hypothesis import settings
from support.server import server

__all__ = ["server"]

# A loaded machine is no failure: nothing here asserts how long it takes. And a change is to be
# judged by the same inputs as the one before it; ``--hypothesis-profile=search`` draws new ones.
settings.register_profile("workbench", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("workbench")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers a core: much of a test's time is waiting, for a screen, a server, a process."""
    del config
    return 2 * (os.cpu_count() or 1)
