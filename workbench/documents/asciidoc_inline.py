"""Inline markup of AsciiDoc: what it shows, and what of it is left out."""

import re
from collections.abc import Callable, Mapping

from workbench.documents.content import CODE, GAP, HARD
from workbench.documents.raised import LEVEL, LOWERED, RAISED

_CHARACTERS = {
    "nbsp": "\u00a0", "zwsp": "\u200b", "wj": "\u2060", "apos": "'", "quot": '"', "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|",
    "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*",
    "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;",
    "cpp": "C++", "cxx": "C++", "pp": "++", "empty": "", "sp": " ", "blank": "",
}  # fmt: skip
"""Attributes that every page has."""

_ATTRIBUTE = re.compile(r"(\\?)\{([\w][\w-]*)\}")
_SET = re.compile(r"\{(?:counter2?|set):[^}\n]*\}")
_PROTECTED = "\ue000{}\ue001"
_HELD = re.compile("\ue000(\\d+)\ue001")
_LABEL = r"\[((?:\\\]|[^\]])*)\]"

_FOOTNOTE = re.compile(r"\bfootnote(?:ref)?:([\w-]*)\[((?:\\\]|\[[^\]]*\]|[^\[\]])*)\]")
_PASSED = re.compile(
    r"\+\+\+(.{1,2000}?)\+\+\+|\$\$(.{1,2000}?)\$\$|\bpass:[a-z,]*" + _LABEL, re.DOTALL
)
_FORMULA = re.compile(r"\b(?:stem|latexmath|asciimath):[a-z,]*" + _LABEL)
# Marks reach no further than so many characters: an open one is not sought to the end of a page.
_CODE = re.compile(
    r"``(?!`)(.{1,2000}?)``|(?<![\w`\"'\\])`(\S|\S.{0,2000}?\S)`(?![\w`\"'])", re.DOTALL
)
_QUOTED = ((re.compile(r'"`(\S|\S.{0,2000}?\S)`"', re.DOTALL), r"“\1”"),
           (re.compile(r"'`(\S|\S.{0,2000}?\S)`'", re.DOTALL), r"‘\1’"))  # fmt: skip
_IMAGE = re.compile(r"\b(?:image|icon):(?!:)([^\s\[\]:]*)" + _LABEL)
_INDEX = re.compile(r"\(\(\((.{1,500}?)\)\)\)|\bindexterm:\[([^\]]*)\]", re.DOTALL)
_SHOWN_INDEX = re.compile(r"\(\(([^()\n]+)\)\)|\bindexterm2:\[([^\]]*)\]")
_ANCHOR = re.compile(r"\[\[[\w:.-]+(?:,([^\]]*))?\]\]|\banchor:[\w.-]+\[([^\]]*)\]")
_REFERENCE = re.compile(r"<<([^<>,]+)(?:,([^<>]+))?>>")
_XREF = re.compile(r"\bxref:([^\s\[\]]+)" + _LABEL)
_LINK = re.compile(
    r"(?:\b(?:link|mailto):([^\s\[\]]*)|<?\b((?:https?|ftp|irc)://[^\s\[\]<>]*))" + _LABEL
)
_KEYS = re.compile(r"\b(?:kbd|btn):" + _LABEL)
_MENU = re.compile(r"\bmenu:([^\[\]\n]+)" + _LABEL)
_ROLE = re.compile(r"\[[.#%]?[\w .#%-]+\](?=[#*_`])")
_MARKS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\*\*(.{1,2000}?)\*\*",
        r"__(.{1,2000}?)__",
        r"##(.{1,2000}?)##",
        r"(?<![\w\\*])\*(?=\S)(.{1,2000}?)(?<=\S)\*(?![\w*])",
        r"(?<![\w\\_])_(?=\S)(.{1,2000}?)(?<=\S)_(?![\w_])",
        r"(?<![\w\\#&])#(?=\S)(.{1,2000}?)(?<=\S)#(?![\w#])",
    )
)
_RAISED = re.compile(r"\^([^\s^]+)\^")
_LOWERED = re.compile(r"~([^\s~]+)~")
_LITERAL_PLUS = re.compile(r"(?<![\w+\\])\+(\S|\S[^\n]{0,2000}?\S)\+(?![\w+])")
_BREAK = re.compile(r"[ \t]\+[ \t]*(?=\n|\Z)")
_ESCAPED = re.compile(r"\\(?=[*_`#^~{<\[\"'(\\])")
_NAMED = re.compile(r",?\s*(?:\w[\w-]*=(?:\"[^\"]*\"|[^,\s]*)|role=\S+)")
_CALLOUT = re.compile(r"<(?:\d+|\.)>")


