"""What an encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self

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
