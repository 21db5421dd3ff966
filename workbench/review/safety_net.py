"""What nobody foresaw: it is reported, and the window stays."""

import platform
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import __version__

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump as _Base
else:
    _Base = object

_REPEATED_SECONDS = 5.0
"""An error that comes again within so many seconds, as drawing does, is not said again."""


class Netted(_Base):
    """A widget, a dialog or an app that goes on after an error in one of its events.

    Textual ends the loop of events in which an error was raised: the widget would be there and
    take no key any more. It goes before Textual's class among the bases.
    """

    async def _dispatch_message(self, message: "Message") -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - the last net
            catch: Callable[[Exception], None] = self.app.catch  # type: ignore[attr-defined]
            catch(error)


class Reports:
    """Writes a file for each kind of error, once."""

    def __init__(self) -> None:
        self._written: dict[str, Path] = {}
        self._said: dict[str, float] = {}

    def take(self, error: Exception) -> str | None:
        """Report an error.

        Returns:
            What to tell the person; None where it was told just now.
        """
        text = "".join(traceback.format_exception(error))
        kind = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
        now = time.monotonic()
        if now - self._said.get(kind, -_REPEATED_SECONDS) < _REPEATED_SECONDS:
            return None
        self._said[kind] = now
        said = f"A fault of Workbench's own ({type(error).__name__}); all edits are saved."
        path = self._written.get(kind)
        if path is None:
            try:
                path = self._written[kind] = _write(text)
            except OSError:
                return f"{said} No report could be written."
        return f"{said} Please send us {path}."


def _write(text: str) -> Path:
    from importlib import metadata

    import platformdirs

    folder = platformdirs.user_log_path("workbench", appauthor=False, ensure_exists=True)
    path = folder / f"report-{datetime.now().astimezone():%Y-%m-%d-%H%M%S-%f}.txt"
    facts: dict[str, Any] = {
        "Workbench": __version__,
        "Textual": metadata.version("textual"),
        "Python": platform.python_version(),
        "system": platform.platform(),
    }
    head = "\n".join(f"{name}: {value}" for name, value in facts.items())
    path.write_text(f"{head}\n\n{text}", encoding="utf-8")
    return path
