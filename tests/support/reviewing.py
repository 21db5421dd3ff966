"""A small project in three languages, the app on it, and what stands on its screen."""

from contextlib import asynccontextmanager

from workbench import project as projects
from workbench.alignment import Bead, Beads
from workbench.documents import Document, Paragraph
from workbench.review.app import ReviewApp
from workbench.review.dialogs import WorkDialog
from workbench.segmentation import Segment

ENGLISH = [
    "Joint communiqué of the three sides",
    "The ministers met on Tuesday [in the capital] and spoke for two hours.",
    "They discussed trade, transport and the exchange of students.",
    "“We have come a long way,” the host said.",
    "The sides agreed to open a second bridge before the end of 2027.",
    "Further talks will follow in spring.",
]
CHINESE = [
    "三方联合公报",
    "部长们星期二在首都会面。",
    "会谈持续了两个小时。",
    "他们讨论了贸易、交通和学生交流。",
    "东道主说：“我们走过了很长的路。”",
    "双方同意在2027年底前开通第二座大桥。",
]
RUSSIAN = [
    "Совместное коммюнике трёх сторон",
    "Министры встретились во вторник [в столице] и говорили два часа.",
    "Они обсудили торговлю, транспорт и обмен студентами.",
    "«Мы прошли долгий путь», — сказал хозяин встречи.",
    "Стороны договорились открыть второй мост до конца 2027 года.",
    "Весной последуют новые переговоры.",
]
BEADS = [
    (((0, 1), (0, 1), (0, 1)), 0.99),
    (((1, 2), (1, 3), (1, 2)), 0.62),
    (((2, 3), (3, 4), (2, 3)), 0.97),
    (((3, 4), (4, 5), (3, 4)), 0.95),
    (((4, 5), (5, 6), (4, 5)), 0.31),
    (((5, 6), (6, 6), (5, 6)), 0.80),
]


def document(texts, tag):
    """A document, a paragraph a text, and its segments."""
    paragraphs, segments, at = [], [], 0
    for number, text in enumerate(texts):
        paragraphs.append(Paragraph(at, at + len(text), line=number + 1))
        segments.append(Segment(text, at, at + len(text), number))
        at += len(text) + 1
    return Document("\n".join(texts) + "\n", tuple(paragraphs), tag), segments


def write(path, columns, beads):
    """A project of these texts by language, and these beads."""
    made = [document(texts, tag) for tag, texts in columns.items()]
    found = Beads(tuple(Bead(tuple(runs), sure) for runs, sure in beads))
    projects.create(path, [d for d, _ in made], [s for _, s in made], found)
    return path


@asynccontextmanager
async def reviewing(project, size=(120, 30), keys=(), glossaries=(), faults=0):
    """The app on a project in a terminal of a size, after some keys.

    So many faults of its own must have been caught in the end, and no other.

    Yields:
        The app, and a coroutine that presses keys and waits until they are worked off.
    """
    app = ReviewApp(project, glossaries)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        async def press(*more):
            for key in more:
                await pilot.press(key)
                await settled(app, pilot)

        await press(*keys)
        app.pilot = pilot
        yield app, press
        if len(app.faults) != faults:
            raise (app.faults or [AssertionError("no fault was caught")])[0]


async def settled(app, pilot):
    """Wait until nothing is being done but waiting for an answer."""
    for _ in range(200):
        asked = app.screen is not app.screen_stack[0] and not isinstance(app.screen, WorkDialog)
        if asked or not any(worker.is_running for worker in app.workers):
            break
        await pilot.pause(0.01)
    await pilot.pause()


def screen(app) -> list[str]:
    """What stands on the screen, line by line."""
    return [
        "".join(piece.text for piece in strip) for strip in app.screen._compositor.render_strips()
    ]
