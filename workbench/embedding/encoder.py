"""What an encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Sums(Protocol):
    """What an encoder keeps of ``n`` texts so that it can make vectors of their runs."""

    def __len__(self) -> int:
        """Number of texts."""
        ...

    def __getitem__(self, part: slice, /) -> Self:
        """The same for some consecutive texts, without encoding anything again."""
        ...


class Encoder(Protocol):
    """Sentences to vectors, so that translations come out close by cosine."""

    signature: str
    """Names model and version; what was fitted on or cached from one encoder is never
    used with another."""

    width: int
    """Numbers in a row of :meth:`pack`: what the vector cache keeps of a text."""

    def sums(self, texts: Sequence[str]) -> Sums:
        """What ``runs`` needs of each text, computed once a text.

        Args:
            texts: NFC texts, one segment each, in order.

        Returns:
            The encoder's own object for these texts.
        """
        ...

    def runs(self, sums: Any, length: int) -> NDArray[np.float32]:
        """Unit vectors of all runs of ``length`` consecutive texts.

        Args:
            sums: What :meth:`sums` gave for ``n`` texts.
            length: Texts a run, at least 1.

        Returns:
            Array of shape ``(max(n - length + 1, 0), dim)``; rows have length 1, save that
            the row of a run without any content may be zero.
        """
        ...

    def pack(self, sums: Any) -> NDArray[np.float16]:
        """The sums as rows that can be kept: shape ``(n, width)``, 16-bit floats."""
        ...

    def unpack(self, rows: NDArray[np.float16], texts: Sequence[str]) -> Sums:
        """The sums of ``texts`` from the rows that :meth:`pack` gave for them.

        ``unpack(pack(sums(texts)), texts)`` has the same runs as ``sums(texts)``, bit by bit.
        """
        ...


@runtime_checkable
class PartEncoder(Encoder, Protocol):
    """An encoder that knows its tokens, and can tell what a part of a text says."""

    def pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """The texts' tokens as the model sees them (``▁`` begins a word)."""
        ...

    def singles(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of texts that are never put together, such as words."""
        ...

    def with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[str]]
    ) -> tuple[Sums, list[NDArray[np.float32]]]:
        """The sums of texts, and vectors of the parts they consist of.

        Args:
            texts: As for :meth:`sums`.
            parts: Of each text the parts, in order, such as its clauses.

        Returns:
            The sums, and per text unit vectors of shape ``(parts, dim)``.
        """
        ...
