"""Versions of a text aligned, and what was found checked."""

from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.api.aligning import align_files
from workbench.api.checking import report_on, units_of_alignment
from workbench.api.progress import Progress
from workbench.api.reading import SegmentedDocument
from workbench.checks import Report
from workbench.glossary import Glossary
from workbench.settings import Settings


def check_versions(
    paths: Sequence[str | Path],
    glossary: Glossary | None = None,
    *,
    languages: Sequence[str] = (),
    pair: str | None = None,
    count: bool = False,
    encoder: str | None = None,
    settings: Settings | None = None,
    on_read: Callable[[SegmentedDocument], None] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Align the versions of one text, and check them.

    Args:
        paths: As for :func:`~workbench.api.aligning.align_files`.
        glossary: As for :func:`~workbench.api.checking.check`.
        languages: Of each file, in order; found when empty.
        pair: As for :func:`~workbench.api.checking.check`.
        count: As for :func:`~workbench.api.checking.check`.
        encoder: As for :func:`~workbench.api.aligning.align`.
        settings: As for :func:`~workbench.api.checking.check`, and whose abbreviations hold.
        on_read: Told each text when it is read.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Raises:
        WorkbenchError: As for :func:`~workbench.api.checking.check`, or the files cannot be
            aligned.
        Cancelled: It was stopped.
    """
    alignment = align_files(
        paths,
        languages=languages,
        encoder=encoder,
        settings=settings,
        on_read=on_read,
        progress=progress,
    ).alignment
    report = report_on([units_of_alignment(alignment)], glossary, pair, count, settings, progress)
    report.remarks += alignment.remarks
    return report
