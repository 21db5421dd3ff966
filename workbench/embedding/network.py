"""The forward pass of the built-in encoder's network, in NumPy.

Token embeddings; three branches of two convolutions over 2, 3 and 5 tokens, each with a
residual; a layer norm over the five parts side by side; sums over tokens, projected. It is
the convolutional variant of https://arxiv.org/abs/1907.04307.

What a token adds to a window of the first convolution depends on the token alone, so that
convolution is one product a distinct token of a ``Chunk`` and otherwise adding up. The second
one is most of the work; by minimal filtering it takes half the products (``filtering.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.embedding.filtering import MinimalFilter
from workbench.embedding.threads import map_in_threads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

DIMENSION = 512
BRANCH = 256
EMBEDDING_PARTS = 17
"""Row ``i`` of the embeddings lies in part ``i % 17``, each part quantised on its own."""

WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Tokens a convolution sees, and how many of them lie to the left."""

FEATURES = DIMENSION + BRANCH * len(WINDOWS)

GAP = 2
"""Places left empty between texts, so that no window reaches into a neighbour."""

CHUNK = 8192
"""Tokens at once: enough to share the work on tokens that come again, and about 40 MB."""

BLOCK = 512
"""Places convolved together: what of them is needed at a time stays in a core's cache."""

ROWS = 16
"""Means that are taken with one product of matrices."""

LONGEST = 4096
"""Tokens of one text that are convolved together; a longer text is pooled from parts."""

BEGIN, END = 1, 2

