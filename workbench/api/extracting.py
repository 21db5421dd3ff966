"""Term candidates from projects and memories."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import extraction
from workbench.api.checking import read_units
from workbench.api.encoders import load_encoder
from workbench.api.progress import Progress, stop_if_cancelled, watched
from workbench.errors import WorkbenchError
from workbench.extraction import Candidate
from workbench.glossary import Glossary
from workbench.units import Unit, pair_of


@dataclass(frozen=True, slots=True)
class Extracted:
    """Term candidates, and what they were found in."""

    candidates: list[Candidate]
    """The best first."""

    languages: tuple[str, ...]
    """Document keys, the source first."""

    units: int
    """Units that were looked at."""


def extract(
    paths: Sequence[str | Path],
    *,
    pair: str | None = None,
    glossary: Glossary | None = None,
    limit: int = 200,
    encoder: str | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Propose terms with their counterparts from projects and memories.

    Args:
        paths: Projects and files of units, all in the same languages.
        pair: ``"en:ru"``, to look at these two languages only.
        glossary: Whose terms are left out.
        limit: How many candidates at most.
        encoder: Compares meanings; ``"none"`` to let association alone decide.
        progress: Asked whether to stop.

    Raises:
        WorkbenchError: A file cannot be read, or the languages are not the same or not two.
        Cancelled: It was stopped.
    """
    units: list[Unit] = []
    keys: tuple[str, ...] = ()
    for path in paths:
        given = read_units(path)
        if given.memory is None or not given.memory.sources:
            continue
        own = (
            pair_of(given.memory, pair)
            if pair
            else tuple(source.key for source in given.memory.sources)
        )
        if keys and own != keys:
            raise WorkbenchError(
                f"its languages are {', '.join(own)}, those before {', '.join(keys)}",
                place=path,
                remedy="choose two with --pair",
            )
        keys = own
        units += [unit for unit in watched(given.units, progress) if not unit.excluded]
    if len(keys) < 2:
        raise WorkbenchError(
            "there are not two languages", place=paths[0], remedy="give a project or a memory"
        )
    stop_if_cancelled(progress)
    found = extraction.extract(units, keys, load_encoder(encoder), glossary=glossary, limit=limit)
    stop_if_cancelled(progress)
    return Extracted(found, keys, len(units))
