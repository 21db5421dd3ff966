"""Segmentation cases as they stand in the files, and texts as documents of lines."""

from collections.abc import Iterator
from pathlib import Path

from workbench import languages, segmentation
from workbench.documents import Document, Paragraph

FOLDER = Path(__file__).parents[1] / "segmentation"
BOUNDARY, LINE_END = "‖", "⏎"
GLUED = BOUNDARY * 2
"""A boundary where no space stands."""


def lines_of(name: str) -> Iterator[tuple[str, str]]:
    """The cases of a file, each with the heading it stands under."""
    heading = ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            yield heading, line


def parsed(case: str, language: str) -> tuple[str, list[str]]:
    """The text that a case means, and its sentences."""
    joiner = languages.of(language).joiner
    text, sentences = "", []
    for glued in case.replace(LINE_END, "\n").split(GLUED):
        for number, part in enumerate(glued.split(BOUNDARY)):
            spaced = number == 0 or text.endswith(("\n", " ")) or part.startswith(" ")
            text += part if spaced else joiner + part
            sentences.append(part.strip())
    return text, sentences


def document(text: str, language: str) -> Document:
    """A document whose line ends end paragraphs."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return Document(text, tuple(paragraphs), language)


def sentences_of(text: str, language: str) -> list[str]:
    """A text's sentences."""
    return [part.text for part in segmentation.segment(document(text, language))]