Span = tuple[int, int]
"""First and one past the last inner token of a part of a text."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """What the network makes of some texts, projected to ``DIMENSION`` numbers."""

    inner: Floats
    """Per text the mean over its inner tokens; 0 for a text without any."""

    begin: Floats
    end: Floats
    """Per text its two marks."""

    spans: Floats
    """The mean over the tokens of each part asked for, of all texts one after the other."""


class Network:
    """The weights, and what is made of token ids with them.

    Args:
        table: Quantised embeddings, a row a token.
        weights: All other arrays of the model by name.
    """

    def __init__(self, table: NDArray[np.uint8], weights: Mapping[str, Any]) -> None:
        self._table = table
        self._weights = weights
        names = [str(size) for size, _ in WINDOWS]
        self._projection = np.concatenate([weights["proj" + name] for name in names], axis=1)
        self._bias = np.concatenate([weights["proj_b" + name] for name in names])
        self._gain = np.concatenate([weights["ln_g" + name] for name in names])
        self._shift = np.concatenate([weights["ln_b" + name] for name in names])
        self._epsilon = float(weights["eps"])
        self._entry = np.concatenate([weights["d0"], weights["p1"]], axis=1)
        self._filters = [MinimalFilter(weights[f"w2_{size}"], size) for size, _ in WINDOWS]
        self._output = np.ascontiguousarray(weights["ln_g"][:, None] * weights["cnn_W"])
        self._output_bias = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]

    def pooled(
        self,
        tokens: Sequence[Sequence[int]],
        spans: Sequence[Sequence[Span]],
        *,
        whole: bool = True,
    ) -> Pooled:
        """Means over the tokens of texts, and of parts of them.

        Args:
            tokens: Per text its token ids, at most ``LONGEST``; about ``CHUNK`` in all.
            spans: Per text the parts of which the mean is asked as well; its marks stand at
                -1 and behind the last inner token.
            whole: Whether the texts' own means are asked for.
        """
        sizes = np.array([len(ids) for ids in tokens])
        stops = np.cumsum(sizes + 2 + GAP)
        begins = stops - sizes - 2
        ids = np.full(int(stops[-1]) + GAP, -1, dtype=np.int64)
        for begin, inner in zip(begins.tolist(), tokens, strict=True):
            ids[begin] = BEGIN
            ids[begin + 1 : begin + 1 + len(inner)] = inner
            ids[begin + 1 + len(inner)] = END
        filled = ids >= 0
        words, place = np.unique(ids[filled], return_inverse=True)
        number = np.full(len(ids), len(words))
        number[filled] = place
        chunk = _Chunk(*self._first(words))
        count = len(tokens) if whole else 0
        lengths = [len(parts) for parts in spans]
        features = np.empty((3 * count + sum(lengths), FEATURES), dtype=np.float32)
        means, edges, rest = np.split(features, [count, 3 * count])
        done = 0
        for first, last in _blocks(begins.tolist(), stops.tolist()):
            low = int(begins[first]) - GAP
            at = begins[first:last] - low
            held = self._second(chunk, number[low : int(stops[last - 1]) + GAP])
            own = np.stack([at + 1, at + 1 + sizes[first:last]], axis=1)
            if whole:
                held.means(own, means[first:last])
                held.rows(at, edges[first:last])
                held.rows(own[:, 1], edges[count + first : count + last])
            some = sum(lengths[first:last])
            if some:
                parts = np.array([span for part in spans[first:last] for span in part])
                parts += np.repeat(at + 1, lengths[first:last])[:, None]
                held.means(parts, rest[done : done + some])
                done += some
        projected = features @ self._output
        projected += self._output_bias
        projected[:count][sizes[:count] == 0] = 0
        return Pooled(*np.split(projected, [count, 2 * count, 3 * count]))

    def embedding(self, tokens: Ints) -> Floats:
        """The vectors of tokens by themselves, shape ``(len(tokens), DIMENSION)``."""
        part = tokens % EMBEDDING_PARTS
        found = self._table[tokens].astype(np.float32)
        found *= self._weights["scale"][part, None]
        found += self._weights["lo"][part, None]
        return found

    def short(self, tokens: Sequence[Sequence[int]]) -> Floats:
        """Means over short texts, such as words, each with its two marks.

        Texts of one length are worked on together, and their windows end where they do, so half
        of the work that :meth:`pooled` has with words falls away.

        Args:
            tokens: Per text its token ids.

        Returns:
            Shape ``(len(tokens), DIMENSION)``.
        """
        sizes = np.array([len(ids) for ids in tokens], dtype=np.int64)
        flat = np.array([token for ids in tokens for token in ids], dtype=np.int64)
        words, place = np.unique(np.append(flat, [BEGIN, END]), return_inverse=True)
        chunk = _Chunk(*self._first(words))
        features = np.empty((len(tokens), FEATURES), dtype=np.float32)
        begins = np.cumsum(sizes) - sizes
        for size in np.unique(sizes).tolist():
            alike = np.flatnonzero(sizes == size)
            inner = place[begins[alike, None] + np.arange(size)]
            marks = np.broadcast_to(place[-2:], (len(alike), 2))
            numbers = np.concatenate([marks[:, :1], inner, marks[:, 1:]], axis=1)
            most = max(BLOCK // (size + 2), 1)
            for first in range(0, len(alike), most):
                block = self._whole(chunk, numbers[first : first + most])
                features[alike[first : first + most]] = block.normed().mean(axis=1)
        projected: Floats = features @ self._output
        projected += self._output_bias
        return projected

    def _whole(self, chunk: _Chunk, number: Ints) -> _Block:
        """The features of the places of texts of one length, before the layer norm.

        Args:
            chunk: What is known of their tokens.
            number: Shape ``(texts, places)``.
        """
        count, places = number.shape
        columns = np.ascontiguousarray(number.T)
        scratch = np.empty((count, BRANCH), dtype=np.float32)
        hidden = np.empty((count, places, BRANCH), dtype=np.float32)
        parts = [chunk.embedding[number]]
        for branch, (size, left) in enumerate(WINDOWS):
            own, added = chunk.own[branch], chunk.added[branch]
            kernel = self._weights[f"w2_{size}"]
            found = np.empty_like(hidden)
            reach = [
                (place, max(left - place, 0), min(size, places - place + left))
                for place in range(places)
            ]
            core = np.empty_like(scratch)
            for place, low, high in reach:
                np.take(added[left], columns[place], axis=0, out=core, mode="clip")
                for at in range(low, high):
                    if at != left:
                        beside = columns[place + at - left]
                        np.take(added[at], beside, axis=0, out=scratch, mode="clip")
                        core += scratch
                core += self._weights[f"b1_{size}"]
                np.maximum(core, 0, out=core)
                np.take(own, columns[place], axis=0, out=scratch, mode="clip")
                np.add(core, scratch, out=hidden[:, place])
            for place, low, high in reach:
                window = hidden[:, place - left + low : place - left + high].reshape(count, -1)
                np.matmul(window, kernel[low * BRANCH : high * BRANCH], out=scratch)
                found[:, place] = scratch
            found += self._weights[f"b2_{size}"]
            np.maximum(found, 0, out=found)
            found += hidden
            parts.append(found)
        return _block(parts, self._epsilon)

    def dense(self, pooled: Floats) -> Floats:
        """The last four layers, and rows of length 1."""
        return self.finished(lambda part: self.entered(pooled[part]), len(pooled))

    def entered(self, pooled: Floats) -> Floats:
        """Products with the matrices by which the last layers begin; of a sum their sum."""
        found: Floats = pooled @ self._entry
        return found

    def finished(self, entered: Callable[[slice], Floats], count: int) -> Floats:
        """What the last layers make of it, in rows of length 1.

        Args:
            entered: Gives some rows as :meth:`entered` does, which may be overwritten; is called
                in several threads.
            count: Rows in all.
        """
        step = CHUNK // 8
        parts = [slice(first, min(first + step, count)) for first in range(0, count, step)]
        rows = map_in_threads(lambda part: self._last(entered(part)), parts)
        return np.concatenate([np.empty((0, DIMENSION), dtype=np.float32), *rows])

    def _last(self, entered: Floats) -> Floats:
        weights = self._weights
        hidden, middle = np.split(entered, [len(weights["d1"])], axis=1)
        np.maximum(hidden, 0, out=hidden)
        middle += hidden @ weights["d1"]
        np.maximum(middle, 0, out=middle)
        upper = middle @ weights["d2"]
        np.maximum(upper, 0, out=upper)
        final: Floats = middle @ weights["p3"]
        final += upper @ weights["d3"]
        np.tanh(final, out=final)
        final /= np.maximum(np.sqrt(np.einsum("ij,ij->i", final, final)), 1e-6)[:, None]
        return final

    def _first(self, words: Ints) -> tuple[Floats, list[Floats], list[list[Floats]]]:
        """Of distinct tokens the embedding, each branch's input, and what they add to windows.

        A last row of zeros stands for an empty place.
        """
        count = len(words)
        embedding = np.zeros((count + 1, DIMENSION), dtype=np.float32)
        embedding[:count] = self.embedding(words)
        projected = embedding @ self._projection
        projected += self._bias
        projected -= projected.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected /= np.sqrt(variance + self._epsilon)[:, None]
        projected *= self._gain
        projected += self._shift
        projected[count] = 0
        own, added = [], []
        for branch, (size, _) in enumerate(WINDOWS):
            inputs = np.ascontiguousarray(projected[:, branch * BRANCH : (branch + 1) * BRANCH])
            kernel = self._weights[f"w1_{size}"].reshape(size, BRANCH, BRANCH)
            own.append(inputs)
            added.append([inputs @ kernel[column] for column in range(size)])
        return embedding, own, added

    def _second(self, chunk: _Chunk, number: Ints) -> _Block:
        """The features of each place, before the layer norm, with its moments."""
        count = len(number)
        empty = len(chunk.embedding) - 1
        gap = number == empty
        scratch = np.empty((count, BRANCH), dtype=np.float32)
        parts = [chunk.embedding[number]]
        for branch, (size, left) in enumerate(WINDOWS):
            around = np.full(count + size - 1, empty)
            around[left : left + count] = number
            convolve = self._filters[branch]
            hidden = np.zeros((convolve.places(count), BRANCH), dtype=np.float32)
            core = hidden[left : left + count]
            for column, added in enumerate(chunk.added[branch]):
                into = scratch if column else core
                np.take(added, around[column : column + count], axis=0, out=into, mode="clip")
                if column:
                    core += scratch
            core += self._weights[f"b1_{size}"]
            np.maximum(core, 0, out=core)
            np.take(chunk.own[branch], number, axis=0, out=scratch, mode="clip")
            core += scratch
            core[gap] = 0
            found = convolve(hidden)[:count]
            found += self._weights[f"b2_{size}"]
            np.maximum(found, 0, out=found)
            found += core
            parts.append(found)
        return _block(parts, self._epsilon)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What was computed of the distinct tokens of a chunk."""

    embedding: Floats
    own: list[Floats]
    added: list[list[Floats]]


