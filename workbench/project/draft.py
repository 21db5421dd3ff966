"""An edit in the making."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from workbench.project.block_order import crossing
from workbench.project.draft_rows import DraftRows, now
from workbench.project.edit import THIS, Change, Edit, Refused
from workbench.project.project import Project
from workbench.project.row_images import row_changes, witness
from workbench.project.rows import AsideRow, BeadRow, NoteRow, Row, Table


class EditDraft(DraftRows):
    """Rows as they are to be, beside the project's as they are.

    An operation rearranges the lists that :meth:`runs` gives, adds beads and segments, and
    sets columns; :meth:`edit` compares with the project. What follows from the rules is
    done there: segments name their beads, a bead whose segments change becomes unreviewed
    with no confidence (a confirmed one changed), a bead left without segments is removed and
    its notes go where its segments went, a bead that crosses others is a block of its own.
    """

    def edit(self, verb: str) -> Edit:
        """The edit that makes the project what the draft is."""
        recut = self._settle()
        # New beads before the segments that name them, and beads that go after those that leave.
        changes = [
            *row_changes("document", self._document_rows()),
            *row_changes("bead", [pair for pair in recut if pair[0] is None]),
            *row_changes("segment", self._segment_rows()),
            *row_changes("note", self._rows_of(self._notes, self._note_now)),
            *row_changes("bead", [pair for pair in recut if pair[0] is not None]),
            *row_changes("aside", self._rows_of(self._aside, self.project.aside.get)),
            *self._witnesses({row.id for pair in recut for row in pair if row is not None}),
        ]
        # Nothing but witnesses: there is nothing to hold on to.
        if all(change.before == change.after for change in changes):
            changes = []
        return Edit(verb, tuple(changes))

    def _settle(self) -> list[tuple[BeadRow | None, BeadRow | None]]:
        """Follow the rules; the beads' rows, as they are and as they are to be."""
        project = self.project
        # Of a bead whose segments go elsewhere, the bead that takes the first of them.
        heirs: dict[int, int] = {}
        rewritten = {
            row.bead
            for number, row in self._segments.items()
            if number >= 0
            and (row.text, row.codes)
            != (project.segment(number).text, project.segment(number).codes)
        }
        recut: set[int] = set()
        for bead, runs in self._runs.items():
            for segment in (segment for run in runs for segment in run):
                if self.segment(segment).bead != bead:
                    if segment >= 0:
                        heirs.setdefault(project.segment(segment).bead, bead)
                    self._segments[segment] = self.segment(segment)._replace(bead=bead)
            if bead < 0 or tuple(map(tuple, runs)) != project.runs(bead):
                recut.add(bead)
        removed = {bead for bead in recut if not any(self._runs[bead])}
        for bead in sorted(removed):
            row = self.bead(bead)
            notes = self.notes(bead)
            if bead < 0:
                continue
            if bead in self._handed_over or (bead in heirs and not (notes or row.flagged)):
                continue
            heir = heirs.get(bead)
            if heir is None:
                self._set_bead_aside(bead)
                continue
            for note in notes:
                self.set_note(note, bead=heir)
            self.set_bead(heir, flagged=self.bead(heir).flagged or row.flagged)
        self._part_crossing(recut, removed)
        for bead in (recut | rewritten) - removed - self._judged:
            confidence = None if bead in recut else self.bead(bead).confidence
            self.set_bead(bead, status=self.doubted(bead), confidence=confidence)
        noted = {
            row.bead
            for number, new in self._notes.items()
            for row in (self._note_now(number), new)
            if row is not None and row.bead not in removed
        }
        rows: list[tuple[BeadRow | None, BeadRow | None]] = []
        for bead in sorted(self._beads.keys() | recut | rewritten | noted):
            old = project.bead(bead) if bead >= 0 else None
            new = None if bead in removed else self.bead(bead)
            touched = bead in recut or bead in rewritten or bead in noted
            if new is not None and (
                touched or old is None or new._replace(place=0) != old._replace(place=0)
            ):
                new = new._replace(version=THIS)
            if new != old:
                rows.append((old, new))
        return rows

    def _part_crossing(self, recut: AbstractSet[int], removed: AbstractSet[int]) -> None:
        """Within a block all documents keep their order: what crosses is a block of its own."""
        project = self.project
        placed = {
            row.bead
            for number, row in self._segments.items()
            if number >= 0
            and number not in self._gone
            and row.place != project.segment(number).place
        }
        placed |= {
            bead
            for bead, row in self._beads.items()
            if bead < 0
            or (row.place, row.block) != (project.bead(bead).place, project.bead(bead).block)
        }
        beads = crossing(self, (recut | placed) - removed, removed)
        if beads:
            fresh = 1 + max(self.bead(bead).block for bead in {*project.order, *self._beads})
            for block, bead in enumerate(beads, fresh):
                self.set_bead(bead, block=block)

    def _set_bead_aside(self, bead: int) -> None:
        """Remember the notes and marks of a bead of which nothing is left."""
        row = self.project.bead(bead)
        facts = {"texts": former_texts(self.project, bead)}
        aside = AsideRow(
            id=0,
            kind="note",
            document=None,
            bead=bead,
            place=row.place,
            source=" | ".join(" ".join(run) for run in facts["texts"] if run),
            text="",
            author="",
            time=now(),
        )
        for note in self.notes(bead):
            own = json.dumps(facts, ensure_ascii=False)
            self.set_aside(
                aside._replace(text=note.text, author=note.author, time=note.time, facts=own)
            )
            self.remove_note(note)
        marks = {"status": row.status, "flagged": row.flagged, "excluded": row.excluded}
        if row.status != "unreviewed" or row.flagged or row.excluded:
            own = json.dumps(facts | marks, ensure_ascii=False)
            self.set_aside(aside._replace(kind="marks", facts=own))

    def _segment_rows(self) -> list[tuple[Row | None, Row | None]]:
        rows: list[tuple[Row | None, Row | None]] = []
        for number, row in self._segments.items():
            if number not in self._gone:
                rows.append((self.project.segment(number) if number >= 0 else None, row))
        rows.extend((self.project.segment(number), None) for number in self._gone)
        return rows

    def _note_now(self, number: int) -> NoteRow | None:
        return self.project.note_row(number) if number >= 0 else None

    @staticmethod
    def _rows_of(
        rows: Mapping[int, Row | None], now: Callable[[int], Row | None]
    ) -> list[tuple[Row | None, Row | None]]:
        """Rows as they are and as they are to be; negative ones in the order of their making."""
        return [(now(number), rows[number]) for number in sorted(rows, key=abs)]

    def _document_rows(self) -> list[tuple[Row | None, Row | None]]:
        return [(self.project.documents[column], row) for column, row in self._documents.items()]

    def _witnesses(self, touched: set[int]) -> Iterable[Change]:
        beads: list[Row] = [
            self.project.bead(bead) for bead in sorted(self._bead_witnesses - touched)
        ]
        segments: list[Row] = [
            self.project.segment(segment)
            for segment in sorted(self._segment_witnesses - self._segments.keys() - self._gone)
        ]
        tables: list[tuple[Table, list[Row], list[str]]] = [
            ("bead", beads, ["place", "version"]),
            ("segment", segments, ["place", "bead"]),
        ]
        for table, rows, names in tables:
            if rows:
                yield witness(table, rows, names)


def former_texts(project: Project, bead: int) -> list[list[str]]:
    """A bead's texts by column, as they are before the edit."""
    return [list(project.texts(bead, column)) for column in range(len(project.documents))]


def contiguous(project: Project, segments: Sequence[int]) -> bool:
    """Whether these segments of one document follow each other in it, in this order."""
    if len(segments) < 2:
        return True
    first = project.number(segments[0])
    column = project.segments(project.column_of(segments[0]))
    return list(column[first : first + len(segments)]) == list(segments)


def refuse_unless(holds: bool, cause: str, remedy: str | None = None) -> None:
    """Raise :class:`Refused` unless something holds."""
    if not holds:
        raise Refused(cause, remedy=remedy)
