"""Pairs of marks that several languages share."""

CURLY = (("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),)
SINGLE = (("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),)
LOW = (("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}"),)
LOW_RIGHT = (("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),)
ANGLE = (
    (
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    ),
)
CORNER = (("「", "」"), ("『", "』"))
TITLE = (("《", "》"), ("〈", "〉"))

INVERTED = (("¿", "?"), ("¡", "!"))
"""What opens a question or an exclamation, and what closes it."""
