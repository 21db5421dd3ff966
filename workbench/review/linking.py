"""Showing which words stand for each other."""

import asyncio

from workbench.review.screen import Screen
from workbench.review.session import PANES, Session
from workbench.review.word_links import Linker


async def switch(session: Session, screen: Screen) -> None:
    """Show the counterparts of words, or no longer."""
    if session.linking:
        session.linking = False
        return
    await load_linker(session, screen)
    session.linking = True
    if session.pane == "hidden":  # they are shown there
        session.pane = PANES[0]
    screen.say("Words: w and b walk through them, faint ones have no counterpart.")


async def load_linker(session: Session, screen: Screen) -> Linker:
    """What finds counterparts; its encoder is loaded the first time."""
    if not session.linker.ready:
        screen.say("Loading the words …")
        await asyncio.to_thread(session.linker.prepare, session.linker.sample())
    return session.linker
