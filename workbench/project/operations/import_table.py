"""A spreadsheet of a project's beads that comes back with changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.errors import WorkbenchError
from workbench.project.draft import EditDraft
from workbench.project.edit import Edit
from workbench.project.history import BeadContent, content, contents
from workbench.project.operations.comments import add_comments
from workbench.project.operations.recut import recut, reordered
from workbench.project.operations.table_rows import (
    carried,
    cell_lines,
    check_project,
    entangled_rows,
    merged_content,
    row_content,
    row_name,
    rows_by_bead,
    same_content,
    same_texts,
    table_columns,
    unknown_marks,
)
from workbench.project.project import Project
from workbench.project.rows import SegmentRow
from workbench.project.text_diff import hunks, key_of, similar_pairs
from workbench.units import Code, Codes, Memory, Unit, codes_to_json, from_marks


@dataclass(frozen=True, slots=True)
class TableImport:
    """What a spreadsheet would change."""

    edit: Edit
    changed: tuple[int, ...]
    """The beads whose rows were changed, in reading order."""

    moved: int
    """Segments that go into another bead."""

    edited: int
    """Segments whose text is changed, split or joined."""

    added: int
    removed: int
    unconfirmed: tuple[int, ...]
    """Beads whose confirmation the table takes back, without a change of their texts."""

    commented: tuple[int, ...]
    """Beads that get a reviewer's comment as a note."""

    conflicts: tuple[str, ...]
    """Rows that are left, a sentence each with the reason."""


def import_table(project: Project, memory: Memory, units: Iterable[Unit]) -> TableImport:
    """Take over what was changed in an exported table.

    A row is compared with its bead as it was when the table was exported: a row that was
    not changed there changes nothing here, whatever happened to the bead meanwhile. Rows
    that are missing, and columns that are, leave their beads and documents as they are;
    the order of the rows says nothing. A line that stands in another row now is a segment
    that moves to that bead.

    Args:
        project: Not changed.
        memory: Its sources are the table's columns.
        units: The rows: id, version, status, note, texts, and comments.

    Raises:
        WorkbenchError: The table is not one of this project's.
    """
    if "id" in memory.silent:
        raise WorkbenchError(
            "the table has no column id, so its rows cannot be told apart",
            remedy="name a table that was exported from it, with all its columns",
        )
    columns = table_columns(project, memory)
    rows, unmatched, conflicts = rows_by_bead(project, units)
    check_project(project, rows, columns)
    versions = {bead: unit.version for bead, unit in rows.items()}
    stale = {
        bead: version
        for bead, version in versions.items()
        if bead not in project or project.bead(bead).version != version
    }
    before = {bead: content(project, bead) for bead in versions if bead not in stale}
    then = dict(contents(project, stale))
    bases = [base for base in (*before.values(), *then.values()) if base is not None]
    elsewhere = {line for base in bases for column in base.texts for line in column}
    asked: dict[int, tuple[BeadContent, BeadContent]] = {}
    refused: dict[int, tuple[BeadContent, BeadContent]] = {}
    for bead, unit in rows.items():
        base = before.get(bead) or then.get(bead)
        if base is None:
            conflicts.append(f"{row_name(unit)}: the project never had a bead {bead}")
            continue
        sheet = row_content(project, unit, base, columns, memory.silent)
        if "status" in unit.properties:
            refused[bead] = base, sheet
            conflicts.append(
                f"{row_name(unit)}: the status {unit.properties['status']!r} of bead {bead} "
                "is none of unreviewed, confirmed, changed, flagged, excluded"
            )
            continue
        if marks := unknown_marks(base, sheet, elsewhere):
            refused[bead] = base, sheet
            conflicts.append(
                f"{row_name(unit)}: bead {bead} has no code that is called {', '.join(marks)}"
            )
            continue
        now = content(project, bead) if bead in project else None
        if same_content(sheet, base) or (now is not None and same_content(sheet, now)):
            continue
        if bead in stale and (now is None or not same_content(now, base)):
            merged = None if now is None else merged_content(base, sheet, now)
            if now is not None and merged is not None:
                asked[bead] = now, merged
                continue
            refused[bead] = base, sheet
            conflicts.append(f"{row_name(unit)}: bead {bead} {_what_happened(project, bead)}")
        else:
            asked[bead] = base, sheet
    without = [
        {
            (columns[key], text)
            for key in columns
            if key in unit.variants
            for text in cell_lines(project, columns[key], unit.variants[key])
        }
        for unit in unmatched
    ]
    for bead in entangled_rows(asked, refused, without):
        del asked[bead]
        conflicts.append(
            f"{row_name(rows[bead])}: bead {bead} shares a moved line with a row that is a conflict"
        )
    order = sorted(asked, key=project.index)
    draft = EditDraft(project)
    counts: Counter[str] = Counter()
    for column in columns.values():
        moving = [
            bead
            for bead in order
            if not same_texts(asked[bead][0].texts[column], asked[bead][1].texts[column])
        ]
        if moving:
            lines = [(bead, text) for bead in moving for text in asked[bead][1].texts[column]]
            _move_lines(draft, column, moving, lines, asked, counts)
    for bead in order:
        _decide(draft, bead, *asked[bead])
    noted, homeless = add_comments(draft, rows, unmatched)
    conflicts += homeless
    order = sorted({*order, *noted}, key=project.index)
    verb = f"update {len(order)} beads" if len(order) != 1 else "update a bead"
    return TableImport(
        edit=draft.edit(f"{verb} from a table"),
        changed=tuple(order),
        moved=counts["moved"],
        edited=counts["edited"],
        added=counts["added"],
        removed=counts["removed"],
        unconfirmed=tuple(
            bead
            for bead in order
            if bead in asked
            and asked[bead][0].status == "confirmed"
            and asked[bead][1].status == "unreviewed"
            and asked[bead][0].texts == asked[bead][1].texts
        ),
        commented=tuple(sorted(noted, key=project.index)),
        conflicts=tuple(conflicts),
    )


