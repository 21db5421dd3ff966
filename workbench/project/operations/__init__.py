"""What a reviewer can do: each function looks at a project and returns one edit.

Nothing has changed until the edit is applied. What cannot be done raises
:class:`~workbench.project.edit.Refused`, with the reason for people.

- decide: :func:`confirm`, :func:`confirm_above`, :func:`reopen`,
  :func:`set_confidences`, :func:`flag`, :func:`unflag`, :func:`annotate`, :func:`add_note`,
  :func:`answer`, :func:`exclude`, :func:`include`
- borders: :func:`merge`, :func:`merge_across`, :func:`split`
  (:func:`proposed_borders`), :func:`move_first`, :func:`move_last`, :func:`shift`
  (:func:`shifted`), :func:`isolate`
- elsewhere: :func:`pair_across`, :func:`crosses`, :func:`copy_segment`
- texts: :func:`split_segment` (:func:`likely_splits`), :func:`join_segments`,
  :func:`edit_text`, :func:`replace_texts`, :func:`insert_translation`
- again: :func:`realign`, :func:`realignment` (:func:`neighbourhood`)
- earlier: :func:`go_back`, :func:`put_back` (what was set aside)
- from outside: :func:`revise` (a newer version of a document),
  :func:`import_table` (an exported table that comes back)
"""

from workbench.project.operations.borders import (
    isolate,
    merge,
    merge_across,
    move_first,
    move_last,
    proposed_borders,
    shift,
    shifted,
    split,
    split_into,
)
from workbench.project.operations.crossing import copy_segment, crosses, pair_across
from workbench.project.operations.decide import (
    add_note,
    annotate,
    answer,
    confirm,
    confirm_above,
    exclude,
    flag,
    include,
    reopen,
    set_confidences,
    unflag,
)
from workbench.project.operations.go_back import go_back
from workbench.project.operations.import_table import TableImport, import_table
from workbench.project.operations.realign import (
    Aligner,
    Hunk,
    Realignment,
    neighbourhood,
    realign,
    realignment,
)
from workbench.project.operations.revise import Revision, revise
from workbench.project.operations.set_aside import put_back
from workbench.project.operations.texts import (
    edit_text,
    insert_translation,
    join_segments,
    likely_splits,
    replace_texts,
    split_segment,
)

__all__ = [
    "Aligner",
    "Hunk",
    "Realignment",
    "Revision",
    "TableImport",
    "add_note",
    "annotate",
    "answer",
    "confirm",
    "confirm_above",
    "copy_segment",
    "crosses",
    "edit_text",
    "exclude",
    "flag",
    "go_back",
    "import_table",
    "include",
    "insert_translation",
    "isolate",
    "join_segments",
    "likely_splits",
    "merge",
    "merge_across",
    "move_first",
    "move_last",
    "neighbourhood",
    "pair_across",
    "proposed_borders",
    "put_back",
    "realign",
    "realignment",
    "reopen",
    "replace_texts",
    "revise",
    "set_confidences",
    "shift",
    "shifted",
    "split",
    "split_into",
    "split_segment",
    "unflag",
]
