"""What ``changed`` beads were when they were confirmed last."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from workbench.project.edit import Change, Edit
from workbench.project.history import BeadContent, changed_row, content_of
from workbench.project.project import Project
from workbench.project.rows import ROWS, BeadRow, NoteRow, Row, SegmentRow, Table


def former(project: Project, bead: int) -> BeadContent | None:
    """What a ``changed`` bead was when it was confirmed last.

    Returns:
        None where it never was, or where that was before the project was made.
    """
    return formers(project, [bead])[bead]


def formers(project: Project, beads: Collection[int]) -> dict[int, BeadContent | None]:
    """The same of many: the history is walked back once.

    Each edit that touched a bead says which came before. Only the rows of these beads are
    looked at: an edit of a whole document would take seconds otherwise.
    """
    found: dict[int, BeadContent | None] = dict.fromkeys(beads)
    pending = {bead: version for bead in beads if (version := project.bead(bead).version) > 0}
    walked: list[_Walked] = []
    while pending:
        number = project.last - len(walked)
        walked.append(_Walked.of(project.edit(number)))
        confirmed = []
        for bead in [bead for bead, version in pending.items() if version == number]:
            before = walked[-1].bead_before(bead)
            del pending[bead]
            if before is None:
                continue
            if before.get("status") == "confirmed":
                confirmed.append(bead)
            elif 0 < before["version"] < number:
                pending[bead] = before["version"]
        if confirmed:
            found.update(_contents(project, walked, confirmed))
    return found


class _Image(NamedTuple):
    """A change, and where its rows stand in it."""

    change: Change
    places: Mapping[int, int]

    def before(self, number: int) -> dict[str, Any] | None:
        """The columns of a row before it; None where it was not there."""
        columns = self.change.before
        place = self.places[number]
        return None if columns is None else {name: each[place] for name, each in columns.items()}


class _Walked(NamedTuple):
    """An edit that is taken back, its changes by table."""

    images: Mapping[Table, Sequence[_Image]]

    @classmethod
    def of(cls, edit: Edit) -> "_Walked":
        images: dict[Table, list[_Image]] = {}
        for change in edit.changes:
            if change.before != change.after:
                places = {number: place for place, number in enumerate(change.ids)}
                images.setdefault(change.table, []).append(_Image(change, places))
        return cls(images)

    def bead_before(self, bead: int) -> dict[str, Any] | None:
        """What of a bead's row was its version before; None where that is not said."""
        for image in self.images.get("bead", ()):
            before = image.before(bead) if bead in image.places else None
            if before is not None and "version" in before:
                return before
        return None

    def of_beads(self, table: Table, beads: Collection[int]) -> Iterator[tuple[int, int]]:
        """Rows that were, or came to be, in some beads: the bead, and the row."""
        for image in self.images.get(table, ()):
            for columns in (image.change.before, image.change.after):
                if columns is not None and "bead" in columns:
                    for number, bead in zip(image.change.ids, columns["bead"], strict=True):
                        if bead in beads:
                            yield bead, number


def _contents(
    project: Project, walked: Sequence[_Walked], beads: Collection[int]
) -> Iterator[tuple[int, BeadContent | None]]:
    """Beads as they were before the last of the edits that were walked back, newest first."""
    wanted = set(beads)
    segments = {bead: {s for run in project.runs(bead) for s in run} for bead in beads}
    notes = {bead: {note.id for note in project.notes(bead)} for bead in beads}
    for each in walked:
        for bead, number in each.of_beads("segment", wanted):
            segments[bead].add(number)
        for bead, number in each.of_beads("note", wanted):
            notes[bead].add(number)

    def then(table: Table, number: int, now: Row | None) -> Any:
        row = now
        for each in walked:
            for image in each.images.get(table, ()):
                if number in image.places:
                    row = changed_row(ROWS[table], number, row, image.before(number))
        return row

    for bead in beads:
        row: BeadRow | None = then("bead", bead, project.bead(bead))
        inside: list[SegmentRow] = [
            segment
            for number in segments[bead]
            if (segment := then("segment", number, _segment(project, number))) is not None
            and segment.bead == bead
        ]
        inside.sort(key=lambda segment: (segment.place, segment.id))
        said: list[NoteRow] = [
            note
            for number in sorted(notes[bead])
            if (note := then("note", number, project.note_row(number))) is not None
            and note.bead == bead
        ]
        columns = [
            [segment for segment in inside if segment.document == document.id]
            for document in project.documents
        ]
        text = "\n".join(note.text for note in said)
        yield bead, None if row is None else content_of(row, text, columns)


def _segment(project: Project, number: int) -> SegmentRow | None:
    return project.segment(number) if project.has_segment(number) else None
