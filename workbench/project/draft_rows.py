"""Rows of a project as an edit wants them, beside the project's as they are."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from workbench.project.placed_codes import after_edit
from workbench.project.project import Project
from workbench.project.ranks import ranked
from workbench.project.rows import (
    AsideKind,
    AsideRow,
    BeadRow,
    DocumentRow,
    NoteRow,
    ParagraphFacts,
    SegmentRow,
    new_bead_row,
    paragraphs_in,
)
from workbench.units import Codes, Status, codes_to_json


class DraftRows:
    """The rows of an edit in the making: read and set, without the rules that follow.

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
        time = now() if time is None else time
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
                time=now(),
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


def now() -> str:
    """The time, as rows hold it (ISO 8601, UTC, whole seconds)."""
    return datetime.now(UTC).isoformat(timespec="seconds")
