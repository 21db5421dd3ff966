"""A database for a while: a temporary file that goes with its connection."""

import sqlite3

_KEPT = 4096
"""Kibibytes of it that stay in memory."""


def temporary_database(*statements: str) -> sqlite3.Connection:
    """An unnamed database, without the safety that nobody needs of it, in a transaction.

    Args:
        statements: Make its tables.
    """
    database = sqlite3.connect("", isolation_level=None)
    for statement in (
        f"PRAGMA cache_size = -{_KEPT}",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        *statements,
        "BEGIN",
    ):
        database.execute(statement)
    return database
