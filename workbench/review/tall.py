"""What the grid and the pane share: a view whose number of lines changes often."""

from textual.geometry import Size
from textual.scroll_view import ScrollView


class Tall(ScrollView, inherit_bindings=False):
    """Lines to scroll through, with a scrollbar that always stands there."""

    DEFAULT_CSS = """
    Tall { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    @property
    def wide(self) -> int:
        """Cells of a line, without the scrollbar."""
        return self.scrollable_content_region.width

    def set_lines(self, count: int) -> None:
        """Say how many lines there are, and draw again.

        Setting ``virtual_size`` would lay out the whole screen anew, at every key; only the
        scrollbar has to know.
        """
        size = Size(self.wide, count)
        if size.width != self.virtual_size.width:
            self.virtual_size = size
        else:
            self.set_reactive(Tall.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = count
        self.refresh()
