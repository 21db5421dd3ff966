"""A reliability diagram as SVG, from what ``alignment_fit.py --cross-validate`` prints.

    python benchmarks/alignment_fit.py FOLDER --cross-validate | tee fit.txt
    python benchmarks/reliability.py fit.txt docs/reliability.svg [--title "pairs, pairs-mac-dev"]

Each line ``confidence, TITLE: …`` is followed by ``said/true/beads:`` and its bins. A disc a
bin: how sure the aligner was (across) and how often it was right (up); its area goes with the
number of beads. On the diagonal, what is said is true.
"""

import argparse
import html
import math
import re
import sys
from collections.abc import Sequence
from pathlib import Path

SIZE, LEFT, TOP, WIDTH, HEIGHT = 320, 56, 40, 400, 420
"""Of the square, its place in the picture, and of the picture, in pixels."""

Bin = tuple[float, float, int]
"""What was said, what was true, and of how many beads."""


def bins(text: str, title: str) -> list[Bin]:
    """The bins of one part of the output.

    Args:
        text: What the script printed.
        title: How the part's line begins behind ``confidence, ``.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line.startswith(f"confidence, {title}:"):
            found = re.findall(r"([\d.]+)/([\d.]+)/(\d+)", lines[number + 1])
            return [(float(said), float(true), int(count)) for said, true, count in found]
    sys.exit(f"there is no line 'confidence, {title}: …' in it")


def svg(found: Sequence[Bin], title: str) -> str:
    """The diagram."""
    most = max(count for *_, count in found)
    grid, discs = [], []
    for tenth in range(0, 11, 2):
        x, y = LEFT + SIZE * tenth / 10, TOP + SIZE * (1 - tenth / 10)
        grid += [
            f'<path d="M{x:.0f} {TOP}V{TOP + SIZE}M{LEFT} {y:.0f}H{LEFT + SIZE}" class="grid"/>',
            f'<text x="{x:.0f}" y="{TOP + SIZE + 18}" text-anchor="middle">{tenth / 10}</text>',
            f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{tenth / 10}</text>',
        ]
    for said, true, count in found:
        x, y = LEFT + SIZE * said, TOP + SIZE * (1 - true)
        radius = max(3.0, 18 * math.sqrt(count / most))
        discs.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f"<title>said {said:.2f}, true {true:.2f}, {count} beads</title></circle>"
        )
    middle, below = LEFT + SIZE / 2, TOP + SIZE
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
                f'width="{WIDTH}" height="{HEIGHT}" role="img">'
            ),
            f"<title>Reliability of the confidence: {html.escape(title)}</title>",
            (
                "<style>text{font:12px sans-serif;fill:#333}.grid{stroke:#ddd}"
                ".true{stroke:#888;stroke-dasharray:4 3}"
                "circle{fill:#2a6f97;fill-opacity:.55;stroke:#2a6f97}</style>"
            ),
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *grid,
            f'<path d="M{LEFT} {below}L{LEFT + SIZE} {TOP}" class="true"/>',
            *discs,
            f'<text x="{middle}" y="22" text-anchor="middle">{html.escape(title)}</text>',
            f'<text x="{middle}" y="{below + 42}" text-anchor="middle">confidence</text>',
            (
                f'<text transform="translate(16 {TOP + SIZE / 2}) rotate(-90)" '
                'text-anchor="middle">share of beads that are right</text>'
            ),
            "</svg>\n",
        ]
    )


def main() -> None:
    """Write the diagram."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("printed", type=Path, help="what alignment_fit.py printed")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--title", default="pairs, pairs-mac-dev")
    options = parser.parse_args()
    found = bins(options.printed.read_text(encoding="utf-8"), options.title)
    options.picture.write_text(svg(found, options.title), encoding="utf-8")


if __name__ == "__main__":
    main()