@dataclass(frozen=True, slots=True)
class _Block:
    """Features of consecutive places in parts side by side; the layer norm is still to come."""

    parts: list[Floats]
    mean: Floats
    scale: Floats

    def normed(self) -> Floats:
        """Normed features of all places."""
        found = np.concatenate(self.parts, axis=-1)
        found -= self.mean[..., None]
        found *= self.scale[..., None]
        return found

    def means(self, spans: Ints, into: Floats) -> None:
        """Means of normed features over spans, ``(first, past the last)`` in places, in order."""
        for first in range(0, len(spans), ROWS):
            part = spans[first : first + ROWS]
            begin, end = int(part[0, 0]), int(part[-1, 1])
            lengths = part[:, 1] - part[:, 0]
            row = np.repeat(np.arange(len(part)), lengths)
            stops = np.cumsum(lengths)
            place = np.arange(len(row)) + np.repeat(part[:, 0] - (stops - lengths), lengths)
            weight = np.zeros((len(part), end - begin), dtype=np.float32)
            weight[row, place - begin] = self.scale[place] / lengths[row]
            away = (weight @ self.mean[begin:end])[:, None]
            for values, at in zip(self.parts, _columns(), strict=True):
                found = weight @ values[begin:end]
                np.subtract(found, away, out=into[first : first + ROWS, at])

    def rows(self, places: Ints, into: Floats) -> None:
        """Normed features of single places."""
        for part, at in zip(self.parts, _columns(), strict=True):
            into[:, at] = (part[places] - self.mean[places, None]) * self.scale[places, None]


