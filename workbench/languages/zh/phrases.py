"""Chinese noun phrases, by rjieba's parts of speech."""

from collections import Counter
from collections.abc import Sequence

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
_INNER = ("n", "v", "a", "j", "l", "eng", "b", "x", "z")
_LAST = ("n", "vn", "j", "l", "eng", "v")


def find(texts: Sequence[str]) -> list[Counter[str]]:
    """Per text its phrases, with how often they stand in it."""
    tag = dictionary().tag
    return [
        _of_text([(word, kind) for word, kind in tag(fold(text, "zh").cased)]) for text in texts
    ]


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
