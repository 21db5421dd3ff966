"""A misaligned document of eighty beads in three languages, brought right with few keys."""

import asyncio

import pytest
from support.reviewing import reviewing, write

from workbench import project as projects

MOST_KEYS = 60

EN, RU, ZH = 0, 1, 2
PLACES = [
    ("the mill", "мельница", "磨坊"),
    ("the harbour", "гавань", "港口"),
    ("the school", "школа", "学校"),
    ("the railway", "железная дорога", "铁路"),
    ("the library", "библиотека", "图书馆"),
    ("the bakery", "пекарня", "面包房"),
    ("the hospital", "больница", "医院"),
    ("the theatre", "театр", "剧院"),
]
FACTS = [
    (
        "In {y} {p} was built by {n} workers.",
        "В {y} году {p}: построили {n} рабочих.",
        "{y}年，{n}名工人建成了{p}。",
    ),
    ("A fire of {y} spared {p}.", "Пожар {y} года не тронул: {p}.", "{y}年的大火没有烧到{p}。"),
    (
        "By {y} there were {n} windows in {p}.",
        "К {y} году {p}: {n} окон.",
        "到{y}年，{p}有{n}扇窗户。",
    ),
    (
        "Nobody remembers who painted {p} green.",
        "Никто не помнит, кто покрасил в зелёный: {p}.",
        "没有人记得是谁把{p}漆成绿色。",
    ),
    (
        "The winter of {y} closed {p} for {n} days.",
        "Зима {y} года: {p} закрыта на {n} дней.",
        "{y}年的冬天使{p}关闭了{n}天。",
    ),
    (
        "Children came to {p} every Sunday.",
        "Каждое воскресенье дети и {p}.",
        "孩子们每个星期天都来{p}。",
    ),
    (
        "{n} letters about {p} lie in the archive.",
        "В архиве лежат {n} писем о том, что такое {p}.",
        "档案馆里有{n}封关于{p}的信。",
    ),
    (
        "The roof of {p} was mended in {y}.",
        "Крышу чинили в {y} году: {p}.",
        "{p}的屋顶在{y}年修好了。",
    ),
    (
        "Since {y} a road has led to {p}.",
        "С {y} года дорога ведёт туда, где {p}.",
        "从{y}年起有一条路通往{p}。",
    ),
    (
        "Music was heard from {p} at night.",
        "Ночью слышалась музыка, там {p}.",
        "夜里从{p}传来音乐。",
    ),
]


def sentence(number, language):
    place, fact = PLACES[number // 10][language], FACTS[number % 10][language]
    text = fact.format(y=1850 + number, n=37 + 3 * number, p=place)
    return text[0].upper() + text[1:]


def versions():
    """The three texts, with what is wrong in them, and the beads as they should be, as texts."""
    truth = [[[sentence(n, c)] for c in (EN, RU, ZH)] for n in range(80)]
    texts = [[sentence(n, c) for n in range(80)] for c in (EN, RU, ZH)]
    # A Chinese sentence of two: bead 11.
    texts[ZH][10:11] = truth[10][ZH] = ["旧河边的那座港口，", "大家都认得。"]
    # A Russian omission: bead 22.
    texts[RU].remove(sentence(21, RU))
    truth[21][RU] = []
    # Russian makes one of two: beads 41 and 42.
    both = f"{sentence(40, RU)[:-1]}; {sentence(41, RU)[0].lower()}{sentence(41, RU)[1:]}"
    place = texts[RU].index(sentence(40, RU))
    texts[RU][place : place + 2] = [both]
    # A Chinese omission: bead 51.
    texts[ZH].remove(sentence(50, ZH))
    truth[50][ZH] = []
    # A crossing: what is bead 61 stands behind bead 67 in Russian.
    texts[RU].remove(sentence(60, RU))
    texts[RU].insert(texts[RU].index(sentence(66, RU)) + 1, sentence(60, RU))
    # Chinese makes one of two: beads 71 and 72.
    joined = sentence(70, ZH)[:-1] + "，" + sentence(71, ZH)
    place = texts[ZH].index(sentence(70, ZH))
    texts[ZH][place : place + 2] = [joined]
    for first, column, one in ((70, ZH, joined), (40, RU, both)):
        merged = [truth[first][c] + truth[first + 1][c] for c in (EN, RU, ZH)]
        merged[column] = [one]
        truth[first : first + 2] = [merged]
    return texts, truth


def row_by_row(tmp_path):
    """A project that pairs the first with the first, the second with the second, and so on."""
    texts, truth = versions()
    beads = [
        (tuple((min(n, len(column)), min(n + 1, len(column))) for column in texts), 0.5)
        for n in range(max(map(len, texts)))
    ]
    columns = dict(zip(("en", "ru", "zh"), texts, strict=True))
    return projects.open(write(tmp_path / "town.aligned", columns, beads)), truth


def beads_of(project):
    return [[list(project.texts(bead, c)) for c in (EN, RU, ZH)] for bead in project.order]


def goto(number):
    return ["colon", *str(number), "enter"]


BY_HAND = [
    # Chinese has one more from bead 12 on: send it up, and the column after it.
    *goto(12), "right", "right", "[", "{", "enter",
    # Russian has nothing at 22.
    *goto(22), "left", "}", "enter",
    # Russian has one for 41 and 42: from here on the numbers are one less.
    *goto(42), "}", "enter", "K",
    # Chinese has nothing at 51.
    *goto(50), "right", "}", "enter",
    # From 61 to 67 each Russian stands one too high, and the first of them last.
    *goto(60), "left", "v", *goto(66), "}", "j", "d", *goto(60), "d",
    # Chinese has one for 71 and 72.
    *goto(71), "right", "}", "K",
]  # fmt: skip


def test_by_hand(tmp_path):
    """With the keys that the help names, and no aligner."""
    project, truth = row_by_row(tmp_path)
    assert len(BY_HAND) <= MOST_KEYS

    async def do():
        async with reviewing(project, size=(120, 35), keys=BY_HAND) as (app, _):
            assert app.screen is app.screen_stack[0]

    asyncio.run(do())
    assert beads_of(project) == truth
    project.close()


@pytest.mark.slow
def test_with_the_aligner(tmp_path):
    """R does most of it; what is left are the crossing and what no aligner can know."""
    project, truth = row_by_row(tmp_path)

    async def do():
        async with reviewing(project, size=(120, 35), keys=["R"]) as (app, press):
            for _ in range(600):
                if type(app.screen).__name__ == "HunksDialog":
                    break
                await app.pilot.pause(0.1)
            await press("enter")

    asyncio.run(do())
    found = beads_of(project)
    wrong = [bead for bead in found if bead not in truth]
    assert len(wrong) <= 6, wrong
    project.close()
