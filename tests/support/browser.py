"""Debian's Chromium, driven by Playwright, with the network cut."""

import shutil
from contextlib import contextmanager

import pytest


@contextmanager
def browser():
    """A headless browser; the test is skipped, with the reason, where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no Chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def page_of(opened, path, **options):
    """A page from disk; whatever it asks for, says or fails at is in ``page.told``."""
    context = opened.new_context(offline=True, **options)
    page = context.new_page()
    page.told = []
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda error: page.told.append(str(error)))
    page.on("dialog", lambda dialog: (page.told.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "blob:"))
            else page.told.append(f"asked for {request.url}")
        ),
    )
    page.goto(path.absolute().as_uri())
    try:
        yield page
    finally:
        context.close()
