"""The border to terminals, logs, code hosts and spreadsheets: what people look at passes here.

Texts, names of files and ids come from strangers. A control character in them would clear the
screen, write the clipboard or turn the order of letters round; a line that begins as a workflow
command would be obeyed by the code host whose log it stands in. What is meant for a program
(JSON, a file on standard output) does not pass here and stays exact.
"""

import re

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_PICTURES = (
    {code: 0x2400 + code for code in range(0x20)}
    | dict.fromkeys(range(0x7F, 0xA0), "\N{DOTTED CIRCLE}")
    | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
    | dict.fromkeys((0x61C, 0x200E, 0x200F), "\N{DOTTED CIRCLE}")
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{DOTTED CIRCLE}")
    | dict.fromkeys((0x0A, 0x0D, 0x85, 0x2028, 0x2029), "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}")
    | {0x09: "\N{RIGHTWARDS ARROW TO BAR}", 0xAD: "\N{NOT SIGN}"}
)

_COMMAND = re.compile(r"^(\s*)::|##(?=\w*\[)")
"""How a line begins that GitHub obeys, and what GitHub, Azure and TeamCity look for in one."""


def visible(text: str) -> str:
    """``text`` with a picture for each character that a terminal would act upon.

    Tabs, line ends, control characters, soft hyphens, marks of writing direction and lone
    surrogates would shift or reorder what stands beside them. One character becomes one, so
    that offsets hold.
    """
    return text.translate(_PICTURES) if _INVISIBLE.search(text) else text


def printed(line: str) -> str:
    """A line for people: as it is to be printed, whatever stands in it; it stays one line."""
    return _COMMAND.sub(lambda found: f"{found[1]}: :" if found[1] is not None else "# #",
                        visible(line))  # fmt: skip


_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?![\d\s.,%()]*$)(?!\s))")
"""What a spreadsheet takes for a formula: not a number such as -20, nor a dash of dialogue."""


def as_cell(text: str) -> str:
    """A text as a cell of a CSV that no spreadsheet takes for a formula.

    Args:
        text: Gets an apostrophe in front where it begins as a formula, or as one with
            apostrophes in front; :func:`from_cell` takes it away.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """What :func:`as_cell` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
