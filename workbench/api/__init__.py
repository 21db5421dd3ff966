"""The application floor: every use case on one project or text, once.

Typed functions and results; nothing prints, and nothing knows the command line or the screen,
which call what is here, as ``import workbench`` does. What takes long takes a
:class:`Progress` and can be stopped: it then raises :class:`Cancelled` and has written nothing.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.api.aligning import (
        AlignedBead,
        AlignedFiles,
        Alignment,
        align,
        align_files,
        align_segments,
        project_of,
    )
    from workbench.api.checking import check, check_files, glossary_usage
    from workbench.api.checking_versions import check_versions
    from workbench.api.cleaning import clean_memory
    from workbench.api.corrections import only_corrected
    from workbench.api.encoders import encoder_of, load_encoder, load_encoder_ahead
    from workbench.api.exporting import convert_memory, export
    from workbench.api.extracting import Extracted, extract
    from workbench.api.glossaries import (
        GrownGlossary,
        LoadedGlossaries,
        add_concept,
        add_concepts,
        change_concept,
        load_glossaries,
        remove_concept,
    )
    from workbench.api.importing import Imported, import_
    from workbench.api.kept_update import LastUpdate, last_update, set_aside_by, texts_gone
    from workbench.api.managing import (
        back_up,
        copy_project,
        go_back,
        history,
        list_projects,
        verify,
    )
    from workbench.api.mending import Mended, mend
    from workbench.api.opening import open  # noqa: A004
    from workbench.api.plotting import plot, write_picture
    from workbench.api.progress import Cancelled, Progress
    from workbench.api.reading import (
        SegmentedDocument,
        UnmarkedEnds,
        explain_segments,
        read,
        read_versions,
        segment,
        with_note_on_borders,
    )
    from workbench.api.realigning import realign, realignment
    from workbench.api.scoring import score, score_memory
    from workbench.api.update_report import ReturnedTable, UpdateReport
    from workbench.api.updating import update, update_projects

_MODULES = {
    "aligning": "AlignedBead AlignedFiles Alignment align align_files align_segments project_of",
    "checking": "check check_files glossary_usage",
    "checking_versions": "check_versions",
    "cleaning": "clean_memory",
    "corrections": "only_corrected",
    "encoders": "encoder_of load_encoder load_encoder_ahead",
    "exporting": "convert_memory export",
    "extracting": "Extracted extract",
    "glossaries": "GrownGlossary LoadedGlossaries add_concept add_concepts change_concept "
    "load_glossaries remove_concept",
    "importing": "Imported import_",
    "kept_update": "LastUpdate last_update set_aside_by texts_gone",
    "managing": "back_up copy_project go_back history list_projects verify",
    "mending": "Mended mend",
    "opening": "open",
    "plotting": "plot write_picture",
    "progress": "Cancelled Progress",
    "reading": "SegmentedDocument UnmarkedEnds explain_segments read read_versions segment "
    "with_note_on_borders",
    "realigning": "realign realignment",
    "scoring": "score score_memory",
    "update_report": "ReturnedTable UpdateReport",
    "updating": "update update_projects",
}
"""The names that each module has; it is imported when one of them is first asked for."""

_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "AlignedBead",
    "AlignedFiles",
    "Alignment",
    "Cancelled",
    "Extracted",
    "GrownGlossary",
    "Imported",
    "LastUpdate",
    "LoadedGlossaries",
    "Mended",
    "Progress",
    "ReturnedTable",
    "SegmentedDocument",
    "UnmarkedEnds",
    "UpdateReport",
    "add_concept",
    "add_concepts",
    "align",
    "align_files",
    "align_segments",
    "back_up",
    "change_concept",
    "check",
    "check_files",
    "check_versions",
    "clean_memory",
    "convert_memory",
    "copy_project",
    "encoder_of",
    "explain_segments",
    "export",
    "extract",
    "glossary_usage",
    "go_back",
    "history",
    "import_",
    "last_update",
    "list_projects",
    "load_encoder",
    "load_encoder_ahead",
    "load_glossaries",
    "mend",
    "only_corrected",
    "open",
    "plot",
    "project_of",
    "read",
    "read_versions",
    "realign",
    "realignment",
    "remove_concept",
    "score",
    "score_memory",
    "segment",
    "set_aside_by",
    "texts_gone",
    "update",
    "update_projects",
    "verify",
    "with_note_on_borders",
    "write_picture",
]


def __getattr__(name: str) -> object:
    """A name of this room, its module imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench.api' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"workbench.api.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
