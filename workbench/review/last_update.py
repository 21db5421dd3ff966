"""What the last update changed, by kind; from each entry to its bead."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from rich.text import Text

from workbench import api
from workbench.review import set_aside
from workbench.review.history import stands
from workbench.review.questions import MOST_OPTIONS, Choice
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible


async def show(session: Session, screen: Screen) -> None:
    """List what became of the beads, and go where one is chosen."""
    found = api.last_update(session.project)
    if found is None:
        screen.say("Nothing has been updated yet.")
        return
    edit = session.project.edit(found.entry.id)
    gone = api.texts_gone(edit)
    kinds: list[tuple[str, int, Callable[[], Awaitable[None]]]] = [
        (name, len(beads), partial(_beads, session, screen, name, beads, gone))
        for name, beads in found.beads.items()
    ]
    aside = [number for number in api.set_aside_by(edit) if number in session.project.aside]
    kinds += [
        ("set aside", len(aside), partial(set_aside.choose, session, screen, aside)),
        (
            "left out, since they were deleted before",
            len(found.left_out),
            partial(_texts, screen, "Left out", found.left_out),
        ),
        (
            "rows of the table left as they are here",
            len(found.conflicts),
            partial(_texts, screen, "Left", found.conflicts),
        ),
    ]
    kinds = [kind for kind in kinds if kind[1]]
    segments = ", ".join(f"{count} {name}" for name, count in found.counts.items() if count)
    when = found.entry.time.replace("T", " ")[:16]
    undone = "" if stands(session, found.entry.id) else ", taken back since"
    title = f"{visible(found.entry.verb)}, {when}{undone}; segments: {segments or 'none'}"
    if not kinds:
        screen.say(f"{title}.")
        return
    options = [Text.assemble((f"{count:>6} ", "bold"), name) for name, count, _ in kinds]
    chosen = await screen.ask(Choice(title, options))
    if chosen is not None:
        await kinds[chosen][2]()


async def _beads(
    session: Session,
    screen: Screen,
    name: str,
    beads: Sequence[int],
    gone: Mapping[int, str],
) -> None:
    """List beads of which one thing became, and go to the one that is chosen."""
    project = session.project
    lines = [_line(session, bead, gone) for bead in beads[: MOST_OPTIONS + 1]]
    chosen = await screen.ask(Choice(f"{name}: {len(beads)}", lines))
    if chosen is None:
        return
    if beads[chosen] in project:
        session.go_to(beads[chosen])
    else:
        screen.say("It is gone.")


def _line(session: Session, bead: int, gone: Mapping[int, str]) -> Text:
    """A bead's number, and how it differs from what was confirmed, else what it says."""
    project = session.project
    if bead not in project:
        return Text.assemble(
            ("     – ", "bold"), visible(gone.get(bead, "its texts are elsewhere"))
        )
    differences = [remark.text for remark in session.changed.remarks(bead)][1:]
    texts = [" ".join(project.texts(bead, column)) for column in range(len(project.documents))]
    said = " | ".join(differences or filter(None, texts))
    return Text.assemble((f"{project.index(bead) + 1:>6} ", "bold"), visible(said))


async def _texts(screen: Screen, title: str, texts: Sequence[str]) -> None:
    """List sentences, which lead nowhere."""
    await screen.ask(Choice(title, list(map(visible, texts))))
