"""Where inline codes go when a person changes the text that they stand in."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from workbench.units import Code, Codes, codes_from_json, codes_to_json


def after_edit(codes: str | None, old: str, new: str) -> str | None:
    """The codes of a text that was written anew, at the places that correspond.

    Between the same letters a code stays where it was. Where letters around it were replaced, it
    goes to the border of words that is nearest to its share of them. What is added right beside
    a pair goes behind its text, not before it.

    Args:
        codes: As the segment's row keeps them.
        old: The text that they stood in.
        new: The text now.
    """
    if codes is None or old == new:
        return codes
    changes = _changes(old, new)
    placed: list[Code] = []
    for code in codes_from_json(codes):
        place = _place(code, changes, new)
        last = placed[-1].place if placed else 0
        placed.append(code._replace(place=max(place, last)))
    return codes_to_json(placed)


def _changes(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Stretches that differ: begin and end in the old text, then in the new one."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last])
    return [
        (i1 + first, i2 + first, j1 + first, j2 + first)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _place(code: Code, changes: Sequence[tuple[int, int, int, int]], new: str) -> int:
    shift = 0
    for i1, i2, j1, j2 in changes:
        if code.place < i1:
            break
        if i1 == i2 == code.place:
            return j1 if code.kind == "standalone" else j2
        if i1 == code.place:
            return j1
        if code.place < i2:
            share = j1 + (j2 - j1) * (code.place - i1) / (i2 - i1)
            return min(
                (place for place in range(j1, j2 + 1) if _is_border(new, place) or place == j1),
                key=lambda place: abs(place - share),
            )
        shift = j2 - i2
    return code.place + shift


def _is_border(text: str, place: int) -> bool:
    return place in (0, len(text)) or not (text[place - 1].isalnum() and text[place].isalnum())


def parted(codes: str | None, text: str, offset: int) -> tuple[str | None, str | None]:
    """The codes of the two parts of a text that is cut, trimmed at the cut.

    Args:
        codes: As the segment's row keeps them.
        text: The whole text.
        offset: Where it is cut; a closing code there stands with the first part.
    """
    if codes is None:
        return None, None
    head = len(text[:offset].rstrip())
    begin = len(text) - len(text[offset:].lstrip())
    whole = codes_from_json(codes)
    count = codes_before_cut(whole, offset)
    first = [code._replace(place=min(code.place, head)) for code in whole[:count]]
    second = [code._replace(place=max(code.place - begin, 0)) for code in whole[count:]]
    return codes_to_json(first), codes_to_json(second)


def codes_before_cut(codes: Codes, offset: int) -> int:
    """How many codes stand with the first part of a text that is cut at an offset.

    Those before it, and right there closing ones up to the first of another kind.
    """
    count = sum(code.place < offset for code in codes)
    while count < len(codes) and codes[count].place == offset and codes[count].kind == "close":
        count += 1
    return count


def joined(parts: Sequence[tuple[str | None, str]], joiner: str) -> str | None:
    """The codes of texts that become one.

    Args:
        parts: Codes and text of each.
        joiner: What stands between two.
    """
    found: list[Code] = []
    length = 0
    for codes, text in parts:
        found += (code._replace(place=code.place + length) for code in codes_from_json(codes))
        length += len(text) + len(joiner)
    return codes_to_json(found)


def dealt(codes: Codes, places: Sequence[Sequence[int]]) -> list[str | None]:
    """Codes in their order dealt out to pieces of their text.

    Args:
        codes: Of the whole text.
        places: Of each piece, the places at which codes stand in it; as many in all.
    """
    left = iter(codes)
    return [
        codes_to_json([next(left)._replace(place=place) for place in piece]) for piece in places
    ]
