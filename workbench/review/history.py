"""Who did what and when; notes of people, and answers to them."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from workbench.project import Entry, NoteRow, operations
from workbench.review.ask_until_saved import ask_until_saved
from workbench.review.questions import MOST_OPTIONS, Choice, Page, SegmentText
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible


async def show(session: Session, screen: Screen) -> None:
    """List all edits, the newest first; from one, go where it happened or take it back."""
    entries = list(reversed(session.project.history))
    if not entries:
        screen.say("Nothing has been edited yet.")
        return
    lines = [_line(entry) for entry in entries[: MOST_OPTIONS + 1]]
    chosen = await screen.ask(Choice(f"{len(entries)} edits, the newest first", lines))
    if chosen is None:
        return
    entry = entries[chosen]
    later = [
        other.id
        for other in entries[: chosen + 1]
        if other.undoes is None and stands(session, other.id)
    ]
    what = await screen.ask(
        Choice(
            visible(entry.verb),
            [
                "Go where it happened",
                "Take back this one alone",
                f"Go back to before it: take back {len(later)} edits",
            ],
        )
    )
    if what == 0:
        beads = [b for b in session.project.edit(entry.id).beads if b in session.project]
        if beads:
            session.go_to(min(beads, key=session.project.index))
        else:
            screen.say("What it changed is no more.")
    elif what == 1:
        session.take_back(entry.id)
        screen.say(f"Taken back: {visible(entry.verb)}.")
    elif what is not None:
        for number in later:
            session.take_back(number)
        screen.say(f"Taken back: {len(later)} edits.")


def stands(session: Session, number: int) -> bool:
    """Whether an edit was not taken back since."""
    standing = True
    undone = number
    for entry in session.project.history[number:]:
        if entry.undoes == undone:
            standing = not standing
            undone = entry.id
    return standing


def _line(entry: Entry) -> Text:
    when = entry.time.replace("T", " ")[:16]
    return Text.assemble(
        (f"{entry.id:>5}  {when}  ", "dim"),
        (f"{visible(entry.author) or '–'}  ", "bold"),
        visible(entry.verb),
    )


def note_lines(notes: Sequence[NoteRow]) -> Iterator[str]:
    """Notes with who wrote them and when, answers below what they answer."""
    depth: dict[int, int] = {}
    for note in threads(notes):
        depth[note.id] = level = depth.get(note.answers or 0, -1) + 1
        who = ", ".join(filter(None, (note.author, note.time[:10])))
        head = f"Note ({who}): " if who else "Note: "
        first, *rest = note.text.split("\n")
        yield "   " * level + ("↳ " if level else "") + head + first
        yield from ("   " * level + "      " + line for line in rest)


def threads(notes: Sequence[NoteRow]) -> Iterator[NoteRow]:
    """Notes in order, each with its answers behind it."""
    known = {note.id for note in notes}

    def below(parent: int | None) -> Iterator[NoteRow]:
        for note in notes:
            answers = note.answers if note.answers in known else None
            if answers == parent:
                yield note
                yield from below(note.id)

    return below(None)


async def notes(session: Session, screen: Screen) -> None:
    """Write a note; where there are some, show them to be answered or changed."""
    bead, project = session.cursor.selection[0], session.project
    written = list(threads(project.notes(bead)))
    action: str | None = "new"
    if written:
        page = Text("\n".join(map(visible, note_lines(written))))
        actions = (("new", "n", "new note"), ("answer", "a", "answer"), ("edit", "e", "edit all"))
        action = await screen.ask(Page("Notes", page, actions))
    if action == "edit":
        await ask_until_saved(
            session,
            screen,
            project.note(bead),
            lambda text: SegmentText("Notes; nothing removes them", text, None, lines=True),
            lambda project, text: operations.annotate(project, bead, text),
            lambda: bead in project,
            lambda: project.note(bead),
        )
        return
    answered = written[-1].id if action == "answer" else None
    if action == "answer" and len(written) > 1:
        chosen = await screen.ask(Choice("Answer which?", [visible(n.text) for n in written]))
        if chosen is None:
            return
        answered = written[chosen].id
    if action is not None:
        await ask_until_saved(
            session,
            screen,
            "",
            lambda text: SegmentText("Note" if answered is None else "Answer", text, None, True),
            lambda project, text: (
                operations.add_note(project, bead, text)
                if answered is None
                else operations.answer(project, answered, text)
            ),
            lambda: bead in project,
        )
