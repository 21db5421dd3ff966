"""How wide a text is on a terminal, and how much of it fits."""


def width(text: str) -> int:
    """The cells of a terminal that a text takes, by the widths of Unicode's newest version.

    An ideograph takes two, a family of emoji joined to one sign two, a combining mark none.
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fitting(text: str, cells: int) -> int:
    """How many characters of a text's beginning fit into so many cells; no sign is cut."""
    if text.isascii():
        return min(len(text), max(cells, 0))
    from rich.cells import split_graphemes

    end = used = 0
    for _, stop, taken in split_graphemes(text)[0]:
        used += taken
        if used > cells:
            break
        end = stop
    return end
