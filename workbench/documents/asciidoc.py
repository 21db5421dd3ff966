"""AsciiDoc, as Asciidoctor reads it; what other files hold is left out, and named."""

import re
from pathlib import Path

from workbench.documents import encoding, plain_text
from workbench.documents.asciidoc_inline import Inline
from workbench.documents.asciidoc_lines import (
    ADMONITION,
    ANCHOR,
    ATTRIBUTE,
    AUTHOR,
    BLOCK_ATTRIBUTES,
    BLOCK_TITLE,
    CHECKBOX,
    CONDITION,
    HEADING,
    ITEM,
    MACRO,
    NO_TEXT,
    RANKS,
    REVISION,
    TABLE,
    TERM,
    UNDERLINE,
    VERBATIM,
    begins_block,
    closing,
    delimiter,
    ends_paragraph,
    speaks_of_block,
)
from workbench.documents.asciidoc_tables import cells, width
from workbench.documents.content import FOOTNOTES, Cell, Content, ContentBuilder, Origin
from workbench.documents.document import Kind
from workbench.documents.grid import Grid
from workbench.errors import WorkbenchError

_DEEPEST = 60
"""Blocks in one another that are read."""


def read(origin: Origin) -> Content:
    """A page of AsciiDoc.

    Raises:
        WorkbenchError: The file is not text, or not in the encoding stated.
    """
    decoded = encoding.decode(
        origin.data, path=origin.path, encoding=origin.encoding, language=origin.language
    )
    builder = ContentBuilder()
    lines = plain_text.unix(decoded.text).removeprefix("\ufeff").split("\n")
    _Reader(builder, origin.path).page([line.rstrip() for line in lines])
    builder.content.encoding = decoded.encoding
    builder.content.notes += decoded.notes
    return builder.finish(origin.lines)


class _Block:
    """What stands above a block and speaks of it."""

    def __init__(self) -> None:
        self.attributes = ""
        self.title = ""
        self.line = 0


