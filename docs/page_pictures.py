"""Makes the pictures of pages, of the DOCX and of the map in this folder, from the worked example.

python docs/page_pictures.py

With Chromium, driven by Playwright, and LibreOffice.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

from workbench import api
from workbench.project import Project, operations

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "aligned" / "communique.aligned"
GLOSSARY = HERE.parent / "glossaries" / "diplomacy.tbx"


def reviewed(path: Path) -> Project:
    """A copy of the example in the middle of a review."""
    shutil.copy(EXAMPLE, path)
    project = api.open(path, author="reviewer")
    beads = list(project.order)
    project.apply(operations.confirm(project, beads[:8]))
    project.apply(operations.flag(project, [beads[9]]))
    project.apply(operations.add_note(project, beads[9], "Is this the wording of 2019?"))
    segment = project.runs(beads[8])[2][0]
    text = project.segment(segment).text.replace("2001", "2011")
    project.apply(operations.edit_text(project, segment, text))
    return project


def screens(page_file: Path) -> None:
    """The page beside a concept, in the dark, on a telephone, and with a remark."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, width, height, scheme in (
            ("page", 1280, 760, "light"),
            ("page-dark", 1280, 760, "dark"),
            ("page-narrow", 390, 760, "light"),
        ):
            context = chromium.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
            )
            page = context.new_page()
            page.goto(page_file.as_uri())
            page.evaluate("document.getElementById('b9').scrollIntoView()")
            if width > 1000:
                page.locator("#b10 .c0 .t").first.hover()
            page.wait_for_timeout(400)
            page.screenshot(path=HERE / f"{name}.png")
            context.close()
        page = chromium.new_page(viewport={"width": 1280, "height": 520})
        page.goto(page_file.as_uri())
        page.focus("#b10")
        page.keyboard.press("r")
        page.fill("#b10 .edit [data-note]", "The declaration of 2019 says “core interests”, too.")
        page.evaluate("document.getElementById('b10').scrollIntoView()")
        page.wait_for_timeout(400)
        page.screenshot(path=HERE / "page-remarks.png")
        page.pdf(path=page_file.with_suffix(".pdf"), format="A4", landscape=True)
        chromium.close()
    first_page(page_file.with_suffix(".pdf"), HERE / "page-printed.png", 1.3)


def first_page(pdf: Path, picture: Path, scale: float) -> None:
    """Paint the first page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=scale).to_pil().save(picture)
    document.close()


def main() -> None:
    """Write all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = reviewed(folder / EXAMPLE.name)
        glossary = api.load_glossaries([GLOSSARY]).glossary
        page, table = folder / "communique.html", folder / "communique.docx"
        api.export([project], page, table, glossary=glossary, remarks=True)
        project.close()
        screens(page)
        subprocess.run(  # noqa: S603 - a fixed command
            [shutil.which("soffice") or "soffice", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder), str(table)],
            check=True, capture_output=True,
        )  # fmt: skip
        first_page(table.with_suffix(".pdf"), HERE / "docx.png", 1.3)
    api.plot([EXAMPLE], HERE / "map.png")


if __name__ == "__main__":
    main()
