"""What the store says by itself is shown in the review, and lost nowhere."""

import asyncio
import logging
from collections import deque

import pytest

from workbench.review.app import ReviewApp
from workbench.review.told import told

LOG = logging.getLogger("workbench.project.sqlite.journal")


def test_it_is_shown_on_the_screen(project):
    """At the beginning, and what comes later too."""

    async def do():
        sentences = deque(["a journal was put aside as [x]"])
        app = ReviewApp(project, told=sentences)
        async with app.run_test() as pilot:
            app.take_in_other_windows()
            sentences.append("another")
            app.take_in_other_windows()
            await pilot.pause()
            app.say("something else")
            await pilot.pause(0.1)
            shown = [note.message for note in app._notifications]
            assert shown == ["a journal was put aside as [x]", "another"]
            assert not sentences

    asyncio.run(do())


def test_what_nobody_saw_is_logged_in_the_end(caplog: pytest.LogCaptureFixture):
    """As where the project could not be opened after all."""
    with told() as sentences:
        LOG.warning("put aside as %s", "a")
        LOG.warning("put aside as %s", "b")
        assert sentences.popleft() == "put aside as a"
        caplog.clear()
    assert caplog.messages == ["put aside as b"]
    LOG.warning("put aside as %s", "c")
    assert not sentences or sentences[-1] != "put aside as c"
