"""Encoders by name: a folder with a model, a file of vectors, none."""

import json
from pathlib import Path

import numpy as np
import pytest

import workbench
from workbench import embedding
from workbench.embedding.uncomposed import UncomposedEncoder
from workbench.errors import WorkbenchError

ENGLISH = ["The treaty was signed.", "Both sides were satisfied.", "The talks will go on."]
RUSSIAN = ["Договор был подписан.", "Обе стороны остались довольны.", "Переговоры продолжатся."]


def vectors(path: Path, texts: list[str], rows: np.ndarray) -> str:
    """A file of vectors; its name."""
    lines = (
        json.dumps({"text": text, "vector": row.tolist()})
        for text, row in zip(texts, rows, strict=True)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def runs(found: workbench.Alignment) -> list[dict[str, list[int]]]:
    """The beads as segment numbers."""
    return [bead.segments for bead in found.beads]


ONE_TO_ONE = [{"en": [number], "ru": [number]} for number in range(3)]


def test_given_vectors_align(tmp_path: Path) -> None:
    """Vectors from a file decide, whatever the texts say."""
    name = vectors(tmp_path / "v.jsonl", ENGLISH + RUSSIAN, np.tile(np.eye(3), (2, 1)))
    found = workbench.align_segments({"en": ENGLISH, "ru": RUSSIAN}, encoder=name)
    assert runs(found) == ONE_TO_ONE


def test_a_run_may_have_its_own_vector(tmp_path: Path) -> None:
    """A run that is in the file has that vector, another the mean of its segments'."""
    rows = np.array([[1.0, 0], [0, 1], [0, 1], [-1, 0]])
    name = vectors(tmp_path / "v.jsonl", ["A.", "B.", "C.", "A. B."], rows)
    encoder = embedding.load(name)
    pairs = encoder.runs(encoder.sums(["A.", "B.", "C."]), 2)
    assert np.allclose(pairs, [[-1, 0], [0, 1]])


def test_a_segment_without_vector_is_named(tmp_path: Path) -> None:
    """The sentence names the file and the text it lacks."""
    name = vectors(tmp_path / "v.jsonl", ENGLISH, np.eye(3))
    with pytest.raises(WorkbenchError, match=r"v\.jsonl: it has no vector for 'Договор"):
        workbench.align_segments({"en": ENGLISH, "ru": RUSSIAN}, encoder=name)


def test_vectors_that_are_not_numbers_do_no_harm(tmp_path: Path) -> None:
    """NaN and infinity count as no evidence; every segment is in exactly one bead."""
    rows = np.full((6, 4), np.nan)
    rows[1] = np.inf
    name = vectors(tmp_path / "v.jsonl", ENGLISH + RUSSIAN, rows)
    found = workbench.align_segments({"en": ENGLISH, "ru": RUSSIAN}, encoder=name)
    for key in ("en", "ru"):
        assert [n for bead in runs(found) for n in bead[key]] == [0, 1, 2]


def test_without_an_encoder(tmp_path: Path) -> None:
    """Lengths and numbers alone still align."""
    found = workbench.align_segments({"en": ENGLISH, "ru": RUSSIAN}, encoder="none")
    assert runs(found) == ONE_TO_ONE


@pytest.mark.parametrize(
    "content", [b"", b"no JSON", b"[]", b'{"text": "A."}', b'{"text": "A.", "vector": "B."}']
)
def test_a_file_that_holds_no_vectors(tmp_path: Path, content: bytes) -> None:
    """A strange file is one sentence that says how to make a right one."""
    path = tmp_path / "v.jsonl"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError, match=r"v\.jsonl(:1)?: "):
        embedding.load(str(path))


def test_names_that_mean_nothing(tmp_path: Path) -> None:
    """An unknown name, or a folder without a model, is said."""
    with pytest.raises(WorkbenchError, match="labse: there is no encoder"):
        embedding.load("labse")
    with pytest.raises(WorkbenchError, match=r"no sentence-transformers model|needs the library"):
        embedding.load(str(tmp_path))


def test_kept_and_fresh_vectors_agree(tmp_path: Path) -> None:
    """What an encoder packs gives the same runs again, bit by bit."""

    class Letters(UncomposedEncoder):
        signature, width = "letters", 26

        def encode(self, texts):
            return np.array([[text.count(chr(97 + n)) for n in range(26)] for text in texts])

    encoder, texts = Letters(), ["one", "two words", "", "three"]
    sums = encoder.sums(texts)
    kept = encoder.unpack(encoder.pack(sums), texts)
    for length in (1, 2, 4, 5):
        assert np.array_equal(encoder.runs(sums, length), encoder.runs(kept, length))


@pytest.mark.slow
def test_a_model_in_a_folder(tmp_path: Path) -> None:
    """A tiny sentence-transformers model made here aligns a text with itself."""
    reason = "the extra 'transformers' is not installed"
    models = pytest.importorskip("sentence_transformers.models", reason=reason)
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = sorted({word.lower() for text in ENGLISH for word in text.strip(".").split()})
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *words]
    (tmp_path / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
    small = BertConfig(
        vocab_size=len(tokens),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    BertModel(small).save_pretrained(tmp_path / "bert")
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path / "bert")
    bert = models.Transformer(str(tmp_path / "bert"), max_seq_length=32)
    pooling = models.Pooling(16)
    SentenceTransformer(modules=[bert, pooling], device="cpu").save(str(tmp_path / "model"))
    found = workbench.align_segments(
        {"en": ENGLISH, "de": ENGLISH}, encoder=str(tmp_path / "model")
    )
    assert runs(found) == [{"en": [number], "de": [number]} for number in range(3)]
