"""Lists whose line ends were lost: ``1) The first 2) The second``."""

import re
import string
from collections.abc import Iterator

_MARKER = re.compile(
    r"(?P<bullet>[•⁃‣▪●*-]\s?)?(?:(?P<number>[0-9]{1,2})|(?P<letter>[a-z]))(?P<sign>\.\)|[.)])\s*(?=[^\W\d_a-zа-яё])"
)

FIRST_SIGNS = frozenset("•⁃‣▪●*-" + string.digits + string.ascii_lowercase)
"""With one of these a list's first marker begins, and few other paragraphs."""


def items(text: str, start: int, end: int) -> list[int]:
    """The offsets at which the items of a flattened list begin, and its end.

    Only a paragraph that itself begins with a marker is taken for such a list, and only
    the next number or letter with the same signs begins the next item.

    Args:
        text: The document's text.
        start: Where the paragraph begins.
        end: Where it ends.

    Returns:
        ``[start, …, end]``; just these two for an ordinary paragraph.
    """
    borders = [start]
    first = _MARKER.match(text, start, end)
    if first:
        bullet, sign = re.escape(first["bullet"] or ""), re.escape(first["sign"])
        at = first.end()
        for label in _labels_after(first["number"] or first["letter"]):
            following = re.compile(rf"(?<=\s){bullet}{label}{sign}\s*(?=[^\W\d_a-zа-яё])")
            found = following.search(text, at, end)
            if not found:
                break
            borders.append(found.start())
            at = found.end()
    return [*borders, end]


def _labels_after(label: str) -> Iterator[str]:
    """The numbers or letters that follow: ``8, 9, … 99`` or ``b, c, … z``."""
    if label.isdigit():
        return map(str, range(int(label) + 1, 100))
    return map(chr, range(ord(label) + 1, ord("z") + 1))
