"""What draws in a process behind a page: Textual's own driver, with two things mended."""

from textual import events, messages
from textual.drivers.web_driver import WebDriver


class Driver(WebDriver):
    """Draws into a pipe, and is told from another what is typed."""

    def start_application_mode(self) -> None:
        """Begin; keys arrive at once, where Textual's own waits for a click."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Take in what is typed; where nobody is left to type, the app ends."""
        super().run_input_thread()
        self._app.post_message(messages.ExitApp())
