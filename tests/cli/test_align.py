"""The main job: versions of a text to a project, a memory, a table."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

import workbench
from workbench import project
from workbench.cli import main

ENGLISH = """Opening remarks

The minister arrived in the capital on Monday. He was met at the airport by the mayor.

Talks will begin tomorrow. They are expected to last two days.
"""
RUSSIAN = """Вступительное слово

В понедельник министр прибыл в столицу, в аэропорту его встретил мэр.

Завтра начнутся переговоры. Ожидается, что они продлятся два дня.
"""
CHINESE = """开场白

部长星期一抵达首都。市长到机场迎接。

会谈将于明天开始，预计持续两天。
"""
RIGHT = [
    {"en": [0], "zh": [0], "ru": [0]},
    {"en": [1, 2], "zh": [1, 2], "ru": [1]},
    {"en": [3, 4], "zh": [3], "ru": [2, 3]},
]


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one text in three languages, each in another encoding."""
    (tmp_path / "talks.en.txt").write_text(ENGLISH, encoding="utf-8-sig", newline="\r\n")
    (tmp_path / "talks.zh.txt").write_text(CHINESE, encoding="gb18030")
    (tmp_path / "talks.ru.txt").write_text(RUSSIAN, encoding="koi8-r")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> int:
    """The program's exit status."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


THREE = ("talks.en.txt", "talks.zh.txt", "talks.ru.txt")


def test_three_documents_become_project_and_memories(versions: Path) -> None:
    """One command makes the project, a multilingual memory, one a pair, JSON and TSV."""
    outputs = ("talks.aligned", "talks.tmx", "talks.json", "talks.tsv", "pairs/")
    assert call("align", *THREE, *(word for out in outputs for word in ("-o", out))) == 0
    found = json.loads((versions / "talks.json").read_text(encoding="utf-8"))
    assert found["languages"] == ["en", "zh", "ru"]
    assert [bead["segments"] for bead in found["beads"]] == RIGHT
    start, end = found["spans"]["ru"][1]
    assert RUSSIAN[start:end] == found["segments"]["ru"][1]
    memory = ET.parse(versions / "talks.tmx")
    assert len(memory.findall(".//tu")) == 3
    names = sorted(path.name for path in (versions / "pairs").iterdir())
    assert names == ["talks.en.ru.tmx", "talks.en.zh-CN.tmx", "talks.zh-CN.ru.tmx"]
    opened = project.open(versions / "talks.aligned")
    assert [document.key for document in opened.documents] == ["en", "zh", "ru"]
    assert len(opened) == 3
    opened.close()


def test_the_default_is_a_project_named_by_what_the_files_share(versions: Path) -> None:
    """Without -o the project lies beside the first file."""
    assert call("align", *THREE) == 0
    assert (versions / "talks.aligned").is_file()


def test_the_project_keeps_the_vectors(versions: Path) -> None:
    """Nothing is encoded twice: the project holds a row for every segment."""
    call("align", *THREE)
    database = sqlite3.connect(versions / "talks.aligned")
    (rows,) = database.execute("SELECT count(*) FROM vector").fetchone()
    database.close()
    assert rows >= 13


def test_standard_output_carries_only_the_result(
    versions: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """-o - writes JSON there; everything said about it goes to standard error."""
    assert call("align", "talks.en.txt", "talks.ru.txt", "-o", "-") == 0
    captured = capfd.readouterr()
    assert json.loads(captured.out)["languages"] == ["en", "ru"]
    assert "talks.en.txt: en" in captured.err


def test_an_existing_project_is_never_replaced(
    versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused by status 2, naming update; --replace keeps the old one beside it."""
    call("align", *THREE)
    before = (versions / "talks.aligned").read_bytes()
    assert call("align", *THREE) == 2
    assert "workbench update" in capsys.readouterr().err
    assert (versions / "talks.aligned").read_bytes() == before
    assert call("align", *THREE, "--replace") == 0
    backups = [path for path in versions.iterdir() if "backup" in path.name]
    assert len(backups) == 1


def test_two_translations_of_one_language(versions: Path) -> None:
    """Two documents of one language are keyed ru and ru#2."""
    (versions / "second.txt").write_text(RUSSIAN, encoding="windows-1251")
    files = ("talks.en.txt", "talks.ru.txt", "second.txt")
    assert (
        call("align", *files, "--lang", "en", "--lang", "ru", "--lang", "ru", "-o", "o.json") == 0
    )
    found = json.loads((versions / "o.json").read_text(encoding="utf-8"))
    assert found["languages"] == ["en", "ru", "ru#2"]
    assert all(bead["segments"]["ru"] == bead["segments"]["ru#2"] for bead in found["beads"])


