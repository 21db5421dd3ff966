"""Sentences as vectors: the encoders, and the cache that keeps what they computed."""

from __future__ import annotations

import functools
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, overload

from workbench.embedding.encoder import Encoder, PartEncoder, Sums
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.embedding.borders import BorderScorer
    from workbench.embedding.builtin import BuiltinEncoder
    from workbench.embedding.cache import CachedRows, VectorCache, encode_rows
    from workbench.embedding.threads import (
        batch_size,
        map_ahead,
        one_core,
        single_threaded_blas,
    )
    from workbench.embedding.vector_table import (
        ReadVectors,
        SQLiteVectorTable,
        VectorRow,
        VectorTable,
    )

__all__ = [
    "BorderScorer",
    "CachedRows",
    "Encoder",
    "PartEncoder",
    "ReadVectors",
    "SQLiteVectorTable",
    "Sums",
    "VectorCache",
    "VectorRow",
    "VectorTable",
    "batch_size",
    "border_scorer",
    "encode_rows",
    "load",
    "map_ahead",
    "one_core",
    "single_threaded_blas",
]


@overload
def load(name: None = None) -> BuiltinEncoder: ...


@overload
def load(name: str | None) -> Encoder: ...


def load(name: str | None = None) -> Encoder:
    """An encoder by its name; it is loaded once a process, however often it is asked for.

    Args:
        name: None for the built-in one; a folder with a sentence-transformers model; or a
            ``.jsonl`` file of texts with their vectors.

    Raises:
        WorkbenchError: There is no such folder or file, or it is not what it should be.
    """
    with _loading:
        if name is None:
            return _builtin()
        path = Path(name).resolve()
        if not path.exists():
            raise WorkbenchError(
                "there is no encoder of this name",
                place=name,
                remedy="name a folder with a sentence-transformers model, or a .jsonl file of "
                "vectors",
            )
        return _named(path, path.stat().st_mtime_ns)


def border_scorer(encoder: Encoder | None) -> BorderScorer | None:
    """What tells from an encoder's vectors where sentences without marks end; the built-in has one.

    Args:
        encoder: The encoder; None where there is none.
    """
    if encoder is None:
        return None
    from workbench.embedding.borders import BorderScorer
    from workbench.embedding.builtin import BuiltinEncoder

    return BorderScorer(encoder) if isinstance(encoder, BuiltinEncoder) else None


_loading = Lock()
"""Threads that ask at the same time wait for the one that loads."""


@functools.cache
def _builtin() -> BuiltinEncoder:
    from workbench.embedding.builtin import BuiltinEncoder

    return BuiltinEncoder()


@functools.lru_cache(maxsize=2)
def _named(path: Path, changed: int) -> Encoder:
    """The encoder in a folder or file, as it was when last changed (nanoseconds)."""
    del changed
    if path.is_dir():
        from workbench.embedding.folder import FolderEncoder

        return FolderEncoder(path)
    from workbench.embedding.precomputed import PrecomputedEncoder

    return PrecomputedEncoder(path)


def __getattr__(name: str) -> object:
    """What needs NumPy or SQLite, when it is first asked for."""
    if name == "BorderScorer":
        from workbench.embedding.borders import BorderScorer

        return BorderScorer
    if name in ("CachedRows", "VectorCache", "encode_rows"):
        from workbench.embedding import cache

        return getattr(cache, name)
    if name in ("batch_size", "map_ahead", "one_core", "single_threaded_blas"):
        from workbench.embedding import threads

        return getattr(threads, name)
    if name in ("ReadVectors", "SQLiteVectorTable", "VectorRow", "VectorTable"):
        from workbench.embedding import vector_table

        return getattr(vector_table, name)
    raise AttributeError(name)
