"""What stands in a text and is not translated: addresses, tags, placeholders."""

import re

_MARKS = re.compile(r"<|\{|%|@|/|\.\w")
"""What any of them has. Each branch begins with its mark, which is what ``re`` looks for fast."""

# What comes before the telling part of an address has a limit, so that a long run of letters
# and dots costs no more than its length.
_NON_TRANSLATABLE = re.compile(
    r"<[/?!]?[A-Za-z][^<>]*>"
    r"|\{[^{}\s]*\}"
    r"|%\([^()\s]*\)[a-zA-Z]"
    r"|%\d+\$[-+#0']*[\d.*$]*(?:<\w+>|[a-zA-Z])"
    r"|\b[a-z][a-z0-9+.-]{0,30}://[^\s<>\"«»“”，。）)]+"
    r"|\bwww\.[^\s<>\"«»“”，。）)]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.(?:com|org|net|gov|edu|int|info|io|cn|ru|eu|uk|de|fr)\b"
    r"(?:/[^\s<>\"«»“”，。）)]*)?",
    re.ASCII,
)


def non_translatable_spans(text: str) -> list[tuple[int, int]]:
    """Places (start, end) of addresses, tags and placeholders, in order."""
    if not _MARKS.search(text):
        return []
    return [found.span() for found in _NON_TRANSLATABLE.finditer(text)]
