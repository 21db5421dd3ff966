"""What the checks found when they last ran, by bead, and how it is listed."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from workbench.project import Edit, Project

if TYPE_CHECKING:
    from workbench.checks import Finding

_SEVERITIES = ("error", "warning", "note")

ORDERS: "dict[str, Callable[[Finding], Any]]" = {
    "severity": lambda finding: _SEVERITIES.index(finding.severity),
    "rule": lambda finding: (finding.rule, finding.concept or ""),
    "place": lambda _: 0,
}
"""How they are sorted; where this is the same, by their beads' places."""


class FoundFaults(dict[int, "list[Finding]"]):
    """By bead, its findings; dropped where a text or a border changes.

    Args:
        project: The project that was checked.
    """

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.listed = False
        """Whether the list of them stands beside the grid."""

        self.order = next(iter(ORDERS))

    def take(self, findings: "Iterable[Finding]") -> None:
        """Hold these in place of those before."""
        self.clear()
        for finding in findings:
            self.setdefault(int(finding.unit), []).append(finding)

    def drop(self, bead: int, finding: "Finding") -> None:
        """Hold one no longer."""
        left = [other for other in self.get(bead, ()) if other is not finding]
        if left:
            self[bead] = left
        else:
            self.pop(bead, None)

    def sort_otherwise(self) -> None:
        """The next order of :data:`ORDERS`."""
        names = list(ORDERS)
        self.order = names[(names.index(self.order) + 1) % len(names)]

    def changed(self, edit: Edit) -> None:
        """Drop what an edit made stale; a decision or a note makes nothing stale."""
        for bead in edit.rearranged:
            self.pop(bead, None)

    def rows(self) -> "list[tuple[int, Finding]]":
        """The findings with their beads, sorted."""
        project = self._project
        rows = [
            (bead, finding)
            for bead in sorted(self.keys() & set(project.order), key=project.index)
            for finding in self[bead]
        ]
        rows.sort(key=lambda row: ORDERS[self.order](row[1]))
        return rows
