"""What holds for the repository as a whole."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".pre-commit-hooks.yaml"]


def test_no_page_installs_a_strangers_program():
    """`workbench` on the package index is somebody else's."""
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            named = re.search(r"(?:pip|pipx|uv tool) install [^|#`]*?(?<![-/\w.])workbench\b", line)
            assert named is None, f"{page.name}: {line}"


def test_every_room_is_on_the_map():
    """CONTRIBUTING names each room once, and none that is gone."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = contributing.partition("| rooms in `workbench/` | hold |")[2].partition("\n\n")[0]
    named = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`(\w+)`", row.split("|")[1:2][0] if row.count("|") > 1 else "")
    }
    rooms = {
        path.stem
        for path in (ROOT / "workbench").iterdir()
        if (path.is_dir() and (path / "__init__.py").exists())
        or (path.suffix == ".py" and not path.stem.startswith("_"))
    }
    assert named == rooms
