"""The store of a project in one SQLite file.

Rollback journal and ``synchronous=EXTRA``: an edit that was acknowledged is on the disk, and
a plain copy of the file holds all of them, even while it is open. A journal plays only into the
file that it was made with, and a window writes only into the file that it opened.
"""

from workbench.project.sqlite.store import SQLiteStore

__all__ = ["SQLiteStore"]
