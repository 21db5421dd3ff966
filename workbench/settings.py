"""A project's own settings: ``workbench.toml``, or ``[tool.workbench]`` in pyproject.toml."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import from_os_error

THRESHOLDS = ("doubtful", "confirm_above")
"""Numbers of the review: under how many per cent a bead is doubtful, and what ``C`` proposes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says for all its commands."""

    abbreviations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Per language tag, abbreviations (with their full stop) that do not end a sentence."""

    checks: dict[str, str] = field(default_factory=dict)
    """Per rule of ``workbench check``, its severity (``"error"``, ``"warning"``, ``"note"``) or
    ``"off"``."""

    placeholders: tuple[str, ...] = ()
    """Patterns (regular expressions) of placeholders that a translation must keep, besides
    the usual ones."""

    term_flags: tuple[str, ...] = ("aspect",)
    """Flags that hold for all terms of a glossary: ``aspect`` (the verb's other aspect counts),
    ``derived`` (words derived from the term's count)."""

    review: dict[str, int] = field(default_factory=dict)
    """Of :data:`THRESHOLDS` those that the project sets, in per cent."""

    source: Path | None = None
    """The file they were read from; None when there is none."""


def find(folder: Path) -> Settings:
    """Settings of the nearest folder upwards that has any.

    The way up ends at a repository's root, at a home folder, and where a folder is somebody
    else's: in a shared folder for temporary files another's settings would rule.

    Args:
        folder: Where to start, usually the working directory.

    Returns:
        The settings, or the defaults where no file is found.

    Raises:
        WorkbenchError: A file is not TOML, or holds a key or a value of no meaning.
    """
    for place in _upwards(folder):
        path = place / "workbench.toml"
        if _is_ours(path):
            return _read(path, _table(path))
        path = place / "pyproject.toml"
        if _is_ours(path):
            tools = _table(path).get("tool", {})
            table = tools.get("workbench") if isinstance(tools, dict) else None
            if table is not None:
                return _read(path, table)
    return Settings()


def _upwards(folder: Path) -> Iterator[Path]:
    """The folders in which settings count, the nearest first."""
    for place in (folder, *folder.parents):
        if place != folder and not _trusted(place, folder):
            return
        yield place
        if (place / ".git").exists() or place == _home():
            return


def _trusted(place: Path, below: Path) -> bool:
    """Whether a folder is its owner's who owns the one below, or the system's, for them alone."""
    try:
        facts, own = place.stat(), below.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    others_may_write = facts.st_mode & 0o022
    return facts.st_uid == own.st_uid and not (others_may_write and facts.st_mode & 0o1000)


def _is_ours(path: Path) -> bool:
    """Whether there is such a file and it is not just anybody's in a folder that all write to."""
    if not path.is_file():
        return False
    folder = path.parent.stat()
    if not hasattr(os, "getuid"):
        return True
    sticky = folder.st_mode & 0o1000 and folder.st_mode & 0o022
    if not (sticky or folder.st_mode & 0o002):
        return True
    # Without the sticky bit it may be the folder's owner's, who lets all write there.
    ours = {os.getuid()} if sticky else {os.getuid(), folder.st_uid}
    return path.stat().st_uid in ours


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    except (ValueError, RecursionError) as error:
        raise WorkbenchError(
            f"it is not valid TOML ({error})", place=path, remedy="correct it"
        ) from error


def _read(path: Path, table: Any) -> Settings:
    if not isinstance(table, dict):
        raise WorkbenchError(
            "'tool.workbench' is not a table", place=path, remedy="write [tool.workbench]"
        )
    known = [item.name for item in fields(Settings) if item.name != "source"]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise WorkbenchError(
                f"the setting {key!r} is unknown",
                place=path,
                remedy=f"did you mean {near[0]!r}" if near else f"known are {', '.join(known)}",
            )
    return Settings(
        _abbreviations(table.get("abbreviations", {}), path),
        _checks(table.get("checks", {}), path),
        _placeholders(table.get("placeholders", []), path),
        _term_flags(table.get("term_flags", ["aspect"]), path),
        thresholds(table.get("review", {}), path),
        path,
    )


def _abbreviations(table: Any, path: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict) or not all(
        isinstance(words, list) and all(isinstance(word, str) for word in words)
        for words in table.values()
    ):
        raise WorkbenchError(
            "'abbreviations' is not a table of lists of words",
            place=path,
            remedy='write for example abbreviations.ru = ["прим.", "ред."]',
        )
    return {tag: tuple(words) for tag, words in table.items()}


def _checks(table: Any, path: Path) -> dict[str, str]:
    values = ("off", "note", "warning", "error")
    if not isinstance(table, dict) or not all(value in values for value in table.values()):
        raise WorkbenchError(
            f"'checks' is not a table of rules that are each one of {', '.join(values)}",
            place=path,
            remedy='write for example checks.whitespace = "off"',
        )
    return dict(table)


def _term_flags(names: Any, path: Path) -> tuple[str, ...]:
    known = ("aspect", "derived")
    if not isinstance(names, list) or not all(name in known for name in names):
        raise WorkbenchError(
            f"'term_flags' is not a list of {' and '.join(known)}",
            place=path,
            remedy='write for example term_flags = ["aspect", "derived"]',
        )
    return tuple(names)


def thresholds(table: Any, path: Path) -> dict[str, int]:
    """The numbers of the review that a table sets.

    Args:
        table: As read.
        path: Its file, for messages.

    Raises:
        WorkbenchError: It is no table of :data:`THRESHOLDS`, each from 1 to 100.
    """
    if not isinstance(table, dict) or not all(
        name in THRESHOLDS and type(value) is int and 1 <= value <= 100  # True is an int, too
        for name, value in table.items()
    ):
        raise WorkbenchError(
            f"'review' is not a table of {' and '.join(THRESHOLDS)}, each from 1 to 100 per cent",
            place=path,
            remedy="write for example review.doubtful = 80",
        )
    return dict(table)


def _placeholders(patterns: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
        raise WorkbenchError(
            "'placeholders' is not a list of patterns",
            place=path,
            remedy="write for example placeholders = ['\\$\\w+']",
        )
    for pattern in patterns:
        try:
            empty = re.search(pattern, "") is not None
        except re.error as error:
            raise WorkbenchError(
                f"the pattern {pattern!r} in 'placeholders' is broken ({error})",
                place=path,
                remedy="correct it",
            ) from None
        if empty:
            raise WorkbenchError(
                f"the pattern {pattern!r} in 'placeholders' matches the empty string",
                place=path,
                remedy="make it ask for at least one character",
            )
    return tuple(patterns)
