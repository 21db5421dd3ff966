"""What all tests share."""

from hypothesis import settings
from support.server import server

__all__ = ["server"]

# A loaded machine is no failure: nothing here asserts how long it takes. And a change is to be
# judged by the same inputs as the one before it; ``--hypothesis-profile=search`` draws new ones.
settings.register_profile("workbench", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("workbench")
