"""How probably beads that someone else made are right: of texts, of memories, of imports."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbench import alignment, project
from workbench.alignment import Version
from workbench.api.encoders import load_encoder
from workbench.api.progress import Progress, stop_if_cancelled, teller
from workbench.embedding import VectorCache
from workbench.errors import WorkbenchError
from workbench.exchange import memories
from workbench.units import Unit

if TYPE_CHECKING:
    from workbench.embedding import Encoder

BATCH = 2_000
"""Units that are scored at once; so memory does not grow with their number."""

KEPT = 20_000
"""Units after which what was encoded is forgotten; it is some 10 KB a unit."""


def score(
    segments: Mapping[str, Sequence[str]],
    beads: Sequence[Mapping[str, Sequence[int]]],
    *,
    encoder: str | None = None,
    progress: Progress | None = None,
) -> list[float]:
    """How probably each of some beads that someone else made is exactly right.

    Args:
        segments: By language tag (``ru#2`` for a second text of one language), the segments of
            two to five versions of a text, in order.
        beads: By the same keys, the numbers of each bead's segments, counted from 0; a key that
            is left out has none.
        encoder: As for :func:`~workbench.api.aligning.align`.
        progress: Told the share done (0 to 1) and the phase; asked whether to stop.

    Returns:
        A probability a bead, in their order.

    Raises:
        WorkbenchError: There are too few or too many versions, a bead names a version or a
            segment that is not there, or the encoder is unknown.
        Cancelled: It was stopped.
    """
    for number, bead in enumerate(beads, start=1):
        if unknown := [key for key in bead if key not in segments]:
            raise WorkbenchError(
                f"bead {number} names the version {unknown[0]!r}, of which there are no segments",
                remedy=f"use the keys {', '.join(segments)}",
            )
    return alignment.score(
        [_version(key, texts) for key, texts in segments.items()],
        load_encoder(encoder),
        [[bead.get(key, ()) for key in segments] for bead in beads],
        progress=teller(progress),
    )


def _version(key: str, texts: Sequence[str]) -> Version:
    return Version(project.scripted(key.partition("#")[0], "\n".join(texts)), tuple(texts))


def score_memory(
    files: Sequence[str | Path],
    output: str | Path,
    *,
    encoder: str | None = None,
    recover: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> memories.Scored:
    """Write memories into one, each unit with its confidence; all else of it stays as it stands.

    Args:
        files: TMX files.
        output: The TMX to write; it may be one of them.
        encoder: As for :func:`score`.
        recover: Takes what can be taken from damaged files, and is told what was left out.
        progress: Asked whether to stop.

    Returns:
        How many units were scored, how many a person had confirmed, how many are doubtful.

    Raises:
        WorkbenchError: A file is no TMX, or the output cannot be written.
        Cancelled: It was stopped; nothing is written.
    """
    made = load_encoder(encoder)
    with _Batches(made) as batches:

        def scored(units: Sequence[Unit]) -> list[float | None]:
            stop_if_cancelled(progress)
            return batches.confidences(units)

        return memories.score([Path(file) for file in files], Path(output), scored, BATCH, recover)


def scored_units(units: Iterable[Unit], encoder: "Encoder | None") -> Iterator[Unit]:
    """The units, with a confidence where they had none and no person has decided."""
    left = iter(units)
    with _Batches(encoder) as batches:
        while batch := list(islice(left, BATCH)):
            for unit, confidence in zip(batch, batches.confidences(batch), strict=True):
                yield unit if unit.confidence is not None else replace(unit, confidence=confidence)


class _Batches:
    """Units scored some at a time; what was encoded for one serves the next ones.

    Words come again and again, sentences do now and then. What is kept lies in a temporary
    file, which begins anew before it grows large.
    """

    def __init__(self, encoder: "Encoder | None") -> None:
        self._encoder = encoder
        self._cache = VectorCache("")
        self._scored = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cache.close()

    def confidences(self, units: Sequence[Unit]) -> list[float | None]:
        """The confidence of consecutive units; None of those that a person has confirmed."""
        if self._scored > KEPT:
            self._cache.close()
            self._cache, self._scored = VectorCache(""), 0
        self._scored += len(units)
        return _confidences(units, self._encoder, self._cache)


def _confidences(
    units: Sequence[Unit], encoder: "Encoder | None", cache: VectorCache
) -> list[float | None]:
    """The confidence of consecutive units; None of those that a person has confirmed.

    Each side of a unit is one segment, so that what is asked is whether they belong together,
    not how they were cut. Of more than five languages the first five are looked at.
    """
    keys = list(dict.fromkeys(key for unit in units for key in unit.variants))
    keys = keys[: alignment.MAX_VERSIONS]
    if len(keys) < 2:
        return [None] * len(units)
    texts: dict[str, list[str]] = {key: [] for key in keys}
    beads = []
    for unit in units:
        bead = []
        for key in keys:
            variant = unit.variants.get(key)
            text = variant.text(key.partition("#")[0]) if variant else ""
            bead.append([len(texts[key])] if text.strip() else [])
            texts[key] += [text] if text.strip() else []
        beads.append(bead)
    found = alignment.score(
        [_version(key, own) for key, own in texts.items()], encoder, beads, cache=cache
    )
    return [
        None if unit.status == "confirmed" or not any(bead) else confidence
        for unit, bead, confidence in zip(units, beads, found, strict=True)
    ]
