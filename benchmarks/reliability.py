"""Reliability diagrams as one SVG, from what ``alignment_fit.py --leave-kinds-out`` prints.

    python benchmarks/alignment_fit.py FOLDER --leave-kinds-out | tee fit.txt
    python benchmarks/reliability.py fit.txt docs/reliability.svg

Each line ``confidence, pairs, KIND: …`` or ``confidence, three texts, KIND: …`` is followed by
``said/true/beads:`` and its bins, and becomes a panel; those of texts that were spoilt by script
do not. A disc a bin: how sure the aligner was (across) and how often it was right (up); its area
goes with the number of beads. On the diagonal, what is said is true.
"""

import argparse
import html
import math
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

SIZE, LEFT, TOP, WIDTH, HEIGHT = 150, 46, 34, 214, 236
"""Of a panel's square, its place in the panel, and of the panel, in pixels."""

ACROSS = 4
"""Panels side by side."""

LEAST = 3.0
"""Radius of the smallest disc, in pixels."""

Bin = tuple[float, float, int]
"""What was said, what was true, and of how many beads."""

STYLE = (
    "<style>text{font:11px sans-serif;fill:#333}.title{font-weight:bold}.grid{stroke:#ddd}"
    ".true{stroke:#888;stroke-dasharray:4 3}"
    "circle{fill:#2a6f97;fill-opacity:.55;stroke:#2a6f97}</style>"
)


def panels(text: str) -> dict[str, list[Bin]]:
    """The bins by title.

    Args:
        text: What the script printed.
    """
    found: dict[str, list[Bin]] = {}
    lines = text.splitlines()
    for line, following in pairwise(lines):
        told = re.match(r"confidence, (pairs|three texts), ([^:(]+): \d+ beads", line)
        if told:
            title = told[2] + (" × 3" if told[1] != "pairs" else "")
            bins = re.findall(r"([\d.]+)/([\d.]+)/(\d+)", following)
            found[title] = [(float(said), float(true), int(count)) for said, true, count in bins]
    if not found:
        sys.exit("there is no line 'confidence, pairs, …' in it")
    return found


def panel(found: Sequence[Bin], title: str, x: int, y: int) -> list[str]:
    """One diagram, its corner at ``x``, ``y``."""
    most = max(count for *_, count in found)
    parts = [
        f'<g transform="translate({x} {y})">',
        f'<text x="{LEFT}" y="20" class="title">{html.escape(title)}</text>',
    ]
    low = TOP + SIZE
    for fifth in range(6):
        across, up = LEFT + SIZE * fifth / 5, low - SIZE * fifth / 5
        line = f"M{across:.0f} {TOP}V{low}M{LEFT} {up:.0f}H{LEFT + SIZE}"
        parts += [
            f'<path d="{line}" class="grid"/>',
            f'<text x="{across:.0f}" y="{low + 15}" text-anchor="middle">{fifth / 5}</text>',
            f'<text x="{LEFT - 6}" y="{up + 4:.0f}" text-anchor="end">{fifth / 5}</text>',
        ]
    parts.append(f'<path d="M{LEFT} {TOP + SIZE}L{LEFT + SIZE} {TOP}" class="true"/>')
    for said, true, count in found:
        radius = max(LEAST, 14 * math.sqrt(count / most))
        told = f"said {said:.2f}, true {true:.2f}, {count} beads"
        parts.append(
            f'<circle cx="{LEFT + SIZE * said:.1f}" cy="{TOP + SIZE * (1 - true):.1f}" '
            f'r="{radius:.1f}"><title>{told}</title></circle>'
        )
    return [*parts, "</g>"]


def svg(found: dict[str, list[Bin]]) -> str:
    """All diagrams."""
    width, height = WIDTH * min(ACROSS, len(found)), HEIGHT * -(-len(found) // ACROSS)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 20}" '
            f'width="{width}" height="{height + 20}" role="img">'
        ),
        "<title>Confidence against the share of beads that are right, by kind</title>",
        STYLE,
        f'<rect width="{width}" height="{height + 20}" fill="#fff"/>',
    ]
    for number, (title, bins) in enumerate(found.items()):
        down, across = divmod(number, ACROSS)
        parts += panel(bins, title, across * WIDTH, down * HEIGHT)
    axes = (
        "across: how sure; up: the share that is right; a disc’s area: the number of beads; "
        "× 3: three texts at once"
    )
    return "\n".join([*parts, f'<text x="{LEFT}" y="{height + 8}">{axes}</text>', "</svg>\n"])


def main() -> None:
    """Write the diagrams."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("printed", type=Path, help="what alignment_fit.py printed")
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    found = panels(options.printed.read_text(encoding="utf-8"))
    options.picture.write_text(svg(found), encoding="utf-8")


if __name__ == "__main__":
    main()
