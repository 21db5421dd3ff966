"""Versions of a text told by the names of their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbench.languages import file_names, tags

STATED, DEFAULT, WEAK = 0.99, 0.97, 0.9
"""How sure versions are whose names all state a language; of which one states none, as
``README.md`` beside ``README.ru.md``; of which one's tag may be a word."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Files that are versions of one text."""

    files: dict[str, Path]
    """By language tag."""

    confidence: float
    """Estimated probability that all of them are."""

    reason: str
    """Why they are taken for versions of each other."""

    name: str = ""
    """What their names share, where names told them."""


@dataclass(frozen=True, slots=True)
class _Named:
    path: Path
    tag: str | None
    weak: bool


def by_name(
    files: Sequence[tuple[Path, PurePath]], language_of: Callable[[Path], str | None]
) -> tuple[list[Versions], dict[Path, str]]:
    """Sets of versions, as far as the files' names and folders tell.

    Args:
        files: Each with its path within the folders that are compared.
        language_of: The language of a file's text, asked where a name states none; None where
            it cannot be told.

    Returns:
        The sets, and of the files that have one's name but not a place in it, why.
    """
    groups: defaultdict[str, list[_Named]] = defaultdict(list)
    for path, inside in files:
        for reading in file_names.readings(inside):
            groups[reading.rest].append(_Named(path, reading.tag, reading.weak))
    for rest in list(groups):
        # guide/start.md beside zh/guide/start.md: the folder of the source has no name of its own.
        parts = rest.split("/")
        above = "/".join(filter(None, parts))
        if parts[-1] and above != rest:
            groups[rest] += [one for one in groups.get(above, ()) if one.tag is None]
    taken: set[Path] = set()
    found: list[Versions] = []
    second: dict[Path, str] = {}
    for rest in sorted(groups, key=lambda rest: (*_rank(groups[rest]), rest)):
        members = [one for one in groups[rest] if one.path not in taken]
        if len(_languages(members)) < 2:
            continue
        chosen = _chosen(members, language_of)
        if len(chosen) < 2:
            continue
        for tag, one in chosen.items():
            others = [
                other.path
                for other in members
                if other.tag is not None and other.tag == one.tag and other is not one
            ]
            second |= {
                other: f"another {tag} file beside {one.path.name}"
                for other in others
                if other not in taken
            }
        taken |= {one.path for one in chosen.values()}
        found.append(_versions(chosen, rest))
    return found, {path: why for path, why in second.items() if path not in taken}


def _rank(members: Sequence[_Named]) -> tuple[int, int]:
    """Groups with more languages that are stated beyond doubt come first."""
    stated = {one.tag for one in members if one.tag is not None and not one.weak}
    return -len(stated), -len(_languages(members))


def _languages(members: Iterable[_Named]) -> set[str | None]:
    return {one.tag for one in members}


def _chosen(
    members: Sequence[_Named], language_of: Callable[[Path], str | None]
) -> dict[str, _Named]:
    """A file a language: the first by name of those that state it."""
    ordered = sorted(members, key=lambda one: (one.tag is None, one.weak, one.path.parts))
    chosen: dict[str, _Named] = {}
    for one in ordered:
        tag = one.tag
        if tag is None or one.weak:
            seen = language_of(one.path)
            if seen is None or (tag is not None and tags.contradict(tag, seen)):
                continue
            tag = tag or seen
            if one.tag is None and any(tags.same_language(tag, other) for other in chosen):
                continue
        chosen.setdefault(tag, one)
    return chosen


def _versions(chosen: dict[str, _Named], rest: str) -> Versions:
    if any(one.weak for one in chosen.values()):
        confidence = WEAK
    else:
        confidence = DEFAULT if any(one.tag is None for one in chosen.values()) else STATED
    name = "/".join(part for part in rest.split("/") if part)
    return Versions(
        {tag: one.path for tag, one in chosen.items()},
        confidence,
        f"names: {name}" if name else "names: one folder",
        name or next(iter(chosen.values())).path.parent.name,
    )