def _block(parts: list[Floats], epsilon: float) -> _Block:
    """The features with the moments that the layer norm needs."""
    mean = np.zeros(parts[0].shape[:-1], dtype=np.float32)
    variance = np.zeros_like(mean)
    for part in parts:
        mean += part.sum(axis=-1)
        variance += np.einsum("...j,...j->...", part, part)
    mean /= FEATURES
    variance /= FEATURES
    variance -= mean * mean
    np.maximum(variance, 0, out=variance)
    variance += epsilon
    np.sqrt(variance, out=variance)
    return _Block(parts, mean, np.reciprocal(variance, dtype=np.float32))


def _columns() -> Iterator[slice]:
    """Where the parts lie side by side."""
    yield slice(0, DIMENSION)
    for first in range(DIMENSION, FEATURES, BRANCH):
        yield slice(first, first + BRANCH)


def _blocks(begins: Sequence[int], stops: Sequence[int]) -> Iterator[Span]:
    """Consecutive texts of about ``BLOCK`` places; a longer text is alone."""
    first = 0
    for last in range(1, len(begins) + 1):
        if last == len(begins) or stops[last] - begins[first] > BLOCK:
            yield first, last
            first = last


def chunks(sizes: Sequence[int], most: int = CHUNK) -> Iterator[Span]:
    """Consecutive texts of about ``most`` tokens; a text above ``LONGEST`` is alone."""
    first = held = 0
    for place, size in enumerate(sizes):
        alone = max(size, sizes[first]) > LONGEST
        if place > first and (alone or held + size > most):
            yield first, place
            first, held = place, 0
        held += size + 2
    if first < len(sizes):
        yield first, len(sizes)
