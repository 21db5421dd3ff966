"""Sentences cut into clauses at their punctuation."""

import re

MARKS = ",，;；:：、—。.?？!！…،؛؟۔։।॥၊။፡።፣፤፥፧។៕"
"""Marks that end a clause or a sentence in scripts in use (Unicode's Terminal_Punctuation, without
the dot inside a name), and the dash and the ellipsis."""

CLAUSE = re.compile(rf"[^{MARKS}]+[{MARKS}\"”’』」»)）']*")
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SHORT, SHORT_WIDE = 10, 4
"""Characters below which a piece is no clause of its own."""


def split_clauses(segment: str) -> list[str]:
    """The clauses of a segment; one that is very short joins its neighbour.

    >>> split_clauses("When it rains, we stay at home.")
    ['When it rains,', 'we stay at home.']
    """
    found: list[str] = []
    for piece in CLAUSE.findall(segment.strip()):
        if not piece.strip():
            continue
        short = SHORT_WIDE if WIDE.search(piece) else SHORT
        if found and min(len(piece), len(found[-1])) < short:
            found[-1] += piece
        else:
            found.append(piece)
    whole = segment.strip()
    return [piece.strip() for piece in found] or ([whole] if whole else [])
