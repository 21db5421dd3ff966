"""A project in a server while many write, programs are killed, and the server itself ends."""

import pytest
from support import server_breaking

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("act", "times"),
    [
        (server_breaking.writers, 8_000),
        (server_breaking.restarts, 2_000),
        (server_breaking.kills, 20),
    ],
)
def test_no_acknowledged_edit_is_lost(server, act, times):
    """All are in the history, which is sound."""
    done, lost = act(server, times)
    print(done)
    assert lost == 0, done
