"""What a project is called for ever, whatever its file is called."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for another."""

LENGTH = 16
"""Letters of an id: about 80 bits, so that no two projects of the world share one."""

SHORT = 4
"""Letters of the short form that tables carry, as in ``12@k3f9``."""


def new_id() -> str:
    """A random one."""
    return id_of_digest(secrets.token_bytes(LENGTH))


def id_of_digest(digest: bytes) -> str:
    """The id that random bytes make; it begins with a letter.

    Args:
        digest: At least :data:`LENGTH` bytes.
    """
    first = _LETTERS[digest[0] % 23]
    return first + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[1:LENGTH])


def names_id(project: str, named: str) -> bool:
    """Whether an id, or its short form, means this project.

    Args:
        project: The project's id.
        named: What a table or a memory says.
    """
    return named in {project, project[:SHORT]}
