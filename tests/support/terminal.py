"""Terminals of tmux, in which programs run and are driven by keys."""

import os
import subprocess
import time


class Terminal:
    """A terminal of a size, in which a command runs."""

    def __init__(self, folder, command, size=(100, 30), **variables):
        self._socket = str(folder / "tmux")
        self.log = []
        """What was pressed and typed, and what else was worth a note, each after its time."""

        environment = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | variables
        self._run(
            *("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "-c", str(folder)),
            f"{command}; echo status $?; sleep 60",
            environment=environment,
        )

    def _run(self, *words, environment=None):
        command = ["tmux", "-S", self._socket, "-f", os.devnull, *words]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    def screen(self):
        return self._run("capture-pane", "-p")

    def press(self, *keys):
        for key in keys:
            self.note(f"pressed {key}")
            self._run("send-keys", key)
            time.sleep(0.15)

    def type(self, text):
        self.note(f"typed {text!r}")
        self._run("send-keys", "-l", text)
        time.sleep(0.3)

    def press_at_once(self, *keys):
        """Without a pause, as from a buffer."""
        if keys:
            self._run("send-keys", *keys)

    def type_at_once(self, text):
        """A text, without a pause."""
        self._run("send-keys", "-l", text)

    def wait_for(self, came, seconds=30):
        """Until the screen is so; the screen."""
        end = time.monotonic() + seconds
        while not came(screen := self.screen()):
            if time.monotonic() > end:
                raise AssertionError(f"it does not come:\n{screen}")
            time.sleep(0.03)
        return screen

    def note(self, text):
        """Put something into the log."""
        self.log.append(f"{time.monotonic():.2f} {text}")

    def wait(self, text, seconds=30):
        """Until it stands on the screen."""
        for _ in range(seconds * 10):
            if text in self.screen():
                return
            time.sleep(0.1)
        raise AssertionError(f"{text!r} does not come:\n{self.screen()}")

    def close(self):
        self._run("kill-server")
