"""Names of the properties in which this program's own knowledge of a unit travels."""

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
