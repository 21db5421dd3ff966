"""What follows digits and multiplies them: 3.5 million, 2,5 млрд, 25亿."""

import re

_MULTIPLES = {
    "en": re.compile(
        r"[\s-]?(?:hundred|thousand|million|billion|trillion|mln|bln|trln|trn|bn|mn|tn|dozen)\b"
        r"|[kb]\b|m\b(?!\.)"
    ),
    "ru": re.compile(
        r"\s?-?(?:тысяч\w*|тыс\b\.?|миллион\w*|млн\b\.?|миллиард\w*|млрд\b\.?|триллион\w*"
        r"|трлн\b\.?)"
    ),
    "zh": re.compile(r"[多余几来]?(?:[十百万亿]|[千兆](?!瓦|米|克|卡|焦|赫|帕|伏|字节|比特|欧))"),
}
_NONE = re.compile(r"(?!)")

_FACTORS: tuple[tuple[str, float], ...] = (
    ("trillion", 1e12), ("trln", 1e12), ("trn", 1e12), ("tn", 1e12),
    ("billion", 1e9), ("bln", 1e9), ("bn", 1e9),
    ("million", 1e6), ("mln", 1e6), ("mn", 1e6),
    ("thousand", 1e3), ("hundred", 1e2), ("dozen", 12.0),
    ("трлн", 1e12), ("триллион", 1e12), ("млрд", 1e9), ("миллиард", 1e9), ("биллион", 1e9),
    ("млн", 1e6), ("миллион", 1e6), ("тыс", 1e3), ("сот", 1e2),
    ("兆", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2), ("十", 10.0),
    ("m", 1e6), ("k", 1e3), ("b", 1e9),
)  # fmt: skip


def multiple(text: str, start: int, code: str, *, money: bool = False) -> tuple[float, int] | None:
    """The factor of the words that multiply a number before them (万亿 is two).

    Args:
        text: Folded, in small letters.
        start: Where the digits end.
        code: The language's code.
        money: Whether the digits are an amount, so that "m." is a million, no metre.

    Returns:
        The factor and where the words end; None where there is none.
    """
    pattern = _MULTIPLES.get(code, _NONE)
    factor, end = 1.0, start
    while found := pattern.match(text, end):
        factor *= factor_of(found[0])
        end = found.end()
    if money and end == start and text.startswith("m.", start):
        return 1e6, start + 1
    return (factor, end) if end > start else None


def factor_of(text: str) -> float:
    """What a word multiplies by; 1 where it is no such word."""
    small = text.lower().lstrip("0123456789.,' -多余几来")
    return next((factor for word, factor in _FACTORS if small.startswith(word)), 1.0)
