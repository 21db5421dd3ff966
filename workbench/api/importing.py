"""Files that are bilingual already become projects."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path

from workbench import exchange, project
from workbench.api.encoders import load_encoder
from workbench.api.progress import Progress, watched
from workbench.api.scoring import scored_units
from workbench.errors import WorkbenchError
from workbench.units import Unit, is_doubtful, narrowed, pair_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    beads: int
    languages: tuple[str, ...]
    """The documents' keys, in order."""

    doubtful: int = 0
    """Beads that are hardly right pairs."""


def import_(
    file: str | Path,
    location: project.Address,
    *,
    pair: str | None = None,
    recover: Callable[[str], None] | None = None,
    score: bool = True,
    encoder: str | None = None,
    replace: bool = False,
    on_note: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Make a project of a bilingual or multilingual file, each unit a bead.

    Args:
        file: Of any format of units that is read; ``-`` is standard input.
        location: The project to make, ``X.aligned`` or a URL.
        pair: ``"en:ru"``, to take these two languages only.
        recover: Takes what can be taken from a damaged TMX or XLIFF, and is told what was
            left out; None to refuse a damaged file.
        score: Estimate how probably each unit without a confidence is a right pair.
        encoder: As for :func:`~workbench.api.aligning.align`, to score with.
        replace: Put it in an existing project's place, which is kept beside it.
        on_note: Told what a person should know of the file, a sentence each.
        progress: Asked whether to stop.

    Raises:
        WorkbenchError: The file cannot be read or has one language only; the project exists,
            or cannot be written.
        Cancelled: It was stopped; nothing is written.
    """
    place = project.Location.parse(location)
    if not project.names_project(place):
        raise WorkbenchError(
            "a project's name ends in .aligned", place=str(place), remedy="write -o NAME.aligned"
        )
    if not replace:
        project.refuse_existing(place)
    memory, units = exchange.read(file, recover=recover)
    if on_note is not None:
        for note in memory.notes:
            on_note(f"{file}: {note}")
    if len(memory.sources) < 2:
        held = "".join(source.key for source in memory.sources) or "none"
        raise WorkbenchError(
            f"it holds texts in one language only ({held})",
            place=file,
            remedy="name a file with two or more, a table with a header such as id, en, ru",
        )
    units = watched(exchange.unique(units, Path(file), memory.dropped), progress)
    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    if score:
        units = scored_units(units, load_encoder(encoder))
    doubtful = 0

    def counted(units: Iterable[Unit]) -> Iterator[Unit]:
        nonlocal doubtful
        for unit in units:
            doubtful += is_doubtful(unit)
            yield unit

    named = changed(memory, name=memory.name or str(file))
    beads = project.create_from_units(place, named, counted(units), replace=replace)
    if on_note is not None:
        for note in memory.left_out():
            on_note(f"{file}: {note}")
    return Imported(beads, tuple(source.key for source in memory.sources), doubtful)
