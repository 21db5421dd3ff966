"""Makes the pictures of the review in this folder, from the worked example.

python docs/screenshots.py
"""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot

from workbench import project as projects
from workbench.review.app import ReviewApp
from workbench.review.bars import Bar

HERE = Path(__file__).parent
PROJECT = HERE.parent / "aligned" / "communique.aligned"
GLOSSARY = HERE.parent / "glossaries" / "diplomacy.tbx"
SIZE = (124, 32)

PICTURES: dict[str, tuple[str, Sequence[str]]] = {
    "review": ("dark", [*["space", "j"] * 4, "W", "b"]),
    "review-split": ("dark", ["j", "j", "J", "s"]),
    "review-light": ("light", ["j", "j", "space", "j"]),
    "review-concept": ("dark", ["j", "j", "c", "enter"]),
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
    return re.sub(r"terminal-\d+", f"terminal-{name}", drawing)


async def settled(app: ReviewApp, pilot: Pilot[None]) -> None:
    """Wait until a dialog stands open, or everything is done."""
    await pilot.pause(0.1)
    while app.screen is app.screen_stack[0] and any(w.is_running for w in app.workers):
        await pilot.pause(0.05)


def main() -> None:
    """Write all of them."""
    for name in PICTURES:
        (HERE / f"{name}.svg").write_text(asyncio.run(picture(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
