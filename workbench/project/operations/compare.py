"""An older version of a document beside a newer one: what was kept, changed, moved, lost."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench import languages
from workbench.project.draft import EditDraft
from workbench.project.placed_codes import after_edit
from workbench.project.rows import AsideRow, SegmentRow
from workbench.project.text_diff import hunks, key_of, likeness, similar_pairs

if TYPE_CHECKING:
    from workbench.documents import Document
    from workbench.segmentation import Segment

_ADOPTED = 0.6
"""Likeness from which a document's new sentence is the translation that a person supplied."""


@dataclass(slots=True)
class Comparison:
    """How one document changes; its segments are named by their ids."""

    order: list[int] = field(default_factory=list)
    """All as they are to be, in order."""

    touched: set[int] = field(default_factory=set)
    """Beads of changed and lost segments."""

    fresh: set[int] = field(default_factory=set)
    """New ones, and those that were taken out of their beads."""

    changed: set[int] = field(default_factory=set)
    """Those with another text, but for white space."""

    spaced: set[int] = field(default_factory=set)
    """Those in whose text only white space is other."""

    moved: set[int] = field(default_factory=set)
    """Those that stand elsewhere and took their beads along."""

    lost: set[int] = field(default_factory=set)
    known: int = 0
    """How many of the older version's segments stand in the newer one, changed or not."""

    of: int = 0
    """How many the older version had."""

    left_out: list[str] = field(default_factory=list)
    """Sentences of the newer version that a person had deleted."""

    remarks: list[str] = field(default_factory=list)


def compare(
    draft: EditDraft, column: int, document: "Document", segments: "Sequence[Segment]"
) -> Comparison:
    """Find each old segment in the newer version; the draft's segments become the new ones.

    Args:
        draft: Its segments of this column are changed, and lost ones taken out of their beads.
        column: Of the document.
        document: The newer version.
        segments: Its segments.
    """
    return _Comparing(draft, column, document, segments).run()


