"""What a line of AsciiDoc is by itself: a heading, a delimiter, an item, a macro."""

import re

ATTRIBUTE = re.compile(r":(?P<name>!?[\w][\w-]*!?):(?:[ \t]+(?P<value>.*))?$")
HEADING = re.compile(r"(?P<marks>={1,6}|#{1,6})[ \t]+(?P<title>\S.*?)(?:[ \t]+(?P=marks))?[ \t]*$")
UNDERLINE = re.compile(r"(?:=+|-+|~+|\^+|\++)$")
RANKS = "=-~^+"
DELIMITER = re.compile(
    r"(?P<mark>-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|/{4,}|--|```)(?P<info>[\w+.,# -]*)[ \t]*$"
)
TABLE = re.compile(r"(?P<mark>[|,:!]={3,})[ \t]*$")
BLOCK_ATTRIBUTES = re.compile(r"\[(?P<inside>[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\][ \t]*$")
ANCHOR = re.compile(r"\[\[(?P<name>[^\[\],]*)(?:,\s*(?P<label>[^\]]*))?\]\][ \t]*$")
BLOCK_TITLE = re.compile(r"\.(?P<title>[^\s.].*)$")
MACRO = re.compile(r"(?P<name>[\w-]+)::(?P<target>[^\s\[]*(?: [^\[\n]*)?)\[(?P<inside>.*)\][ \t]*$")
ITEM = re.compile(
    r"[ \t]*(?P<mark>\*{1,6}|-|\.{1,6}|\d+\.|[a-zA-Z]\.|<(?:\d+|\.)>|[•])[ \t]+(?P<text>\S.*)$"
)
CHECKBOX = re.compile(r"\[[ xX*]\][ \t]+")
TERM = re.compile(r"[ \t]*(?P<term>\S.*?|\S)(?P<mark>:{2,4}|;;)(?:[ \t]+(?P<text>\S.*))?$")
ADMONITION = re.compile(r"(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
VERBATIM = re.compile(r"^(?:source|listing|literal|stem|latexmath|asciimath|plantuml|ditaa|graphviz"
                       r"|mermaid|a2s|pass|comment)\b")  # fmt: skip
CONDITION = {"ifdef", "ifndef", "ifeval", "endif"}
NO_TEXT = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)[ \t]*$")
AUTHOR = re.compile(r"[^\W\d_][\w.'-]*(?: [\w.'-]+){0,3}(?: <[^<>]+>)?(?:; .*)?$")
REVISION = re.compile(r"(?:v\d|[\d.]+,|\d{4}-\d\d-\d\d)")


def delimiter(line: str) -> str | None:
    """The line that begins and ends a block, without the language of code in a fence."""
    found = DELIMITER.match(line)
    if found is None or (found["info"].strip() and found["mark"] != "```"):
        return None
    return found["mark"]


def closing(lines: list[str], at: int) -> int:
    """The line that ends the block that a line begins; the end where there is none."""
    mark = delimiter(lines[at]) or lines[at]
    return next((n for n in range(at + 1, len(lines)) if lines[n] == mark), len(lines))


def speaks_of_block(line: str) -> bool:
    """Whether a line is no text and says something of the block below it."""
    return bool(BLOCK_ATTRIBUTES.match(line) or BLOCK_TITLE.match(line) or ANCHOR.match(line))


def ends_paragraph(line: str) -> bool:
    """Whether a line cannot go on with a paragraph."""
    mark = delimiter(line)
    return bool(
        line == "+"
        or TABLE.match(line)
        or (mark is not None and mark != "--")
        or (BLOCK_ATTRIBUTES.match(line) and re.match(r"\[[a-zA-Z.#%\"]", line))
        or ANCHOR.match(line)
    )


def begins_block(line: str) -> bool:
    """Whether a line cannot go on with the text of a list's item."""
    return bool(
        ends_paragraph(line)
        or ITEM.match(line)
        or TERM.match(line)
        or line.startswith("//")
        or BLOCK_TITLE.match(line)
        or MACRO.match(line)
    )
