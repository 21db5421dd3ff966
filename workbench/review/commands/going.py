"""Going from bead to bead, and from word to word."""

from functools import partial

from workbench.review import navigation, word_cursor
from workbench.review.command import Command
from workbench.review.commands.conditions import in_filled_cell, on_bead

GO: list[Command] = [
    Command("down", ("down", "j"), "down", "Next bead.", partial(navigation.move, steps=1)),
    Command("up", ("up", "k"), "up", "Previous bead.", partial(navigation.move, steps=-1)),
    Command(
        "right",
        ("right", "l", "tab"),
        "right",
        "Next column.",
        partial(navigation.change_column, steps=1),
    ),
    Command(
        "left",
        ("left", "h", "shift+tab"),
        "left",
        "Previous column.",
        partial(navigation.change_column, steps=-1),
    ),
    Command(
        "page down",
        ("pagedown", "ctrl+d"),
        "page down",
        "A screen down.",
        lambda _, screen: screen.page(1),
    ),
    Command(
        "page up",
        ("pageup", "ctrl+u"),
        "page up",
        "A screen up.",
        lambda _, screen: screen.page(-1),
    ),
    Command("first", ("home", "g"), "first", "First bead.", navigation.first),
    Command("last", ("end", "G"), "last", "Last bead.", navigation.last),
    Command(
        "word",
        ("w", "ctrl+right"),
        "word",
        "Next word of this cell, through its segments.",
        partial(word_cursor.move, step=1),
        when=in_filled_cell,
    ),
    Command(
        "word back",
        ("b", "ctrl+left"),
        "word back",
        "Previous word.",
        partial(word_cursor.move, step=-1),
        when=in_filled_cell,
    ),
    Command(
        "more words",
        ("shift+right",),
        "more words",
        "Select the next word as well, for a term or the concordance.",
        partial(word_cursor.extend, step=1),
        when=in_filled_cell,
    ),
    Command(
        "fewer words",
        ("shift+left",),
        "fewer words",
        "Select the last word no longer.",
        partial(word_cursor.extend, step=-1),
        when=in_filled_cell,
    ),
    Command(
        "next",
        ("n",),
        "next",
        "Next of what is looked for: at first the doubtful, worst first.",
        partial(navigation.jump, step=1),
        rank=2,
    ),
    Command(
        "previous", ("N",), "previous", "Previous of those.", partial(navigation.jump, step=-1)
    ),
    Command(
        "target",
        ("t",),
        "target",
        "Choose what n looks for: doubtful, unreviewed, flagged, …",
        navigation.choose_target,
    ),
    Command(
        "search", ("/",), "search", "Search a text or regex, in one or all.", navigation.search, 10
    ),
    Command(
        "number", (":", "ctrl+g"), "go to", "Go to a bead by its number.", navigation.to_number
    ),
    Command("filter", ("f",), "filter", "Show only some beads.", navigation.set_filter, 11),
    Command(
        "next hit",
        ("1",),
        "next ■",
        "Next ■ of the map: what was searched for.",
        partial(navigation.to_mark, kind="found"),
        when=lambda session: session.sheet.query is not None,
    ),
    Command(
        "next flag",
        ("2",),
        "next ⚑",
        "Next ⚑ of the map: a flag, or a finding of the checks.",
        partial(navigation.to_mark, kind="flag"),
        when=on_bead,
    ),
    Command(
        "next doubt",
        ("3",),
        "next ▪",
        "Next ▪ of the map: a doubt, in the order of the texts.",
        partial(navigation.to_mark, kind="doubt"),
        when=on_bead,
    ),
    Command(
        "next confirmed",
        ("4",),
        "next ·",
        "Next · of the map: what is confirmed.",
        partial(navigation.to_mark, kind="done"),
        when=on_bead,
    ),
]
