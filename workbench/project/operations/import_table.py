"""A spreadsheet of a project's beads that comes back with changes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.errors import WorkbenchError
from workbench.project.draft import EditDraft
from workbench.project.edit import Edit
from workbench.project.history import BeadContent, content, contents
from workbench.project.operations.recut import recut, reordered
from workbench.project.operations.texts import one_line
from workbench.project.project import Project
from workbench.project.rows import SegmentRow
from workbench.project.text_diff import hunks, similar_pairs
from workbench.units import Memory, Unit, Variant


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
        units: The rows: id, version, status, note, and texts.

    Raises:
        WorkbenchError: The table is not one of this project's.
    """
    if "id" in memory.silent:
        raise WorkbenchError(
            "the table has no column id, so its rows cannot be told apart",
            remedy="name a table that was exported from it, with all its columns",
        )
    columns = _columns(project, memory)
    rows, strays, conflicts = _rows(project, units)
    versions = {bead: unit.version for bead, unit in rows.items()}
    stale = {
        bead: version
        for bead, version in versions.items()
        if bead not in project or project.bead(bead).version != version
    }
    before = {bead: content(project, bead) for bead in versions if bead not in stale}
    then = dict(contents(project, stale))
    asked: dict[int, tuple[BeadContent, BeadContent]] = {}
    refused: dict[int, tuple[BeadContent, BeadContent]] = {}
    for bead, unit in rows.items():
        base = before.get(bead) or then.get(bead)
        if base is None:
            conflicts.append(f"{_row(unit)}: the project never had a bead {bead}")
            continue
        sheet = _content(project, unit, base, columns, memory.silent)
        if "status" in unit.properties:
            refused[bead] = base, sheet
            conflicts.append(
                f"{_row(unit)}: the status {unit.properties['status']!r} of bead {bead} is none of "
                "unreviewed, confirmed, flagged, excluded"
            )
            continue
        now = content(project, bead) if bead in project else None
        if _same(sheet, base) or (now is not None and _same(sheet, now)):
            continue
        if bead in stale and (now is None or not _same(now, base)):
            refused[bead] = base, sheet
            conflicts.append(f"{_row(unit)}: bead {bead} {_what_happened(project, bead)}")
        else:
            asked[bead] = base, sheet
    without = [
        {
            (columns[key], text)
            for key in columns
            if key in unit.variants
            for text in _lines(project, columns[key], unit.variants[key])
        }
        for unit in strays
    ]
    for bead in _entangled(asked, refused, without):
        del asked[bead]
        conflicts.append(
            f"{_row(rows[bead])}: bead {bead} shares a moved line with a row that is a conflict"
        )
    order = sorted(asked, key=project.index)
    draft = EditDraft(project)
    counts: Counter[str] = Counter()
    for column in columns.values():
        moving = [
            bead
            for bead in order
            if not _alike(asked[bead][0].texts[column], asked[bead][1].texts[column])
        ]
        if moving:
            lines = [(bead, text) for bead in moving for text in asked[bead][1].texts[column]]
            _move_lines(draft, column, moving, lines, counts)
    for bead in order:
        _decide(draft, bead, *asked[bead])
    verb = f"update {len(order)} beads" if len(order) != 1 else "update a bead"
    return TableImport(
        draft.edit(f"{verb} from a table"),
        tuple(order),
        counts["moved"],
        counts["edited"],
        counts["added"],
        counts["removed"],
        tuple(conflicts),
    )


def _columns(project: Project, memory: Memory) -> dict[str, int]:
    """The project's columns that the table has, by the table's names for them."""
    keys = {document.key: column for column, document in enumerate(project.documents)}
    found = {source.key: keys[source.key] for source in memory.sources if source.key in keys}
    unknown = [source.key for source in memory.sources if source.key not in keys]
    if unknown or not found:
        raise WorkbenchError(
            f"the table has a column {', '.join(unknown) or 'of no language'}, which the project "
            f"lacks",
            remedy=f"name a table that was exported from it, with columns {', '.join(keys)}",
        )
    return found


