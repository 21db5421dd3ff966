"""``workbench segment``: a document's sentences, or the reasons for them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import lines_option
from workbench.cli.printing import print_exactly, print_text, say

if TYPE_CHECKING:
    from workbench.api import UnmarkedEnds
    from workbench.documents import Document, LineBreaks
    from workbench.segmentation import Reason, Segment

_CONTEXT = 36
"""Characters shown on each side of a place that is explained."""


@click.command(
    "segment",
    epilog="Example: workbench segment speech.ru.docx --format json",
)
@click.argument("file", metavar="FILE", type=Path)
@click.option(
    "--lang", "language", metavar="TAG", help="Taken from the name or the text if left out."
)
@lines_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["lines", "json"]),
    default="lines",
    show_default=True,
    help="One sentence a line, or JSON with offsets.",
)
@click.option(
    "--explain", "explained", is_flag=True, help="Show at every candidate which rule decided."
)
@click.option("--srx", metavar="RULES", type=Path, help="Go by the rules of an SRX 2.0 file.")
@click.option(
    "--unmarked",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Find ends of sentences where no mark says so: in a text with next to no marks, wherever "
    "a stretch is too long for a sentence, or nowhere.",
)
@click.option("--encoding", metavar="NAME", help="Of a text file; found if left out.")
def command(
    file: Path,
    language: str | None,
    lines: "LineBreaks",
    form: str,
    explained: bool,
    srx: Path | None,
    unmarked: "UnmarkedEnds",
    encoding: str | None,
) -> None:
    """Split a document into sentences.

    FILE is a document of any format that is read (docs/documents.md); - is a plain text on
    standard input. The abbreviations of the project's settings (workbench.toml) are minded.
    """
    from workbench import api
    from workbench.cli.versions import left_out, name_of

    document = api.read(file, language=language, encoding=encoding, lines=lines)
    document = api.with_note_on_borders(document, unmarked)
    for note in document.notes:
        say(f"{name_of(document)}: {note}")
    if left := left_out(document):
        say(f"{name_of(document)}: left out: {left}")
    segments = api.segment(document, srx=srx, unmarked=unmarked)
    reasons = api.explain_segments(document, srx=srx, unmarked=unmarked) if explained else None
    if form == "json":
        print_exactly(json.dumps(_record(document, segments, reasons), ensure_ascii=False) + "\n")
    elif reasons is not None:
        for line in _explained(document.text, reasons):
            print_text(line)
    else:
        for segment in segments:
            print_text(segment.text)


def _record(
    document: "Document", segments: "list[Segment]", reasons: "list[Reason] | None"
) -> dict[str, object]:
    """What ``--format json`` prints."""
    record: dict[str, object] = {
        "language": document.language,
        "segments": [
            {"text": each.text, "start": each.start, "end": each.end, "paragraph": each.paragraph}
            for each in segments
        ],
    }
    if reasons is not None:
        record["candidates"] = [
            {"end": each.end, "next": each.next, "split": each.split, "rule": each.rule}
            for each in reasons
        ]
    return record


def _explained(text: str, reasons: "list[Reason]") -> Iterator[str]:
    """A line for every candidate: the verdict, the rule, the place."""
    width = max((len(reason.rule) for reason in reasons), default=0)
    for reason in reasons:
        verdict, sign = ("split", "‖") if reason.split else ("keep ", "¦")
        left = text[max(0, reason.end - _CONTEXT) : reason.end]
        right = text[reason.end : reason.next + _CONTEXT]
        place = f"{left}{sign}{right}".replace("\n", "⏎")
        yield f"{verdict}  {reason.rule:{width}}  {place}"
