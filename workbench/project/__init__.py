"""The project: an alignment under review, its edits, and the stores that keep it.

>>> project = open("speech.aligned")                                  # doctest: +SKIP
>>> first = project.order[0]                                          # doctest: +SKIP
>>> edit = project.apply(operations.merge(project, first, 2))  # doctest: +SKIP
>>> edit.verb, edit.beads                                             # doctest: +SKIP
('merge 2 beads', frozenset({1, 2}))
>>> project.undo()                                                    # doctest: +SKIP

How it is used:

- :func:`create` writes a new project (``create_from_units`` from a memory); :func:`open` opens
  one as a :class:`Project`: rows in memory, in step with the store. A path or a URL says where
  it lies (:class:`Location`).
- Beads and segments are called by their ids (integers, never given twice), documents by their
  column. :attr:`Project.order` holds the beads in reading order; :meth:`Project.bead`,
  :meth:`Project.runs`, :meth:`Project.texts`, :meth:`Project.segment` say the rest.
- Each operation (:mod:`workbench.project.operations`) looks at a project and returns one
  :class:`Edit`, or raises :class:`Refused` where it cannot be done; nothing has changed yet.
  :meth:`Project.apply` writes it: when it returns, the edit is on the disk. The edit's
  ``beads`` are those that must be drawn again (those that vanished among them).
- :meth:`Project.undo` and :meth:`Project.redo` know no limit and survive reopening.
  :attr:`Project.undoable` and :attr:`Project.redoable` say what they would do.
- Two windows on one project: :meth:`Project.refresh` takes in what the other did (cheap, call it
  often); an edit whose before-image no longer holds raises :class:`EditConflict`, and the
  project then shows the new state.
- A bead whose segments change becomes unreviewed; its confidence is None from then on, since
  a person has decided about its borders (an edited text alone leaves the confidence).
- :func:`units` gives the beads as translation units, for exports and checks.

Everything that goes wrong is one :class:`~workbench.errors.WorkbenchError`.
"""

import importlib
from typing import TYPE_CHECKING

from workbench.project.location import Address, Location, file_beside, names_project, shown

if TYPE_CHECKING:
    from workbench.project import operations
    from workbench.project.as_units import units
    from workbench.project.creation import create
    from workbench.project.documents import keys, scripted
    from workbench.project.edit import Change, Edit, EditConflict, Entry, Refused
    from workbench.project.former_content import former, formers
    from workbench.project.from_units import create_from_units
    from workbench.project.history import BeadContent, content
    from workbench.project.ids import id_of_digest
    from workbench.project.lifecycle import (
        compact,
        copy,
        exists,
        move,
        open,  # noqa: A004 - always called as project.open
        refuse_existing,
        reopen,
        summaries,
    )
    from workbench.project.loaded_rows import BeadSegments
    from workbench.project.placed_codes import after_edit as codes_after_edit
    from workbench.project.placed_codes import codes_before_cut
    from workbench.project.project import Project
    from workbench.project.rows import AsideRow, BeadRow, DocumentRow, NoteRow, SegmentRow
    from workbench.project.store import Presence, Snapshot, Store, Summary
    from workbench.project.stores import STORES, StoreEntry
    from workbench.project.text_diff import word_diff
    from workbench.project.verifying import problems

_MODULES = {
    "as_units": "units",
    "creation": "create",
    "documents": "keys scripted",
    "edit": "Change Edit EditConflict Entry Refused",
    "former_content": "former formers",
    "from_units": "create_from_units",
    "history": "BeadContent content",
    "ids": "id_of_digest",
    "placed_codes": "codes_before_cut",
    "lifecycle": "compact copy exists move open refuse_existing reopen summaries",
    "loaded_rows": "BeadSegments",
    "project": "Project",
    "rows": "AsideRow BeadRow DocumentRow NoteRow SegmentRow",
    "store": "Presence Snapshot Store Summary",
    "stores": "STORES StoreEntry",
    "text_diff": "word_diff",
    "verifying": "problems",
}
"""The names that each module has; a check of a memory asks for none of them."""

_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "STORES",
    "Address",
    "AsideRow",
    "BeadContent",
    "BeadRow",
    "BeadSegments",
    "Change",
    "DocumentRow",
    "Edit",
    "EditConflict",
    "Entry",
    "Location",
    "NoteRow",
    "Presence",
    "Project",
    "Refused",
    "SegmentRow",
    "Snapshot",
    "Store",
    "StoreEntry",
    "Summary",
    "codes_after_edit",
    "codes_before_cut",
    "compact",
    "content",
    "copy",
    "create",
    "create_from_units",
    "exists",
    "file_beside",
    "former",
    "formers",
    "id_of_digest",
    "keys",
    "move",
    "names_project",
    "open",
    "operations",
    "problems",
    "refuse_existing",
    "reopen",
    "scripted",
    "shown",
    "summaries",
    "units",
    "word_diff",
]


def __getattr__(name: str) -> object:
    """A name of this room, its module imported now."""
    if name == "operations":
        return importlib.import_module("workbench.project.operations")
    if name == "codes_after_edit":
        return importlib.import_module("workbench.project.placed_codes").after_edit
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench.project' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"workbench.project.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
