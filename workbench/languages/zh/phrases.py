"""Chinese noun phrases, by rjieba's parts of speech."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from workbench.languages.folding import fold
from workbench.languages.parts import Phrases
from workbench.languages.phrases import LONGEST
from workbench.languages.zh.cutter import dictionary

_STOP = frozenset(
    (
        "时候 情况 方式 方法 问题 部分 东西 人 人们 时 事情 地方 "
        "例子 种 个 些 次 可能 需要 使用 进行 没有 不同 如果 "
        "因为 所以 可以 能够 应该 必须 其他 一个 这个 那个 自己 它们 "
        "我们 你们 他们 大家 下面 上面 之后 之前 之间 以下 以上 内容 "
        "结果 信息 什么 怎么 其中 部份 时间"
    ).split()
)
_NOT_OF_NAMES = frozenset("updcfrmqyv")
"""Parts of speech that are no piece of a name."""

_NAMES = ("nr", "nz")
"""Those of foreign names, and of what was put together to one."""

_BETWEEN = "·"
"""What stands between the parts of a foreign name."""

_OFTEN, _MOSTLY = 3, 0.75
"""Times that the pieces of a name stand together, and of all times that they stand anywhere."""

Line = list[tuple[str, str]]
"""Words with their parts of speech."""

_INNER = ("n", "v", "a", "j", "l", "eng", "b", "x", "z")
_LAST = ("n", "vn", "j", "l", "eng", "v")


def find(texts: Sequence[str]) -> list[Counter[str]]:
    """Per text its phrases, with how often they stand in it."""
    tag = dictionary().tag
    lines = [
        [part for word, kind in tag(fold(text, "zh").cased) for part in _parts(word, kind)]
        for text in texts
    ]
    return [_of_text(line) for line in _with_whole_names(lines)]


@cache
def _parts(word: str, kind: str) -> Line:
    """A set phrase of two words that are words by themselves, as these: 判处|死刑."""
    halves = [word[:2], word[2:]]
    if kind == "i" and len(word) == 4 and {*halves} <= {*dictionary().cut_all(word)}:
        return [found for half in halves for found in dictionary().tag(half)]
    return [(word, kind)]


def _with_whole_names(lines: Sequence[Line]) -> list[Line]:
    """The lines with names whole that the cutter does not know and cuts.

    Where a word and a character stand beside one another nearly always, they are one name.
    """
    counts = Counter(word for line in lines for word, _ in line)
    pairs = Counter(
        (one, other)
        for line in lines
        for (one, kind), (other, second) in pairwise(line)
        if (
            not {kind[:1], second[:1]} & _NOT_OF_NAMES
            # A measure word behind the beginning of a name is a syllable of it: 伯纳斯|顿.
            or (kind.startswith(_NAMES) and second == "q")
        )
        and one[-1:].isalpha()
        and other[:1].isalpha()
        and not (one + other).isascii()
        and sorted(map(len, (one, other))) in ([1, 1], [1, 2], [1, 3])
    )
    names = {
        pair
        for pair, count in pairs.items()
        if count >= _OFTEN and count >= _MOSTLY * max(map(counts.__getitem__, pair))
    }
    names |= {
        (one, other)
        for (one, other), count in pairs.items()
        if count >= _OFTEN
        and max(len(one), len(other)) > 1
        and count >= _MOSTLY * counts[max(one, other, key=len)]
    }
    return [_with_full_names(_joined(line, names)) for line in lines]


def _with_full_names(line: Line) -> Line:
    """The same with the parts of a foreign name together: 强尼·英格力."""
    found: Line = []
    for word, kind in line:
        if len(found) > 1 and found[-1][0] == _BETWEEN and found[-2][0][-1:].isalpha():
            found.pop()
            found[-1] = (found[-1][0] + _BETWEEN + word, "nz")
        else:
            found.append((word, kind))
    return found


def _joined(line: Line, names: AbstractSet[tuple[str, str]]) -> Line:
    found: Line = []
    for word, kind in line:
        if found and (found[-1][0], word) in names:
            found[-1] = (found[-1][0] + word, "nz")
        else:
            found.append((word, kind))
    return found


def _of_text(line: Sequence[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for start in range(len(line)):
        words: list[str] = []
        for word, kind in line[start : start + LONGEST]:
            if (
                not word.strip()
                or not word[0].isalnum()
                or word in _STOP
                or word.isdigit()
                or not kind.startswith(_INNER)
            ):
                break
            words.append(word)
            phrase = "".join(words)
            if kind.startswith(_LAST) and 1 < len(phrase) <= 14:
                found[phrase] += 1
    return found


PHRASES = Phrases(find)
