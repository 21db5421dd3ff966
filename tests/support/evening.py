"""An evening's work: four people review one project by keys, on a server that is killed twice."""

import sys
import threading
import time
from collections import Counter
from contextlib import closing
from typing import NamedTuple

from support.project_samples import sample
from support.terminal import Terminal

from workbench import project as projects

PEOPLE = ("anna", "boris", "olga", "wei")
BEADS = 24
SHARED = BEADS
"""The bead that all work on, again and again."""

ASKING = "Enter take"
"""What stands below a text that is being typed."""


class Evening(NamedTuple):
    """What came of it."""

    done: int
    """Texts that the windows took as saved."""

    missing: list[str]
    """Those that are not in the history by the person who typed them."""

    edits: int
    seen: Counter
    """How often something stood on a screen."""

    authors: set
    problems: list


class Reviewer(threading.Thread):
    """A person with a terminal, who types, looks, and tries again."""

    def __init__(self, folder, location, number, rounds):
        super().__init__(daemon=True)
        self.number, self.name_, self.rounds = number, PEOPLE[number], rounds
        self.folder = folder = folder / self.name_
        folder.mkdir()
        command = f"{sys.executable} -m workbench review '{location}'"
        self.terminal = Terminal(
            folder, command, size=(120, 40), LOGNAME=self.name_, XDG_STATE_HOME=str(folder)
        )
        self.done = []
        """Texts that the window took as saved."""

        self.seen = Counter()
        self.error = None
        self._last = ""

    def run(self):
        try:
            self.terminal.wait("en text 0", 60)
            for number in range(self.rounds):
                own = number * len(PEOPLE) % (BEADS - len(PEOPLE)) + self.number + 1
                self.write("e", own, f" {self.name_}{number}e")
                self.write("m", own, f"{self.name_}{number}m")
                self.press_until("Space", self.settled)
                self.write("e", SHARED, f" {self.name_}{number}s")
            self.terminal.press("q")
            self.terminal.wait("status 0")
        except BaseException as error:  # noqa: BLE001 - told by whoever began this
            self.error = error

    def write(self, key, bead, text):
        """Go to a bead, type a text after a key, and take it until it is saved."""
        self.press_until(":", lambda screen: "Go to" in screen)
        self.terminal.type(str(bead))
        self.terminal.press("Enter")
        self.press_until(key, lambda screen: ASKING in screen and "Go to" not in screen)
        self.terminal.type(text)
        self.take(text.strip())
        self.done.append(text.strip())
        self.terminal.note(f"taken as saved: {text.strip()}")

    def take(self, text):
        """Press Enter until the dialog stays away: it comes back with what cannot be saved."""
        pressed = gone = 0.0
        for _ in range(300):
            screen, now = self.look(), time.monotonic()
            if "╭─" in screen:
                gone = 0.0
                # Not sooner: what the screen shows may be old.
                if now > pressed + 4:
                    self.terminal.press("Enter")
                    pressed = now
            elif gone and now > gone + 3:
                return
            else:
                gone = gone or now
            time.sleep(0.15)
        raise AssertionError(f"{self.name_}: {text} is not taken:\n{screen}")

    def look(self):
        """What stands on the screen."""
        screen = self.terminal.screen()
        if screen != self._last:
            self._last = screen
            self.terminal.note(screen)
        for sign in ("●", "cannot be saved", "Another made it meanwhile"):
            self.seen[sign] += sign in screen
        return screen

    def press_until(self, key, came):
        """Press a key, and again where nothing came of it, as after an error."""
        for _ in range(8):
            self.terminal.press(key)
            for _ in range(30):
                screen = self.look()
                if came(screen):
                    return
                time.sleep(0.15)
        raise AssertionError(f"{self.name_}: {key} is of no use:\n{screen}")

    def settled(self, screen):
        """Whether the screen is the grid's."""
        return ASKING not in screen


def evening(server, folder, rounds):
    """Four people work; after 30 and after 65 per cent of it the server ends as in a crash.

    Args:
        server: Of ``support.server``.
        folder: An empty one; what each terminal was given and showed is written there.
        rounds: Each person writes three texts in one.

    Raises:
        AssertionError: A person came to a place where no key was of use.
    """
    location = server.url("evening")
    sample(location, [(1, 1, 1)] * BEADS, replace=True)
    people = [Reviewer(folder, location, number, rounds) for number in range(len(PEOPLE))]
    try:
        for person in people:
            person.start()
        wanted = 3 * rounds * len(PEOPLE)
        for share in (0.3, 0.65):
            while sum(len(person.done) for person in people) < share * wanted:
                _check(people)
                time.sleep(0.1)
            for person in people:
                person.terminal.note("the server is killed")
            server.stop("immediate")
            time.sleep(4)
            server.start()
        for person in people:
            person.join(60 + 20 * rounds)
            _check(people)
            assert not person.is_alive(), person.terminal.screen()
    finally:
        for person in people:
            person.terminal.close()
            (person.folder / "log").write_text("\n".join(person.terminal.log), encoding="utf-8")
    written = dict.fromkeys(PEOPLE, "")
    with closing(projects.open(location)) as project:
        problems = list(projects.problems(project))
        for edit in project.store.edits_since(0):
            for change in edit.changes:
                if change.table in {"segment", "note"} and change.after:
                    for text in change.after.get("text", ()):
                        written[edit.author] += f"{text}\n"
        authors = {entry.author for entry in project.history}
        edits = project.last
    # Also within another word: a key that was pressed twice stands before it.
    missing = [
        text for person in people for text in person.done if text not in written[person.name_]
    ]
    done = sum(len(person.done) for person in people)
    seen = sum((person.seen for person in people), Counter())
    return Evening(done, missing, edits, seen, authors, problems)


def _check(people):
    for person in people:
        if person.error is not None:
            raise person.error
