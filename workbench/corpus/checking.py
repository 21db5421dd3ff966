"""``check --align`` over a folder or manifest: documentation that falls behind its source."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from workbench import __version__, api, checks, formats
from workbench.api import Progress
from workbench.checks import Finding, Report, missing_page
from workbench.corpus.inventory import LeftOut, inventory
from workbench.corpus.kept_reports import KeptReports
from workbench.corpus.outdated import find_outdated
from workbench.corpus.pages import Page, Pages, find_pages, pages_of_manifest
from workbench.errors import WorkbenchError
from workbench.glossary import Glossary
from workbench.languages import tags
from workbench.revisions import Revision
from workbench.settings import Settings, find


def check_pages(
    folders: Sequence[str | Path] = (),
    glossary: Glossary | None = None,
    *,
    manifest: Path | None = None,
    since: str | None = None,
    pair: str | None = None,
    count: bool = False,
    encoder: str | None = None,
    settings: Settings | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Align and check the versions of each page of a documentation.

    Args:
        folders: Where the pages are; versions are told by their names.
        glossary: As for :func:`workbench.api.check`.
        manifest: A table of the versions instead.
        since: A commit; only what is new since then is reported.
        pair: ``"en:ru"`` to check these two only, from the first into the second; else each
            language against the source.
        count: As for :func:`workbench.api.check`.
        encoder: As for :func:`workbench.api.align`.
        settings: As for :func:`workbench.api.check`.
        cache: A folder in which reports are kept between runs.
        progress: Told the share done and the page; asked whether to stop.

    Raises:
        WorkbenchError: A folder or the manifest cannot be read, no two files are versions of one
            page, or git does not know the commit.
        Cancelled: It was stopped.
    """
    settings = find(Path.cwd()) if settings is None else settings
    severity = {rule.name: level for rule, level in checks.active(settings)}.get("missing-page")
    wanted = pair.split(":") if pair else []
    source = wanted[0] if wanted else None
    left_out = LeftOut()
    roots = [Path(folder) for folder in folders]
    listed: list[Path] = []
    if manifest is None:
        listed = inventory(roots, left_out, lambda: _stop(progress))
        found = find_pages([(path, _inside(path, roots)) for path in listed], _language, source)
    else:
        found = pages_of_manifest(manifest, source)
    if not found.pages:
        raise WorkbenchError(
            "no two files of it are versions of one page",
            place=manifest or (roots[0] if roots else None),
            remedy="name versions alike, as guide.md and guide.ru.md or en/guide.md and "
            "ru/guide.md, or name them in a table with --manifest",
        )
    facts = [__version__, repr(settings), repr(pair), repr(count), repr(encoder)]
    facts.append(repr(glossary.concepts) if glossary else "")
    checking = _Checking(glossary, pair, count, encoder, settings, KeptReports(cache, facts))
    former = None
    if since is not None:
        former = Revision(since, roots[0] if manifest is None else manifest.parent)
    pages = list(found.pages)
    if former is not None:
        changed = former.changed(path for page in pages for path in page.files.values())
        pages = [page for page in pages if changed.intersection(page.files.values())]
    report = Report()
    for number, page in enumerate(pages):
        _stop(progress)
        if progress is not None:
            progress.tell(number / len(pages), str(next(iter(page.files.values()))))
        _add(report, _new(checking, page, former))
    if severity is not None:
        missing = _missing(found, former, listed, roots, source)
        report.findings += [
            missing_page(path, str(_inside(path, roots) if roots else path), has, lacks, severity)
            for path, has, lacks in missing
            if not wanted or any(tags.same_language(lacks, one) for one in wanted)
        ]
    unchanged = len(found.pages) - len(pages)
    if unchanged:
        report.skipped[f"unchanged since {since}"] += unchanged
    if found.single:
        report.remarks.append(
            f"{found.single} files belong to no page: their names say no language of the pages, or "
            "another file has that place"
        )
    report.remarks += [
        f"left out: {path}: {reason}"
        for reason, paths in left_out.by_reason.items()
        for path in paths
    ]
    return report


