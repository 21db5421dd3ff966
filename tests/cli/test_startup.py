"""What a command may import: seen in a fresh process, deferred imports included."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "textual", "lxml", "sacremoses", "sentencepiece", "openpyxl", "opencc", "sqlite3",
         "pymorphy3", "rjieba", "polib", "charset_normalizer", "markdown_it",
         "aiohttp")  # fmt: skip


def imported(program: str) -> set[str]:
    """The heavy packages that a Python program imports."""
    probe = f"{program}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "program",
    [
        "import workbench",
        "from workbench.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass",
        "from workbench import errors, files, settings, languages, units",
    ],
)
def test_nothing_heavy_at_the_start(program: str) -> None:
    """Importing the package, or asking for help, imports no heavy package."""
    assert imported(program) == set()


def test_every_command_helps_cheaply() -> None:
    """Each command's --help names an example and imports nothing heavy."""
    from workbench.cli import COMMANDS

    calls = "\n".join(
        f"try:\n    main([{name!r}, '--help'])\nexcept SystemExit as end:\n    assert not end.code"
        for name in COMMANDS
    )
    assert imported(f"from workbench.cli import main\n{calls}") == set()


def test_only_the_review_draws() -> None:
    """Aligning and writing never load Textual."""
    program = (
        "import workbench\n"
        "workbench.align_segments({'en': ['One.'], 'ru': ['Раз.']}).units()\n"
        "from workbench import exchange, project"
    )
    assert "textual" not in imported(program)
