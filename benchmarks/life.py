"""What becomes of reviewed projects over the years of a documentation's repository.

Usage: python benchmarks/life.py REPO PATTERN PAGE... --languages en zh ru [--changes FILE.tsv]

PATTERN is a page's path in the repository, with {lang} and {page}: docs/{lang}/{page}. Of each
page a project is made at the first commit that has it in all languages, a third of its beads is
confirmed, some are edited and noted, and each later commit that touches the page is an update.
Beads that an update reopens are confirmed again, as a careful reader would after a look.

It counts what became of the segments, and what must never happen: a bead that is confirmed in
other texts than a person confirmed, an edit or note that is nowhere. At the end: how many beads a
fresh alignment with the same confirmed beads has otherwise, and so with each update given one
language after the other. --changes writes each changed text for a reader to judge, and whether it
was taken for a correction only.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

import workbench
from workbench import alignment, embedding
from workbench.api import UpdateReport
from workbench.errors import WorkbenchError
from workbench.project import Project, operations

CONFIRMED = 1 / 3
TOUCHED = 1 / 10
"""Share of the other beads that get an edit or a note."""


def main() -> None:
    """Print a line a page, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("repo", type=Path)
    parser.add_argument("pattern")
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--languages", nargs="+", default=["en", "zh", "ru"])
    parser.add_argument("--changes", type=Path)
    given = parser.parse_args()
    print("page\trevisions\t" + "\t".join(COUNTED) + "\tseconds an update\tkB of history an update")
    changes: list[tuple[str, ...]] = []
    total: Counter[str] = Counter()
    for page in given.pages:
        with tempfile.TemporaryDirectory() as folder:
            paths = {tag: given.pattern.format(lang=tag, page=page) for tag in given.languages}
            total += Life(given.repo, page, paths, Path(folder), changes).run()
    print("all\t\t" + "\t".join(str(total[name]) for name in COUNTED))
    if given.changes:
        lines = ["\t".join(each).replace("\n", " ") for each in changes]
        given.changes.write_text("\n".join(lines) + "\n", encoding="utf-8")


COUNTED = (
    "beads", "updates", "kept", "changed", "moved", "new", "lost", "reopened", "aside", "back",
    "refused", "wrongly confirmed", "vanished", "other when fresh", "other when in turn",
)  # fmt: skip