class _Checking:
    """How one page is checked, or its report taken from an earlier run."""

    def __init__(
        self,
        glossary: Glossary | None,
        pair: str | None,
        count: bool,
        encoder: str | None,
        settings: Settings,
        kept: KeptReports,
    ) -> None:
        self._glossary = glossary
        self._pair = pair
        self._count = count
        self._encoder = encoder
        self._settings = settings
        self._kept = kept

    def report(self, files: Mapping[str, Path]) -> Report:
        """The report of the versions of a page, by language tag, the source first."""
        if self._pair:
            files = {
                tag: path
                for tag, path in files.items()
                if any(tags.same_language(tag, one) for one in self._pair.split(":"))
            }
        if len(files) < 2:
            return Report()
        key = self._kept.key(files)
        report = self._kept.get(key)
        if report is None:
            report = api.check_versions(
                list(files.values()),
                self._glossary,
                languages=list(files),
                pair=self._pair,
                count=self._count,
                encoder=self._encoder,
                settings=self._settings,
            )
            self._kept.put(key, report)
        return report

    def outdated(self, now: Mapping[str, Path], was: Mapping[str, Path]) -> list[Finding]:
        """What changed in one version of a page only, if the rule is on."""
        active = {rule.name: level for rule, level in checks.active(self._settings)}
        severity = active.get("outdated")
        if severity is None:
            return []
        return find_outdated(
            now,
            was,
            pair=self._pair,
            encoder=self._encoder,
            settings=self._settings,
            severity=severity,
        )


def _new(checking: _Checking, page: Page, former: Revision | None) -> Report:
    """What a page's versions show; with a former state only what that did not."""
    try:
        report = checking.report(page.files)
    except WorkbenchError as error:
        report = Report()
        report.skipped["not to be aligned"] += 1
        report.remarks.append(f"left out: {error}")
        return report
    if former is None:
        return report
    with tempfile.TemporaryDirectory() as folder:
        was = {}
        for tag, path in page.files.items():
            data = former.read(path)
            if data is not None:
                was[tag] = Path(folder, tag.replace("#", "-"), path.name)
                was[tag].parent.mkdir()
                was[tag].write_bytes(data)
        if len(was) < 2 or page.source not in was:
            return report
        try:
            known = Counter(each.fingerprint for each in checking.report(was).findings)
            fresh = checking.outdated(page.files, was)
        except WorkbenchError:
            return report
    for finding in report.findings:
        if known[finding.fingerprint]:
            known[finding.fingerprint] -= 1
        else:
            fresh.append(finding)
    return replace(report, findings=fresh)


def _missing(
    found: Pages,
    former: Revision | None,
    listed: Sequence[Path],
    roots: Sequence[Path],
    source: str | None,
) -> list[tuple[Path, str, str]]:
    """Pages without a version; with a former state those that had it then, or were not there."""
    if former is None or not roots:
        return list(found.missing)
    names = former.files()
    known = {path.resolve(): path for path in listed}
    then = [
        known.get(name, name)
        for name in names
        if formats.find(name, "document", "read") is not None
        and any(name.is_relative_to(root.resolve()) for root in roots)
    ]
    before = find_pages([(path, _inside(path, roots)) for path in then], _language, source)
    told = {(path.resolve(), lacks) for path, _, lacks in before.missing}
    return [one for one in found.missing if (one[0].resolve(), one[2]) not in told]


def _add(whole: Report, part: Report) -> None:
    whole.findings += part.findings
    whole.checked += part.checked
    whole.skipped += part.skipped
    whole.suppressed += part.suppressed
    whole.stale += part.stale
    whole.remarks += [each for each in part.remarks if each not in whole.remarks]


def _inside(path: Path, roots: Sequence[Path]) -> Path:
    """A path within the folders that are checked together."""
    shared = Path(os.path.commonpath([root.resolve() for root in roots]))
    return Path(os.path.relpath(path.resolve(), shared))


def _language(path: Path) -> str | None:
    try:
        return api.read(path).language
    except (WorkbenchError, OSError):
        return None


def _stop(progress: Progress | None) -> None:
    if progress is not None and progress.cancelled():
        raise api.Cancelled
