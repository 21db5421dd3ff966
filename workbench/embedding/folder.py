"""A sentence-transformers model in a folder (LaBSE, for one)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.embedding.uncomposed import UncomposedEncoder
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class FolderEncoder(UncomposedEncoder):
    """Encodes with the library ``sentence-transformers``, which is an extra.

    Args:
        folder: The model's folder; nothing is fetched.

    Raises:
        WorkbenchError: The library is missing, or the folder holds no such model.
    """

    def __init__(self, folder: Path) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise WorkbenchError(
                "an encoder in a folder needs the library sentence-transformers",
                place=folder,
                remedy="install it (pip install 'translation-workbench[transformers]')",
            ) from error
        try:
            self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise WorkbenchError(
                f"the folder holds no sentence-transformers model ({error})",
                place=folder,
                remedy="name the folder that has its modules.json",
            ) from error
        self.width = int(self._model.encode([""], show_progress_bar=False).shape[1])
        self.signature = f"folder-{_digest(folder)}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text."""
        found: NDArray[np.float32] = self._model.encode(
            list(texts), convert_to_numpy=True, show_progress_bar=False
        )
        return found


def _digest(folder: Path) -> str:
    """Of the model's files, so that another model in the same folder is another encoder."""
    hashed = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".safetensors", ".bin", ".model", ".txt"}:
            hashed.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                hashed.update(hashlib.file_digest(file, "sha256").digest())
    return hashed.hexdigest()[:12]