class Life:
    """One page's project through all its revisions."""

    def __init__(
        self,
        repo: Path,
        page: str,
        paths: dict[str, str],
        folder: Path,
        changes: list[tuple[str, ...]],
    ) -> None:
        self._repo, self._page, self._paths, self._folder = repo, page, paths, folder
        self._changes = changes
        self._counts: Counter[str] = Counter()
        self._random = random.Random(7)
        self._approved: dict[int, list[tuple[str, ...]]] = {}
        self._written: set[str] = set()

    def run(self) -> Counter[str]:
        """Make the project, update it, and compare at the end."""
        commits = self._git("log", "--reverse", "--format=%H", "--", *self._paths.values()).split()
        states = [self._state(commit) for commit in commits]
        first = next((n for n, state in enumerate(states) if len(state) == len(self._paths)), None)
        if first is None:
            print(f"{self._page}\tit never stood in all languages", file=sys.stderr)
            return self._counts
        project, twin = (self._made(name, states[first]) for name in ("one", "turn"))
        for one in (project, twin):
            self._review(one, random.Random(7))
        seconds = 0.0
        size = Path(project.location.address).stat().st_size
        for before, state in zip(states[first:], states[first + 1 :], strict=False):
            changed = {tag: text for tag, text in state.items() if before.get(tag) != text}
            if not changed:
                continue
            start = time.process_time()
            self._update(project, changed)
            seconds += time.process_time() - start
            for tag, text in changed.items():
                self._write_all(twin, {tag: text})
        updates = self._counts["updates"] or 1
        size = (Path(project.location.address).stat().st_size - size) // 1000
        self._counts["beads"] = len(project)
        self._counts["other when fresh"] = self._when_fresh(project)
        self._counts["other when in turn"] = len(_texts(project) ^ _texts(twin)) // 2
        row = [str(self._counts[name]) for name in COUNTED]
        print(
            f"{self._page}\t{len(commits)}\t" + "\t".join(row)
            + f"\t{seconds / updates:.2f}\t{size // updates}", flush=True,
        )  # fmt: skip
        return self._counts

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self._repo), *arguments], capture_output=True, check=False
        )
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    def _state(self, commit: str) -> dict[str, str]:
        found = {tag: self._git("show", f"{commit}:{path}") for tag, path in self._paths.items()}
        return {tag: text for tag, text in found.items() if text.strip()}

    def _files(self, name: str, state: dict[str, str]) -> list[Path]:
        files = []
        for tag, text in state.items():
            file = self._folder / name / f"page.{tag}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            files.append(file)
        return files

    def _made(self, name: str, state: dict[str, str]) -> Project:
        location = self._folder / f"{name}.aligned"
        documents = [
            workbench.read(file, language=tag)
            for file, tag in zip(self._files(name, state), state, strict=True)
        ]
        workbench.align(documents).write(location)
        return workbench.open(location)

    def _review(self, project: Project, chance: random.Random) -> None:
        """Confirm a third; write edits and notes to some of the others."""
        beads = list(project.order)
        confirmed = [bead for bead in beads if chance.random() < CONFIRMED]
        project.apply(operations.confirm(project, confirmed))
        for bead in set(beads) - set(confirmed):
            if chance.random() >= TOUCHED:
                continue
            text = f"remark {bead} of a reader"
            run = project.runs(bead)[-1]
            if run and chance.random() < 1 / 2:
                project.apply(operations.edit_text(project, run[0], text))
            else:
                project.apply(operations.annotate(project, bead, text))
            self._written.add(text)
        self._approved = {bead: _of(project, bead) for bead in confirmed}

    def _update(self, project: Project, changed: dict[str, str]) -> None:
        report, refused = self._write_all(project, changed)
        self._counts["refused"] += refused
        found = report.revision
        assert found is not None
        self._counts.update(
            {
                "updates": 1, "kept": found.kept, "changed": found.changed, "lost": found.lost,
                "moved": len(found.moved), "new": found.added, "reopened": len(found.reopened),
                "aside": found.aside, "back": found.back,
            }
        )  # fmt: skip
        for text in report.changes:
            self._changes.append(
                (
                    self._page,
                    str(text.bead),
                    text.key,
                    text.former,
                    text.newer,
                    text.marked(),
                    "correction" if text.correction else "other",
                )
            )
        approved = list(self._approved.values())
        for bead in project.order:
            if project.bead(bead).status == "confirmed" and _of(project, bead) not in approved:
                self._counts["wrongly confirmed"] += 1
        everywhere = "\n".join(
            [
                *(row.text for row in project.aside.values()),
                *(project.note(bead) for bead in project.order),
                *(text for bead in project.order for run in _of(project, bead) for text in run),
            ]
        )
        self._counts["vanished"] += sum(text not in everywhere for text in self._written)
        again = [bead for bead in project.order if project.bead(bead).status == "changed"]
        project.apply(operations.confirm(project, again))
        self._approved |= {bead: _of(project, bead) for bead in again}

    def _write_all(self, project: Project, changed: dict[str, str]) -> tuple[UpdateReport, bool]:
        """The update; and whether it was refused at first, as with a page translated anew."""
        files = self._files(project.name, changed)
        try:
            return workbench.update(project, files), False
        except WorkbenchError as error:
            print(f"{self._page}: {error}", file=sys.stderr)
            return workbench.update(project, files, force=True), True

    def _when_fresh(self, project: Project) -> int:
        with project.vectors() as cache:
            align = partial(alignment.align, encoder=embedding.load(), cache=cache)
            edit = operations.realign(project, project.order[0], project.order[-1], align)
        before = _texts(project)
        project.apply(edit)
        return len(before - _texts(project))


def _of(project: Project, bead: int) -> list[tuple[str, ...]]:
    return [project.texts(bead, column) for column in range(len(project.documents))]


def _texts(project: Project) -> set[tuple[tuple[int, ...], ...]]:
    """The beads by the numbers of their segments."""
    return {
        tuple(tuple(map(project.number, run)) for run in project.runs(bead))
        for bead in project.order
    }


if __name__ == "__main__":
    main()
