"""Projects brought up to date: newer versions of documents, and tables that come back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import alignment, exchange, formats
from workbench.api.encoders import encoder_of
from workbench.api.kept_update import remember_update
from workbench.api.progress import Progress, stop_if_cancelled, teller, watched
from workbench.api.reading import SegmentedDocument, read_versions
from workbench.api.update_files import NewerFile, at_revision, by_origin, files_in_folder
from workbench.api.update_report import ReturnedTable, UpdateReport, former_and_newer
from workbench.documents import LineBreaks
from workbench.errors import WorkbenchError
from workbench.languages import file_names, tags
from workbench.project import Edit, Project, operations
from workbench.project.operations import Revision, TableImport
from workbench.settings import Settings
from workbench.units import Memory, Unit

if TYPE_CHECKING:
    from workbench.embedding import Encoder

_KNOWN = 0.3
"""Share of the older version's sentences that must stand in a newer one."""

_FEW = 3
"""Segments that a table may remove, and confirmations that it may take back, unasked."""


def update(
    project: Project,
    files: Sequence[str | Path | NewerFile],
    *,
    remarks: Sequence[str | Path] = (),
    key: str | None = None,
    segmented: bool = False,
    encoding: str | None = None,
    lines: LineBreaks = "auto",
    encoder: str | None = None,
    force: bool = False,
    dry_run: bool = False,
    settings: Settings | None = None,
    on_read: Callable[[SegmentedDocument], None] | None = None,
    progress: Progress | None = None,
) -> UpdateReport:
    """Bring a project up to date with newer versions of documents, or with tables.

    A newer version of a document takes the older one's place: unchanged segments keep their
    bead, edits and status, confirmed beads stay as they are, the rest is aligned again. A
    table that an export wrote is compared with what was exported; its texts, moved lines,
    status and notes are taken over. Newer versions are one step to undo, each table is one.

    Args:
        project: Changed, unless ``dry_run``.
        files: Documents, or tables and copies for reviewers (DOCX), not both.
        remarks: Files that pages saved; with tables at the most.
        key: The document (``ru``, ``ru#2``) that the single file is a newer version of; found
            by name or language when None.
        segmented: Each line of a document is one segment as it stands.
        encoding: Of text files; found when None.
        lines: What a single line break in plain text is.
        encoder: Another encoder than the project was made with, by its name.
        force: Take a file in which hardly anything of the older version stands, and a table
            that removes or unconfirms more than a few.
        dry_run: Only say what would change.
        settings: As for :func:`~workbench.api.reading.read_versions`.
        on_read: Told each document when it is read.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Raises:
        WorkbenchError: A file cannot be read, or is none of this project's; nothing changed.
        EditConflict: Another window changed the project meanwhile.
        Cancelled: It was stopped; nothing changed.
    """
    known_files = {file.path: file for file in files if isinstance(file, NewerFile)}
    paths = [file.path if isinstance(file, NewerFile) else Path(file) for file in files]
    tables = [file for file in paths if file not in known_files and is_table(project, file)]
    documents = [file for file in paths if file not in tables]
    saved = [Path(file) for file in remarks]
    if documents and (tables or saved):
        what = f"{tables[0]} is a table" if tables else f"{saved[0]} holds remarks"
        raise WorkbenchError(
            f"{what} and {documents[0]} a document",
            remedy="update with the one first, then with the other",
        )
    if tables or saved:
        returned = [(file, exchange.read_returned) for file in tables]
        returned += [(file, exchange.read_remarks) for file in saved]
        taken = _take_tables(project, returned, force=force, dry_run=dry_run, progress=progress)
        report = UpdateReport(tables=tuple(taken))
        if not dry_run:
            remember_update(project, report)
        return report
    if not documents:
        raise WorkbenchError("there is nothing to update it with", remedy="name a FILE")
    if key is not None and len(documents) > 1:
        raise WorkbenchError(
            "it names one document, and there are several files",
            place="--as",
            remedy="update with one after the other",
        )

    def read(file: Path, languages: Sequence[str]) -> SegmentedDocument:
        version = next(
            read_versions(
                [file],
                languages,
                segmented=segmented,
                encoding=encoding,
                lines=lines,
                settings=settings,
            )
        )
        if on_read is not None:
            on_read(version)
        stop_if_cancelled(progress)
        return version

    versions = _by_column(project, documents, key, read, known_files)
    with nullcontext(None) if dry_run else project.vectors() as vectors:
        align = partial(alignment.align, encoder=encoder_of(project, encoder), cache=vectors)
        revision = operations.revise(
            project,
            {column: (version.document, version.segments) for column, version in versions.items()},
            align,
            progress=teller(progress),
        )
    for known in revision.known:
        if known.known < _KNOWN * known.of and not (force and known.known):
            raise WorkbenchError(
                f"{known.known} of the {known.of} sentences of the older version stand in it "
                f"({known.known / known.of:.0%}): it is another text, or cut off",
                place=versions[known.column].document.path,
                remedy="say with --as which document it is, or --force if it is right",
            )
    stop_if_cancelled(progress)
    report = UpdateReport(revision, changes=former_and_newer(project, revision))
    if not dry_run:
        applied = project.apply(revision.edit, exclusive=True)
        report = replace(report, revision=_with_ids(revision, applied))
        remember_update(project, report)
        _forget_vectors(project, applied, encoder_of(project, encoder))
    return report


