"""What tells two units of the same texts apart: where they stand."""

from workbench.units.unit import Unit

_PLACES = frozenset({"file", "id", "key", "next", "path", "prev", "resname"})
"""Names of properties in which OmegaT and programs with message keys say it."""


def speaks_of_context(name: str) -> bool:
    """Whether a property tells where a unit stands: ``x-context``, ``msgctxt``, OmegaT's ``prev``.

    Args:
        name: The property's.
    """
    plain = name.lower()
    return plain in _PLACES or "context" in plain or "ctxt" in plain


def context_of(unit: Unit) -> str:
    """What a unit's properties say of its context, the same for the same; mostly empty."""
    if not unit.properties:
        return ""
    return "\0".join(
        f"{name}\1{value}"
        for name, value in sorted(unit.properties.items())
        if speaks_of_context(name)
    )
