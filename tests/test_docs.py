"""The documentation: its tutorial is run, and its site loads nothing from elsewhere."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.program import run
from support.terminal import Terminal

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TUTORIAL = (DOCS / "tutorial.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built; a link that leads nowhere, or a page that no menu has, fails here."""
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


_LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|link)\b[^>]*?"
    r"\s(?:src|href|data|srcset)=[\"']?\s*((?:[a-z]+:)?//[^\"'\s>]+)",
    re.IGNORECASE,
)
_IN_STYLES = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)


def test_the_site_loads_nothing_from_elsewhere(site):
    """Scripts, styles, fonts and pictures of every page lie beside it."""
    found = [
        f"{path.relative_to(site)}: {address}"
        for path in site.rglob("*.*")
        if path.suffix in {".html", ".css", ".svg"}
        for text in [path.read_text(encoding="utf-8")]
        for address in (*_LOADED.findall(text), *_IN_STYLES.findall(text))
    ]
    assert len(list(site.glob("*.html"))) > len(list(DOCS.glob("*.md")))
    assert found == []


def test_what_would_be_loaded_is_seen():
    """The patterns find what they look for."""
    page = '<script defer src="https://a.example/x.js"></script><link rel=x href=//b.example/y.css>'
    assert _LOADED.findall(page) == ["https://a.example/x.js", "//b.example/y.css"]
    assert _IN_STYLES.findall("@import 'https://c.example'; b{c:url(//d.example/e)}") == [
        "https://c.example",
        "//d.example/e",
    ]
    assert _LOADED.findall('<a href="https://a.example">') == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_tutorial(tmp_path):
    """Each of its commands is run, in order, and answers as it says."""
    for name in ("en.md", "zh.txt", "ru.html"):
        shutil.copy(ROOT / "aligned" / f"communique.{name}", tmp_path)
    shutil.copy(ROOT / "glossaries" / "diplomacy.tbx", tmp_path)
    blocks = re.findall(r"```console\n\$ workbench ([^\n]+)\n(.*?)```", TUTORIAL, re.DOTALL)
    assert len(blocks) == 9
    for arguments, shown in blocks:
        verb, *rest = shlex.split(arguments)
        if verb == "review":
            review(tmp_path, arguments)
            continue
        if verb == "update":
            english = tmp_path / "communique.en.md"
            text = english.read_text(encoding="utf-8")
            assert "34 ministries" in text
            english.write_text(text.replace("34 ministries", "36 ministries"), encoding="utf-8")
        done = run(tmp_path, verb, *rest)
        assert done.returncode == ("error:" in shown), done.stderr
        lines = (done.stdout + done.stderr).splitlines()
        assert [line for line in shown.splitlines() if line != "…" and line not in lines] == []


def review(folder, arguments):
    """The keys of the table, and what the program says at the end."""
    table = TUTORIAL.partition("| key | what happens |")[2].partition("\n\n")[0].strip()
    keys = [key for row in table.splitlines() for key in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert keys == ["j", "J", "u", "n", "Enter", "Enter", "C", "Enter", "q"]
    terminal = Terminal(folder, f"{sys.executable} -m workbench {arguments}", size=(110, 30))
    try:
        terminal.wait("Joint Communiqué")
        for key in keys[:-1]:
            terminal.press(key)
        terminal.wait("59/59 (100%)")
        terminal.press(keys[-1])
        said = re.search(r"```text\n(communique\.aligned: .*?)\n```", TUTORIAL)
        terminal.wait(said[1])
        terminal.wait("status 0")
    finally:
        terminal.close()
