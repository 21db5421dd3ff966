"""What an encoder is."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """Sentences to vectors, so that translations come out close by cosine."""

    signature: str
    """Names model and version; what was fitted on or cached from one encoder is never
    used with another."""

    def sums(self, texts: Sequence[str]) -> Any:
        """What ``runs`` needs of each text, computed once a text.

        Args:
            texts: NFC texts, one segment each, in order.

        Returns:
            The encoder's own object (``Sums``) for these texts.
        """
        ...

    def runs(self, sums: Any, length: int) -> NDArray[np.float32]:
        """Unit vectors of all runs of ``length`` consecutive texts.

        Args:
            sums: What :meth:`sums` gave for ``n`` texts.
            length: Texts a run, at least 1.

        Returns:
            Array of shape ``(max(n - length + 1, 0), dim)``; rows have length 1.
        """
        ...
