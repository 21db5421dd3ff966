"""The store of a project in one SQLite file.

Rollback journal and ``synchronous=FULL``: an edit that was acknowledged is on the disk, and
a plain copy of the file holds all of them, even while it is open.
"""

from workbench.project.sqlite.store import SQLiteStore

__all__ = ["SQLiteStore"]
