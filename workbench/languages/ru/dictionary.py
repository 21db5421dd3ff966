"""pymorphy3's dictionary of Russian: the readings of a word, each with its forms.

The dictionary comes from OpenCorpora (CC BY-SA) and is read where it is installed.
"""

from functools import cache
from typing import Any


@cache
def _analyzer() -> Any:
    import pymorphy3
    import pymorphy3_dicts_ru

    # Told where its dictionary is, it need not look through all installed packages.
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())


@cache
def parses(word: str) -> tuple[Any, ...]:
    """The readings of a word in any case, the likeliest first."""
    return tuple(_analyzer().parse(word.lower()))
