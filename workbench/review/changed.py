"""Beads that were confirmed and whose text changed since: the difference, word by word."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench import api, languages
from workbench import project as projects
from workbench.project import BeadContent, Project

_MARKS = {"same": ("", "", ""), "old": ("[-", "-]", "removed"), "new": ("{+", "+}", "added")}
"""What stands before and behind a piece of a difference, and its style class."""


class Marked(NamedTuple):
    """A remark with marked stretches."""

    text: str
    marks: Sequence[tuple[int, int, str]] = ()
    """Start, end, and name of a style class."""


def difference(before: str, former: str, newer: str) -> Marked:
    """Two texts word by word, behind some words: ``a vote will {+not +}be held``."""
    text, marks = before, []
    for kind, piece in projects.word_diff(former, newer):
        opening, closing, name = _MARKS[kind]
        start = len(text)
        text += opening + piece + closing
        if name:
            marks.append((start, len(text), name))
    return Marked(text, marks)


class ChangedBeads:
    """What changed beads were when they were confirmed; found once for each."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._former: dict[tuple[int, int], BeadContent | None] = {}
        self._guesses: dict[tuple[int, int], bool] = {}
        self.ready = False
        """Whether the encoder is loaded, without which some misprints are not known."""

    def former(self, bead: int) -> BeadContent | None:
        """What a bead was when it was confirmed last; None where that is not known."""
        project = self._project
        if (bead, project.bead(bead).version) not in self._former:
            # All at once: the edit of an update is large, and most were changed by one.
            rows = map(project.bead, project.order)
            asked = {row.id: row.version for row in rows if row.status == "changed"}
            asked[bead] = project.bead(bead).version
            new = [one for one in asked.items() if one not in self._former]
            found = projects.formers(project, [one for one, _ in new])
            self._former |= {one: found[one[0]] for one in new}
        return self._former[bead, project.bead(bead).version]

    def only_corrected(self, bead: int) -> bool | None:
        """Whether it was likely only corrected; None while that takes the encoder."""
        key = bead, self._project.bead(bead).version
        if key not in self._guesses:
            then = self.former(bead)
            tags = [document.tag for document in self._project.documents]
            now = projects.content(self._project, bead).texts
            found = then is not None and api.only_corrected(then.texts, now, tags, load=self.ready)
            if found is None:
                return None
            self._guesses[key] = found
        return self._guesses[key]

    def load(self) -> None:
        """Load the encoder; for a thread."""
        from workbench import embedding

        embedding.load()
        self.ready = True

    def remarks(self, bead: int) -> Iterator[Marked]:
        """What is to be said of a bead; nothing where it is not changed."""
        project = self._project
        if project.bead(bead).status != "changed":
            return
        guess = "likely a correction only: Enter confirms it again"
        head = "≠ Changed since it was confirmed"
        yield Marked(f"{head}; {guess}" if self.only_corrected(bead) else head)
        then = self.former(bead)
        if then is None:
            return
        now = projects.content(project, bead).texts
        for document, old, new in zip(project.documents, then.texts, now, strict=True):
            if old != new:
                joiner = languages.of(document.tag).joiner
                yield difference(f"{document.key}: ", joiner.join(old), joiner.join(new))
