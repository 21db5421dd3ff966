"""The built-in encoder: what is kept of it, and words encoded together."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import platformdirs
import pytest
from numpy.typing import NDArray

from workbench import embedding
from workbench.embedding import builtin

Archive = dict[str, NDArray[np.uint8]]


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Embeddings of 51 tokens in place of the model's."""
    parts = np.random.default_rng(1).integers(0, 256, (3, 17, 512)).astype(np.uint8)
    monkeypatch.setattr(builtin, "TOKENS", 51)
    digest = hashlib.sha256(parts.reshape(51, 512)).hexdigest()
    monkeypatch.setattr(builtin, "EMBEDDINGS", digest)
    return {f"q{number + 1}": parts[:, number] for number in range(17)}


def keep_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this be the user's cache folder."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: folder)


def test_embeddings_are_kept_decompressed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is read again; a broken file only costs the time."""
    keep_in(tmp_path / "kept", monkeypatch)
    made = builtin._table(archive)  # type: ignore[arg-type]
    (kept,) = (tmp_path / "kept").iterdir()
    assert np.array_equal(builtin._table({}), made)  # type: ignore[arg-type]
    whole = kept.read_bytes()
    for broken in (whole[:1000], b"", whole[:-1] + bytes([whole[-1] ^ 1])):
        kept.write_bytes(broken)
        assert np.array_equal(builtin._table(archive), made)  # type: ignore[arg-type]
        assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the folder should be, or no home is known."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file" / "a", Path("~/.cache")):
        keep_in(folder, monkeypatch)
        assert len(builtin._table(archive)) == 51  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_words_of_all_lengths_are_as_alone() -> None:
    """Words of one length are encoded together, which changes none of them."""
    encoder = embedding.load()
    words = ["a", "river", "counterrevolutionaries", "река", "достопримечательность", "", "河"]
    words.append("Donaudampfschifffahrtsgesellschaftskapitän und mehr als das, viel mehr")
    together = encoder.singles(words)
    alone = np.concatenate([encoder.singles([word]) for word in words])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(together, encoder.runs(encoder.sums(words), 1), atol=5e-3)
