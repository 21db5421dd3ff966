"""The store of projects in a PostgreSQL server: many of them, as rows of one schema.

An edit is one transaction that holds the project's row: edits of one project come one after the
other, those of others do not wait. Several people see each other's edits through ``NOTIFY``. The
driver is pg8000; what it does not do (URLs, passwords, TLS by ``sslmode``, texts that the server
refuses) is done here.
"""

from workbench.project.postgres.store import PostgresStore

__all__ = ["PostgresStore"]
