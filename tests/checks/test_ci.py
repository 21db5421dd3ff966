"""The CI files that the documentation shows: valid for their hosts, and they do what they say."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    (text, YAML(typ="safe").load(text))
    for text in re.findall(
        r"```yaml\n(.*?)```", (ROOT / "docs" / "checks.md").read_text(encoding="utf-8"), re.DOTALL
    )
]
ALL_WORKFLOWS = [example for example in EXAMPLES if "jobs" in example[1]]
WORKFLOWS = [example for example in ALL_WORKFLOWS if example[1]["name"] == "translations"]
(GITLAB,) = [example for example in EXAMPLES if "translations" in example[1]]
(PRE_COMMIT,) = [example for example in EXAMPLES if "repos" in example[1]]

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"
    srclang="en" datatype="plaintext"/>
  <body>
    <tu tuid="one">
      <tuv xml:lang="en"><seg>The Charter is in force.</seg></tuv>
      <tuv xml:lang="ru"><seg>Хартия действует.</seg></tuv>
    </tu>
  </body>
</tmx>
"""
LINE = 8
PO = """msgid ""
msgstr ""
"Language: ru\\n"
"X-Source-Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open the file."
msgstr "Открыть файл."
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a wrong term in its memory."""
    repository = tmp_path / "repository"
    for name, text in {
        "tmx/memory.tmx": TMX,
        "po/ru.po": PO,
        "terms.csv": "concept_id,en,ru,ru_forbidden\ncharter,Charter,Устав,Хартия\n",
    }.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", repository], check=True)
    subprocess.run(["git", "-C", repository, "add", "."], check=True)
    return repository


def mend(repository: Path) -> None:
    """Put the right term."""
    (repository / "tmx" / "memory.tmx").write_text(TMX.replace("Хартия", "Устав"), "utf-8")