def _move_lines(
    draft: EditDraft,
    column: int,
    beads: Sequence[int],
    lines: Sequence[tuple[int, str]],
    asked: Mapping[int, tuple[BeadContent, BeadContent]],
    counts: Counter[str],
) -> None:
    """Let the changed rows' segments of a column be these lines.

    A line that is the same in order stays; those cut otherwise are split or joined; those
    that only resemble an old one are edited; the same text elsewhere is a segment that moved
    across others; what is left is taken away or inserted.
    """
    project = draft.project
    old = [project.segment(segment) for bead in beads for segment in project.runs(bead)[column]]
    marked = {
        row.id: text
        for bead in beads
        for row, text in zip(
            (project.segment(segment) for segment in project.runs(bead)[column]),
            content(project, bead).texts[column],
            strict=True,
        )
    }
    runs: dict[int, list[int]] = {bead: [] for bead in beads}
    owners: list[int | None] = [None] * len(lines)
    lost = {row.id: row for row in old}
    texts = [text for _, text in lines]
    for hunk in hunks([marked[row.id] for row in old], texts):
        rows = old[hunk.old.start : hunk.old.stop]
        if hunk.same:
            ids = recut(draft, column, rows, texts[hunk.new.start : hunk.new.stop])
            counts["edited"] += len(rows) != len(hunk.new)
            for index, segment in zip(hunk.new, ids, strict=True):
                owners[index] = segment
            for row in rows:
                del lost[row.id]
    _claim_moved(lost, marked, texts, owners)
    free = [index for index, owner in enumerate(owners) if owner is None]
    left = list(lost.values())
    for i, j in similar_pairs([marked[row.id] for row in left], [texts[index] for index in free]):
        owners[free[j]] = left[i].id
        del lost[left[i].id]
    _replace_lines(lost, [bead for bead, _ in lines], owners)
    added = set()
    document = project.documents[column].id
    deletions = {
        key_of(row.source): row.id
        for row in project.aside.values()
        if row.kind == "deletion" and row.document == document
    }
    for owner, (bead, line) in zip(owners, lines, strict=True):
        text, marks = from_marks(line)
        if owner is None:
            codes = _named_by(marks, asked[bead][0].codes)
            fresh = draft.add_segment(
                column,
                text=text,
                original="",
                start=0,
                end=0,
                paragraph=0,
                codes=codes_to_json(codes),
            )
            added.add(fresh)
            runs[bead].append(fresh)
            deletion = deletions.pop(key_of(text), None)
            if deletion is not None:
                draft.put_back(deletion)
            continue
        if carried(marked.get(owner, line)) != line:
            home = project.segment(owner).bead
            codes = _named_by(marks, {**asked[bead][0].codes, **asked[home][0].codes})
            counts["edited"] += draft.rewrite(owner, text, codes)
        if owner >= 0:
            counts["moved"] += project.segment(owner).bead != bead
        runs[bead].append(owner)
    counts["added"] += len(added)
    counts["removed"] += len(lost)
    for number, row in lost.items():
        draft.remove_segment(number)
        if row.original != "":
            # The document still has it: its next version must not bring it back.
            draft.set_deletion_aside(row)
    for bead, run in runs.items():
        draft.runs(bead)[column][:] = run
    order = reordered(draft, column, beads)
    for before, number in pairwise(order):
        if number in added:
            stands = draft.segment(before)
            draft.set_segment(number, start=stands.end, end=stands.end, paragraph=stands.paragraph)
    draft.place_segments(column, order, start=0, end=len(project.segments(column)))


