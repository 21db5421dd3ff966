"""What holds for the repository as a whole."""

import ast
import importlib
import importlib.util
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".pre-commit-hooks.yaml"]


def test_no_page_installs_a_strangers_program():
    """`workbench` on the package index is somebody else's."""
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            named = re.search(r"(?:pip|pipx|uv tool) install [^|#`]*?(?<![-/\w.])workbench\b", line)
            assert named is None, f"{page.name}: {line}"


def test_every_command_is_on_its_page():
    """docs/commands.md is what docs/commands.py makes of the parser."""
    spec = importlib.util.spec_from_file_location("commands_page", ROOT / "docs" / "commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said = module.page()
    assert "## workbench align" in said
    assert module.PAGE.read_text(encoding="utf-8") == said, "run: python docs/commands.py"


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


def test_a_room_is_entered_through_its_face() -> None:
    """What a room's `__init__` does not name is its own: no other room imports it."""
    below = [
        f"{path.relative_to(ROOT)}:{line}: {'.'.join(module)} {name}"
        for path in sorted((ROOT / "workbench").rglob("*.py"))
        for line, module, name in _imports(path)
        if not _through_the_face(_room(path), module, name)
    ]
    assert not below, "\n".join(below)


def test_no_modules_import_in_a_circle() -> None:
    """Not for types only either: of two that need each other a part belongs below both."""
    uses = {_dotted(path): set[str]() for path in (ROOT / "workbench").rglob("*.py")}
    for path in (ROOT / "workbench").rglob("*.py"):
        for _, module, name in _imports(path):
            # A room's face only hands names on: what it hands on is what is used.
            used = ".".join(module)
            used = f"{used}.{name}" if f"{used}.{name}" in uses else used
            if not (ROOT / used.replace(".", "/") / "__init__.py").exists():
                uses[_dotted(path)].add(used)
    done = TopologicalSorter(uses)
    done.prepare()  # raises CycleError, which names the circle


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _room(path: Path) -> str:
    first = path.relative_to(ROOT / "workbench").parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[int, list[str], str]]:
    """Line, module and name of each import of ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workbench."):
            for alias in node.names:
                yield node.lineno, str(node.module).split("."), alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("workbench."):
                    yield node.lineno, alias.name.split("."), ""


def _through_the_face(room: str, module: list[str], name: str) -> bool:
    entered, *inside = module[1:]
    if entered == room or not (ROOT / "workbench" / entered / "__init__.py").exists():
        return True
    face = importlib.import_module(f"workbench.{entered}")
    named = {*getattr(face, "__all__", ()), *getattr(face, "PUBLIC_MODULES", ())}
    if not inside:
        is_module = (ROOT / "workbench" / entered / name).is_dir() or (
            ROOT / "workbench" / entered / f"{name}.py"
        ).exists()
        return not is_module or name in named
    return len(inside) == 1 and inside[0] in named
