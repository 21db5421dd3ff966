"""Remarks and corrections that a reader made on a page, as the page saved them.

``{"kind": "workbench-remarks", "project": ID, "languages": [KEY…], "beads": [{"id": "12",
"version": 3, "texts": {"ru": ["…"]}, "status": "confirmed", "note": "…"}]}``: of each bead only
what was changed, and what was said. They are rows of a table: the same rules hold for both.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeGuard

from workbench.errors import WorkbenchError
from workbench.exchange.own_properties import PROJECT, STATUS
from workbench.exchange.rows import STATUSES, stated_status, status_words, variant_of_lines
from workbench.files import text_of
from workbench.units import Comment, Memory, Source, Unit

KIND = "workbench-remarks"


def read(path: Path) -> tuple[Memory, Iterator[Unit]]:
    """The beads of which something was said, each a unit that lacks what was not changed.

    Args:
        path: The file that a page saved.

    Raises:
        WorkbenchError: It cannot be read, or is no such file.
    """
    try:
        data = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise _damaged(path, f"it is no JSON ({error})") from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise WorkbenchError(
            "it holds no remarks that a page saved",
            place=path,
            remedy="name the file that the page's button 'Save remarks' made",
        )
    keys, beads = data.get("languages"), data.get("beads")
    project = data.get("project")
    if not _are_texts(keys) or not isinstance(beads, list) or not isinstance(project, str):
        raise _damaged(path, "it lacks its project, its languages or its beads")
    memory = Memory(
        tuple(Source(key, key.partition("#")[0]) for key in keys), silent=frozenset({"note"})
    )
    units = [_unit(path, number, bead, project) for number, bead in enumerate(beads, 1)]
    return memory, iter(units)


def _unit(path: Path, number: int, bead: Any, project: str) -> Unit:
    if not isinstance(bead, dict):
        raise _damaged(path, f"bead {number} in it is none")
    texts, note, status = bead.get("texts", {}), bead.get("note", ""), bead.get("status", "")
    identity, version = bead.get("id"), bead.get("version", 0)
    if (
        not isinstance(identity, str)
        or not isinstance(version, int)
        or isinstance(version, bool)
        or version < 0
        or not isinstance(note, str)
        or not isinstance(status, str)
        or not isinstance(texts, dict)
        or not all(map(_are_texts, texts.values()))
    ):
        raise _damaged(path, f"bead {number} in it has not the form of a remark")
    words = status_words(status)
    properties = {PROJECT: project}
    if not words:
        properties[STATUS] = ""  # nothing is said of it
    elif not set(STATUSES).issuperset(words):
        properties["status"] = status
    return Unit(
        id=identity,
        variants={key: variant_of_lines(lines) for key, lines in texts.items()},
        status=stated_status(words),
        flagged="flagged" in words,
        excluded="excluded" in words,
        version=version,
        properties=properties,
        comments=(Comment(note),) if note.strip() else (),
        line=number,
    )


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _damaged(path: Path, cause: str) -> WorkbenchError:
    return WorkbenchError(cause, place=path, remedy="let the page save its remarks again")
