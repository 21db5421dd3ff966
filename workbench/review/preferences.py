"""A person's own settings of the review: colours, glossaries, thresholds, keys."""

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import platformdirs

from workbench import settings
from workbench.errors import WorkbenchError
from workbench.files import from_os_error
from workbench.units import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for all reviews of a person; a project's own choices come before it."""

    theme: str = ""
    """``dark``, ``light`` or ``contrast``; empty for the first."""

    glossaries: tuple[Path, ...] = ()
    """Shown where the command names none."""

    doubtful: int = round(DOUBTFUL * 100)
    """The per cent under which an unreviewed bead is doubtful."""

    confirm_above: int = 95
    """The per cent that is proposed for confirming many at once."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a command's name, the keys in place of its own."""

    def with_thresholds(self, numbers: Mapping[str, int]) -> Self:
        """These, with other thresholds where they are given.

        Args:
            numbers: By name, as in :data:`workbench.settings.THRESHOLDS`.
        """
        return replace(
            self,
            doubtful=numbers.get("doubtful", self.doubtful),
            confirm_above=numbers.get("confirm_above", self.confirm_above),
        )


def file() -> Path:
    """Where they are kept: ``review.toml`` in the system's folder for settings."""
    return platformdirs.user_config_path("workbench", appauthor=False) / "review.toml"


def read(
    path: Path, commands: Mapping[str, Collection[str]], themes: Collection[str]
) -> Preferences:
    """Read them; the defaults where there is no file.

    Args:
        path: The file.
        commands: The commands' names, with their keys.
        themes: Names of the colours.

    Raises:
        WorkbenchError: It is no TOML, or says what has no meaning; the sentence names it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkbenchError(f"it is no TOML ({error})", place=path) from error
    for name in table:
        _known(path, name, ("theme", "glossaries", "keys", "review"))
    theme = table.get("theme", "")
    if theme:
        _known(path, str(theme), themes)
    keymap = {
        _known(path, name, commands): _keys(path, name, given)
        for name, given in _table(path, table.get("keys", {})).items()
    }
    taken: dict[str, str] = {}
    for name, own in commands.items():
        for key in keymap.get(name, own):
            if taken.setdefault(key, name) != name and (name in keymap or taken[key] in keymap):
                raise WorkbenchError(
                    f"the key {key!r} would stand for both {taken[key]!r} and {name!r}", place=path
                )
    glossaries = table.get("glossaries", [])
    if not isinstance(glossaries, list) or not all(isinstance(name, str) for name in glossaries):
        raise WorkbenchError("glossaries is no list of files", place=path)
    found = Preferences(
        str(theme),
        tuple((path.parent / Path(name).expanduser()) for name in glossaries),
        keys=keymap,
    )
    return found.with_thresholds(settings.thresholds(table.get("review", {}), path))


def _known(path: Path, name: str, names: Collection[str]) -> str:
    if name in names:
        return name
    near = difflib.get_close_matches(name, list(names), 1)
    remedy = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(names)}"
    raise WorkbenchError(f"{name!r} has no meaning here", place=path, remedy=remedy)


def _table(path: Path, value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise WorkbenchError("keys is no table", place=path, remedy='write [keys] and "merge" = "J"')


def _keys(path: Path, name: str, given: object) -> tuple[str, ...]:
    keys = [given] if isinstance(given, str) else given
    if isinstance(keys, list) and keys and all(isinstance(key, str) and key for key in keys):
        return tuple(keys)
    raise WorkbenchError(f"the keys of {name!r} are no list of keys", place=path)
