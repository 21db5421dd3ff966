"""The encoder: loaded once a process, remembered by the projects made with it."""

import os
from pathlib import Path

import pytest

import workbench
from workbench import embedding
from workbench.api import encoder_of
from workbench.embedding import builtin


def test_the_encoder_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a process aligns, and whoever asks."""
    made: list[object] = []
    init = builtin.BuiltinEncoder.__init__

    def counted(self: builtin.BuiltinEncoder) -> None:
        made.append(self)
        init(self)

    monkeypatch.setattr(builtin.BuiltinEncoder, "__init__", counted)
    embedding._builtin.cache_clear()
    for _ in range(3):
        workbench.align_segments({"en": ["One.", "Two."], "ru": ["Раз.", "Два."]})
    assert len(made) == 1
    assert embedding.load() is made[0]


def test_a_changed_file_of_vectors_is_read_anew(tmp_path: Path) -> None:
    """The same file is not, by whichever name it goes."""
    table = tmp_path / "v.jsonl"
    table.write_text('{"text": "One.", "vector": [1, 0]}\n', encoding="utf-8")
    first = embedding.load(str(table))
    assert embedding.load(str(tmp_path / "." / "v.jsonl")) is first
    table.write_text('{"text": "Two.", "vector": [1, 0]}\n', encoding="utf-8")
    os.utime(table, ns=(1, 1))
    assert embedding.load(str(table)).signature != first.signature


def test_a_project_remembers_its_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever brings it up to date later; another one can be named."""
    monkeypatch.chdir(tmp_path)
    texts = {"en": ["One.", "Two."], "ru": ["Раз.", "Два."]}
    workbench.align_segments(texts, encoder="none").write("talks.aligned")
    project = workbench.open("talks.aligned")
    assert encoder_of(project) is None
    assert encoder_of(project, "built-in") is embedding.load()
    workbench.align_segments(texts).write("other.aligned")
    assert encoder_of(workbench.open("other.aligned")) is embedding.load()


def test_a_folder_called_none_is_not_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when aligning nor when a project remembers it; a file is remembered whole."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none").mkdir()
    texts = {"en": ["One."], "ru": ["Раз."]}
    table = "".join(f'{{"text": "{text}", "vector": [1, 0]}}\n' for text in ("One.", "Раз."))
    (tmp_path / "v.jsonl").write_text(table, encoding="utf-8")
    for name, remembered in (
        ("none", "none"),
        ("built-in", None),
        ("v.jsonl", str((tmp_path / "v.jsonl").resolve())),
    ):
        workbench.align_segments(texts, encoder=name).write(f"{name}.aligned")
        assert workbench.open(f"{name}.aligned").metadata.get("encoder") == remembered
