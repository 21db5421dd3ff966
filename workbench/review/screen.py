"""What a command needs of the screen. The app is one; the tests have another."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from workbench.api import Progress
from workbench.errors import WorkbenchError
from workbench.review.questions import Question

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Screen(Protocol):
    """Shows the session after each command, and before anything is said or asked."""

    def say(self, message: str) -> None:
        """Say something in passing."""
        ...

    def complain(self, error: WorkbenchError) -> None:
        """Say why something was not done. Errors that a command raises are said anyway."""
        ...

    def catch(self, error: Exception) -> None:
        """Report an error that nobody foresaw. Those that a command raises are reported anyway."""
        ...

    async def ask(self, question: Question[Answer]) -> Answer | None:
        """Ask, and wait for the answer; None where it was left without one."""
        ...

    async def work(self, title: str, use_case: Callable[[Progress], Result]) -> Result:
        """Do something long beside the screen, which takes no other command meanwhile.

        Args:
            title: What is done, for people.
            use_case: Called in a thread; nothing else touches the project until it ends.

        Raises:
            Cancelled: A person gave it up; the screen says so where no command does.
        """
        ...

    def page(self, direction: int) -> None:
        """Move the cursor by about a screen: -1 up, 1 down."""
        ...

    def copy(self, text: str) -> str | None:
        """Put a text on the clipboard.

        Returns:
            Why it may not have arrived; None where nothing speaks against it.
        """
        ...

    def repeat(self) -> None:
        """Do the last command again that changed something, with the same answers."""
        ...

    def leave(self) -> None:
        """End the review; everything is saved already."""
        ...
