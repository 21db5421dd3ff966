"""From the tree of a page to its paragraphs."""

import re
from typing import TYPE_CHECKING, cast

from workbench.documents.content import CODE, FOOTNOTES, GAP, HARD, Cell, ContentBuilder
from workbench.documents.document import Kind
from workbench.documents.grid import Grid
from workbench.documents.html_elements import (
    BLOCKS,
    HEADINGS,
    KINDS,
    SECTIONS,
    is_note,
    left_out,
    name_of,
    text_of,
)
from workbench.documents.raised import LEVEL, LOWERED, RAISED

if TYPE_CHECKING:
    from lxml import etree

_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_MARKS = {"sup": RAISED, "sub": LOWERED, "code": CODE, "kbd": CODE, "samp": CODE}
_SPACE = re.compile(r"[ \t\r\f\n]+")


def walk(
    root: "etree._Element",
    builder: ContentBuilder,
    *,
    flow: int = 0,
    shift: int | None = 0,
    is_page: bool = True,
    within: tuple[Kind, int, Cell | None] = ("text", 0, None),
) -> None:
    """Add the paragraphs of an element to a builder.

    Args:
        root: The element.
        builder: What they are added to.
        flow: The flow they belong to.
        shift: What to add to the tree's line numbers; None where they mean nothing.
        is_page: Whether headers and footers outside a section are the page's; in a book they
            are text.
        within: The kind, the level and the cell of the paragraph that the element stands in.
    """
    from lxml import etree

    walker = _Walker(builder, flow, shift, is_page=is_page, within=within)
    for event, element in (events := etree.iterwalk(root, events=("start", "end", "comment"))):
        if event == "comment":
            walker.text(element.tail)
        elif event == "start":
            if not walker.enter(element):
                # A skipped element's end still comes, where what follows it is taken.
                events.skip_subtree()
        else:
            walker.leave(element)
    walker.flush()


class _Walker:
    """Collects the text between block borders, and what kind of block it stands in."""

    def __init__(
        self,
        builder: ContentBuilder,
        flow: int,
        shift: int | None,
        *,
        is_page: bool,
        within: tuple[Kind, int, Cell | None],
    ) -> None:
        self._builder = builder
        self._flow = flow
        self._shift = shift
        self._is_page = is_page
        self._parts: list[str] = []
        self._line: int | None = None
        self._kinds: list[tuple[Kind, int]] = [within[:2]]
        self._lists = 0
        self._sections = 0
        self._notes = 0
        self._preformatted = 0
        self._grids: list[Grid] = []
        self._cells: list[Cell | None] = [within[2]]
        self._skipped = False

    def enter(self, element: "etree._Element") -> bool:
        """Begin an element; False where it is to be skipped."""
        name = name_of(element)
        what = left_out(element, name, is_page=self._is_page, in_section=self._sections > 0)
        if what is not None:
            if what:
                self._builder.omit(what, text=text_of(element))
            self._parts.append(GAP)
            self._skipped = True
            return False
        if name in BLOCKS:
            self.flush()
        if name in SECTIONS:
            self._sections += 1
        elif name in {"ul", "ol", "dl"}:
            self._lists += 1
        elif name == "pre":
            self._preformatted += 1
        elif name in _ROWS or name in {"table", "td", "th"}:
            self._enter_table(element, name)
        if is_note(element):
            self._notes += 1
        if name in KINDS:
            level = HEADINGS.get(name, self._lists if name in {"li", "dd", "dt"} else 0)
            self._kinds.append((KINDS[name], level))
        if not self._parts:
            self._line = cast("int | None", element.sourceline)
        if name == "br":
            self._parts.append(HARD)
        if name in _MARKS and not self._preformatted:
            self._parts.append(_MARKS[name])
        self.text(element.text)
        return True

    def leave(self, element: "etree._Element") -> None:
        """End an element, entered or skipped."""
        if not self._skipped:
            name = name_of(element)
            if name in BLOCKS:
                self.flush()
            if name in SECTIONS:
                self._sections -= 1
            elif name in {"ul", "ol", "dl"}:
                self._lists -= 1
            elif name == "pre":
                self._preformatted -= 1
            elif name in _ROWS or name in {"table", "td", "th"}:
                self._leave_table(name)
            elif name in {"sup", "sub"}:
                self._parts.append(LEVEL)
            if is_note(element):
                self._notes -= 1
            if name in KINDS:
                self._kinds.pop()
        self._skipped = False
        self.text(element.tail)

    def _enter_table(self, element: "etree._Element", name: str) -> None:
        if name == "table":
            self._grids.append(Grid(self._builder.new_table()))
            self._cells.append(None)
        elif not self._grids:
            return
        elif name == "tr":
            self._grids[-1].next_row()
        elif name in {"td", "th"}:
            spans = (_span(element.get(each)) for each in ("colspan", "rowspan"))
            self._cells[-1] = self._grids[-1].place(*spans)

    def _leave_table(self, name: str) -> None:
        if not self._grids:
            return
        if name == "table":
            self._grids.pop()
            self._cells.pop()
        elif name in {"td", "th"}:
            self._cells[-1] = None
        elif name != "tr":
            self._grids[-1].end_group()

    def text(self, text: str | None) -> None:
        """Take text as a browser shows it; a line end in the source may be a wrapped line."""
        if not text:
            return
        if self._preformatted:
            self._parts.append(text.replace("\r", "").replace("\n", HARD))
        else:
            self._parts.append(_SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", text))

    def flush(self) -> None:
        """End the paragraph that is open."""
        text = "".join(self._parts)
        self._parts.clear()
        kind, level = self._kinds[-1]
        flow = FOOTNOTES if self._notes else self._flow
        for part in re.split(f"{HARD}[ \t]*{HARD}", text):
            self._builder.add(
                part,
                kind="note" if self._notes else kind,
                level=level,
                flow=flow,
                line=None
                if self._shift is None or self._line is None
                else self._line + self._shift,
                cell=self._cells[-1],
            )
        self._line = None


def _span(value: str | None) -> int:
    """How many rows or columns a cell says that it takes; one where it says nothing sensible."""
    digits = re.match(r"\s*([0-9]{1,9})", value or "")
    return int(digits[1]) if digits else 1
