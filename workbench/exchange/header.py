"""Which columns of a table hold texts, and in what language: by their names and what is in them."""

import re
from collections.abc import Sequence

from workbench.errors import WorkbenchError
from workbench.languages import LANGUAGES, detect, named, tags

SAMPLE = 50
"""Rows that are looked at."""

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_@.][A-Za-z0-9_.@-]*)?")
_WORD = re.compile(r"[^\W\d_]{2}|[\u2e80-\ud7ff]")


def language_key(name: str, cells: Sequence[str]) -> str | None:
    """The document's key that a column's name means; None where it holds something else.

    A name is a language's English one, or a tag that is in use (``key`` and ``row`` are not).
    Of a bare code whose language has no folder here, such as ``no``, the texts must not speak
    against it: numbers do, and sentences in another language.

    Args:
        name: The header's cell.
        cells: Some of the column's cells below it.
    """
    plain, number, nth = name.partition("#")
    if number and not tags.is_number(nth):
        return None
    if code := named(plain):
        return code + number + nth
    if plain not in LANGUAGES and not _CODE.fullmatch(plain):
        return None
    try:
        tag = plain if plain in LANGUAGES else tags.normalise(plain)
    except WorkbenchError:
        return None
    if not tags.in_use(tag):
        return None
    filled = [cell for cell in cells if cell.strip()]
    if filled and "-" not in tag and tag not in LANGUAGES:
        if 2 * sum(bool(_WORD.search(cell)) for cell in filled) < len(filled):
            return None
        guess = detect("\n".join(filled))
        if guess.sure and tags.contradict(guess.tag or "", tag):
            return None
    return tag + number + nth


def columns_said(languages: Sequence[str], others: Sequence[str]) -> str:
    """What a table's columns were taken for, as a sentence."""
    return f"columns of texts: {', '.join(languages)}; other columns: {', '.join(others)}"
