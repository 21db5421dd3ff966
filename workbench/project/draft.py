"""An edit in the making."""

import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any

from workbench.project.block_order import crossing
from workbench.project.edit import THIS, Change, Edit, Refused
from workbench.project.placed_codes import after_edit
from workbench.project.project import Project
from workbench.project.ranks import ranked
from workbench.project.row_images import row_changes, witness
from workbench.project.rows import (
    AsideKind,
    AsideRow,
    BeadRow,
    DocumentRow,
    NoteRow,
    ParagraphFacts,
    Row,
    SegmentRow,
    Table,
    new_bead_row,
    paragraphs_in,
)
from workbench.units import Codes, Status, codes_to_json


class EditDraft:
    """Rows as they are to be, beside the project's as they are.

    An operation rearranges the lists that :meth:`runs` gives, adds beads and segments, and
    sets columns; :meth:`edit` compares with the project. What follows from the rules is
    done there: segments name their beads, a bead whose segments change becomes unreviewed
    with no confidence (a confirmed one changed), a bead left without segments is removed and
    its notes go where its segments went, a bead that crosses others is a block of its own.

    Args:
        project: Not changed.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._beads: dict[int, BeadRow] = {}
        self._segments: dict[int, SegmentRow] = {}
        self._documents: dict[int, DocumentRow] = {}
        self._paragraphs: dict[int, list[ParagraphFacts]] = {}
        self._gone: set[int] = set()
        self._notes: dict[int, NoteRow | None] = {}
        self._aside: dict[int, AsideRow | None] = {}
        self._runs: dict[int, list[list[int]]] = {}
        self._judged: set[int] = set()
        self._handed_over: set[int] = set()
        self._fresh = itertools.count(-1, -1)
        self._bead_witnesses: set[int] = set()
        self._segment_witnesses: set[int] = set()

    def bead(self, bead: int) -> BeadRow:
        """The bead's row as it is to be."""
        return self._beads[bead] if bead in self._beads else self.project.bead(bead)

    def segment(self, segment: int) -> SegmentRow:
        """The segment's row as it is to be."""
        known = self._segments.get(segment)
        return self.project.segment(segment) if known is None else known

    def runs(self, bead: int) -> list[list[int]]:
        """The bead's segments for each column, to be rearranged in place."""
        if bead not in self._runs:
            self._runs[bead] = [list(run) for run in self.project.runs(bead)]
        return self._runs[bead]

    def standing_runs(self, bead: int) -> Sequence[Sequence[int]]:
        """The bead's segments for each column as they are to be, to be looked at only."""
        return self._runs[bead] if bead in self._runs else self.project.runs(bead)

    def set_bead(self, bead: int, **values: Any) -> None:
        """Set columns of a bead."""
        self._beads[bead] = self.bead(bead)._replace(**values)

    def judge(self, bead: int, **values: Any) -> None:
        """Set a bead's status or confidence, also where its segments change."""
        self.set_bead(bead, **values)
        self._judged.add(bead)

    def set_segment(self, segment: int, **values: Any) -> None:
        """Set columns of a segment, except its bead."""
        self._segments[segment] = self.segment(segment)._replace(**values)

    def rewrite(self, segment: int, text: str, codes: Codes | None = None) -> bool:
        """Give a segment another text, as a person does: the document's own is kept.

        Args:
            segment: Which.
            text: What it says.
            codes: Its codes; None for those that it has, at the places that correspond.

        Returns:
            Whether it is another.
        """
        row = self.segment(segment)
        placed = after_edit(row.codes, row.text, text) if codes is None else codes_to_json(codes)
        if (row.text, row.codes) == (text, placed):
            return False
        original = row.text if row.original is None else row.original
        self.set_segment(
            segment, text=text, original=None if text == original else original, codes=placed
        )
        return True

    def notes(self, bead: int) -> list[NoteRow]:
        """The bead's notes as they are to be, in order."""
        now = self.project.notes(bead) if bead >= 0 else ()
        kept = [row for row in now if row.id not in self._notes]
        changed = [row for row in self._notes.values() if row is not None and row.bead == bead]
        # New ones have negative ids, the oldest the highest.
        return sorted([*kept, *changed], key=lambda row: (row.id < 0, abs(row.id)))

    def add_note(
        self,
        bead: int,
        text: str,
        *,
        answers: int | None = None,
        author: str | None = None,
        time: str | None = None,
    ) -> int:
        """Write a note about a bead.

        Args:
            bead: Which.
            text: What it says.
            answers: The note that it answers.
            author: Who wrote it; who signs the project's edits when None.
            time: When (ISO 8601, UTC); now when None.

        Returns:
            What it is called in this draft: a negative number.
        """
        number = next(self._fresh)
        author = self.project.author if author is None else author
        time = _now() if time is None else time
        self._notes[number] = NoteRow(number, bead, author, time, text, answers)
        return number

    def set_note(self, note: NoteRow, **values: Any) -> None:
        """Set columns of a note."""
        self._notes[note.id] = note._replace(**values)

    def remove_note(self, note: NoteRow) -> None:
        """Take a note away."""
        self._notes[note.id] = None

    def write_note(self, bead: int, text: str) -> None:
        """Let a bead's notes together say this, each from a line of its own.

        Notes that still stand in it stay; a new text takes the place of one that does not,
        or is a note of its own.
        """
        rest, lost, fresh = text.strip(), [], []
        for row in self.notes(bead):
            before, found, after = f"\n{rest}\n".partition(f"\n{row.text}\n")
            if found:
                fresh.append(before.strip("\n"))
                rest = after.strip("\n")
            else:
                lost.append(row)
        texts = [part for part in (*fresh, rest) if part.strip()]
        for row, part in zip(lost, texts, strict=False):
            self.set_note(row, text=part)
        for row in lost[len(texts) :]:
            self.remove_note(row)
        for part in texts[len(lost) :]:
            self.add_note(bead, part)

    def set_aside(self, row: AsideRow) -> None:
        """Remember what a person did to something that goes."""
        number = next(self._fresh)
        self._aside[number] = row._replace(id=number)

    def set_text_aside(self, row: SegmentRow) -> None:
        """Remember what a person had made of a sentence that goes."""
        kind: AsideKind = "edit" if row.original else "insertion"
        self._set_segment_aside(kind, row, row.original or "", row.text)

    def set_deletion_aside(self, row: SegmentRow) -> None:
        """Remember that a person deleted a sentence of the document, and her edit of it."""
        edited = row.text if row.original else ""
        self._set_segment_aside("deletion", row, row.original or row.text, edited)

    def _set_segment_aside(self, kind: AsideKind, row: SegmentRow, source: str, text: str) -> None:
        self.set_aside(
            AsideRow(
                id=0,
                kind=kind,
                document=row.document,
                bead=row.bead,
                place=row.place,
                source=source,
                text=text,
                author="",
                time=_now(),
            )
        )

    def forget(self, bead: int) -> None:
        """A bead that goes has handed over what a person did to it."""
        self._handed_over.add(bead)

    def put_back(self, aside: int) -> None:
        """Forget what was set aside: it is where it belongs again."""
        self._aside[aside] = None

    def set_document(self, column: int, row: DocumentRow) -> None:
        """Put another version of a document in its place."""
        self._documents[column] = row

    def paragraphs(self, column: int) -> list[ParagraphFacts]:
        """The document's paragraphs as they are to be."""
        if column not in self._documents:
            return self.project.paragraphs(column)
        if column not in self._paragraphs:
            self._paragraphs[column] = paragraphs_in(self._documents[column])
        return self._paragraphs[column]

    def doubted(self, bead: int) -> Status:
        """The status of a bead whose segments change: what was confirmed is ``changed``."""
        now = self.project.bead(bead).status if bead >= 0 else "unreviewed"
        return "unreviewed" if now == "unreviewed" else "changed"

    def remove_segment(self, segment: int) -> None:
        """Take a segment away; it must stand in no run any more."""
        self._gone.add(segment)

    def add_bead(self, block: int) -> int:
        """A new bead without segments, to be placed by :meth:`place_beads`.

        Returns:
            What it is called in this draft: a negative number.
        """
        number = next(self._fresh)
        self._beads[number] = new_bead_row(number, block=block)
        self._runs[number] = [[] for _ in self.project.documents]
        return number

    def add_segment(self, column: int, **values: Any) -> int:
        """A new segment, to be placed by :meth:`place_segments` and put into a run.

        Args:
            column: Its document's.
            values: text, original, start, end, paragraph; codes where it has some.

        Returns:
            What it is called in this draft: a negative number.
        """
        number = next(self._fresh)
        document = self.project.documents[column].id
        self._segments[number] = SegmentRow(id=number, document=document, place=0, bead=0, **values)
        return number

    def place_beads(self, beads: Sequence[int], *, start: int, end: int) -> None:
        """Let beads stand in the project's order, in place of a stretch of it.

        Args:
            beads: In their order; all others of the stretch must vanish.
            start: Index into the project's order.
            end: Index past the stretch; equal to ``start`` where beads are only added.
        """
        order = self.project.order
        for index in (start - 1, end):
            if 0 <= index < len(order):
                self._bead_witnesses.add(order[index])
        for bead, place in ranked(order, beads, start, end, lambda bead: self.bead(bead).place):
            self.set_bead(bead, place=place)

    def place_segments(self, column: int, segments: Sequence[int], *, start: int, end: int) -> None:
        """Let segments stand in a document's order, in place of a stretch of it."""
        order = self.project.segments(column)
        for index in (start - 1, end):
            if 0 <= index < len(order):
                self._segment_witnesses.add(order[index])
        for segment, place in ranked(
            order, segments, start, end, lambda segment: self.segment(segment).place
        ):
            self.set_segment(segment, place=place)

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
            time=_now(),
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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


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
