"""Names of the properties in which this program's own knowledge of a unit travels."""

from workbench.units import Memory

PROJECT = "x-workbench-project"
BEAD = "x-workbench-bead"
STATUS = "x-workbench-status"
CONFIDENCE = "x-workbench-confidence"
FLAGGED = "x-workbench-flagged"
DOCUMENT = "x-workbench-document"
KEY = "x-workbench-key"
"""On a variant: its document's key, where the language tag alone does not say it."""

BORDERS = "x-workbench-borders"
"""On a variant: the offsets (code points) at which its second and later sentences begin."""

SOURCE_BORDERS = "x-workbench-source-borders"
TARGET_BORDERS = "x-workbench-target-borders"
"""The same where a format has properties for the whole unit only."""

SHORT = 4
"""Letters of a project's id that a version in a table and a unit's name carry: ``12@k3f9``."""


def called(memory: Memory) -> str:
    """What units are called by before their own id: the project's name and its short id."""
    return f"{memory.name}@{memory.project[:SHORT]}" if memory.project else memory.name