def shell(repository: Path, line: str) -> subprocess.CompletedProcess[str]:
    """A line as a runner gives it to bash; what it would install is this program."""
    tools = repository.parent / "tools"
    tools.mkdir(exist_ok=True)
    for name, call in {
        "workbench": f'exec {shlex.quote(sys.executable)} -m workbench "$@"',
        "pip": f'[ "$1" = install ] && echo "$@" >> {shlex.quote(str(tools / "installed"))}',
        "pipx": 'exec pip "$@"',
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{call}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line],
        cwd=repository,
        env=os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def github(repository: Path, workflow: Any) -> tuple[bool, str, list[Any]]:
    """Run a workflow's one job: whether it succeeds, what it prints, the actions it used."""
    succeeds, printed, used = True, "", []
    ((_, job),) = workflow["jobs"].items()
    for step in job["steps"]:
        if not succeeds and step.get("if", "success()") == "success()":
            continue
        if "uses" in step:
            used.append(step)
            continue
        result = shell(repository, step["run"])
        assert result.returncode in {0, 1}, result.stderr
        succeeds &= result.returncode == 0
        printed += result.stdout
    return succeeds, printed, used


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        *(("github-workflows", text) for text, _ in ALL_WORKFLOWS),
        ("gitlab-ci", GITLAB[0]),
        ("github-actions", (ROOT / "action.yml").read_text(encoding="utf-8")),
        ("gitlab-ci", (ROOT / ".ci" / "gitlab.yml").read_text(encoding="utf-8")),
    ],
)
def test_an_example_is_valid_by_its_hosts_schema(schema: str, text: str, tmp_path: Path) -> None:
    """A wrong key would only show when the host reads the file."""
    path = tmp_path / "ci.yml"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    result = subprocess.run([*command, path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_the_workflow_annotates_the_line_and_passes_after_the_repair(repository: Path) -> None:
    """GitHub shows the commands that the step prints."""
    workflow = WORKFLOWS[0][1]
    succeeds, printed, _ = github(repository, workflow)
    assert not succeeds
    assert f"::error file=tmx/memory.tmx,line={LINE},col=" in printed
    mend(repository)
    assert github(repository, workflow)[:2] == (True, "")


def test_the_scanning_workflow_uploads_what_it_found(repository: Path) -> None:
    """The upload runs though the check failed, and its file names path and line."""
    workflow = WORKFLOWS[1][1]

    def uploaded() -> list[Any]:
        _, _, used = github(repository, workflow)
        assert used[-1]["uses"].startswith("github/codeql-action/upload-sarif@")
        report = repository / used[-1]["with"]["sarif_file"]
        found: list[Any] = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
        return found

    assert not github(repository, workflow)[0]
    (result,) = uploaded()
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "tmx/memory.tmx"
    assert place["region"]["startLine"] == LINE
    mend(repository)
    assert github(repository, workflow)[0]
    assert uploaded() == []


def test_the_pipeline_leaves_its_report_and_passes_after_the_repair(repository: Path) -> None:
    """GitLab runs a job's lines in one shell and takes the report even if they fail."""
    job = GITLAB[1]["translations"]
    assert job["artifacts"]["when"] == "always"

    def failures() -> tuple[int, list[str]]:
        status = shell(repository, "\n".join(job["script"])).returncode
        report = etree.parse(repository / job["artifacts"]["reports"]["junit"])
        return status, [str(text) for text in report.xpath("//failure/@message")]

    status, messages = failures()
    assert status == 1
    assert ["Хартия" in message for message in messages] == [True]
    mend(repository)
    assert failures() == (0, [])


def test_the_hooks_look_at_their_files_and_pass_after_the_repair(repository: Path) -> None:
    """What pre-commit does: the entry, the arguments, the files whose names match."""
    hooks = {
        hook["id"]: hook
        for hook in YAML(typ="safe").load(
            (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
        )
    }
    (chosen,) = PRE_COMMIT[1]["repos"]
    shell(repository, "workbench glossary convert terms.csv terms.tbx && git add terms.tbx")
    listed = subprocess.run(
        ["git", "-C", repository, "ls-files"], capture_output=True, encoding="utf-8", check=True
    )

    def statuses() -> list[int]:
        found = []
        for use in chosen["hooks"]:
            hook = hooks[use["id"]]
            files = [name for name in listed.stdout.splitlines() if re.search(hook["files"], name)]
            if files:
                call = shlex.join([*shlex.split(hook["entry"]), *use.get("args", ()), *files])
                found.append(shell(repository, call).returncode)
        return found

    assert statuses() == [1, 0]
    mend(repository)
    assert statuses() == [0, 0]
    terms = (repository / "terms.tbx").read_text(encoding="utf-8")
    (repository / "terms.tbx").write_text(terms.replace("Устав", "Хартия"), encoding="utf-8")
    assert statuses()[1] == 1


@pytest.fixture
def documentation(repository: Path) -> Path:
    """A repository of pages in two languages, one with a sentence and a number gone wrong."""
    pages = {
        "docs/guide.md": "# Guide\n\nThe harbour opened in 1985. Ships of five countries call.\n",
        "docs/guide.ru.md": "# Путеводитель\n\nПорт открыт в 1958 году. Заходят суда пяти стран.\n",
    }
    for name, text in pages.items():
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", repository, "add", "."], check=True)
    subprocess.run(["git", "-C", repository, *identity, "commit", "-qm", "first"], check=True)
    return repository


def test_the_action_annotates_pages(documentation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its inputs reach the program as words, whatever stands in them."""
    action = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
    monkeypatch.setenv("GITHUB_ACTION_PATH", str(ROOT))
    install, check = (step for step in action["runs"]["steps"] if "run" in step)
    assert shell(documentation, install["run"]).returncode == 0
    given = {name: each["default"] for name, each in action["inputs"].items()}

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        for name, value in check["env"].items():
            (key,) = re.findall(r"^\$\{\{ inputs\.([a-z-]+) \}\}$", value)
            monkeypatch.setenv(name, (given | inputs)[key])
        return shell(documentation, check["run"])

    found = run()
    assert found.returncode == 1
    assert "::error file=docs/guide.ru.md,line=3,col=" in found.stdout
    assert (documentation / ".workbench-cache").is_dir()
    assert run(since="HEAD").returncode == 0
    strange = run(glossary="a; touch done $(touch done)")
    assert strange.returncode == 2
    assert not (documentation / "done").exists()


def test_the_template_leaves_its_report(
    documentation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GitLab's job, with its variables as they stand."""
    template = YAML(typ="safe").load((ROOT / ".ci" / "gitlab.yml").read_text(encoding="utf-8"))
    job = template[".workbench-pages"]
    for name, value in job["variables"].items():
        monkeypatch.setenv(name, value)
    assert shell(documentation, "\n".join(job["script"])).returncode == 1
    report = etree.parse(documentation / job["artifacts"]["reports"]["junit"])
    assert len(report.xpath("//failure")) == 1


def test_the_container_file_has_no_fault_a_linter_knows() -> None:
    """No container is built here."""
    linter = shutil.which("hadolint") or shutil.which("hadolint", path=Path(sys.executable).parent)
    if linter is None:
        pytest.skip("hadolint is not installed")
    rules = ["--ignore", "DL3008"]  # the image's Debian decides git's version
    result = subprocess.run(
        [linter, *rules, ROOT / ".ci" / "Containerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
