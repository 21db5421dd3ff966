"""The pages of a documentation: versions by name or manifest, and pages that lack one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbench.corpus import manifest
from workbench.corpus.names import by_name
from workbench.languages import file_names, tags


@dataclass(frozen=True, slots=True)
class Page:
    """The versions of one page."""

    files: dict[str, Path]
    """By language tag, the source first."""

    @property
    def source(self) -> str:
        """The language of the first."""
        return next(iter(self.files))


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a documentation."""

    pages: tuple[Page, ...]
    """Those with two versions or more, by path."""

    missing: tuple[tuple[Path, str, str], ...]
    """Pages without a version in a language of the documentation: path, its own language, the
    other one."""

    single: int
    """Files that belong to no page and of which nothing tells that they are due: they say no
    language of the pages, or another file is that page's version in theirs."""


def find_pages(
    files: Sequence[tuple[Path, PurePath]],
    language_of: Callable[[Path], str | None],
    source: str | None,
) -> Pages:
    """The pages among files, by their names.

    Args:
        files: Each with its path within what is checked.
        language_of: As for :func:`~workbench.corpus.names.by_name`.
        source: The language that the others are translated from; None for that of the pages
            whose names state none, else the one that most have.
    """
    found, second = by_name(files, language_of)
    stated = {path: file_names.stated(Path(inside)) for path, inside in files}
    first = _source([one.files for one in found], stated) if source is None else source
    pages = tuple(
        Page(_ordered(one.files, first))
        for one in sorted(found, key=lambda one: min(path.parts for path in one.files.values()))
    )
    paired = {path for page in pages for path in page.files.values()}
    alone = [path for path, _ in files if path not in paired]
    languages = _counted(page.files for page in pages)
    missing = [
        (page.files[page.source], page.source, tag)
        for page in pages
        for tag in languages
        if not any(tags.same_language(tag, own) for own in page.files)
    ]
    single = 0
    for path in alone:
        own = stated[path]
        if (
            own is None
            or path in second
            or not any(tags.same_language(own, tag) for tag in languages)
        ):
            single += 1
            continue
        missing += [(path, own, tag) for tag in languages if not tags.same_language(own, tag)]
    return Pages(pages, tuple(sorted(missing, key=lambda one: (one[0].parts, one[2]))), single)


def pages_of_manifest(table: Path, source: str | None) -> Pages:
    """The pages of a manifest: its rows.

    Args:
        table: The manifest.
        source: As for :func:`find_pages`; None for the first column.

    Raises:
        WorkbenchError: It cannot be read, or a path leads out of its folder.
    """
    read = manifest.read(table)
    first = read.keys[0] if source is None else source
    rows = [
        {key: read.folder / row.files[key] for key in read.keys if key in row.files}
        for row in read.rows
    ]
    missing = [
        (next(iter(row.values())), next(iter(row)), key)
        for row in rows
        for key in read.keys
        if key not in row
    ]
    whole = [Page(_ordered(row, first)) for row in rows if len(row) > 1]
    return Pages(tuple(whole), tuple(missing), 0)


def _counted(sets: Iterable[dict[str, Path]]) -> list[str]:
    counts: Counter[str] = Counter(tag for one in sets for tag in one)
    return [tag for tag, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _source(sets: Sequence[dict[str, Path]], stated: dict[Path, str | None]) -> str | None:
    unnamed = Counter(tag for one in sets for tag, path in one.items() if stated.get(path) is None)
    if unnamed:
        return min(unnamed, key=lambda tag: (-unnamed[tag], tag))
    return next(iter(_counted(sets)), None)


def _ordered(files: dict[str, Path], first: str | None) -> dict[str, Path]:
    """The files, the source's first, the others by tag."""
    return dict(
        sorted(
            files.items(),
            key=lambda item: (not (first and tags.same_language(item[0], first)), item[0]),
        )
    )