def _named_by(marks: Codes, known: Mapping[int, Code]) -> Codes:
    """The codes that marks stand for, at the marks' places; a mark of none is left out."""
    return tuple(
        known[int(mark.id)]._replace(place=mark.place) for mark in marks if int(mark.id) in known
    )


def _claim_moved(
    lost: dict[int, SegmentRow],
    marked: Mapping[int, str],
    texts: Sequence[str],
    owners: list[int | None],
) -> None:
    """Give lines with exactly the text of a segment that is left to that segment."""
    by_text: dict[str, list[int]] = {}
    for row in lost.values():
        by_text.setdefault(marked[row.id], []).append(row.id)
    for index, owner in enumerate(owners):
        if owner is None and by_text.get(texts[index]):
            segment = by_text[texts[index]].pop(0)
            owners[index] = segment
            del lost[segment]


def _replace_lines(
    lost: dict[int, SegmentRow], beads: Sequence[int], owners: list[int | None]
) -> None:
    """A line in another's place is that segment with another text, however unlike.

    Otherwise what it replaced would come back with the document's next version.
    """
    left: dict[int, list[int]] = {}
    for row in lost.values():
        left.setdefault(row.bead, []).append(row.id)
    free = Counter(bead for bead, owner in zip(beads, owners, strict=True) if owner is None)
    for index, owner in enumerate(owners):
        bead = beads[index]
        if owner is None and len(left.get(bead, ())) == free[bead]:
            owners[index] = left[bead].pop(0)
            del lost[owners[index] or 0]
            free[bead] -= 1


def _decide(draft: EditDraft, bead: int, base: BeadContent, sheet: BeadContent) -> None:
    """Take over status, marks and note where the row has others than before."""
    if sheet.flagged != base.flagged:
        draft.set_bead(bead, flagged=sheet.flagged)
    if sheet.excluded != base.excluded:
        draft.set_bead(bead, excluded=sheet.excluded)
    if sheet.note.split() != base.note.split():
        draft.write_note(bead, sheet.note)
    if sheet.status != base.status:
        confirmed = sheet.status == "confirmed"
        draft.judge(
            bead,
            status=sheet.status,
            confidence=None if confirmed else draft.bead(bead).confidence,
        )


def _what_happened(project: Project, bead: int) -> str:
    if bead not in project:
        return "is gone: its segments are in another one now"
    row = project.bead(bead)
    if not row.version:
        return "was changed back meanwhile"
    entry = project.history[row.version - 1]
    by = f" by {entry.author}" if entry.author else ""
    return f"was changed here too{by} ({entry.verb}, {entry.time})"