class Inline:
    """Turns the source of a paragraph into its text.

    Args:
        attributes: The page's own, by name; they may still be added to.
        omit: Told what is left out: what it is, and what it says.
        note: Given the source of each footnote.
    """

    def __init__(
        self,
        attributes: Mapping[str, str],
        omit: Callable[[str, str], None],
        note: Callable[[str], None],
    ) -> None:
        self._attributes = attributes
        self._omit = omit
        self._note = note

    def text(self, source: str) -> str:
        r"""What a paragraph shows.

        Args:
            source: Its lines, joined by ``\n``.
        """
        held: list[str] = []

        def hold(shown: str) -> str:
            held.append(shown)
            return _PROTECTED.format(len(held) - 1)

        def leave_out(what: str) -> Callable[[re.Match[str]], str]:
            def left_out(match: re.Match[str]) -> str:
                self._omit(what, " ".join(filter(None, match.groups())))
                return hold(GAP)

            return left_out

        def footnote(match: re.Match[str]) -> str:
            if match[2]:
                self._note(match[2].replace("\\]", "]"))
            else:
                self._omit("note mark", match[1])
            return hold(GAP)

        source = source.replace("\ue000", "").replace("\ue001", "")
        source = _FORMULA.sub(leave_out("formula"), source)
        source = _PASSED.sub(lambda m: hold(_html_dropped(m[1] or m[2] or m[3] or "")), source)
        source = _FOOTNOTE.sub(footnote, source)
        for pattern, shape in _QUOTED:
            source = pattern.sub(shape, source)
        source = _CODE.sub(lambda m: hold(CODE + _code(m[1] or m[2])), source)
        source = _SET.sub("", source)
        source = _ATTRIBUTE.sub(lambda m: self._attribute(m, hold), source)
        source = _IMAGE.sub(leave_out("image"), source)
        source = _INDEX.sub(leave_out("index term"), source)
        source = _SHOWN_INDEX.sub(lambda m: m[1] or m[2], source)
        source = _ANCHOR.sub(leave_out("anchor"), source)
        source = _KEYS.sub(lambda m: m[1], source)
        source = _MENU.sub(lambda m: f"{m[1]} > {m[2]}" if m[2] else m[1], source)
        source = _REFERENCE.sub(lambda m: self._label(m[1], m[2], hold), source)
        source = _XREF.sub(lambda m: self._label(m[1], m[2], hold), source)
        source = _LINK.sub(lambda m: self._link(m, hold), source)
        source = _LITERAL_PLUS.sub(lambda m: hold(m[1]), source)
        source = _ROLE.sub("", source)
        for mark in _MARKS:
            source = mark.sub(r"\1", source)
        source = _RAISED.sub(f"{RAISED}\\1{LEVEL}", source)
        source = _LOWERED.sub(f"{LOWERED}\\1{LEVEL}", source)
        source = _BREAK.sub(HARD, source)
        source = _CALLOUT.sub("", source)
        source = _ESCAPED.sub("", source)
        while _HELD.search(source):
            source = _HELD.sub(lambda m: held[int(m[1])], source)
        return source

    def _attribute(self, match: re.Match[str], hold: Callable[[str], str]) -> str:
        name = match[2].lower()
        if match[1]:
            return hold(match[0][1:])
        if name in _CHARACTERS:
            return hold(_CHARACTERS[name])
        value = self._attributes.get(name)
        if value is None:
            self._omit("attribute", match[2])
            return hold(GAP)
        # What it says may hold markup, though no further attribute: nothing is followed in a ring.
        return value.replace("{", "").replace("}", "")

    def _label(self, target: str, label: str | None, hold: Callable[[str], str]) -> str:
        """The text of a reference; without one its target's title, which stands elsewhere."""
        shown = _positional(label or "")
        if shown:
            return shown
        self._omit("cross-reference", target)
        return hold(GAP)

    def _link(self, match: re.Match[str], hold: Callable[[str], str]) -> str:
        shown = _positional(match[3]).removesuffix("^")
        return shown or hold(match[1] or match[2] or "")


def _code(text: str) -> str:
    inner = re.fullmatch(r"\+(.+)\+", text, re.DOTALL)
    return inner[1] if inner else text


def _positional(label: str) -> str:
    """A macro's text without the attributes behind it."""
    if "=" in label:
        label = _NAMED.sub("", label)
    return label.replace("\\]", "]").strip().removeprefix('"').removesuffix('"')


def _html_dropped(text: str) -> str:
    return re.sub(r"<[^<>]*>", "", text)