class _Reader:
    """Goes through the lines once, knowing what block it is in."""

    def __init__(self, builder: ContentBuilder, path: Path | None) -> None:
        self._builder = builder
        self._path = path
        self._attributes: dict[str, str] = {}
        self._inline = Inline(self._attributes, self._omit, self._note)
        self._kinds: list[tuple[Kind, int]] = [("text", 0)]
        self._cell: Cell | None = None
        self._line = 0

    def page(self, lines: list[str]) -> None:
        """Add a page to the builder."""
        at = 0
        while at < len(lines) and (not lines[at] or lines[at].startswith("//")):
            if lines[at].startswith("////"):
                break
            self._omit("comment", lines[at].lstrip("/")) if lines[at] else None
            at += 1
        heading = HEADING.match(lines[at]) if at < len(lines) else None
        if heading is not None and len(heading["marks"]) == 1:
            self._say(heading["title"], at + 1, "heading", 1)
            at = self._header(lines, at + 1)
        self._blocks(lines[at:], at + 1)

    def _header(self, lines: list[str], at: int) -> int:
        """The lines below a page's title that speak of it."""
        for meant, pattern in (("author", AUTHOR), ("date", REVISION)):
            if at < len(lines) and pattern.match(lines[at]):
                self._builder.content.metadata.setdefault(meant, lines[at])
                self._omit("field of the page", lines[at])
                at += 1
        return at

    def _omit(self, what: str, text: str) -> None:
        self._builder.omit(what, text=text)

    def _note(self, source: str) -> None:
        self._builder.add(self._inline.text(source), kind="note", flow=FOOTNOTES, line=self._line)

    def _say(
        self, source: str, line: int, kind: Kind | None = None, level: int | None = None
    ) -> None:
        """Add a paragraph."""
        self._line = line
        own, depth = self._kinds[-1]
        self._builder.add(
            self._inline.text(source),
            kind=kind or own,
            level=depth if level is None else level,
            line=line,
            cell=self._cell,
        )

    def _blocks(self, lines: list[str], first: int) -> None:
        """Add the blocks of some lines.

        Args:
            lines: Without white space at their ends.
            first: The number of the first one in the file.
        """
        above = _Block()
        depth = len(self._kinds)
        at = 0
        while at < len(lines):
            line = lines[at]
            if not line:
                at += 1
                continue
            if line == "+":
                at += 1
                continue
            taken = self._about(lines, at, first, above)
            if taken:
                at += taken
                continue
            at += self._block(lines, at, first, above)
            above = _Block()
        if above.title:
            self._say(above.title, above.line, "caption")
        del self._kinds[depth:]

    def _about(self, lines: list[str], at: int, first: int, above: _Block) -> int:
        """Take lines that are no text of their own; how many these were."""
        line = lines[at]
        if line.startswith("//") and not re.match(r"/{4,}$", line):
            self._omit("comment", line.lstrip("/"))
        elif attribute := ATTRIBUTE.match(line):
            return self._attribute(attribute, lines, at)
        elif anchor := ANCHOR.match(line):
            self._omit("block attribute", anchor["label"] or "")
        elif (found := BLOCK_ATTRIBUTES.match(line)) and not UNDERLINE.match(
            lines[at + 1] if at + 1 < len(lines) and len(lines[at + 1]) == len(line) else "x"
        ):
            above.attributes += found["inside"] + ","
            self._omit("block attribute", found["inside"])
        elif title := BLOCK_TITLE.match(line):
            if above.title:
                self._say(above.title, above.line, "caption")
            above.title, above.line = title["title"], first + at
        elif NO_TEXT.match(line):
            pass
        else:
            return 0
        return 1

    def _attribute(self, found: re.Match[str], lines: list[str], at: int) -> int:
        value, taken = found["value"] or "", 1
        while value.endswith(("\\", " +")) and at + taken < len(lines):
            value = value.rstrip("\\+ ") + " " + lines[at + taken].strip()
            taken += 1
        name = found["name"].strip("!").lower()
        self._attributes.pop(name, None)
        if "!" not in found["name"]:
            self._attributes[name] = value
        if name == "lang":
            self._builder.content.language = value
        self._omit("attribute", f"{found['name']} {value}")
        return taken

    def _block(self, lines: list[str], at: int, first: int, above: _Block) -> int:
        """Add one block; how many lines it takes."""
        line = lines[at]
        if table := TABLE.match(line):
            return self._table(lines, at, first, above, table["mark"])
        if (mark := delimiter(line)) is not None:
            return self._delimited(lines, at, first, above, mark)
        if above.title and not HEADING.match(line):
            self._say(above.title, above.line, "caption")
        if heading := HEADING.match(line):
            self._say(heading["title"], first + at, "heading", len(heading["marks"]))
            return 1
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if len(below) > 1 and UNDERLINE.match(below) and abs(len(below) - len(line)) < 3:
            self._say(line, first + at, "heading", RANKS.index(below[0]) + 1)
            return 2
        if macro := MACRO.match(line):
            self._macro(macro, first + at)
            return 1
        if ITEM.match(line) or (TERM.match(line) and not line.startswith(" ")):
            return self._list(lines, at, first)
        return self._paragraph(lines, at, first, above)

    def _macro(self, macro: re.Match[str], line: int) -> None:
        """A macro that is a block; what a condition holds is text, whatever it is."""
        name, inside = macro["name"], macro["inside"]
        if name in CONDITION:
            self._omit("condition", macro["target"] or (inside if name == "ifeval" else ""))
            if inside and name != "ifeval":
                self._say(inside, line)
        elif name == "include":
            self._omit("included file", f"{macro['target']} {inside}")
        elif name in {"image", "video", "audio"}:
            self._omit("image", inside)
        else:
            self._omit("macro", f"{name} {macro['target']} {inside}")

    def _delimited(self, lines: list[str], at: int, first: int, above: _Block, mark: str) -> int:
        """A block between two equal lines; one that nothing closes goes to the end."""
        end = closing(lines, at)
        inside = lines[at + 1 : end]
        taken = end - at + 1
        if mark[0] == "/":
            self._omit("comment", "\n".join(inside))
            return taken
        if above.title:
            self._say(above.title, above.line, "caption")
        verse = "verse" in above.attributes.split(",")[0]
        if (mark[0] in "-.+`" and mark != "--") or VERBATIM.match(above.attributes):
            is_formula = re.match(r"(?:stem|latexmath|asciimath)", above.attributes)
            self._omit("formula" if is_formula else "code block", "\n".join(inside))
        else:
            if len(self._kinds) > _DEEPEST:
                raise WorkbenchError(
                    "its blocks are nested too deep", place=self._path, remedy="divide it"
                )
            quoted = mark[0] == "_" or above.attributes.startswith("quote")
            self._kinds.append(("quote", 0) if quoted else self._kinds[-1])
            if verse:
                self._say("\n".join(f"{line} +" for line in inside), first + at + 1)
            else:
                self._blocks(inside, first + at + 1)
            self._kinds.pop()
        return taken

    def _paragraph(self, lines: list[str], at: int, first: int, above: _Block) -> int:
        end = at + 1
        while end < len(lines) and lines[end] and not ends_paragraph(lines[end]):
            end += 1
        block = lines[at:end]
        if block[0][0] in " \t" or VERBATIM.match(above.attributes):
            self._omit("code block", "\n".join(block))
            return end - at
        kept: list[str] = []
        for number, line in enumerate(block):
            if line.startswith("//") and not line.startswith("///"):
                self._omit("comment", line[2:])
            elif (macro := MACRO.match(line)) and macro["name"] in {*CONDITION, "include"}:
                if kept:
                    kept.append("")
                self._macro(macro, first + at + number)
            else:
                kept.append(line)
        kind: Kind | None = "quote" if above.attributes.startswith(("quote", "verse")) else None
        text = "\n".join(kept).replace("\n\n", "\n")
        said = ADMONITION.match(text)
        if said:
            self._omit("container mark", said["kind"])
            text = text[said.end() :]
        self._say(text, first + at, kind)
        return end - at

    def _list(self, lines: list[str], at: int, first: int) -> int:
        """A list; how many lines it takes."""
        begun = at
        marks: list[str] = []
        depth = sum(1 for kind, _ in self._kinds if kind == "item")
        while at < len(lines):
            line = lines[at]
            item, term = ITEM.match(line), TERM.match(line)
            if item is None and (term is None or line.startswith("//") or "::[" in line):
                break
            if item is not None:
                mark = re.sub(r"\d+|[a-zA-Z]", "1", item["mark"])
                text = CHECKBOX.sub("", item["text"])
            else:
                mark, text = term["mark"], term["text"] or ""  # type: ignore[index]
            del marks[marks.index(mark) if mark in marks else len(marks) :]
            marks.append(mark)
            level = depth + len(marks)
            number = at
            if item is None:
                self._say(term["term"], first + at, "item", level)  # type: ignore[index]
            at += 1
            if not text:
                while at < len(lines) and not lines[at]:
                    at += 1
                if at >= len(lines) or begins_block(lines[at]):
                    continue
                number, text = at, lines[at].strip()
                at += 1
            more = [text]
            while at < len(lines) and lines[at] and not begins_block(lines[at]):
                more.append(lines[at].strip())
                at += 1
            self._say("\n".join(more), first + number, "item", level)
            at = self._attached(lines, at, first, level)
            following = at
            while following < len(lines) and (
                not lines[following] or lines[following].startswith("//")
            ):
                following += 1
            if following < len(lines) and (
                ITEM.match(lines[following])
                or (TERM.match(lines[following]) and not MACRO.match(lines[following]))
            ):
                for skipped in lines[at:following]:
                    if skipped:
                        self._omit("comment", skipped.lstrip("/"))
                at = following
            else:
                break
        return max(at - begun, 1)

    def _attached(self, lines: list[str], at: int, first: int, level: int) -> int:
        """Blocks that a ``+`` joins to an item."""
        while at < len(lines) and lines[at] == "+":
            begin = at = at + 1
            while at < len(lines) and speaks_of_block(lines[at]):
                at += 1
            opened = lines[at] if at < len(lines) else ""
            if delimiter(opened) is not None or TABLE.match(opened):
                at = closing(lines, at) + 1
            else:
                while at < len(lines) and lines[at] not in {"", "+"} and not ITEM.match(lines[at]):
                    at += 1
            self._kinds.append(("item", level))
            self._blocks(lines[begin:at], first + begin)
            self._kinds.pop()
        return min(at, len(lines))

    def _table(self, lines: list[str], at: int, first: int, above: _Block, mark: str) -> int:
        end = closing(lines, at)
        if above.title:
            self._say(above.title, above.line, "caption")
        separator = mark[0]
        said = re.search(r"\bformat=\"?(csv|dsv|tsv)|\bseparator=\"?(\S)", above.attributes)
        if said:
            separator = {"csv": ",", "dsv": ":", "tsv": ","}.get(said[1] or "", said[2] or "|")
        found = list(cells(lines[at + 1 : end], first + at + 1, separator))
        columns = width(above.attributes, found)
        before, grid = self._cell, Grid(self._builder.new_table())
        self._kinds.append(("cell", 0))
        column = columns
        for cell in found:
            if column >= columns:
                grid.next_row()
                column = 0
            self._cell = grid.place(cell.columns, cell.rows)
            column = self._cell.column + cell.columns
            self._fill(cell.source, cell.line, cell.style)
        self._kinds.pop()
        self._cell = before
        return end - at + 1

    def _fill(self, source: str, line: int, style: str) -> None:
        if style == "l":
            self._omit("code block", source)
        elif style == "a" and len(self._kinds) <= _DEEPEST:
            self._blocks(source.split("\n"), line)
        else:
            for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", source):
                begin = source.count("\n", 0, paragraph.start())
                self._say(paragraph[0], line + begin)
