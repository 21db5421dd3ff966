"""How many segments a bead may take from each of two texts."""

LONGEST = 8
"""Segments of one text in a bead, at most."""

LINKS = tuple(
    sorted(
        (left, right)
        for left in range(1, LONGEST + 1)
        for right in range(1, LONGEST + 1)
        if min(left, right) == 1 or left + right <= 7
    )
)
"""Shapes of beads that link; besides there are single segments without counterpart."""
