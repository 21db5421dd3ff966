"""All that can be done, as one table: footer, help, palette and keys are made of it."""

from functools import partial

from workbench.review import (
    carrying,
    clipboard,
    concept_card,
    concordance,
    editing,
    exporting,
    findings,
    help_page,
    history,
    last_update,
    linking,
    navigation,
    realigning,
    renderings,
    replacing,
    scoring,
    set_aside,
    status,
    terms,
    views,
    word_cursor,
)
from workbench.review.command import Command
from workbench.review.session import Session


def _bead(session: Session) -> bool:
    """There is a bead under the cursor."""
    return session.cursor.bead is not None


def _filled(session: Session) -> bool:
    """The cell under the cursor has a segment."""
    return len(session.run) > 0


def _several(session: Session) -> bool:
    """The bead under the cursor has segments to part."""
    return _bead(session) and sum(map(len, session.project.runs(session.bead))) > 1


def _pair(session: Session) -> bool:
    """The cell under the cursor has two segments."""
    return len(session.run) > 1


def _termed(session: Session) -> bool:
    """There is a bead, and a glossary."""
    return _bead(session) and session.terminology is not None


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
        when=_filled,
    ),
    Command(
        "word back",
        ("b", "ctrl+left"),
        "word back",
        "Previous word.",
        partial(word_cursor.move, step=-1),
        when=_filled,
    ),
    Command(
        "more words",
        ("shift+right",),
        "more words",
        "Select the next word as well, for a term or the concordance.",
        partial(word_cursor.extend, step=1),
        when=_filled,
    ),
    Command(
        "fewer words",
        ("shift+left",),
        "fewer words",
        "Select the last word no longer.",
        partial(word_cursor.extend, step=-1),
        when=_filled,
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
        when=_bead,
    ),
    Command(
        "next doubt",
        ("3",),
        "next ▪",
        "Next ▪ of the map: a doubt, in the order of the texts.",
        partial(navigation.to_mark, kind="doubt"),
        when=_bead,
    ),
    Command(
        "next confirmed",
        ("4",),
        "next ·",
        "Next · of the map: what is confirmed.",
        partial(navigation.to_mark, kind="done"),
        when=_bead,
    ),
]
DECIDE: list[Command] = [
    Command(
        "confirm and next",
        ("enter",),
        "confirm",
        "Confirm, and go to the next of what n looks for.",
        status.confirm_and_next,
        1,
        _bead,
    ),
    Command(
        "confirm",
        ("space",),
        "confirm, stay",
        "Confirm and stay; on a confirmed bead take it back.",
        status.confirm_or_reopen,
        9,
        _bead,
    ),
    Command(
        "confirm mended",
        (";",),
        "confirm mended",
        "Confirm all beads that were just mended here, and go to the next of what n looks for.",
        status.confirm_mended,
        when=lambda session: len(session.mended) > 0,
    ),
    Command(
        "confirm above",
        ("C",),
        "confirm many",
        "Confirm all that are surer than a percentage.",
        status.confirm_above,
        13,
    ),
    Command(
        "score",
        ("V",),
        "score",
        "Estimate how sure the beads are that were imported without that.",
        scoring.score,
        when=lambda session: session.sheet.counts["unscored"] > 0,
    ),
    Command(
        "flag", ("m",), "flag", "Flag with a note; take the flag away.", status.flag, 14, _bead
    ),
    Command("note", ("M",), "note", "Notes: read, write, answer.", history.notes, when=_bead),
    Command(
        "exclude",
        ("x",),
        "leave out",
        "Leave out of exports; take in again.",
        status.exclude,
        when=_bead,
    ),
    Command(
        "select",
        ("v",),
        "range",
        "Begin a range: what is decided then, or merged, is all of it.",
        navigation.select,
        15,
        _bead,
    ),
    Command(
        "extend down",
        ("shift+down",),
        "range down",
        "Range: one more.",
        partial(navigation.extend, steps=1),
    ),
    Command(
        "extend up",
        ("shift+up",),
        "range up",
        "Range: one more up.",
        partial(navigation.extend, steps=-1),
    ),
]
MEND: list[Command] = [
    Command(
        "merge",
        ("J",),
        "merge",
        "Merge with the next bead, or merge the range.",
        partial(editing.merge, step=1),
        4,
        _bead,
    ),
    Command(
        "merge back",
        ("K",),
        "merge back",
        "Merge with the previous bead.",
        partial(editing.merge, step=-1),
        when=_bead,
    ),
    Command(
        "split",
        ("s",),
        "split",
        "Split the bead; each column's border moves.",
        editing.split,
        5,
        _several,
    ),
    Command(
        "move first",
        ("[", "alt+up"),
        "move ↑",
        "Move this language's first segment to the bead before.",
        partial(editing.move, step=-1),
        6,
        _filled,
    ),
    Command(
        "move last",
        ("]", "alt+down"),
        "move ↓",
        "Move this language's last segment to the bead after.",
        partial(editing.move, step=1),
        7,
        _filled,
    ),
    Command(
        "shift up",
        ("{",),
        "shift up",
        "Shift this language up from here, to the next empty cell or confirmed bead.",
        partial(editing.shift, step=-1),
        when=_bead,
    ),
    Command(
        "shift down",
        ("}",),
        "shift down",
        "Shift this language down from here.",
        partial(editing.shift, step=1),
        when=_filled,
    ),
    Command(
        "isolate",
        ("i",),
        "on its own",
        "Put a segment in a bead of its own.",
        editing.isolate,
        when=_filled,
    ),
    Command(
        "split segment",
        ("S",),
        "cut segment",
        "Cut a segment in two; likely places are proposed.",
        editing.split_segment,
        when=_filled,
    ),
    Command(
        "join",
        ("a",),
        "join",
        "Join a segment with the next of its cell.",
        editing.join,
        when=_pair,
    ),
    Command(
        "edit",
        ("e",),
        "edit",
        "Edit the text, or insert an omitted translation.",
        editing.edit,
        8,
        _bead,
    ),
    Command(
        "put code",
        ("I",),
        "put a code",
        "Put the next inline code ⟦1⟧ that is missing around the selected words, or before them.",
        editing.put_code,
        when=_filled,
    ),
    Command(
        "carry",
        ("d",),
        "take along",
        "Take the segments along; in a bead farther away, put them there (crossing order).",
        carrying.take_or_put,
        when=_bead,
    ),
    Command(
        "put copy",
        ("B",),
        "put a copy",
        "Put a copy of what is taken along into this bead.",
        carrying.put_copy,
        when=lambda session: bool(session.carried) and _bead(session),
    ),
    Command(
        "replace",
        ("E",),
        "replace",
        "Replace a text or regex in one language, all or one by one, as one step.",
        replacing.replace,
        when=_bead,
    ),
    Command(
        "repeat",
        (".",),
        "repeat",
        "Do again, here, what was mended or decided last.",
        lambda _, screen: screen.repeat(),
        when=_bead,
    ),
    Command(
        "realign",
        ("r",),
        "align again",
        "Align the neighbourhood again, up to confirmed beads; shown before it is taken.",
        realigning.neighbourhood,
        16,
        _bead,
    ),
    Command(
        "realign all",
        ("R",),
        "align all again",
        "Align everything between confirmed beads again.",
        realigning.everything,
        when=_bead,
    ),
    Command(
        "undo",
        ("u", "ctrl+z"),
        "undo",
        "Undo, without limit.",
        status.undo,
        3,
        lambda session: session.can_undo,
    ),
    Command(
        "redo",
        ("U", "ctrl+r", "ctrl+y"),
        "redo",
        "Redo.",
        status.redo,
        when=lambda session: session.can_redo,
    ),
]
LOOK: list[Command] = [
    Command(
        "copy",
        ("y",),
        "copy",
        "Copy the words, the cell, this language's range.",
        clipboard.copy_cell,
        when=_bead,
    ),
    Command(
        "copy bead",
        ("Y",),
        "copy bead",
        "Copy the bead or the range, all languages.",
        clipboard.copy_bead,
        when=_bead,
    ),
    Command("wider", (">",), "wider", "Make this column wider.", partial(views.widen, step=1)),
    Command(
        "narrower", ("<",), "narrower", "Make this column narrower.", partial(views.widen, step=-1)
    ),
    Command("hide", ("z",), "hide column", "Hide this column.", views.hide_column),
    Command("show all", ("Z",), "all columns", "Show all columns.", views.show_all_columns),
    Command(
        "pane",
        ("p",),
        "pane",
        "Make the pane below larger, hide it, bring it back.",
        views.next_pane,
    ),
    Command("origin", ("o",), "origin", "See the place in the document.", views.origin, when=_bead),
    Command(
        "words",
        ("W",),
        "words",
        "Show the counterparts of the word under the cursor, and words that have none.",
        linking.switch,
        18,
    ),
    Command(
        "concordance",
        ("*",),
        "concordance",
        "Find a word or term through the project, in all its forms.",
        concordance.find_term,
        when=_bead,
    ),
    Command(
        "card",
        ("c",),
        "concept",
        "What the glossary says of the terms in this bead; change, remove, render it from there.",
        concept_card.show,
        when=_termed,
    ),
    Command(
        "render",
        ("P",),
        "put term",
        "Put a term of the glossary in the place of the wrong or selected words.",
        concept_card.render,
        when=lambda session: _termed(session) and _filled(session),
    ),
    Command(
        "renderings",
        ("#",),
        "renderings",
        "How a term is rendered through the project, and how often; Enter goes to the next place.",
        renderings.show,
        when=_termed,
    ),
    Command(
        "same fault",
        ("L",),
        "same fault",
        "Next bead with the same fault: the same concept, or the same rule.",
        findings.next_same,
        when=_bead,
    ),
    Command(
        "new term",
        ("+",),
        "new term",
        "Take a term and its counterparts into the glossary.",
        terms.add,
        when=_bead,
    ),
    Command(
        "findings",
        ("F",),
        "findings",
        "Run the checks and list what they find beside the grid; close the list.",
        findings.switch,
        17,
        _bead,
    ),
    Command(
        "wrong alarm",
        ("D",),
        "wrong alarm",
        "A finding is a wrong alarm, because …: written into the note, and passed over then.",
        findings.suppress,
        when=lambda session: session.cursor.bead in session.findings,
    ),
    Command(
        "finding order",
        ("O",),
        "order of findings",
        "Sort the findings by severity, by rule, by place.",
        findings.sort,
        when=lambda session: session.findings.listed,
    ),
    Command("export", ("X",), "export", "Write a memory or a table.", exporting.export, 12),
    Command(
        "history",
        ("H",),
        "history",
        "Who did what and when; go there, take one back, go back to before it.",
        history.show,
    ),
    Command(
        "last update",
        ("!",),
        "last update",
        "What the last update kept, changed, moved and set aside; go there.",
        last_update.show,
    ),
    Command(
        "set aside",
        ("A",),
        "set aside",
        "What lost its place in updates: look through it, put it back into this bead.",
        set_aside.show,
    ),
    Command(
        "save copy",
        ("ctrl+s",),
        "save a copy",
        "Write the project to another place, with its whole history, and go on there.",
        exporting.save_copy,
    ),
    Command("statistics", ("=",), "statistics", "The project in figures.", views.statistics),
    Command("theme", ("T",), "colours", "Dark, light, high contrast.", views.next_theme),
    Command(
        "quit",
        ("q", "ctrl+q"),
        "quit",
        "Leave; everything is saved.",
        lambda _, screen: screen.leave(),
    ),
    Command(
        "help",
        ("?", "f1"),
        "help",
        "This page.",
        lambda session, screen: help_page.show(session, screen, GROUPS),
        99,
    ),
]
GROUPS: dict[str, list[Command]] = {
    "Decide": DECIDE,
    "Mend": MEND,
    "Go": GO,
    "Look, write": LOOK,
}
"""In the order of the help."""

COMMANDS = {command.id: command for group in GROUPS.values() for command in group}

FOOTER = sorted(
    (command for command in COMMANDS.values() if command.rank), key=lambda command: command.rank
)
"""Those shown below the grid, what is wanted most often first."""
