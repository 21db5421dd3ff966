"""What an update changed, or would change."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.api.corrections import looks_like_correction
from workbench.project import DocumentRow, Project, word_diff
from workbench.project.operations import Revision, TableImport


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """What one table changes."""

    path: Path
    notes: tuple[str, ...]
    """What a person should know of the file, a sentence each."""

    returned: TableImport


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A text of a bead that was confirmed, and what stands in its place."""

    bead: int
    key: str
    """The document's."""

    former: str
    newer: str
    correction: bool = False
    """Whether it looks like a correction that leaves the translation as it is."""

    def marked(self) -> str:
        """The difference word by word: ``a vote will [-be-]{+not be+} held``."""
        marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
        return "".join(
            marks[kind].format(text) for kind, text in word_diff(self.former, self.newer)
        )


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update changed, or would change."""

    revision: Revision | None = None
    """By newer versions of documents; None where there were none."""

    tables: tuple[ReturnedTable, ...] = field(default=())
    changes: tuple[ChangedText, ...] = ()
    """The changed texts of beads that were confirmed."""

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON has it."""
        found: dict[str, Any] = {"tables": []}
        if self.revision is not None:
            one = self.revision
            found["segments"] = {
                "kept": one.kept, "changed": one.changed, "lost": one.lost, "new": one.added
            }  # fmt: skip
            # New beads have no number before the update is applied.
            found["beads"] = {
                name: [bead if bead > 0 else None for bead in beads]
                for name, beads in one.listed.items()
            }
            found["aside"] = {"set": one.aside, "back": one.back}
            found["left_out"] = list(one.left_out)
            found["remarks"] = list(one.remarks)
            found["texts"] = [
                {
                    "bead": each.bead, "key": each.key, "former": each.former,
                    "newer": each.newer, "correction": each.correction,
                }
                for each in self.changes
            ]  # fmt: skip
        for table in self.tables:
            each_table = table.returned
            found["tables"].append(
                {
                    "path": str(table.path),
                    "changed": list(each_table.changed),
                    "unconfirmed": list(each_table.unconfirmed),
                    "moved": each_table.moved,
                    "edited": each_table.edited,
                    "added": each_table.added,
                    "removed": each_table.removed,
                    "commented": list(each_table.commented),
                    "conflicts": list(each_table.conflicts),
                }
            )
        return found

    def __bool__(self) -> bool:
        """Whether anything changes."""
        edits = [table.returned.edit for table in self.tables]
        if self.revision is not None:
            edits.append(self.revision.edit)
        return any(edit.changes for edit in edits)


def changed_text(
    project: Project, bead: int, document: DocumentRow, segment: int, newer: str
) -> ChangedText:
    """A segment's text that will be another."""
    former = project.segment(segment).text
    correction = looks_like_correction(former, newer, document.tag)
    return ChangedText(bead, document.key, former, newer, bool(correction))


def former_and_newer(project: Project, revision: Revision) -> tuple[ChangedText, ...]:
    """The texts of reopened beads, as they were and as they will be; before it is applied."""
    texts: dict[int, str] = {}
    for change in revision.edit.changes:
        if change.table == "segment" and change.before and change.after and "text" in change.after:
            texts.update(zip(change.ids, change.after["text"], strict=True))
    return tuple(
        changed_text(project, bead, document, segment, texts[segment])
        for bead in revision.reopened
        for document, run in zip(project.documents, project.runs(bead), strict=True)
        for segment in run
        if segment in texts
    )
