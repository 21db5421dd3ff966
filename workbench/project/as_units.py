"""A project as translation units: what is exported, checked and counted."""

import json
from collections.abc import Iterator
from datetime import datetime

from workbench.project.project import Project
from workbench.units import Memory, Source, Unit, Variant, codes_from_json


def units(project: Project) -> tuple[Memory, Iterator[Unit]]:
    """All beads of a project as units, in reading order, excluded ones too.

    Args:
        project: Not changed while the units are taken.

    Returns:
        What holds for all of them, and the units one by one. Each has a variant for each
        document; it has no segments where the bead lacks the document.
    """
    sources = tuple(
        Source(
            row.key,
            row.tag,
            project.origin(column),
            project.document_metadata(column).get("title", ""),
        )
        for column, row in enumerate(project.documents)
    )
    created = project.metadata.get("created")
    properties = filter(None, (project.bead(bead).properties for bead in project.order))
    memory = Memory(
        sources,
        project.name,
        _moment(created) if created else None,
        project.id,
        columns=tuple(dict.fromkeys(name for one in properties for name in json.loads(one))),
    )
    return memory, _units(project)


def _units(project: Project) -> Iterator[Unit]:
    # Asked once a segment: looking each up in its column costs more.
    place = {
        segment: number
        for column in range(len(project.documents))
        for number, segment in enumerate(project.segments(column))
    }
    for bead in project.order:
        variants = {}
        for document, run in zip(project.documents, project.runs(bead), strict=True):
            rows = [project.segment(segment) for segment in run]
            coded = any(row.codes for row in rows)
            variants[document.key] = Variant(
                tuple(row.text for row in rows),
                tuple((row.start, row.end) for row in rows),
                tuple(map(place.__getitem__, run)),
                codes=tuple(codes_from_json(row.codes) for row in rows) if coded else (),
            )
        row = project.bead(bead)
        entry = project.history[row.version - 1] if row.version else None
        yield Unit(
            id=str(bead),
            variants=variants,
            status=row.status,
            flagged=bool(row.flagged),
            excluded=bool(row.excluded),
            confidence=row.confidence,
            note=project.note(bead),
            version=row.version,
            author=(entry.author or None) if entry else None,
            changed=_moment(entry.time) if entry else None,
            properties=json.loads(row.properties) if row.properties else {},
        )


def _moment(text: str) -> datetime | None:
    """A time as the history has it; None where another program wrote something else."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
