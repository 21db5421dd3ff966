"""Sentences as vectors: the encoders, and the cache that keeps what they computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.embedding.encoder import Encoder, Sums

if TYPE_CHECKING:
    from workbench.embedding.cache import VectorCache

__all__ = ["Encoder", "Sums", "VectorCache", "load"]


def load(name: str | None = None) -> Encoder:
    """An encoder by its name.

    Args:
        name: None for the built-in one.
    """
    from workbench.embedding.builtin import BuiltinEncoder

    return BuiltinEncoder()


def __getattr__(name: str) -> object:
    """``VectorCache``, with NumPy, when it is first asked for."""
    if name == "VectorCache":
        from workbench.embedding.cache import VectorCache

        return VectorCache
    raise AttributeError(name)
