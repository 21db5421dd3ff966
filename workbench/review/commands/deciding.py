"""Deciding about beads."""

from functools import partial

from workbench.review import history, navigation, scoring, status
from workbench.review.command import Command
from workbench.review.commands.conditions import on_bead

DECIDE: list[Command] = [
    Command(
        "confirm and next",
        ("enter",),
        "confirm",
        "Confirm, and go to the next of what n looks for.",
        status.confirm_and_next,
        1,
        on_bead,
    ),
    Command(
        "confirm",
        ("space",),
        "confirm, stay",
        "Confirm and stay; on a confirmed bead take it back.",
        status.confirm_or_reopen,
        9,
        on_bead,
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
        "flag", ("m",), "flag", "Flag with a note; take the flag away.", status.flag, 14, on_bead
    ),
    Command("note", ("M",), "note", "Notes: read, write, answer.", history.notes, when=on_bead),
    Command(
        "exclude",
        ("x",),
        "leave out",
        "Leave out of exports; take in again.",
        status.exclude,
        when=on_bead,
    ),
    Command(
        "select",
        ("v",),
        "range",
        "Begin a range: what is decided then, or merged, is all of it.",
        navigation.select,
        15,
        on_bead,
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
