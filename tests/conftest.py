"""What all tests share."""

from hypothesis import settings
from support.server import server

__all__ = ["server"]

# A loaded machine is no failure: nothing here asserts how long it takes.
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")