def _rows(project: Project, units: Iterable[Unit]) -> tuple[dict[int, Unit], list[Unit], list[str]]:
    """The rows by bead, the rows that are of none or share one, and what is wrong with these."""
    rows: dict[int, Unit] = {}
    strays = []
    wrong = []
    twice = set()
    for unit in units:
        if not unit.id.isdecimal():
            strays.append(unit)
            wrong.append(f"{_row(unit)}: it has no bead's id")
            continue
        bead = int(unit.id)
        if unit.version > project.last:
            raise WorkbenchError(
                f"{_row(unit)} says version {unit.version}, and the project has had only "
                f"{project.last} edits",
                remedy="name a table that was exported from this project",
            )
        if bead in rows:
            twice.add(bead)
            strays.append(rows[bead])
        rows[bead] = unit
    for bead in sorted(twice):
        strays.append(rows.pop(bead))
        wrong.append(f"{_row(strays[-1])}: bead {bead} is in two rows")
    return rows, strays, wrong


def _content(
    project: Project,
    unit: Unit,
    base: BeadContent,
    columns: dict[str, int],
    silent: frozenset[str],
) -> BeadContent:
    """What a row says; columns that the table lacks are as they were."""
    texts = list(base.texts)
    for key, column in columns.items():
        texts[column] = _lines(project, column, unit.variants.get(key, Variant(())))
    decided = base if "status" in silent else unit
    note = base.note if "note" in silent else unit.note.strip()
    return BeadContent(decided.status, decided.flagged, decided.excluded, note, tuple(texts))


def _lines(project: Project, column: int, variant: Variant) -> tuple[str, ...]:
    """The segments that a cell asks for."""
    tag = project.documents[column].tag
    return tuple(filter(None, (one_line(line, tag) for line in variant.segments)))


