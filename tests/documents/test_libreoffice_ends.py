"""A LibreOffice that does not end is ended, with all that it started."""

import os
import time
from pathlib import Path

import pytest

from workbench.documents import libreoffice
from workbench.errors import WorkbenchError

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")


def test_what_it_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that is called starts the one that works."""
    script = tmp_path / "soffice"
    number = tmp_path / "number"
    script.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {number}\nsleep 300\n")
    script.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda: str(script))
    monkeypatch.setattr(libreoffice, "_SECONDS", 1)
    with pytest.raises(WorkbenchError, match="did not finish"):
        libreoffice.converted(b"{\\rtf1 x}", Path("a.rtf"), ".docx")
    child = int(number.read_text())
    for _ in range(100):
        # Ended, or waiting for whoever collects orphans.
        status = Path(f"/proc/{child}/stat")
        if not status.exists() or status.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError(child)
