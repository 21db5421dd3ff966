"""From a fresh clone to a result, with nothing but Python 3.11 or later.

    python3 bootstrap.py demo     set up and align the worked example
    python3 bootstrap.py test     set up and run the tests (further words go to pytest)

Everything is installed into ``.venv`` beside this file; the system's Python stays as it is.
Only Debian's and Ubuntu's package ``python3-venv`` is installed where it is missing.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
ENVIRONMENT = HOME / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
DEMO = HOME / "demo"


def main(words: list[str]) -> int:
    """Do what the first word says; give the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this very line is for older ones
        print("bootstrap: Python 3.11 or later is needed.", file=sys.stderr)
        return 2
    if words[:1] == ["demo"] and len(words) == 1:
        set_up(".")
        return demo()
    if words[:1] == ["test"]:
        set_up(".[dev]")
        return run(PROGRAMS / "python", "-m", "pytest", "--numprocesses=auto", *words[1:])
    print(__doc__, file=sys.stderr)
    return 2


def set_up(what: str) -> None:
    """Make the virtual environment and install the package, with extras, into it."""
    if not (PROGRAMS / "pip").exists() and not (PROGRAMS / "pip.exe").exists():
        have_ensurepip()
        print("Making .venv …", file=sys.stderr, flush=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    print("Installing into .venv …", file=sys.stderr, flush=True)
    installed = run(
        PROGRAMS / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--editable", what,
    )  # fmt: skip
    if installed != 0:
        sys.exit("bootstrap: the installation failed; the reason stands above.")


def have_ensurepip() -> None:
    """See that ``venv`` can put pip into an environment: Debian packs that part by itself."""
    if run(sys.executable, "-c", "import ensurepip", quiet=True) == 0:
        return
    install = ["apt-get", "install", "--yes", "--quiet", "python3-venv"]
    if shutil.which("apt-get") and hasattr(os, "geteuid"):
        if os.geteuid() == 0:
            run("apt-get", "update", "--quiet", quiet=True)
            run(*install, quiet=True)
        elif shutil.which("sudo"):
            print("Installing Debian's python3-venv (sudo may ask for your password) …")
            run("sudo", *install)
    if run(sys.executable, "-c", "import ensurepip", quiet=True) != 0:
        sys.exit(
            "bootstrap: this Python cannot make virtual environments; "
            "install its venv package (Debian, Ubuntu: sudo apt install python3-venv)."
        )


def demo() -> int:
    """Align the worked example into the folder ``demo`` and show what came out."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir()
    versions = ["communique.en.md", "communique.zh.txt", "communique.ru.html"]
    workbench = PROGRAMS / "workbench"
    status = run(
        workbench, "align", *(f"aligned/{name}" for name in versions),
        "-o", "demo/communique.aligned", "-o", "demo/communique.tmx",
    )  # fmt: skip
    if status == 0 and shutil.which("workbench") is None:
        shown = os.path.relpath(workbench)
        print(f"\nThe program is not on your path; call it as {shown}:", file=sys.stderr)
        print(f"  {shown} review {os.path.relpath(DEMO)}/communique.aligned", file=sys.stderr)
    return status


def run(*command: str | Path, quiet: bool = False) -> int:
    """Run a command in the project's folder; give its exit status."""
    output = subprocess.DEVNULL if quiet else None
    finished = subprocess.run(
        [str(word) for word in command], cwd=HOME, stdout=output, stderr=output, check=False
    )
    return finished.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
