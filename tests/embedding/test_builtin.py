"""The built-in encoder: what is kept of it, and words encoded together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import platformdirs
import pytest

from workbench.embedding.builtin import BuiltinEncoder


def test_embeddings_are_kept_decompressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second encoder reads what the first one kept; a broken file only costs the time."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "kept")
    vectors = BuiltinEncoder().singles(["river"])
    (kept,) = (tmp_path / "kept").iterdir()
    assert np.array_equal(BuiltinEncoder().singles(["river"]), vectors)
    kept.write_bytes(kept.read_bytes()[:1000])
    assert np.array_equal(BuiltinEncoder().singles(["river"]), vectors)


def test_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder works without its file."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "file" / "a")
    assert BuiltinEncoder().singles(["river"]).shape == (1, 512)


def test_words_of_all_lengths_are_as_alone() -> None:
    """Words of one length are encoded together, which changes none of them."""
    encoder = BuiltinEncoder()
    words = ["a", "river", "counterrevolutionaries", "река", "достопримечательность", "", "河"]
    words.append("Donaudampfschifffahrtsgesellschaftskapitän und mehr als das, viel mehr")
    together = encoder.singles(words)
    alone = np.concatenate([encoder.singles([word]) for word in words])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(together, encoder.runs(encoder.sums(words), 1), atol=5e-3)
