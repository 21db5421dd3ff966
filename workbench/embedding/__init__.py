"""Sentences as vectors: the encoders, and the cache that keeps what they computed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

from workbench.embedding.encoder import Encoder, Sums
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.embedding.builtin import BuiltinEncoder
    from workbench.embedding.cache import VectorCache

__all__ = ["Encoder", "Sums", "VectorCache", "load"]


@overload
def load(name: None = None) -> BuiltinEncoder: ...


@overload
def load(name: str | None) -> Encoder: ...


def load(name: str | None = None) -> Encoder:
    """An encoder by its name.

    Args:
        name: None for the built-in one; a folder with a sentence-transformers model; or a
            ``.jsonl`` file of texts with their vectors.

    Raises:
        WorkbenchError: There is no such folder or file, or it is not what it should be.
    """
    if name is None:
        from workbench.embedding.builtin import BuiltinEncoder

        return BuiltinEncoder()
    path = Path(name)
    if path.is_dir():
        from workbench.embedding.folder import FolderEncoder

        return FolderEncoder(path)
    if path.is_file():
        from workbench.embedding.precomputed import TableEncoder

        return TableEncoder(path)
    raise WorkbenchError(
        "there is no encoder of this name",
        place=name,
        remedy="name a folder with a sentence-transformers model, or a .jsonl file of vectors",
    )


def __getattr__(name: str) -> object:
    """``VectorCache``, with NumPy, when it is first asked for."""
    if name == "VectorCache":
        from workbench.embedding.cache import VectorCache

        return VectorCache
    raise AttributeError(name)
