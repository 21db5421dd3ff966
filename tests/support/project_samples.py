"""Projects to test with, and what must always hold for one."""

from pathlib import Path

from workbench import project as projects
from workbench.alignment import Bead, Beads
from workbench.documents import Document, Paragraph
from workbench.segmentation import Segment

LANGUAGES = ("en", "zh", "ru")


def document(language, texts, **more):
    """A document of one-sentence paragraphs, and its segments."""
    start, segments = 0, []
    for index, text in enumerate(texts):
        segments.append(Segment(text, start, start + len(text), index))
        start += len(text) + 1
    paragraphs = tuple(Paragraph(s.start, s.end, line=i + 1) for i, s in enumerate(segments))
    return Document("\n".join(texts), paragraphs, language, **more), segments


def plain(tag, number):
    """A text that says where it is."""
    return f"{tag} text {number}."


def sample(
    location,
    shapes,
    *,
    blocks=1,
    languages=LANGUAGES,
    confidence=0.5,
    text=plain,
    replace=False,
    vectors=None,
):
    """A project whose beads have so many segments for each column.

    With two blocks the second half of the beads stands first in the last column.
    """
    folder = projects.Location.parse(location).folder or Path("talks").absolute()
    cut = len(shapes) if blocks == 1 else len(shapes) // 2
    counts = [sum(shape[c] for shape in shapes) for c in range(len(languages))]
    ends = [0] * len(languages)
    if blocks == 2:
        ends[-1] = sum(shape[-1] for shape in shapes[cut:])
    beads = []
    for index, shape in enumerate(shapes):
        if blocks == 2 and index == cut:
            ends[-1] = 0
        runs = tuple((end, end + size) for end, size in zip(ends, shape, strict=True))
        ends = [end for _, end in runs]
        beads.append(Bead(runs, (confidence + index / 7) % 1, int(index >= cut)))
    parts = [
        document(
            language,
            [text(language, number) for number in range(count)],
            path=folder / f"talks.{language}.txt",
        )
        for language, count in zip(languages, counts, strict=True)
    ]
    projects.create(
        location,
        [part for part, _ in parts],
        [segments for _, segments in parts],
        Beads(tuple(beads)),
        replace=replace,
        vectors=vectors,
    )


def any_align(versions, encoder=None, *, cache=None, anchors=(), progress=None):
    """Beads in no relation to the texts, for tests of what becomes of an aligner's answer."""
    sizes = [len(version.segments) for version in versions]
    starts, beads = [0] * len(sizes), []
    for anchor in [*sorted(anchors), tuple((size, size) for size in sizes)]:
        ends = [first for first, _ in anchor]
        while starts != ends:
            steps = [
                min(end - start, (3 * start + 2 * column + len(beads)) % 3)
                for column, (start, end) in enumerate(zip(starts, ends, strict=True))
            ]
            if not any(steps):
                steps = [min(end - start, 1) for start, end in zip(starts, ends, strict=True)]
            runs = tuple((at, at + step) for at, step in zip(starts, steps, strict=True))
            beads.append(Bead(runs, len(beads) % 10 / 10))
            starts = [end for _, end in runs]
        if any(first < end for first, end in anchor):
            beads.append(Bead(tuple(anchor), None))
        starts = [end for _, end in anchor]
    return Beads(tuple(beads))


def align_by_number(versions, encoder=None, *, cache=None, anchors=(), progress=None):
    """First with first, second with second: what a sensible aligner would find in samples."""
    starts, beads = [0] * len(versions), []
    for anchor in [*anchors, tuple((len(each.segments),) * 2 for each in versions)]:
        ends = [first for first, _ in anchor]
        sizes = [end - start for start, end in zip(starts, ends, strict=True)]
        beads += [
            Bead(
                tuple(
                    (start + min(at, size), start + min(at + 1, size))
                    for start, size in zip(starts, sizes, strict=True)
                ),
                0.5,
            )
            for at in range(max(sizes))
        ]
        if any(first < end for first, end in anchor):
            beads.append(Bead(tuple(anchor), None))
        starts = [end for _, end in anchor]
    return Beads(tuple(beads))


def state(project):
    """All that a project holds, to compare."""
    snapshot = project.store.load()
    memory = (
        list(project.documents),
        [project.bead(bead) for bead in project.order],
        [
            project.segment(segment)
            for column in range(len(project.documents))
            for segment in project.segments(column)
        ],
    )
    assert memory == (snapshot.documents, snapshot.beads, snapshot.segments)
    notes = [note for bead in project.order for note in project.notes(bead)]
    aside = list(project.aside.values())
    assert sorted(notes) == snapshot.notes
    assert sorted(aside) == snapshot.aside
    return *memory, snapshot.notes, snapshot.aside


def violations(project):
    """What is wrong with a project: nothing, ever."""
    found = []
    columns = range(len(project.documents))
    for column in columns:
        held = [s for bead in project.order for s in project.runs(bead)[column]]
        if sorted(held) != sorted(project.segments(column)):
            found.append("a segment is not in exactly one bead")
    starts = {}
    for index, bead in enumerate(project.order):
        row, runs = project.bead(bead), project.runs(bead)
        if project.index(bead) != index:
            found.append(f"bead {bead} is not found in its place")
        if not any(runs):
            found.append(f"bead {bead} is empty")
        if row.status == "confirmed" and row.confidence is not None:
            found.append(f"bead {bead} is confirmed but has a confidence")
        for column in columns:
            numbers = [project.number(segment) for segment in runs[column]]
            if any(project.segment(segment).bead != bead for segment in runs[column]):
                found.append(f"a segment of bead {bead} names another")
            if not numbers:
                continue
            if numbers != sorted(set(numbers)):
                found.append(f"the side of bead {bead} in column {column} is in no order")
            if numbers[0] < starts.get((row.block, column), 0):
                found.append(f"bead {bead} crosses another in column {column}")
            starts[row.block, column] = numbers[0] + 1
    return found
