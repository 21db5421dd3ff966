"""Projects to memories, tables and files for other programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench import exchange
from workbench.api.pages import is_page, write_project_page
from workbench.api.progress import Progress, stop_if_cancelled, watched
from workbench.errors import WorkbenchError
from workbench.exchange import Updated, Written
from workbench.files import all_or_none, name_in, rewriting
from workbench.glossary import Glossary
from workbench.project import Project
from workbench.project import units as project_units
from workbench.units import Memory, Unit, Variant, narrowed, pair_of, selected


def export(
    projects: Sequence[Project],
    *outputs: str | Path,
    pair: str | None = None,
    confirmed: bool = False,
    min_confidence: float | None = None,
    update: bool = False,
    tags: Mapping[str, str] | None = None,
    escape_formulas: bool = False,
    glossary: Glossary | None = None,
    remarks: bool = False,
    progress: Progress | None = None,
) -> dict[str, Written | Updated]:
    """Write projects as translation memories, tables, pages, or files for other programs.

    Everything is taken that is not excluded from exports and that is complete in the
    languages asked for. All outputs are written, or none.

    Args:
        projects: One or more, of different names.
        outputs: ``X.tmx``, ``X.xliff``, …: the ending chooses; a folder takes one TMX for each
            pair; ``-`` is JSON on standard output; ``X.html`` is a page of one project.
        pair: ``"en:ru"``, source and target, to write these two languages only.
        confirmed: Only what a person has confirmed.
        min_confidence: Only beads at least this probably right (0 to 1); confirmed ones always.
        update: In an existing TMX, replace the units of these projects and keep all others.
        tags: By language, another tag to write in TMX and XLIFF: ``{"en": "en-GB"}``.
        escape_formulas: In CSV, put an apostrophe before what a spreadsheet would compute.
        glossary: In a page, its terms are marked and checked.
        remarks: Give a page boxes for remarks and corrections, which :func:`update` takes in.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Returns:
        By file or folder written, what became of the units.

    Raises:
        WorkbenchError: An ending is unknown, a language is missing, a file cannot be written, or
            one that is there would be replaced by one without any unit.
        Cancelled: It was stopped; nothing is written.
    """
    for output in outputs:
        if not exchange.is_folder(output):
            exchange.check_format(output)
        if is_page(output) and len(projects) > 1:
            raise WorkbenchError(
                "a page shows one project", place=output, remedy="write a page for each"
            )
    tasks = [
        task
        for output in outputs
        for task in _tasks(str(output), projects, pair, tags or {}, each_pair=update)
    ]

    def units_of(some: Sequence[Project]) -> tuple[Memory, Iterator[Unit]]:
        parts = []
        for one in some:
            memory, units = project_units(one)
            parts.append(
                (memory, selected(units, confirmed=confirmed, min_confidence=min_confidence))
            )
        return exchange.combined(parts)

    for task in tasks:
        for part in [*([one] for one in task.projects), task.projects]:
            exchange.check_fits(task.name, *units_of(part), pair=task.pair, tags=tags)
    written: dict[str, Written | Updated] = {}
    memories = [task.name for task in tasks if update]
    with rewriting(*memories), _folders(outputs), all_or_none():
        for number, task in enumerate(tasks):
            if progress is not None:
                progress.tell(number / len(tasks), "writing")
            if is_page(task.name):
                written[task.name] = result = write_project_page(
                    task.name,
                    task.projects[0],
                    glossary=glossary,
                    pair=task.pair,
                    confirmed=confirmed,
                    min_confidence=min_confidence,
                    remarks=remarks,
                    progress=progress,
                )
                _check_not_emptied(task.name, result)
                continue
            memory, units = units_of(task.projects)
            units = watched(units, progress)
            if update and Path(task.name).is_file():
                ids = set().union(*(_called(Path(task.name), one) for one in task.projects))
                written[task.name] = exchange.update(
                    Path(task.name), memory, units, ids, pair=task.pair, tags=tags
                )
            else:
                written[task.name] = result = exchange.write(
                    task.name,
                    memory,
                    units,
                    pair=task.pair,
                    tags=tags,
                    escape_formulas=escape_formulas,
                )
                _check_not_emptied(task.name, result)
        stop_if_cancelled(progress)
    return written


def convert_memory(
    file: str | Path,
    *outputs: str | Path,
    pair: str | None = None,
    confirmed: bool = False,
    min_confidence: float | None = None,
    tags: Mapping[str, str] | None = None,
    recover: Callable[[str], None] | None = None,
    on_note: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> dict[str, Written]:
    """Write a memory of any format that is read in formats that are written; all, or none.

    Args:
        file: The memory; ``-`` is standard input, where there is one output.
        outputs: As for :func:`export`.
        pair: As for :func:`export`.
        confirmed: As for :func:`export`.
        min_confidence: As for :func:`export`.
        tags: As for :func:`export`.
        recover: Takes what can be taken from a damaged file, and is told what was left out;
            None to refuse a damaged file.
        on_note: Told what a person should know of the file, a sentence each.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Returns:
        By file or folder written, what became of the units.

    Raises:
        WorkbenchError: As for :func:`export`, or the file cannot be read.
        Cancelled: It was stopped; nothing is written.
    """
    for output in outputs:
        if not exchange.is_folder(output):
            exchange.check_format(output)
    written: dict[str, Written] = {}
    with _folders(outputs), all_or_none():
        for number, output in enumerate(outputs):
            if progress is not None:
                progress.tell(number / len(outputs), "writing")
            memory, units = exchange.read(file, recover=recover)
            if on_note is not None and not number:
                for note in memory.notes:
                    on_note(f"{file}: {note}")
            chosen = selected(
                watched(units, progress), confirmed=confirmed, min_confidence=min_confidence
            )
            written[str(output)] = result = exchange.write(
                output, memory, chosen, pair=pair, tags=tags
            )
            _check_not_emptied(str(output), result)
            if on_note is not None and not number:
                for note in memory.left_out():
                    on_note(f"{file}: {note}")
        stop_if_cancelled(progress)
    return written


def _check_not_emptied(output: str, result: Written) -> None:
    """See that nothing is put in the place of something: files are in place only later.

    Raises:
        WorkbenchError: No unit would be written over a file that is there.
    """
    path = Path(output)
    there = any(path.glob("*.tmx")) if exchange.is_folder(output) else path.is_file()
    if not result.units and there:
        raise WorkbenchError(
            "no unit would be written over the file that is there",
            place=output,
            remedy="confirm beads first, ask for less, or delete the file",
        )


def _called(memory: Path, project: Project) -> set[str]:
    """What a memory calls a project: its id, and its name where that is not another's.

    Memories of alignments, and of before projects had ids, name a project by its file. Half of
    the units of that name must say in one language what their bead says.
    """
    said = {}
    _, beads = project_units(project)
    for bead in beads:
        said[bead.id] = {_letters(variant) for variant in bead.variants.values()} - {""}
    named = agreeing = 0
    for bead_id, unit in exchange.units_of(memory, project.name):
        named += 1
        texts = {_letters(variant) for variant in unit.variants.values()}
        agreeing += not texts.isdisjoint(said.get(bead_id, ()))
    return {project.id, project.name} if agreeing * 2 > named else {project.id}


def _letters(variant: Variant) -> str:
    return "".join("".join(variant.segments).split())


@dataclass(frozen=True, slots=True)
class _Task:
    """One file or folder to write: whose units, and in which two languages."""

    name: str
    projects: Sequence[Project]
    pair: str | None


def _tasks(
    output: str,
    projects: Sequence[Project],
    pair: str | None,
    tags: Mapping[str, str],
    *,
    each_pair: bool,
) -> Iterator[_Task]:
    """What is to be written for an output; a folder takes each project by itself."""
    if not exchange.is_folder(output):
        yield _Task(output, projects, pair)
        return
    names = [project.name for project in projects]
    for project in projects:
        if names.count(project.name) > 1:
            raise WorkbenchError(
                f"two projects are called {project.name}, and their files would be too",
                place=output,
                remedy="rename one of them, or choose another folder for it",
            )
        if not each_pair:
            yield _Task(output, [project], pair)
            continue
        memory, _ = project_units(project)
        if pair:
            memory, _ = narrowed(memory, (), pair_of(memory, pair))
        for keys, name in exchange.pair_files(memory, tags):
            yield _Task(str(name_in(Path(output), name)), [project], ":".join(keys))


@contextmanager
def _folders(outputs: Sequence[str | Path]) -> Iterator[None]:
    """Make the folders among the outputs; those made go again when the block raises."""
    folders = [Path(output) for output in outputs if exchange.is_folder(output)]
    made = [part for folder in folders for part in (folder, *folder.parents) if not part.exists()]
    try:
        for folder in folders:
            exchange.make_folder(folder)
        yield
    except BaseException:
        for part in made:
            with suppress(OSError):
                part.rmdir()
        raise
