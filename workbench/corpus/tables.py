"""A corpus opened: the beads of a folder that was aligned, or the units of memories, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import exchange, formats
from workbench.corpus import parquet
from workbench.corpus.parquet import FACTS
from workbench.errors import WorkbenchError
from workbench.files import from_os_error
from workbench.languages import tags
from workbench.units import Memory, Source, Unit, Variant, key_of, pair_of, status_named

if TYPE_CHECKING:
    import polars as pl

_TMX = (".tmx", ".tmx.gz")


@dataclass(frozen=True)
class Corpus:
    """Beads of many documents, one a row."""

    path: Path
    keys: tuple[str, ...]
    """The columns of texts: language tags, ``ru#2`` for a second version."""

    table: pl.LazyFrame
    """``document, bead, confidence, status`` and the texts, null where a language has none."""

    notes: tuple[str, ...] = ()
    """What was left out in opening it, a sentence each."""

    @property
    def memory(self) -> Memory:
        """What holds for its beads as units."""
        return Memory(tuple(Source(key, key.partition("#")[0]) for key in self.keys))

    def key(self, tag: str) -> str:
        """The column that a tag means.

        Raises:
            WorkbenchError: There is none.
        """
        return key_of(self.memory, tag)

    def of(self, pair: str | None) -> Corpus:
        """The beads with text in both languages of a pair, and these columns alone.

        Args:
            pair: ``"en:ru"``; None for all languages, and the beads with text in two.

        Raises:
            WorkbenchError: A language is not there.
        """
        polars = parquet.module()
        keys = pair_of(self.memory, pair) if pair else self.keys
        filled = polars.sum_horizontal(
            [(polars.col(key).fill_null("") != "").cast(polars.Int32) for key in keys]
        )
        chosen = self.table.filter(filled >= 2).select([*FACTS, *keys])
        return Corpus(self.path, tuple(keys), chosen, self.notes)

    def units(self, table: pl.DataFrame | None = None) -> Iterator[Unit]:
        """The beads as translation units; an id is that of the document and the bead.

        Args:
            table: Some of its beads; all when None.
        """
        rows = self.table.collect() if table is None else table
        for document, bead, confidence, status, *texts in rows.select(
            [*FACTS, *self.keys]
        ).iter_rows():
            variants = {
                key: Variant((text,))
                for key, text in zip(self.keys, texts, strict=True)
                if text is not None
            }
            yield Unit(
                f"{document}:{bead}",
                variants,
                status=status_named(status),
                confidence=confidence,
            )


def open_corpus(path: str | Path) -> Corpus:
    """Open a corpus.

    Args:
        path: What ``corpus align`` made; a folder of TMX files, with all folders below; a TMX
            or a Parquet file with the same columns.

    Raises:
        WorkbenchError: There is nothing of the kind, or a file of it is broken.
    """
    place = Path(path)
    if place.is_file():
        if place.suffix.lower() == ".parquet":
            return _of_parquet(place, [place])
        return _of_memories(place, [place])
    if not place.is_dir():
        raise WorkbenchError(
            "there is no such folder", place=place, remedy="name what 'corpus align' made"
        )
    slices = sorted((place / "beads").glob("*.parquet"))
    if slices:
        return _of_parquet(place, slices)
    if (place / "state").is_dir():
        raise WorkbenchError(
            "no slice of it is done yet", place=place, remedy="go on with 'corpus align'"
        )
    memories = sorted(
        each
        for each in place.rglob("*")
        if each.name.lower().endswith(_TMX) and not each.name.startswith(".")
    )
    if not memories:
        raise WorkbenchError(
            "there is neither a corpus nor a TMX file in it",
            place=place,
            remedy="name what 'corpus align' made, or a folder of memories",
        )
    return _of_memories(place, memories)


def _of_parquet(place: Path, files: Sequence[Path]) -> Corpus:
    polars = parquet.module()
    keys: dict[str, None] = {}
    schemas = []
    for file in files:
        try:
            schema = polars.read_parquet_schema(file)
        except (OSError, polars.exceptions.PolarsError) as error:
            if isinstance(error, OSError) and error.errno:
                raise from_os_error(error, file, doing="read") from error
            raise WorkbenchError(
                "it is no Parquet file", place=file, remedy="make it anew with 'corpus align'"
            ) from error
        if not set(FACTS) <= set(schema):
            raise WorkbenchError(
                "it has no columns of a corpus", place=file, remedy="name what 'corpus align' made"
            )
        keys |= dict.fromkeys(name for name in schema if name not in FACTS)
        schemas.append(tuple(schema))
    if len(set(schemas)) == 1:
        table = polars.scan_parquet(files)
    else:
        # Parts of a run whose manifest got a column meanwhile.
        table = polars.concat([polars.scan_parquet(file) for file in files], how="diagonal")
    return Corpus(place, tuple(keys), table)


def _of_memories(place: Path, files: Sequence[Path]) -> Corpus:
    polars = parquet.module()
    frames = []
    keys: dict[str, None] = {}
    notes: list[str] = []
    for file in files:
        if formats.find(file, "units", "read") not in (
            formats.TMX, formats.find("x.tmx.gz", "units", "read")
        ):  # fmt: skip
            raise WorkbenchError("it is no TMX file", place=file, remedy="name a memory")
        memory, units = exchange.read(file)
        own = {source.key: tags.normalise_key(source.key) for source in memory.sources}
        columns: dict[str, list[object]] = {name: [] for name in (*FACTS, *own.values())}
        name = file.name if place == file else file.relative_to(place).as_posix()
        for unit in units:
            if unit.excluded:
                continue
            facts = (name, unit.id, unit.confidence, unit.status)
            for column, value in zip(FACTS, facts, strict=True):
                columns[column].append(value)
            for key, column in own.items():
                variant = unit.variants.get(key)
                columns[column].append(variant.text(key) or None if variant else None)
        schema = dict.fromkeys(columns, polars.String) | {"confidence": polars.Float64}
        frames.append(polars.DataFrame(columns, schema=schema))
        keys |= dict.fromkeys(own.values())
        notes += [f"{file}: {sentence}" for sentence in memory.left_out()]
    return Corpus(place, tuple(keys), polars.concat(frames, how="diagonal").lazy(), tuple(notes))
