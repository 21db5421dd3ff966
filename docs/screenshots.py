"""Makes the pictures of the review in this folder, from the worked example.

python docs/screenshots.py

Each as SVG, and as PNG for readers without a monospaced font; the latter with Chromium. The review
in a browser is PNG alone, as the browser shows it.
"""

import asyncio
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

from workbench import project as projects
from workbench.review.app import ReviewApp
from workbench.review.bars import Bar
from workbench.review.dialogs import WorkDialog

HERE = Path(__file__).parent
PROJECT = HERE.parent / "aligned" / "communique.aligned"
GLOSSARY = HERE.parent / "glossaries" / "diplomacy.tbx"
SIZE = (124, 32)

PICTURES: dict[str, tuple[str, Sequence[str]]] = {
    "review": ("dark", [*["space", "j"] * 4, "W", "b"]),
    "review-split": ("dark", ["j", "j", "J", "s"]),
    "review-light": ("light", ["j", "j", "space", "j"]),
    "review-concept": ("dark", ["j", "j", "c", "enter"]),
    "review-findings": ("dark", [*["j"] * 3, "F"]),
    "review-realign": ("dark", ["j", "J", "j", "j", "J", "k", "r"]),
}
"""By file name: the colours, and the keys that lead there."""


async def picture(name: str) -> str:
    """The screen after the keys, as SVG."""
    theme, keys = PICTURES[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PROJECT.name
        shutil.copy(PROJECT, path)
        project = projects.open(path, author="reviewer")
        project.set_metadata("review.theme", f"workbench-{theme}")
        app = ReviewApp(project, [GLOSSARY])
        async with app.run_test(size=SIZE) as pilot:
            for key in keys:
                await pilot.press(key)
                await settled(app, pilot)
            # What is said in passing passes; how far the review is stands there then.
            app.query_one(Bar).message = ""
            app.query_one(Bar).refresh()
            await pilot.pause()
            drawing = app.export_screenshot(title="workbench review communique.aligned")
        project.close()
    # A reader's own monospaced font serves; nothing is fetched for a picture.
    drawing = re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL)
    drawing = drawing.replace("Fira Code, ", "").replace("Fira Code", "monospace")
    return re.sub(r"terminal-\d+", f"terminal-{name}", _TEXT.sub(_placed, drawing))


_TEXT = re.compile(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_CELL = 12.2
"""Width of a cell in Rich's pictures."""


def _placed(found: re.Match[str]) -> str:
    """A text as runs of narrow and of wide characters, each where its cells are.

    Rich gives a text as many cells as it has characters: ideographs overlapped.
    """
    head, left, middle, tail, text = found.groups()
    at, parts = float(left), []
    for _, run in groupby(html.unescape(text), lambda character: cell_len(character) > 1):
        part = "".join(run)
        wide = cell_len(part) * _CELL
        shown = html.escape(part, quote=False).replace("\N{NO-BREAK SPACE}", "&#160;")
        parts.append(f'{head}x="{at:.1f}"{middle}textLength="{wide:.1f}"{tail}>{shown}</text>')
        at += wide
    return "".join(parts)


async def settled(app: ReviewApp, pilot: Pilot[None]) -> None:
    """Wait until a dialog stands open, or everything is done."""
    await pilot.pause(0.1)
    while isinstance(app.screen, WorkDialog) or (
        app.screen is app.screen_stack[0] and any(w.is_running for w in app.workers)
    ):
        await pilot.pause(0.05)


def painted(path: Path) -> None:
    """Paint an SVG as a PNG beside it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is needed for the PNG pictures.")
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', path.read_text(encoding="utf-8"))
    assert found is not None
    width, height = (round(float(size)) for size in found.groups())
    subprocess.run(  # noqa: S603 - a fixed command
        [
            *(chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"),
            *("--force-device-scale-factor=1", f"--window-size={width},{height}"),
            *(f"--screenshot={path.with_suffix('.png')}", path.absolute().as_uri()),
        ],
        check=True,
        capture_output=True,
    )


def in_browser() -> None:
    """The review in a browser, a merge and two confirmations on."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PROJECT.name
        shutil.copy(PROJECT, path)
        command = [sys.executable, "-m", "workbench", "review", str(path), "--web"]
        command += ["--glossary", str(GLOSSARY)]
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,  # noqa: S603
            sync_playwright() as driver,
        ):
            assert server.stdout is not None
            chromium = driver.chromium.launch(
                executable_path=shutil.which("chromium") or "chromium", args=["--no-sandbox"]
            )
            page = chromium.new_page(viewport={"width": 1200, "height": 720})
            page.goto(server.stdout.readline().strip())
            page.wait_for_selector("body.-first-byte")
            page.wait_for_timeout(3000)
            for key in ("Enter", "Enter", "J", "W"):
                page.keyboard.press(key)
                page.wait_for_timeout(1500)
            page.wait_for_timeout(10_000)  # what is said in passing passes
            page.screenshot(path=HERE / "review-web.png")
            chromium.close()
            server.terminate()


def main() -> None:
    """Write all of them."""
    for name in PICTURES:
        path = HERE / f"{name}.svg"
        path.write_text(asyncio.run(picture(name)), encoding="utf-8")
        painted(path)
    in_browser()


if __name__ == "__main__":
    main()
