"""What is kept of a document to find its counterpart among thousands.

Not the text: the vectors of its sentences (of a long one those from its beginning, its middle
and its end, where its versions say the same), its length, and the numbers and names in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench import api
from workbench.errors import WorkbenchError
from workbench.settings import Settings
from workbench.words import Cognates, find_cognates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

STRETCH = 16
"""Sentences taken from the beginning, the middle and the end each."""

LONGEST = 400
"""Characters of a sentence that are looked at."""

BATCH = 32
"""Files sketched in one go. It is fixed, and so are the vectors, whoever computes them."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document as the pairing by content sees it."""

    path: Path
    language: str
    segments: int
    characters: int
    """Of all segments."""

    levels: NDArray[np.int8]
    """The vectors of some sentences, shape ``(k, dim)``, in steps; see :meth:`vectors`."""

    steps: Floats
    """Of each of them what a step is worth: thousands of documents are to fit into memory."""

    places: Floats
    """Where each of them stands, from 0 (the first) to 1 (the last)."""

    cognates: Cognates
    """Numbers and names of the whole text, as one segment."""

    digest: bytes
    """Of the text: copies have the same."""

    def vectors(self) -> Floats:
        """Unit vectors of its sentences, shape ``(k, dim)``."""
        return self.levels * self.steps[:, None]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be sketched."""

    path: Path
    reason: str


def sketch_all(paths: Sequence[Path], encoder: str | None) -> list[Sketch | Unread]:
    """Sketches of some files, in their order.

    Args:
        paths: The files, at most ``BATCH``.
        encoder: Its name, as for :func:`workbench.api.align`.
    """
    made = api.load_encoder(encoder)
    assert made is not None, "content is told by vectors"
    found: list[Sketch | Unread] = []
    texts: list[str] = []
    waiting: list[tuple[int, int, partial[Sketch]]] = []
    for path in paths:
        try:
            document = api.read(path)
        except WorkbenchError as error:
            found.append(Unread(path, error.cause))
            continue
        split = api.segment(document, settings=Settings())
        segments = [part.text for part in split if part.text.strip()]
        language = document.language
        places = _sample(len(segments))
        rest = partial(
            Sketch,
            path,
            language,
            len(segments),
            sum(map(len, segments)),
            places=places / np.float32(max(len(segments) - 1, 1)),
            cognates=find_cognates(["\n".join(segments)], language),
            digest=hashlib.sha256(" ".join(segments).encode("utf-8", "replace")).digest(),
        )
        waiting.append((len(found), len(texts), rest))
        texts += [segments[place][:LONGEST] for place in places.astype(int).tolist()]
        found.append(Unread(path, "there is no text in it"))
    if not texts:
        return found
    vectors = made.runs(made.sums(texts), 1)
    steps = np.maximum(np.abs(vectors).max(axis=1), np.float32(1e-9)) / np.float32(127)
    levels = np.rint(vectors / steps[:, None]).astype(np.int8)
    for at, first, rest in waiting:
        part = slice(first, first + len(rest.keywords["places"]))
        if part.stop > first:
            found[at] = rest(levels=levels[part], steps=steps[part])
    return found


def _sample(count: int) -> Floats:
    """Numbers of the sentences that are looked at."""
    if count <= 3 * STRETCH:
        return np.arange(count, dtype=np.float32)
    middle = count // 2 - STRETCH // 2
    stretches = [range(STRETCH), range(middle, middle + STRETCH), range(count - STRETCH, count)]
    return np.array([place for part in stretches for place in part], dtype=np.float32)
