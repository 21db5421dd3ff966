"""Glossary files by their ending."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.glossary.concept import Glossary
from workbench.languages import tags

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Format:
    read: Callable[[Path, Pair | None], Glossary]
    write: Callable[[Glossary, Path, Pair | None], None]


def _format(path: Path) -> _Format:
    """The format of an ending; only its own module is imported."""
    match path.suffix.lower():
        case ".tbx" | ".xml":
            from workbench.glossary import tbx

            return _Format(lambda path, _: tbx.read(path), lambda it, path, _: tbx.write(it, path))
        case ".csv" | ".tsv" | ".xlsx":
            from workbench.glossary import table

            return _Format(
                lambda path, _: table.read(path), lambda it, path, _: table.write(it, path)
            )
        case ".po":
            from workbench.glossary import po

            return _Format(po.read, po.write)
        case ".txt" | ".utf8":
            from workbench.glossary import omegat

            return _Format(omegat.read, omegat.write)
    raise WorkbenchError(
        f"no glossary format has the ending {path.suffix!r}",
        place=path,
        remedy="use .tbx, .csv, .tsv, .xlsx, .po or .txt",
    )


def read(path: Path, *, pair: Pair | None = None) -> Glossary:
    """Read a glossary; see ``Glossary.read``."""
    return _format(path).read(path, pair or _pair_of_name(path))


def write(glossary: Glossary, path: Path, *, pair: Pair | None = None) -> None:
    """Write a glossary; see ``Glossary.write``."""
    _format(path).write(glossary, path, pair or _pair_of_name(path))


def _pair_of_name(path: Path) -> Pair | None:
    """The pair that a name such as ``terms.en.ru.txt`` states."""
    found = re.search(r"\.([A-Za-z]{2,3}(?:[-_]\w+)*)\.([A-Za-z]{2,3}(?:[-_]\w+)*)$", path.stem)
    if found is None:
        return None
    try:
        return tags.normalise(found[1]), tags.normalise(found[2])
    except WorkbenchError:
        return None