def _same(one: BeadContent, other: BeadContent) -> bool:
    return (
        one[:3] == other[:3]
        and one.note.split() == other.note.split()
        and all(map(_alike, one.texts, other.texts))
    )


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same texts, save for what no table can carry: empty lines and control characters."""
    return list(filter(None, map(_carried, one))) == list(filter(None, map(_carried, other)))


def _carried(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c.isspace()).strip()


def _move_lines(
    draft: EditDraft,
    column: int,
    beads: Sequence[int],
    lines: Sequence[tuple[int, str]],
    counts: Counter[str],
) -> None:
    """Let the changed rows' segments of a column be these lines.

    A line that is the same in order stays; those cut otherwise are split or joined; those
    that only resemble an old one are edited; the same text elsewhere is a segment that moved
    across others; what is left is taken away or inserted.
    """
    project = draft.project
    old = [project.segment(segment) for bead in beads for segment in project.runs(bead)[column]]
    runs: dict[int, list[int]] = {bead: [] for bead in beads}
    owners: list[int | None] = [None] * len(lines)
    lost = {row.id: row for row in old}
    texts = [text for _, text in lines]
    for hunk in hunks([row.text for row in old], texts):
        rows = old[hunk.old.start : hunk.old.stop]
        if hunk.same:
            ids = recut(draft, column, rows, texts[hunk.new.start : hunk.new.stop])
            counts["edited"] += len(rows) != len(hunk.new)
            for index, segment in zip(hunk.new, ids, strict=True):
                owners[index] = segment
            for row in rows:
                del lost[row.id]
    _claim_moved(lost, texts, owners)
    free = [index for index, owner in enumerate(owners) if owner is None]
    left = list(lost.values())
    for i, j in similar_pairs([row.text for row in left], [texts[index] for index in free]):
        owners[free[j]] = left[i].id
        del lost[left[i].id]
    added = set()
    for owner, (bead, text) in zip(owners, lines, strict=True):
        if owner is None:
            fresh = draft.add_segment(column, text=text, original="", start=0, end=0, paragraph=0)
            added.add(fresh)
            runs[bead].append(fresh)
            continue
        if _carried(draft.segment(owner).text) != text:
            counts["edited"] += draft.rewrite(owner, text)
        if owner >= 0:
            counts["moved"] += project.segment(owner).bead != bead
        runs[bead].append(owner)
    counts["added"] += len(added)
    counts["removed"] += len(lost)
    for number in lost:
        draft.remove_segment(number)
    for bead, run in runs.items():
        draft.runs(bead)[column][:] = run
    order = reordered(draft, column, beads)
    for before, number in pairwise(order):
        if number in added:
            stands = draft.segment(before)
            draft.set_segment(number, start=stands.end, end=stands.end, paragraph=stands.paragraph)
    draft.place_segments(column, order, start=0, end=len(project.segments(column)))


def _entangled(
    asked: dict[int, tuple[BeadContent, BeadContent]],
    refused: dict[int, tuple[BeadContent, BeadContent]],
    strays: Sequence[set[tuple[int, str]]],
) -> list[int]:
    """Rows that lose a line to a refused row, or gain one from it: they are refused as well.

    Otherwise a moved line would be lost, or be there twice. Of rows that are no bead's, all
    lines count as gained.
    """
    found: list[int] = []
    exchanged = [_exchanged(*pair) for pair in refused.values()]
    exchanged += [(lines, set()) for lines in strays]
    while exchanged:
        gained = set().union(*(pair[0] for pair in exchanged))
        lost = set().union(*(pair[1] for pair in exchanged))
        exchanged = []
        for bead, pair in asked.items():
            comes, goes = _exchanged(*pair)
            if bead not in found and (comes & lost or goes & gained):
                found.append(bead)
                exchanged.append((comes, goes))
    return found


def _exchanged(
    base: BeadContent, sheet: BeadContent
) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """The lines that a row gains and loses, each with its column."""
    sides = [
        {(column, text) for column, run in enumerate(content.texts) for text in run}
        for content in (base, sheet)
    ]
    return sides[1] - sides[0], sides[0] - sides[1]


def _claim_moved(
    lost: dict[int, SegmentRow], texts: Sequence[str], owners: list[int | None]
) -> None:
    """Give lines with exactly the text of a segment that is left to that segment."""
    by_text: dict[str, list[int]] = {}
    for row in lost.values():
        by_text.setdefault(row.text, []).append(row.id)
    for index, owner in enumerate(owners):
        if owner is None and by_text.get(texts[index]):
            segment = by_text[texts[index]].pop(0)
            owners[index] = segment
            del lost[segment]


def _decide(draft: EditDraft, bead: int, base: BeadContent, sheet: BeadContent) -> None:
    """Take over status, marks and note where the row has others than before."""
    if sheet.flagged != base.flagged:
        draft.set_bead(bead, flagged=sheet.flagged)
    if sheet.excluded != base.excluded:
        draft.set_bead(bead, excluded=sheet.excluded)
    if sheet.note.split() != base.note.split():
        draft.set_bead(bead, note=sheet.note)
    if sheet.status != base.status:
        confirmed = sheet.status == "confirmed"
        draft.judge(
            bead,
            status=sheet.status,
            confidence=None if confirmed else draft.bead(bead).confidence,
        )


def _row(unit: Unit) -> str:
    return f"row {unit.line}" if unit.line else f"the row of {unit.id}"


def _what_happened(project: Project, bead: int) -> str:
    if bead not in project:
        return "is gone: its segments are in another one now"
    row = project.bead(bead)
    if not row.version:
        return "was changed back meanwhile"
    entry = project.history[row.version - 1]
    by = f" by {entry.author}" if entry.author else ""
    return f"was changed here too{by} ({entry.verb}, {entry.time})"
