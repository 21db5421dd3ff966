"""Colours: dark, light, and high contrast."""

from textual.theme import Theme

DARK = Theme(
    name="workbench-dark",
    primary="#7aa2d6",
    secondary="#c0a36e",
    foreground="#dcdfe4",
    background="#16181d",
    surface="#1b1e24",
    panel="#262a33",
    success="#8ec07c",
    warning="#e5b567",
    error="#ff7b72",
    accent="#7aa2d6",
    dark=True,
    variables={
        "faint": "#8d95a3",
        "rule": "#454c59",
        "zebra": "#20242b",
        "row": "#2a3a52",
        "cell": "#35507a",
        "range": "#3b3426",
        "hit": "#e5b567",
        "on-hit": "#16181d",
    },
)
LIGHT = Theme(
    name="workbench-light",
    primary="#1f5fae",
    secondary="#7a5a12",
    foreground="#1d2129",
    background="#ffffff",
    surface="#fcfcfb",
    panel="#e9ebee",
    success="#1f7a34",
    warning="#8a5a00",
    error="#b3261e",
    accent="#1f5fae",
    dark=False,
    variables={
        "faint": "#616978",
        "rule": "#b9bfc9",
        "zebra": "#f3f4f5",
        "row": "#dbe7f6",
        "cell": "#bcd5f2",
        "range": "#f5ead0",
        "hit": "#ffd866",
        "on-hit": "#1d2129",
    },
)
CONTRAST = Theme(
    name="workbench-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    accent="#ffff00",
    dark=True,
    variables={
        "faint": "#ffffff",
        "rule": "#ffffff",
        "zebra": "#000000",
        "row": "#00007a",
        "cell": "#0000d0",
        "range": "#5a0050",
        "hit": "#ffff00",
        "on-hit": "#000000",
        "footer-background": "#000000",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
"""The app's own, in the order in which a key takes one after the other."""
