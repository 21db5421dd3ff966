"""Versions of a text, aligned."""

import os
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import le
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import alignment, exchange, project
from workbench.alignment import Beads, Version
from workbench.api.encoders import BUILT_IN, ENCODER, NO_ENCODER, load_encoder
from workbench.api.pages import is_page, write_page
from workbench.api.progress import Progress, stop_if_cancelled, teller
from workbench.api.reading import (
    STANDARD_INPUT,
    SegmentedDocument,
    lines_of,
    read_versions,
    segment,
)
from workbench.documents import Document, LineBreaks, Paragraph
from workbench.embedding import Encoder, VectorCache
from workbench.errors import WorkbenchError
from workbench.languages import file_names
from workbench.segmentation import Segment
from workbench.settings import Settings
from workbench.units import Memory, Source, Unit, Variant

if TYPE_CHECKING:
    from workbench.alignment import Explanation


@dataclass(frozen=True, slots=True)
class AlignedBead:
    """One group of segments that say the same."""

    id: str
    """What the bead is called in every file made from this alignment."""

    segments: dict[str, list[int]]
    """By document key, the numbers of its segments, counted from 0; possibly none."""

    confidence: float | None
    """Estimated probability that the bead is exactly right."""


@dataclass(frozen=True, repr=False)
class Alignment:
    """Two to five versions of a text, and the beads that hold each segment exactly once."""

    documents: dict[str, Document]
    """By key: the language tag, ``ru#2`` for a second document of one language."""

    segments: dict[str, list[Segment]]
    """By key, in order."""

    found: Beads
    """The beads as runs, as the aligner gave them."""

    name: str
    """What its memories are called, and the project that :meth:`write` makes of it."""

    encoder: Encoder | None = None
    """What made the vectors."""

    encoder_name: str | None = None
    """How it was asked for; a project remembers it."""

    vectors: VectorCache | None = None
    """What the encoder computed; a project keeps it, so that nothing is encoded twice."""

    def __repr__(self) -> str:
        languages = ", ".join(self.documents)
        return f"<Alignment {self.name!r}: {languages}; {len(self.found.beads):,} beads>"

    @property
    def beads(self) -> list[AlignedBead]:
        """The beads, in reading order of the first document."""
        return [
            AlignedBead(
                str(number),
                dict(zip(self.documents, map(list, bead.segments), strict=True)),
                bead.confidence,
            )
            for number, bead in enumerate(self.found.beads, start=1)
        ]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know about it, a sentence each."""
        return self.found.remarks

    def explain(self, *beads: str) -> "list[Explanation]":
        """What spoke for beads, and what for the next best in their place.

        Args:
            beads: Their ids.

        Returns:
            One explanation a bead; as a string it reads line by line.

        Raises:
            WorkbenchError: There is no such bead.
        """
        known = {str(number): bead.runs for number, bead in enumerate(self.found.beads, start=1)}
        for bead in beads:
            if bead not in known:
                raise WorkbenchError(
                    f"there is no bead {bead!r}",
                    place=self.name,
                    remedy=f"choose one from 1 to {len(known)}",
                )
        return alignment.explain(
            [_version(self.documents[key], parts) for key, parts in self.segments.items()],
            self.encoder,
            [known[bead] for bead in beads],
            cache=self.vectors,
            anchors=_row_borders(list(self.documents.values()), list(self.segments.values())),
        )

    def units(self) -> tuple[Memory, Iterator[Unit]]:
        """The beads as translation units, and what holds for all of them."""
        return _memory(list(self.documents.values()), self.name), self._units()

    def _units(self) -> Iterator[Unit]:
        for bead in self.beads:
            variants = {}
            for key, numbers in bead.segments.items():
                parts = [self.segments[key][number] for number in numbers]
                variants[key] = Variant(
                    tuple(part.text for part in parts),
                    tuple((part.start, part.end) for part in parts),
                    tuple(numbers),
                )
            yield Unit(bead.id, variants, confidence=bead.confidence)

    def write(
        self,
        path: str | Path,
        *,
        pair: str | None = None,
        tags: Mapping[str, str] | None = None,
        replace: bool = False,
    ) -> exchange.Written | None:
        """Write it in the format that the ending names, whole or not at all.

        Args:
            path: ``X.aligned``, a project to review; ``X.tmx``, ``X.json``, ``X.tsv``, …;
                ``X.html``, a page to read; or a folder (it exists, or the name ends with a
                slash) for one TMX a pair.
            pair: ``"en:ru"`` to write these two only; not for a project.
            tags: By language, another tag to write in TMX and XLIFF: ``{"en": "en-GB"}``.
            replace: Put it in an existing project's place, which is kept beside it.

        Returns:
            What became of the units; None for a project.

        Raises:
            WorkbenchError: The project exists, the ending is unknown, or the file cannot be
                written.
        """
        if project.names_project(path):
            project.create(
                path,
                list(self.documents.values()),
                list(self.segments.values()),
                self.found,
                vectors=self.vectors,
                metadata={ENCODER: self.encoder_name} if self.encoder_name else None,
                replace=replace,
            )
            return None
        memory, units = self.units()
        if is_page(path):
            return write_page(
                path, memory, units, pair=pair, encoder=self.encoder, cache=self.vectors
            )
        return exchange.write(path, memory, units, pair=pair, tags=tags)


def _memory(versions: Sequence[Document], name: str = "") -> Memory:
    """What holds for all units of an alignment of these documents, under that name."""
    keys = project.keys([document.language for document in versions])
    return Memory(
        tuple(
            Source(
                key,
                project.scripted(document.language, document.text),
                document.path,
                document.metadata.get("title", ""),
            )
            for key, document in zip(keys, versions, strict=True)
        ),
        name,
    )


def align(
    versions: Sequence[Document],
    *,
    segments: Sequence[Sequence[Segment]] | None = None,
    encoder: str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align the sentences of two to five versions of a text.

    Args:
        versions: The documents; their order is that of the languages everywhere.
        segments: Of each document, where they are known already; else they are found.
        encoder: The built-in one when None; a folder with a sentence-transformers model, or a
            file of vectors (:func:`workbench.embedding.load`); ``"none"`` to do without.
        name: What it is called; what the names of the files share when None.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Raises:
        WorkbenchError: Too few or too many documents, or an unknown encoder.
        Cancelled: It was stopped.
    """
    keys = project.keys([document.language for document in versions])
    split = segments or [segment(document) for document in versions]
    made = load_encoder(encoder)
    vectors = VectorCache("")
    found = alignment.align(
        [_version(document, parts) for document, parts in zip(versions, split, strict=True)],
        made,
        cache=vectors,
        anchors=_row_borders(versions, split),
        progress=teller(progress),
    )
    # The borders between rows are anchors without a segment: they are no beads.
    held = tuple(bead for bead in found.beads if any(first < end for first, end in bead.runs))
    aligned = Alignment(
        dict(zip(keys, versions, strict=True)),
        {key: list(parts) for key, parts in zip(keys, split, strict=True)},
        Beads(held, found.remarks),
        name or file_names.shared([document.path for document in versions if document.path]),
        made,
        _lasting(encoder),
        vectors,
    )
    weakref.finalize(aligned, vectors.close)
    return aligned


