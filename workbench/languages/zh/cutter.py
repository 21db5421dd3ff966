"""Chinese words, by rjieba's dictionary."""

import re
from functools import cache
from types import ModuleType

from workbench.errors import WorkbenchError
from workbench.languages.parts import Cutter
from workbench.languages.scripts import HAN


@cache
def dictionary() -> ModuleType:
    """The module rjieba.

    Raises:
        WorkbenchError: It is not installed, as on Windows on ARM, for which it has no wheel.
    """
    try:
        import rjieba
    except ModuleNotFoundError as error:
        raise WorkbenchError(
            "Chinese words are found with the module rjieba, which is not installed",
            remedy="pip install rjieba (on Windows on ARM it asks for Rust)",
        ) from error
    module: ModuleType = rjieba
    return module


def _known(text: str) -> list[str]:
    # Without its guess at unknown words: a name it does not know falls into characters,
    # and no border of a guessed word speaks against a term.
    found: list[str] = dictionary().cut(text, hmm=False)
    return found


def _words(text: str) -> list[str]:
    found: list[str] = dictionary().cut(text)
    return found


_SHARED = rf"[{HAN}]{{1,6}}"
"""Words of a coordination, with no mark that ends a clause."""

CUTTER = Cutter(
    known=_known,
    words=_words,
    # 交换了意见, 能源和粮食安全, 能源供应和安全.
    parting=re.compile("[了过和与及或、]"),
    particles="了过",
    bridge=rf"[了过的]|[和与及或、]{_SHARED}|{_SHARED}[和与及或、]",
    # 一条|约十公里 is no 条约.
    other_word=re.compile(r"约[\d一二三四五六七八九十百千万两半几]"),
)