def test_segmented_lines_keep_their_numbers(versions: Path) -> None:
    """With --segmented each line is a segment as it stands, an empty one too."""
    (versions / "a.en.txt").write_text("Hello. How are you?\n\nGood-bye.\n", encoding="utf-8")
    (versions / "a.ru.txt").write_text("Привет. Как дела?\n\nДо свидания.\n", encoding="utf-8")
    assert call("align", "a.en.txt", "a.ru.txt", "--segmented", "-o", "a.json") == 0
    found = json.loads((versions / "a.json").read_text(encoding="utf-8"))
    assert found["segments"]["en"] == ["Hello. How are you?", "", "Good-bye."]
    taken = [number for bead in found["beads"] for number in bead["segments"]["en"]]
    assert taken == [0, 1, 2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("talks.en.txt",), "talks.en.txt: it holds one language only"),
        (("talks.en.txt", "none.ru.txt"), "none.ru.txt: there is no such file"),
        (("talks.en.txt", "empty.ru.txt"), "empty.ru.txt: the file is empty"),
        (("talks.en.txt", "noise.bin"), "noise.bin: "),
        (("talks.en.txt", "talks.ru.txt", "-o", "out.doc"), "out.doc: files that end in '.doc'"),
        (("talks.en.txt", "talks.ru.txt", "-o", "no/out.tmx"), "no: there is no such folder"),
        (("talks.en.txt", "talks.ru.txt", "--lang", "en"), "2 files and 1 languages"),
        (("talks.en.txt", "wrong.ru.txt"), "wrong.ru.txt: its name says the language is ru"),
        (("talks.en.txt", "talks.ru.txt", "--encoder", "nothing"), "nothing: there is no encoder"),
        (("talks.en.txt", "talks.ru.txt", "--lang", "en", "--lang", "q!"), "q!"),
        (("talks.en.txt", "talks.ru.txt", "--tag", "en"), "--tag: 'en' is not a choice"),
        (("talks.en.txt", "talks.ru.txt", "--pair", "en", "-o", "o.tmx"), "--pair"),
        (("talks.en.txt", "talks.ru.txt", "--encoding", "klingon"), "klingon"),
        (("talks.en.txt", "talks.ru.txt", "--encoding", "ascii"), "ascii"),
    ],
)
def test_bad_calls_are_one_sentence(
    versions: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    """Status 2, one sentence that names the place, and nothing is written."""
    (versions / "empty.ru.txt").write_bytes(b"")
    (versions / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (versions / "wrong.ru.txt").write_text(ENGLISH * 3, encoding="utf-8")
    before = {path: path.read_bytes() for path in versions.iterdir()}
    assert call("align", *arguments) == 2
    (sentence,) = [
        line for line in capsys.readouterr().err.splitlines() if line.startswith("workbench: ")
    ]
    assert told in sentence
    assert "Traceback" not in sentence
    assert {path: path.read_bytes() for path in versions.iterdir()} == before


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_changes_nothing(versions: Path) -> None:
    """Interrupted in the middle: status 130 and not a single new file."""
    (versions / "long.en.txt").write_text(
        "".join(f"This is sentence number {n}, and it is a new one.\n" for n in range(20_000)),
        encoding="utf-8",
    )
    (versions / "long.ru.txt").write_text(
        "".join(f"Это предложение номер {n}, и оно новое.\n" for n in range(20_000)),
        encoding="utf-8",
    )
    before = sorted(versions.iterdir())
    running = subprocess.Popen(
        [sys.executable, "-m", "workbench", "align", "long.en.txt", "long.ru.txt"],
        stderr=subprocess.PIPE,
        cwd=versions,
        # A run in the background inherits an ignored SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        text=True,
        encoding="utf-8",
    )
    assert running.stderr is not None
    assert "long.en.txt: en" in running.stderr.readline()
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "interrupted; no file was left half written" in told
    assert "Traceback" not in told
    assert sorted(versions.iterdir()) == before


def test_one_file_in_two_languages(versions: Path) -> None:
    """A contract whose paragraphs are in turn is taken apart and aligned row by row."""
    (versions / "contract.txt").write_text(
        "The Buyer agrees to pay the price. Payment is made within ten days.\n\n"
        "Покупатель обязуется уплатить цену в течение десяти дней.\n\n"
        "The Seller delivers the goods to the port and pays the freight.\n\n"
        "Продавец доставляет товар в порт. Он оплачивает и фрахт.\n\n"
        "Disputes are settled by arbitration.\n\n"
        "Споры разрешаются в арбитраже.\n",
        encoding="utf-8",
    )
    assert call("align", "contract.txt", "-o", "contract.json") == 0
    found = json.loads((versions / "contract.json").read_text(encoding="utf-8"))
    assert [bead["segments"] for bead in found["beads"]] == [
        {"en": [0, 1], "ru": [0]},
        {"en": [2], "ru": [1, 2]},
        {"en": [3], "ru": [3]},
    ]


def test_why_a_bead(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--explain prints what spoke for a bead; a bead that is none is said."""
    assert call("align", *THREE, "-o", "o.json", "--explain", "2") == 0
    told = capsys.readouterr().out
    assert told.startswith("bead 2: 2–3 ~ 2–3 ~ 2: probability")
    assert "similarity (en–ru)" in told
    assert call("align", *THREE, "-o", "o.json", "--explain", "9") == 2
    assert "choose one from 1 to 3" in capsys.readouterr().err


def test_one_sentence_each(versions: Path) -> None:
    """A document of a single sentence is aligned like any other."""
    (versions / "one.en.txt").write_text("Peace is the common cause of all.", encoding="utf-8")
    (versions / "one.ru.txt").write_text("Мир — общее дело всех.", encoding="utf-8")
    assert call("align", "one.en.txt", "one.ru.txt", "-o", "one.json") == 0
    found = json.loads((versions / "one.json").read_text(encoding="utf-8"))
    assert [bead["segments"] for bead in found["beads"]] == [{"en": [0], "ru": [0]}]


def test_the_public_objects(versions: Path) -> None:
    """import workbench reads, segments and aligns as its documentation says."""
    read = [workbench.read(versions / name) for name in THREE]
    found = workbench.align(read)
    assert [bead.segments for bead in found.beads] == RIGHT
    assert len(repr(found)) < 100, "an alignment at the prompt is no flood of text"
    found.write(versions / "public.tmx", pair="en:ru")
    memory = ET.parse(versions / "public.tmx")
    assert len(memory.findall(".//tuv")) == 6
    parts = workbench.segment("Текст. Ещё.", language="ru")
    assert [(part.text, part.start, part.end) for part in parts] == [
        ("Текст.", 0, 6),
        ("Ещё.", 7, 11),
    ]
    beads = workbench.align_segments({"en": ["One.", "Two."], "ru": ["Раз.", "Два."]}).beads
    assert [bead.segments for bead in beads] == [
        {"en": [0], "ru": [0]},
        {"en": [1], "ru": [1]},
    ]
    assert workbench.align_segments({"en": [], "ru": ["Раз."]}).beads[0].segments == {
        "en": [],
        "ru": [0],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "talks.txt"), "talks.en.txt: this would be written over the document"),
        (("-o", "talks.tmx", "-o", "talks.xliff"), "XLIFF holds two languages"),
        (("-o", "talks.tmx", "-o", "talks.tsv", "--pair", "en:de"), "there is no de"),
        (("-o", "talks.tmx", "--tag", "de=de-AT"), "there is no de"),
        (("talks.en.txt",), "talks.en.txt: it is named twice; name each version once."),
        ((".",), "it is a folder"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(
    versions: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    before = {path: path.read_bytes() for path in versions.iterdir()}
    assert call("align", *THREE, *arguments) == 2
    assert said in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in versions.iterdir()}


def test_a_folder_in_the_first_place_is_refused(
    versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del versions
    assert call("align", ".", "talks.ru.txt") == 2
    assert ".: it is a folder" in capsys.readouterr().err


@pytest.mark.parametrize("more", [(), ("--segmented",)])
def test_standard_input_is_one_of_the_versions(
    versions: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    """Without -o, the project is named by the others."""
    stream = SimpleNamespace(buffer=io.BytesIO(ENGLISH.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    assert call("align", "-", "talks.ru.txt", *more) == 0
    assert (versions / "talks.aligned").is_file()


def test_what_was_left_out_is_said_beside_the_sentences(
    versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "<p>It rises. It falls.</p><nav>Home</nav>"
    (versions / "page.html").write_text(page, encoding="utf-8")
    assert call("segment", "page.html", "--lang", "en") == 0
    said = capsys.readouterr()
    assert said.out == "It rises.\nIt falls.\n"
    assert "page.html: left out: 1 navigation" in said.err
