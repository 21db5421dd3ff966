"""Chinese words, by rjieba's dictionary."""

import re

import rjieba

from workbench.languages.parts import Cutter


def _known(text: str) -> list[str]:
    # Without its guess at unknown words: a name it does not know falls into characters,
    # and no border of a guessed word speaks against a term.
    found: list[str] = rjieba.cut(text, hmm=False)
    return found


def _words(text: str) -> list[str]:
    found: list[str] = rjieba.cut(text)
    return found


CUTTER = Cutter(
    known=_known,
    words=_words,
    # 一条|约十公里 is no 条约.
    other_word=re.compile(r"约[\d一二三四五六七八九十百千万两半几]"),
)
