"""Kills a review that is driven by keys: what its screen showed as done must be in the history."""

import os
import random
import re
import signal
import sys
import time
from contextlib import closing

from support.project_samples import sample
from support.terminal import Terminal

from workbench import project as projects

_ROWS = 40
_COUNT = re.compile(r"✓ (\d+)/")
"""How many are confirmed; what is said in passing stands in its place for a while."""


class _Review:
    """One review in a terminal, until it is killed."""

    def __init__(self, folder, location, number):
        self._number, self._texts = number, 0
        self.folder = folder
        self.terminal = Terminal(
            folder,
            f"sh -c 'echo $$ > {folder}/pid; exec {sys.executable} -m workbench review \"$0\"' "
            f"'{location}'",
            size=(120, 50),
            LOGNAME="anna",
            XDG_STATE_HOME=str(folder),
            XDG_CONFIG_HOME=str(folder),
        )
        self.said = []
        """Texts that the screen showed as saved."""

        self.edits = 0
        """Edits that it showed as done, these among them."""

    def act(self, chance):
        """Press the keys of a random edit, all at once; what the screen shows when it is done."""
        terminal = self.terminal
        before = _count(terminal.wait_for(_count))
        terminal.press_at_once(*["Down"] * chance.randrange(3))
        kind = chance.choice(("text", "text", "note", "sign", "sign", "undo"))
        if kind == "undo" and self.edits:
            terminal.press_at_once("u")
            return lambda screen: "Undone: " in screen
        if kind == "sign":
            terminal.press_at_once("Space")
            return lambda screen: _count(screen) not in {before, ""}
        self._texts += 1
        text = f"k{self._number}x{self._texts}z"  # one word, which is never broken
        terminal.press_at_once("Home" if chance.random() < 0.2 else "Down")
        if kind == "note":
            terminal.press_at_once("M")
            if "new note" in terminal.wait_for(lambda screen: "╭─" in screen):
                terminal.press_at_once("n")
        else:
            terminal.press_at_once("e")
        terminal.type_at_once(f" {text}")
        terminal.press_at_once("Enter")
        if kind == "note":
            # The pane has no room for all: they are asked for, and the window is left again.
            terminal.press_at_once("M")

            def noted(screen):
                done = text in screen and "╭─ Notes" in screen
                if done:
                    self.said.append(text)
                    terminal.press_at_once("Escape")
                return done

            return noted

        def shown(screen):
            done = text in screen and "╭─" not in screen
            if done:
                self.said.append(text)
            return done

        return shown

    def work(self, chance, count):
        """Do so many edits, and look that each is done."""
        for _ in range(count):
            self.terminal.wait_for(self.act(chance))
            self.edits += 1

    def kill(self, chance):
        """Kill it, sometimes in the midst of an edit, of which nobody knows whether it is done."""
        pid = int((self.folder / "pid").read_text())
        if chance.random() < 0.7:
            self.act(chance)
            time.sleep(chance.random() * 0.3)
        os.kill(pid, signal.SIGKILL)
        self.terminal.wait("status 137")


def _count(screen):
    found = _COUNT.search(screen)
    return found[1] if found and "╭─" not in screen else ""


def review_kills(location, folder, times):
    """Kill reviews of one project.

    Args:
        location: Where the project is made.
        folder: An empty one.
        times: How many reviews.

    Returns:
        What was done, in words, and how many acknowledged edits were lost.
    """
    sample(location, [(1, 1, 1)] * _ROWS)
    chance = random.Random(5)
    edits = lost = last = 0
    for number in range(times):
        own = folder / str(number)
        own.mkdir()
        review = _Review(own, location, number)
        try:
            review.terminal.wait("Enter confirm", 60)
            review.work(chance, chance.randint(2, 8))
            review.kill(chance)
        finally:
            review.terminal.close()
        with closing(projects.open(location, author="boris")) as project:
            assert not list(projects.problems(project))
            written = "".join(
                f"{text}\n"
                for edit in project.store.edits_since(last)
                for change in edit.changes
                if change.table in {"segment", "note"} and change.after
                for text in change.after.get("text", ())
            )
            gone = [text for text in review.said if text not in written]
            lost += max(len(gone), last + review.edits - project.last)
            last = project.last
        assert not list(own.glob("**/report-*")), "a fault was reported"
        edits += review.edits
    return f"{times} reviews killed, {edits} edits acknowledged", lost
