r"""Patterns as SRX files have them (ICU's and Java's dialect) in the ``regex`` package's words.

With its version 1 behaviour, nested sets, intersections, possessive quantifiers, atomic
groups, ``\h``, ``\R``, and properties such as ``\p{IsCyrillic}`` mean what they mean there.
What is left to translate is listed in this module. As in ICU, ``\w``, ``\s`` and ``\b`` know
all of Unicode.
"""

import re

import regex

_PROPERTIES = {
    "javaUpperCase": "Lu",
    "javaLowerCase": "Ll",
    "javaLetter": "L",
    "javaDigit": "Nd",
    "javaWhitespace": "White_Space",
    "javaSpaceChar": "Z",
    "IsPunctuation": "P",
    "IsLetter": "L",
    "IsDigit": "Nd",
    "IsControl": "Cc",
    "IsTitlecase": "Lt",
}

_TOKEN = re.compile(
    r"\\Q(?P<quoted>.*?)(?:\\E|\Z)"
    r"|\\x\{(?P<hex>[0-9A-Fa-f]{1,6})\}"
    r"|\\0(?P<octal>[0-3]?[0-7]{1,2})"
    r"|\\(?P<negated>[pP])\{(?P<property>\w+)\}"
    r"|\(\?(?P<on>[a-zA-Z]*)(?P<off>-[a-zA-Z]+)?(?P<end>[:)])"
    r"|(?P<escape>\\(?:.|\Z))"
    r"|(?P<set>\[\^?\]?)"
    r"|(?P<sign>.)",
    re.DOTALL,
)

_FLAGS = frozenset("imsx")
"""Inline flags of one meaning in both; ``d``, ``u`` and ``U`` are the rule here anyway."""


def compiled(pattern: str) -> "regex.Pattern[str]":
    """The pattern, ready for use.

    Args:
        pattern: As the file has it.

    Raises:
        regex.error: It is not a pattern.
    """
    return regex.compile(translated(pattern), regex.VERSION1)


def translated(pattern: str) -> str:
    """The same pattern in the ``regex`` package's words."""
    pieces: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(pattern):
        piece = token[0]
        if token["quoted"] is not None:
            piece = regex.escape(token["quoted"], special_only=True)
        elif token["hex"] or token["octal"]:
            code = int(token["hex"], 16) if token["hex"] else int(token["octal"], 8)
            piece = f"\\U{code:08x}"
        elif token["property"]:
            name = _PROPERTIES.get(token["property"], token["property"])
            piece = f"\\{token['negated']}{{{name}}}"
        elif token["end"] and depth == 0:
            piece = _flags(token["on"], token["off"] or "", token["end"])
        elif token["escape"]:
            piece = {"\\e": "\\x1b", "\\z": "\\Z", "\\Z": r"(?=\n?\Z)"}.get(piece, piece)
        elif token["set"]:
            depth += 1
            # A closing bracket right behind the opening one is an ordinary sign.
            piece = piece.replace("]", "\\]")
        elif depth and piece == "]":
            depth -= 1
        elif depth and piece in "-~|" and pieces[-1] == piece:
            # Doubled, these are set operators to ``regex`` only.
            piece = f"\\{piece}"
        pieces.append(piece)
    return "".join(pieces)


def _flags(on: str, off: str, end: str) -> str:
    kept = "".join(flag for flag in on if flag in _FLAGS)
    dropped = "".join(flag for flag in off if flag in _FLAGS)
    if on and not kept and not dropped:
        return "(?:" if end == ":" else ""
    return f"(?{kept}{f'-{dropped}' if dropped else ''}{end}"