def _forget_vectors(project: Project, applied: Edit, encoder: "Encoder | None") -> None:
    """Drop what is kept of the sentences that an update took away."""
    gone = {
        text
        for change in applied.changes
        if change.table == "segment" and change.before is not None
        for text in change.before.get("text", ())
    }
    if encoder is None or not gone:
        return
    for column in range(len(project.documents)):
        gone -= {project.segment(segment).text for segment in project.segments(column)}
    # It is done: vectors that stay cost nothing but room.
    with suppress(WorkbenchError), project.vectors() as vectors:
        vectors.forget(encoder, sorted(gone))


def _with_ids(revision: Revision, applied: Edit) -> Revision:
    """The revision with the ids that new beads were given."""
    ids: dict[int, int] = {}
    for before, after in zip(revision.edit.changes, applied.changes, strict=True):
        if before.table == "bead":
            ids.update(zip(before.ids, after.ids, strict=True))
    return replace(revision, new=tuple(ids.get(bead, bead) for bead in revision.new))


def update_projects(
    projects: Sequence[Project],
    files: Sequence[str | Path],
    *,
    revision: str | None = None,
    **options: Any,
) -> dict[str, UpdateReport]:
    """Bring projects up to date with files, folders, or a commit of their documents' repository.

    Args:
        projects: Changed, unless ``dry_run``. With several, each takes the files that are
            called as its documents are.
        files: Documents or tables, or folders of which those are taken that are called as a
            document of the project is and say something else.
        revision: A commit of git at which the documents' own files are taken, or ``OLD..NEW``:
            those that differ between the two.
        options: As for :func:`update`.

    Returns:
        What each project's update changed, by the project's location.

    Raises:
        WorkbenchError: As :func:`update`; or a file is no project's.
    """
    paths = [Path(file) for file in files]
    if options.get("remarks") and len(projects) > 1:
        raise WorkbenchError(
            "remarks belong to one project", place="--remarks", remedy="update it alone with them"
        )
    taken: set[Path] = set()
    reports = {}
    for project in projects:
        own: list[Path | NewerFile] = []
        for path in paths:
            if path.is_dir():
                own += files_in_folder(project, path)
            elif len(projects) == 1 or by_origin(project, path) is not None:
                own.append(path)
            else:
                continue
            taken.add(path)
        with at_revision(project, revision) as older:
            files_of = [*own, *older]
            if files_of or options.get("remarks"):
                reports[str(project.location)] = update(project, files_of, **options)
            else:
                reports[str(project.location)] = UpdateReport()
    for path in paths:
        if path not in taken:
            raise WorkbenchError(
                "no document of these projects is called so",
                place=path,
                remedy="update one project with it, and say with --as which document it is",
            )
    return reports


