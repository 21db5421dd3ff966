"""What the last update changed, kept with the project for whoever reviews it."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.api.update_report import UpdateReport
from workbench.project import Edit, Entry, Project

_NAME = "update.last"
"""Its name among the project's metadata."""


@dataclass(frozen=True, slots=True)
class LastUpdate:
    """What an update changed, as it was told then; beads may have gone since."""

    entry: Entry
    """Its edit in the history."""

    counts: Mapping[str, int]
    """Segments by what became of them: kept, changed, new, lost; of tables moved, edited, …"""

    beads: Mapping[str, tuple[int, ...]]
    """By what became of them: reopened, changed, moved, new, gone."""

    left_out: tuple[str, ...]
    """Sentences that stayed out, since they were deleted before."""

    conflicts: tuple[str, ...]
    """Rows of tables that were left, a sentence each with the reason."""


def remember_update(project: Project, report: UpdateReport) -> None:
    """Keep what was just applied with the project.

    Raises:
        WorkbenchError: It cannot be written.
    """
    found = report.as_dict()
    counts = dict(found.get("segments", {}))
    beads = dict(found.get("beads", {}))
    conflicts = []
    for table in found["tables"]:
        for name in ("moved", "edited", "added", "removed"):
            counts[name] = counts.get(name, 0) + table[name]
        for name in ("changed", "unconfirmed"):
            beads[name] = [*beads.get(name, ()), *table[name]]
        conflicts += table["conflicts"]
    kept = {
        "edit": project.last, "counts": counts, "beads": beads,
        "left_out": found.get("left_out", []), "conflicts": conflicts,
    }  # fmt: skip
    project.set_metadata(_NAME, json.dumps(kept, ensure_ascii=False))


def last_update(project: Project) -> LastUpdate | None:
    """What the last update of a project changed; None where there was none."""
    try:
        kept = json.loads(project.metadata.get(_NAME, ""))
        return LastUpdate(
            project.history[int(kept["edit"]) - 1],
            {str(name): int(count) for name, count in kept["counts"].items()},
            {str(name): tuple(map(int, beads)) for name, beads in kept["beads"].items()},
            tuple(map(str, kept["left_out"])),
            tuple(map(str, kept["conflicts"])),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return None  # there was none, or another program wrote something else


def set_aside_by(edit: Edit) -> list[int]:
    """What an edit set aside, by its ids."""
    return [
        number
        for change in edit.changes
        if change.table == "aside" and change.before is None
        for number in change.ids
    ]


def texts_gone(edit: Edit) -> dict[int, str]:
    """By bead, what its segments said that an edit took away."""
    texts: dict[int, list[str]] = defaultdict(list)
    for change in edit.changes:
        if change.table == "segment" and change.after is None and change.before is not None:
            for bead, text in zip(change.before["bead"], change.before["text"], strict=True):
                texts[bead].append(text)
    return {bead: " | ".join(found) for bead, found in texts.items()}
