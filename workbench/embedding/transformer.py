"""A sentence-transformers model in a folder, for example LaBSE."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.embedding.whole import WholeEncoder
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BATCH = 32


class TransformerEncoder(WholeEncoder):
    """Encodes with the package ``sentence-transformers``, which is an extra.

    Args:
        folder: The model as ``SentenceTransformer.save`` writes it; nothing is fetched.

    Raises:
        WorkbenchError: The package is not installed, or the folder holds no such model.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "modules.json").is_file():
            raise WorkbenchError(
                "it is no sentence-transformers model (it lacks modules.json)",
                place=folder,
                remedy="name the folder that SentenceTransformer.save wrote",
            )
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise WorkbenchError(
                "sentence-transformers is not installed",
                place=folder,
                remedy="install Workbench with its extra: pip install 'workbench[transformers]'",
            ) from error
        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # a foreign package raises what it likes
            raise WorkbenchError(
                f"the model cannot be loaded ({error})", place=folder, remedy="save it again"
            ) from error
        self.signature = f"transformer-{_digest(folder)}"
        self.width = int(self._model.get_sentence_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, on the CPU."""
        if not texts:
            return np.empty((0, self.width), dtype=np.float32)
        found: NDArray[np.float32] = self._model.encode(
            list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
        )
        return found


def _digest(folder: Path) -> str:
    """What tells two models apart: every file's name and size, and the small files' bytes."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
    return digest.hexdigest()[:12]
