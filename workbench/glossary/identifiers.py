"""Names for concepts: readable, and never the same twice."""

import re
from collections.abc import Container

_LONGEST = 32
"""Characters of an id's readable part."""


def slug(text: str) -> str:
    """A text in small ASCII letters, digits and hyphens; empty where nothing is left of it."""
    from anyascii import anyascii

    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower())[:_LONGEST].strip("-")


def new_id(term: str) -> str:
    """An id for a new concept that no concept of any glossary has.

    Two people who add concepts to copies of one glossary give them different ids, so its
    random part is not a number that counts on.

    Args:
        term: What the concept is called; the readable part is made of it.
    """
    import secrets

    return f"{slug(term) or 'concept'}-{secrets.token_hex(4)}"


def distinct_id(identifier: str, origin: str, taken: Container[str]) -> str:
    """The id under which a concept is kept beside another concept of the same id.

    It depends on the names alone, so findings and baselines know it again in the next run.

    Args:
        identifier: Its id in its own glossary.
        origin: That glossary's name.
        taken: Ids that are in use.
    """
    stem = identifier = f"{slug(origin) or 'other'}:{identifier}"
    number = 1
    while identifier in taken:
        number += 1
        identifier = f"{stem}-{number}"
    return identifier
