"""A line of a printed page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a printed page; coordinates in points, to the right and upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    """Size of its font."""

    is_aside: bool = False
    """Whether it stands beside the text: turned against it, or in the margin."""

    goes_on: bool = False
    """Whether it is known to go on with the line before it: in a cell of several lines."""