def is_table(project: Project, file: Path) -> bool:
    """Whether a file is a table of beads, or a copy for reviewers.

    A project's document may be a spreadsheet itself, and a DOCX is one unless an export made it.
    """
    if exchange.comes_back(file):
        return True
    form = formats.find(file, "units", "read")
    return form is not None and form.table and by_origin(project, file) is None


def _column(project: Project, file: Path, key: str | None) -> int | None:
    """The column that a file is a newer version of, as far as names say."""
    if key is not None:
        return project.column(key)
    column = by_origin(project, file)
    stated = file_names.stated(file)
    return column if column is not None or stated is None else _of_language(project, file, stated)


def _of_language(project: Project, file: Path, tag: str) -> int:
    """The one column of a language."""
    rows = project.documents
    exact = [column for column, row in enumerate(rows) if tag in {row.key, row.tag}]
    near = [column for column, row in enumerate(rows) if not tags.contradict(row.tag, tag)]
    for found in (exact, near):
        if len(found) == 1:
            return found[0]
    keys = ", ".join(row.key for row in rows)
    raise WorkbenchError(
        f"it is in {tag}, and the project has {'several' if near else 'no'} documents in it",
        place=file,
        remedy=f"say with --as which one it is a newer version of ({keys})",
    )


def _by_column(
    project: Project,
    files: Sequence[Path],
    key: str | None,
    read: Callable[[Path, Sequence[str]], SegmentedDocument],
    known_files: Mapping[Path, NewerFile],
) -> dict[int, SegmentedDocument]:
    """The newer versions by the column whose document they replace."""
    found: dict[int, SegmentedDocument] = {}
    for file in files:
        newer = known_files.get(file)
        known = newer.column if newer else _column(project, file, key)
        version = read(
            file, [] if known is None else [project.documents[known].key.partition("#")[0]]
        )
        column = _of_language(project, file, version.document.language) if known is None else known
        if column in found:
            raise WorkbenchError(
                "another file is a newer version of the same document",
                place=file,
                remedy="name one for each, or say with --as which is which, one after the other",
            )
        if newer:
            document = replace(version.document, path=newer.origin)
            version = replace(version, document=document)
        found[column] = version
    return found


def _take_tables(
    project: Project,
    tables: Sequence[tuple[Path, Callable[[Path], tuple[Memory, Iterator[Unit]]]]],
    *,
    force: bool,
    dry_run: bool,
    progress: Progress | None,
) -> Iterator[ReturnedTable]:
    """Compare all tables before the first is taken over, so that a wrong one changes nothing."""
    read: list[tuple[Path, Memory, list[Unit]]] = []
    for table, take in tables:
        memory, rows = take(table)
        read.append((table, memory, list(watched(rows, progress))))
    compared = [_compared(project, *each) for each in read]
    for (table, _), each in zip(tables, compared, strict=True):
        if not force and max(each.removed, len(each.unconfirmed)) > _FEW:
            raise WorkbenchError(
                f"it would remove {each.removed} segments and take back {len(each.unconfirmed)} "
                "confirmations",
                place=table,
                remedy="look for merged or emptied cells, or say --force if that is meant",
            )
    stop_if_cancelled(progress)
    for number, (table, memory, units) in enumerate(read):
        returned = compared[number]
        if not dry_run:
            if number:  # The tables before it have changed the project.
                returned = _compared(project, table, memory, units)
            project.apply(returned.edit, exclusive=True)
        yield ReturnedTable(table, tuple(memory.notes), returned)


def _compared(project: Project, table: Path, memory: Memory, rows: Sequence[Unit]) -> TableImport:
    try:
        return operations.import_table(project, memory, rows)
    except WorkbenchError as error:
        raise WorkbenchError(
            error.cause, place=error.place or table, remedy=error.remedy
        ) from error