def align_segments(
    segments: Mapping[str, Sequence[str]],
    *,
    encoder: str | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align texts that are split already.

    Args:
        segments: By language tag (``ru#2`` for a second text of one language), the segments
            in order; a line break inside counts as a space.
        encoder: As for :func:`align`.
        progress: As for :func:`align`.

    Raises:
        WorkbenchError: As for :func:`align`.
    """
    versions, split = [], []
    for key, texts in segments.items():
        text = "\n".join(" ".join(part.split("\n")) for part in texts)
        parts = lines_of(text + "\n")[: len(texts)]
        paragraphs = tuple(Paragraph(part.start, part.end) for part in parts)
        versions.append(Document(text, paragraphs, key.partition("#")[0]))
        split.append(parts)
    return align(versions, segments=split, encoder=encoder, progress=progress)


@dataclass(frozen=True, slots=True)
class AlignedFiles:
    """What became of files that were aligned."""

    alignment: Alignment
    written: dict[str, exchange.Written | None]
    """By output, what became of the units; None for a project."""

    explanations: "list[Explanation]"
    """Of the beads that were asked about."""


def align_files(
    files: Sequence[str | Path],
    outputs: Sequence[str | Path] = (),
    *,
    languages: Sequence[str] = (),
    segmented: bool = False,
    encoding: str | None = None,
    lines: LineBreaks = "auto",
    encoder: str | None = None,
    pair: str | None = None,
    tags: Mapping[str, str] | None = None,
    replace: bool = False,
    explained: Sequence[str] = (),
    settings: Settings | None = None,
    on_read: Callable[[SegmentedDocument], None] | None = None,
    progress: Progress | None = None,
) -> AlignedFiles:
    """Align the versions of a text that lie in files, and write what is asked for.

    Whatever can be refused is refused before the long work.

    Args:
        files: Two to five, or a single one that holds the versions side by side or in turn.
        outputs: As for :meth:`Alignment.write`.
        languages: Of each file, in order; found when empty.
        segmented: Each line is one segment as it stands.
        encoding: Of text files; found when None.
        lines: What a single line break in plain text is.
        encoder: As for :func:`align`.
        pair: As for :meth:`Alignment.write`; not for projects.
        tags: As for :meth:`Alignment.write`.
        replace: As for :meth:`Alignment.write`.
        explained: Beads to explain, as :meth:`Alignment.explain` does.
        settings: As for :func:`~workbench.api.reading.read_versions`.
        on_read: Told each document when it is read.
        progress: As for :func:`align`.

    Raises:
        WorkbenchError: A file cannot be read, there is one language only, or an output cannot
            be written.
        Cancelled: It was stopped; nothing is written.
    """
    paths = [Path(file) for file in files]
    _refuse_repeated(paths)
    for output in outputs:
        _refuse_early(output, replace=replace)
    versions: list[SegmentedDocument] = []
    for read in read_versions(
        paths,
        languages,
        segmented=segmented,
        encoding=encoding,
        lines=lines,
        settings=settings,
    ):
        versions.append(read)
        if on_read is not None:
            on_read(read)
        stop_if_cancelled(progress)
    if len(versions) < 2:
        raise WorkbenchError(
            "it holds one language only",
            place=paths[0],
            remedy="name two to five versions, or a file that holds them side by side",
        )
    documents = [read.document for read in versions]
    name = next(
        (
            project.Location.parse(output).name
            for output in outputs
            if project.names_project(output)
        ),
        None,
    )
    memory = _memory(documents, name or _shared_name(paths))
    for output in outputs:
        if not project.names_project(output):
            exchange.check_fits(output, memory, pair=pair, tags=tags)
    aligned = align(
        documents,
        segments=[read.segments for read in versions],
        encoder=encoder,
        name=name,
        progress=progress,
    )
    explanations = aligned.explain(*explained)
    stop_if_cancelled(progress)
    written = {
        str(output): aligned.write(output, pair=pair, tags=tags, replace=replace)
        for output in outputs
    }
    return AlignedFiles(aligned, written, explanations)


def _shared_name(files: Sequence[str | Path]) -> str:
    """What the names of the versions of a text share: ``speech`` for ``speech.en.md`` and so on."""
    return file_names.shared([Path(file) for file in files if Path(file) != STANDARD_INPUT])


def project_of(files: Sequence[str | Path]) -> Path:
    """The project that documents become where nothing else is said: beside the first one."""
    return project.file_beside(Path(files[0]), _shared_name(files))


def _lasting(encoder: str | None) -> str | None:
    """An encoder's name that means the same in any folder; None for the built-in one."""
    if encoder is None or encoder == BUILT_IN:
        return None
    return encoder if encoder == NO_ENCODER else str(Path(encoder).resolve())


def _refuse_repeated(files: Sequence[Path]) -> None:
    """A file named twice is a slip: it would be paired with itself."""
    seen: set[str] = set()
    for file in files:
        name = os.path.realpath(file)
        if name in seen:
            raise WorkbenchError(
                "it is standard input, and named twice"
                if file == STANDARD_INPUT
                else "it is named twice",
                place=file,
                remedy="name each version once",
            )
        seen.add(name)


def _refuse_early(output: str | Path, *, replace: bool) -> None:
    """Say before the long work what would be refused after it."""
    if str(output) == "-" or str(output).endswith(("/", os.sep)):
        return
    path = Path(output)
    if project.names_project(output):
        if not replace:
            project.refuse_existing(output)
        path = project.Location.parse(output).beside("")
    elif not path.is_dir():
        exchange.check_format(path)
    if not path.parent.is_dir():
        raise WorkbenchError("there is no such folder", place=path.parent, remedy="make it first")


def _row_borders(
    versions: Sequence[Document], split: Sequence[Sequence[Segment]]
) -> list[tuple[tuple[int, int], ...]]:
    """Anchors of no segment where a row begins that all versions of one file have."""
    begins: list[dict[int, int]] = []
    for document, segments in zip(versions, split, strict=True):
        rows: dict[int, int] = {}
        for number, part in enumerate(segments):
            row = document.paragraphs[part.paragraph].row
            if row is not None:
                rows.setdefault(row, number)
        begins.append(rows)
    shared = set.intersection(*(set(rows) for rows in begins)) if begins else set()
    if len({document.path for document in versions}) > 1:
        return []
    borders: list[tuple[int, ...]] = []
    for row in sorted(shared):
        border = tuple(rows[row] for rows in begins)
        # Rows of a table within another may stand in another order: no anchor crosses another.
        if not borders or all(map(le, borders[-1], border)):
            borders.append(border)
    return [tuple((start, start) for start in border) for border in borders]


def _version(document: Document, segments: Sequence[Segment]) -> Version:
    paragraphs = [document.paragraphs[part.paragraph] for part in segments]
    return Version(
        project.scripted(document.language, document.text),
        tuple(part.text for part in segments),
        tuple(part.paragraph for part in segments),
        tuple(paragraph.kind for paragraph in paragraphs),
        tuple(paragraph.flow for paragraph in paragraphs),
    )
