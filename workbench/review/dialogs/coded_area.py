"""A text area in which the mark of an inline code, ⟦1⟧, is one thing: it cannot be broken."""

import re
from collections.abc import Collection

from rich.text import Text
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from workbench.units import MARK


class CodedArea(TextArea):
    """Marks of codes are passed over, selected and deleted as one, and stand out.

    Whatever moves the cursor sets the selection, and whatever changes the text is an edit, so
    both are kept off the inside of marks there.
    """

    def __init__(self, text: str, codes: Collection[int]) -> None:
        """Make an area for a text.

        Args:
            text: With its marks.
            codes: Numbers of the codes there are; other marks are text.
        """
        self._codes = codes  # before the area looks at its text
        super().__init__(text, soft_wrap=True, tab_behavior="focus")

    def get_line(self, line_index: int) -> Text:
        """A line in which marks are dimmed."""
        line = super().get_line(line_index)
        for mark in self._marks(line_index):
            line.stylize("dim", *mark.span())
        return line

    def _marks(self, row: int) -> list[re.Match[str]]:
        if row >= self.document.line_count:
            return []
        found = MARK.finditer(self.document.get_line(row))
        return [mark for mark in found if not mark[1] and int(mark[2]) in self._codes]

    def _around(self, place: Location) -> tuple[Location, Location]:
        """The ends of the mark that a place is inside of; the place itself where it is in none."""
        row, column = place
        for mark in self._marks(row):
            if mark.start() < column < mark.end():
                return (row, mark.start()), (row, mark.end())
        return place, place

    def _validate_selection(self, selection: Selection) -> Selection:
        """Move ends that would stand inside a mark to the side that they are on the way to."""
        valid = super()._validate_selection(selection)
        return Selection(*map(self._beside, valid, self.selection))

    def _beside(self, place: Location, before: Location) -> Location:
        left, right = self._around(place)
        return right if before <= left else left

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit that takes marks whole."""
        edit.from_location = self._around(edit.top)[0]
        edit.to_location = self._around(edit.bottom)[1]
        return super().edit(edit)
