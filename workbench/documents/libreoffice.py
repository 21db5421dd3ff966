"""Older formats (DOC, RTF, XLS, ODS, PPT, ODP): converted by LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from workbench.documents import encoding
from workbench.errors import WorkbenchError

_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf", b"\x09\x08")
"""Of Office's old files, of zip archives, of RTF, of the oldest XLS."""

_SECONDS = 180
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
"""A profile in which a document's macros do not run and nothing it links to is fetched."""

_PARTS = {"docx": "Writer", "odt": "Writer", "xlsx": "Calc", "pptx": "Impress"}
"""The program of LibreOffice that writes a format."""

_LIBRARIES = {"Writer": "sw", "Calc": "sc", "Impress": "sd"}

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice lies on systems that do not put programs on the search path."""


def program() -> str | None:
    """The LibreOffice program; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(data: bytes, path: Path, ending: str) -> bytes:
    """A file as LibreOffice saves it in another format.

    Args:
        data: The file.
        path: Its name; the ending says what it is.
        ending: Of the format wanted: ``".xlsx"``.

    Raises:
        WorkbenchError: LibreOffice is not installed, or cannot read the file.
    """
    kind = ending.removeprefix(".")
    if not data.startswith(_BEGINNINGS):
        # LibreOffice takes any bytes for a text in some encoding; it is one in few.
        try:
            encoding.decode(data, path=path)
        except WorkbenchError as error:
            raise WorkbenchError(
                f"it is no file of the kind {path.suffix.lower()}, or it is damaged",
                place=path,
                remedy="open it in its program and save it again",
            ) from error
    soffice = program()
    if soffice is None:
        raise WorkbenchError(
            f"files of the kind {path.suffix.lower()} are read through LibreOffice, which is not "
            "installed",
            place=path,
            remedy=f"install it, or save the file as {kind.upper()}",
        )
    with tempfile.TemporaryDirectory(prefix="workbench-") as name:
        folder = Path(name)
        # A name and a profile of our own: whatever the file is called, and though another
        # LibreOffice may be open.
        source = folder / f"document{path.suffix.lower()}"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        result = folder / f"document.{kind}"
        _run(
            [
                soffice,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(source),
            ],
            path,
        )
        if not result.is_file():
            part = _PARTS[kind]
            raise WorkbenchError(
                f"LibreOffice {part}, which reads it, is not installed"
                if _lacks(soffice, part)
                else "LibreOffice cannot read it",
                place=path,
                remedy=f"save it as {kind.upper()} in its own program, or install LibreOffice "
                f"{part} if it is missing",
            )
        return result.read_bytes()


def _lacks(soffice: str, part: str) -> bool:
    """Whether a program of LibreOffice has no library beside the others."""
    program = Path(soffice).resolve().parent
    places = (program, program.parent / "Frameworks")
    pattern = f"*{_LIBRARIES[part]}lo.*"
    return not any(next(place.glob(pattern), None) for place in places if place.is_dir())


def _run(command: list[str], path: Path) -> None:
    try:
        # A group of its own: soffice starts the program that works, and both have to end.
        process = subprocess.Popen(  # noqa: S603 - LibreOffice, with a name that we chose
            [*_without_network(), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"SAL_USE_VCLPLUGIN": "svp"},
        )
        try:
            process.wait(_SECONDS)
        except BaseException:
            _end(process)
            raise
    except subprocess.TimeoutExpired as error:
        raise WorkbenchError(
            f"LibreOffice did not finish with it in {_SECONDS} seconds",
            place=path,
            remedy="open it there and save it as DOCX",
        ) from error
    except OSError as error:
        raise WorkbenchError(
            f"LibreOffice cannot be started ({error.strerror})",
            place=path,
            remedy="save the file as DOCX",
        ) from error


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program with all that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, check=False, capture_output=True)  # noqa: S603
    process.wait()


@cache
def _without_network() -> list[str]:
    """The command before another that takes the network from it; nothing where there is none.

    A document may link to pictures and pages; whoever made it would see when it is read.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    command = [unshare, "--map-current-user", "--net", "--"]
    true = shutil.which("true") or "true"
    tried = subprocess.run([*command, true], check=False, capture_output=True)  # noqa: S603
    return command if tried.returncode == 0 else []