class _Comparing:
    def __init__(
        self, draft: EditDraft, column: int, document: "Document", segments: "Sequence[Segment]"
    ) -> None:
        self._draft = draft
        self._project = project = draft.project
        self._column = column
        self._document = document
        self._news = segments
        self._rows = [project.segment(segment) for segment in project.segments(column)]
        self._supplied = [row for row in self._rows if row.original == ""]
        self._joiner = languages.of(project.documents[column].tag).joiner
        self._found = Comparison(of=sum(row.original != "" for row in self._rows))
        self._owners: list[int | None] = [None] * len(segments)
        """Of each new segment the old one that it is."""

        self._gone: list[SegmentRow] = []
        self._asides: dict[str, list[AsideRow]] = defaultdict(list)
        self._deleted: dict[str, list[AsideRow]] = defaultdict(list)
        by_kind = {"edit": self._asides, "deletion": self._deleted}
        for aside in project.aside.values():
            if aside.kind in by_kind and aside.document == project.documents[column].id:
                by_kind[aside.kind][key_of(aside.source)].append(aside)

    def run(self) -> Comparison:
        news = [segment.text for segment in self._news]
        present = self._present(news)
        # What a person corrected here may have been corrected in the document as well.
        said = set(news)
        sources = [
            row.text
            if not row.original or (row.original not in said and row.text in said)
            else row.original
            for row in present
        ]
        survivors: dict[int, list[int]] = {}
        other = []
        for hunk in hunks(sources, news):
            old = present[hunk.old.start : hunk.old.stop]
            if hunk.same:
                self._keep(old, hunk.new)
                self._found.known += len(old)
                survivors[hunk.new.start] = [row.id for row in old]
            else:
                other.append((old, hunk.new))
        claimed = self._move(other)
        for old, new in other:
            self._exchange(
                [row for row in old if row.id not in claimed],
                [i for i in new if self._owners[i] is None and not self._was_deleted(i)],
            )
        self._forget_deletions({key_of(text) for text in news})
        for index, owner in enumerate(self._owners):
            if owner is not None:
                survivors[index] = [owner]
        order = [segment for index in sorted(survivors) for segment in survivors[index]]
        self._found.order = _with_insertions(self._rows, order, claimed)
        self._lose()
        return self._found

    def _present(self, news: Sequence[str]) -> list[SegmentRow]:
        """The older version's segments, and supplied translations that the newer one adopts."""
        more = Counter(map(key_of, news))
        more.subtract(key_of(row.original or row.text) for row in self._rows if row.original != "")
        found = []
        for row in self._rows:
            if row.original == "":
                key = key_of(row.text)
                if more[key] <= 0:
                    continue
                more[key] -= 1
            found.append(row)
        return found

    def _keep(self, old: Sequence[SegmentRow], new: range) -> None:
        """The same text, however it is cut up: the old segments stand where the new ones do."""
        news = [self._news[index] for index in new]
        if len(old) == len(news) == 1:
            segment = news[0]
            self._stay(old[0], segment.text, segment.start, segment.end, segment.paragraph)
            return
        places = [
            (offset, segment.paragraph)
            for segment in news
            for offset in range(segment.start, segment.end)
            if not self._document.text[offset].isspace()
        ]
        whole = self._joiner.join(segment.text for segment in news)
        letters = [index for index, letter in enumerate(whole) if not letter.isspace()]
        done = 0
        for row in old:
            count = sum(not letter.isspace() for letter in row.original or row.text)
            first, paragraph = places[min(done, len(places) - 1)]
            begin = letters[min(done, len(letters) - 1)]
            done += count
            if count and len(letters) == len(places) >= done:
                text = whole[begin : letters[done - 1] + 1]
                self._stay(row, text, first, places[done - 1][0] + 1, paragraph)
            else:
                end = places[min(done, len(places)) - 1][0] + 1 if count else first
                self._draft.set_segment(row.id, start=first, end=end, paragraph=paragraph)

    def _stay(self, row: SegmentRow, text: str, start: int, end: int, paragraph: int) -> None:
        """A segment stays, where the newer version has it; white space may be other."""
        values: dict[str, Any] = {"start": start, "end": end, "paragraph": paragraph}
        if row.text == text:
            values["original"] = None
        elif row.original:
            values["original"] = text
        else:
            # As it was, or supplied by a person and now the document's own.
            codes = after_edit(row.codes, row.text, text)
            values |= {"text": text, "original": None, "codes": codes}
            self._found.spaced.add(row.id)
        self._draft.set_segment(row.id, **values)

    def _move(self, other: Sequence[tuple[Sequence[SegmentRow], range]]) -> set[int]:
        """Segments that stand elsewhere: the same text, once in either version's rest."""
        olds: dict[str, list[SegmentRow]] = defaultdict(list)
        news: dict[str, list[int]] = defaultdict(list)
        for old, new in other:
            for row in old:
                olds[key_of(row.original or row.text)].append(row)
            for index in new:
                news[key_of(self._news[index].text)].append(index)
        claimed = set()
        for key, rows in olds.items():
            if len(rows) == 1 and len(news.get(key, ())) == 1:
                row, (index,) = rows[0], news[key]
                segment = self._news[index]
                self._stay(row, segment.text, segment.start, segment.end, segment.paragraph)
                self._owners[index] = row.id
                claimed.add(row.id)
        self._found.known += len(claimed)
        places = {owner: index for index, owner in enumerate(self._owners) if owner is not None}
        for number in claimed:
            bead = self._project.segment(number).bead
            run = self._project.runs(bead)[self._column]
            numbers = [places.get(each) for each in run]
            first = numbers[0]
            if first is not None and numbers == list(range(first, first + len(run))):
                self._found.moved.add(number)
            else:
                # Its bead does not move as a whole: it is found a new one.
                self._found.fresh.add(number)
                self._found.touched.add(bead)
                self._draft.runs(bead)[self._column].remove(number)
        return claimed

    def _exchange(self, old: Sequence[SegmentRow], new: Sequence[int]) -> None:
        """Changed segments take the new text, others are lost, and new ones come."""
        found = self._found
        texts = [row.original or row.text for row in old]
        pairs = {
            new[j]: old[i]
            for i, j in similar_pairs(texts, [self._news[index].text for index in new])
        }
        found.known += len(pairs)
        paired = {row.id for row in pairs.values()}
        supplied = self._supplied_near(old, [index for index in new if index not in pairs])
        for index in new:
            segment = self._news[index]
            values: dict[str, Any] = {
                "text": segment.text,
                "original": None,
                "start": segment.start,
                "end": segment.end,
                "paragraph": segment.paragraph,
            }
            row = pairs.get(index) or supplied.get(index)
            if row is None:
                self._owners[index] = self._come(segment.text, values)
                continue
            codes = after_edit(row.codes, row.text, segment.text)
            self._draft.set_segment(row.id, **values, codes=codes)
            self._owners[index] = row.id
            found.changed.add(row.id)
            found.touched.add(row.bead)
            if row.original is not None and row.text != segment.text:
                self._remember_text(row)
        self._gone += [row for row in old if row.id not in paired]
        found.touched |= {row.bead for row in old}

    def _was_deleted(self, index: int) -> bool:
        """Whether a new segment is a sentence that a person deleted: it does not come back."""
        text = self._news[index].text
        known = self._deleted.get(key_of(text))
        if not known:
            return False
        known.pop()
        self._found.left_out.append(text)
        return True

    def _forget_deletions(self, said: AbstractSet[str]) -> None:
        """Deletions of sentences that the document itself has no more."""
        for key, asides in self._deleted.items():
            for aside in asides if key not in said else ():
                self._draft.put_back(aside.id)

    def _supplied_near(
        self, old: Sequence[SegmentRow], new: Sequence[int]
    ) -> dict[int, SegmentRow]:
        """New segments that a person had supplied in nearly these words."""
        beads = {row.bead for row in old}
        for index in new:
            near = self._owners[index - 1 : index] + self._owners[index + 1 : index + 2]
            beads |= {self._project.segment(n).bead for n in near if n is not None and n > 0}
        rows = [
            row
            for row in self._supplied
            if (row.bead in beads or not old) and row.id not in self._found.changed
        ]
        if not rows or not new:
            return {}
        found = {}
        taken: set[int] = set()
        for index in new:
            text = self._news[index].text
            alike = [(likeness(row.text, text), row) for row in rows if row.id not in taken]
            best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
            if best[1] is not None and best[0] >= _ADOPTED:
                found[index] = best[1]
                taken.add(best[1].id)
        return found

    def _come(self, text: str, values: dict[str, Any]) -> int:
        """A new segment; one that returns gets back what a person had made of it."""
        asides = self._asides.get(key_of(text))
        if asides:
            aside = asides.pop()
            self._draft.put_back(aside.id)
            values |= {"text": aside.text, "original": text}
            self._found.remarks.append(f"a sentence is back, and with it an edit: {aside.text}")
        segment = self._draft.add_segment(self._column, **values)
        self._found.fresh.add(segment)
        return segment

    def _lose(self) -> None:
        """Take out what the newer version lacks; what a person made of it is set aside."""
        for row in self._gone:
            self._found.lost.add(row.id)
            self._draft.runs(row.bead)[self._column].remove(row.id)
            self._draft.remove_segment(row.id)
            if row.original:
                self._draft.set_text_aside(row)
                self._found.remarks.append(
                    f"bead {row.bead}: an edited sentence is gone, the edit set aside: {row.text}"
                )

    def _remember_text(self, row: SegmentRow) -> None:
        """An edited text gives way to the newer version's: it is kept in the bead's notes."""
        self._draft.add_note(row.bead, f"edited before the update: {row.text}")
        self._draft.set_bead(row.bead, flagged=True)
        self._found.remarks.append(
            f"bead {row.bead}: an edited text has changed in the document; the edit is in its note"
        )


def _with_insertions(
    rows: Sequence[SegmentRow], survivors: Sequence[int], moved: AbstractSet[int]
) -> list[int]:
    """The segments that are left, with the inserted translations behind those they followed.

    They do not follow one that moved: their bead stays, or would have to cross others.
    """
    left = set(survivors)
    follow: dict[int | None, list[int]] = {}
    last: int | None = None
    for row in rows:
        if row.id in left:
            last = last if row.id in moved else row.id
        elif row.original == "":
            follow.setdefault(last, []).append(row.id)
    return list(_in_order(follow, survivors))


def _in_order(follow: dict[int | None, list[int]], survivors: Sequence[int]) -> Iterator[int]:
    yield from follow.get(None, ())
    for segment in survivors:
        yield segment
        yield from follow.get(segment, ())
