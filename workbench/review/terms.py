"""Terms and words: a concept's card, a new term, the concordance."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from workbench import languages
from workbench.errors import WorkbenchError
from workbench.project import Project
from workbench.review import linking, word_cursor
from workbench.review.dialogs.choose import MOST, Choose, hanging
from workbench.review.dialogs.new_term import NewTerm
from workbench.review.dialogs.page import Page
from workbench.review.dialogs.prompt import Prompt
from workbench.review.find import Test
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.glossary import Concept
    from workbench.review.app import ReviewApp
    from workbench.review.terminology import Wording

_AROUND = 40
"""Characters shown on either side of a word in the concordance."""


_NEAR, _NEAR_UNSPACED = 6, 2
"""Characters between two counterparts of one term at the most: an article, a hyphen."""


async def card(desk: "ReviewApp") -> None:
    """Show what the glossary says of the terms in this cell."""
    assert desk.wording is not None
    concepts = desk.wording.concepts(desk.bead, desk.column)
    if desk.word is not None:
        text = desk.project.texts(desk.bead, desk.column)[desk.word.segment]
        start, end = desk.word.span
        here = {
            match.concept.id
            for match in desk.wording.matches(desk.column, text)
            if match.start < end and start < match.end
        }
        concepts = [concept for concept in concepts if concept.id in here] or concepts
    if not concepts:
        desk.say("No term of the glossary stands in this cell.")
        return
    chosen: int | None = 0
    if len(concepts) > 1:
        tag = desk.project.documents[desk.column].tag
        names = [", ".join(term.text for term in concept.terms_in(tag)) for concept in concepts]
        chosen = await desk.ask(Choose("Which concept?", names))
    if chosen is not None:
        await desk.ask(Page(f"Concept {concepts[chosen].id}", _card(concepts[chosen])))


def _card(concept: "Concept") -> Text:
    page = Text()
    for tag, terms in concept.terms.items():
        for number, term in enumerate(terms):
            page.append(f"{'' if number else tag:<9}", "bold")
            page.append(visible(term.text), "strike" if term.status == "forbidden" else "")
            facts = [term.status, term.part_of_speech, term.note, *sorted(term.flags)]
            page.append(f"   {', '.join(filter(None, facts))}\n", "dim")
    for name, value in (
        ("domain", concept.domain),
        ("definition", concept.definition),
        ("note", concept.note),
        ("flags", ", ".join(sorted(concept.flags))),
    ):
        if value:
            page.append(f"\n{name:<11}", "bold").append(visible(value))
    return page


async def add(desk: "ReviewApp") -> None:
    """Take a term, with its counterparts, into the glossary."""
    from workbench.glossary import Concept, Glossary, Term, new_id

    path = await _glossary_file(desk)
    if path is None:
        return
    keys = desk.sheet.keys
    proposed = await _proposed(desk)
    terms = await desk.ask(NewTerm(f"A new concept for {path.name}", keys, proposed))
    if terms is None:
        return
    glossary = Glossary.read(path) if path.exists() else Glossary((), (), path.stem)
    tags = [document.tag for document in desk.project.documents]
    given = {
        tag: tuple(Term(part.strip()) for part in text.split("|") if part.strip())
        for tag, text in zip(tags, terms, strict=True)
        if text.strip()
    }
    name = next((words[0].text for words in given.values() if words), "")
    concept = Concept(new_id(name), given)
    languages = (*glossary.languages, *(tag for tag in tags if tag not in glossary.languages))
    grown = Glossary((*glossary.concepts, concept), languages, glossary.name)
    grown.write(path)
    use(desk, [path, *(other for other in desk.glossaries if other != path)])
    desk.grid.redraw()
    desk.show_bead()
    desk.say(f"Written: {path}, now {len(grown)} concepts.")


async def _glossary_file(desk: "ReviewApp") -> Path | None:
    """The glossary to write to: the first one given, or one that is named now."""
    if desk.glossaries:
        return desk.glossaries[0]
    beside = desk.project.location.beside(".tbx")
    typed = await desk.ask(
        Prompt(
            "Which glossary file?",
            value=str(beside),
            note="It is made where there is none: .tbx, .csv, .tsv or .xlsx. "
            "Next time: workbench review PROJECT --glossary FILE",
        )
    )
    return _file(typed) if typed and typed.strip() else None


def _file(typed: str) -> Path:
    return Path(typed.strip()).expanduser()


async def _proposed(desk: "ReviewApp") -> list[str]:
    """For each document what is selected, or what stands for it."""
    proposed = [""] * len(desk.project.documents)
    here, bead = desk.word, desk.bead
    if here is None:
        return proposed
    selected, column = word_cursor.text(desk), desk.column
    linker = await linking.prepared(desk)
    links = linker.known(bead)
    if links is None:
        links = await asyncio.to_thread(linker.find, linker.texts(bead))
    found: dict[int, list[linking.Word]] = defaultdict(list)
    for word in links.of(column, here.segment, here.span):
        found[word.column].append(word)
    for other, words in found.items():
        proposed[other] = _together(desk, bead, words)
    proposed[column] = selected
    return proposed


def _together(desk: "ReviewApp", bead: int, words: Sequence[linking.Word]) -> str:
    """The longest stretch of the text in which these words stand close to each other."""
    joiner = languages.of(desk.project.documents[words[0].column].tag).joiner
    near = _NEAR if joiner else _NEAR_UNSPACED
    stretches = [[words[0]]]
    for left, right in pairwise(words):
        close = left.segment == right.segment and right.span[0] - left.span[1] <= near
        stretches[-1:] = [[*stretches[-1], right]] if close else [stretches[-1], [right]]
    best = max(stretches, key=lambda stretch: sum(len(word.text) for word in stretch))
    text = desk.project.texts(bead, best[0].column)[best[0].segment]
    return text[best[0].span[0] : best[-1].span[1]]


async def concordance(desk: "ReviewApp") -> None:
    """Find a word in all its forms through the project, in the language of the cursor."""
    column = desk.column
    key = desk.sheet.keys[column]
    typed = await desk.ask(
        Prompt(
            f"Concordance in {key}",
            value=word_cursor.text(desk),
            note="A word or a term: it is found in all its forms.",
        )
    )
    if not typed or not typed.strip():
        return
    hits = list(_hits(desk, column, typed.strip()))
    if not hits:
        desk.say(f"“{typed.strip()}” does not stand in {key}.")
        return
    lines = [_line(desk, column, *hit) for hit in hits[: MOST + 1]]
    chosen = await desk.ask(Choose(f"{len(hits)} × “{typed.strip()}” in {key}", lines))
    if chosen is not None:
        desk.go_to(hits[chosen][0])


def _hits(desk: "ReviewApp", column: int, term: str) -> Iterator[tuple[int, str, int, int]]:
    """Bead, text, start and end of each place where a term stands."""
    from workbench.glossary import Concept, Matcher, Term

    tag = desk.project.documents[column].tag
    matcher = Matcher([Concept("asked", {tag: (Term(term),)})], tag)
    for bead in desk.project.order:
        for text in desk.project.texts(bead, column):
            for match in matcher.find(matcher.fold(text)):
                yield bead, text, match.start, match.end


def _line(
    desk: "ReviewApp", column: int, bead: int, text: str, start: int, end: int
) -> RenderableType:
    """A hit in its surroundings, and the other languages below."""
    line = Text("…" if start > _AROUND else "")
    line.append(visible(text[max(start - _AROUND, 0) : start]))
    line.append(visible(text[start:end]), "bold underline")
    line.append(visible(text[end : end + _AROUND]) + ("…" if end + _AROUND < len(text) else ""))
    number = str(desk.project.index(bead) + 1)
    rows: list[tuple[str, str, Text]] = [(number, desk.sheet.keys[column], line)]
    for other in desk.sheet.columns:
        if other != column:
            joined = " • ".join(map(visible, desk.project.texts(bead, other)))
            cut = joined[: 3 * _AROUND] + ("…" if len(joined) > 3 * _AROUND else "")
            rows.append(("", desk.sheet.keys[other], Text(cut, "dim")))
    return hanging(rows)


def use(desk: "ReviewApp", paths: Sequence[Path]) -> None:
    """Show the terms of these glossaries, as those of one.

    Raises:
        WorkbenchError: One cannot be read.
    """
    desk.wording = desk.sheet.wording = _wording(desk.project, paths) if paths else None
    desk.glossaries = paths


def _wording(project: Project, paths: Sequence[Path]) -> "Wording":
    from workbench.glossary import read_all
    from workbench.review.terminology import Wording

    glossary, _ = read_all(paths)
    return Wording(project, glossary)


def test_of(desk: "ReviewApp", asked: str) -> Test:
    """Whether a bead holds a term, or another term of its concept, in any column.

    Args:
        desk: Its glossary is asked.
        asked: One of the concept's terms, or its id.

    Raises:
        WorkbenchError: There is no glossary, or no such term in it.
    """
    from workbench.glossary import Matcher

    concepts = [
        concept
        for concept in (desk.wording.glossary if desk.wording else ())
        if asked.casefold() == concept.id.casefold()
        or any(
            term.text.casefold() == asked.casefold()
            for terms in concept.terms.values()
            for term in terms
        )
    ]
    if not concepts:
        raise WorkbenchError(
            f"no glossary holds the term {asked!r}",
            remedy="name one with --glossary, or filter by a text",
        )
    matchers = [Matcher(concepts, document.tag) for document in desk.project.documents]

    def test(project: Project, bead: int) -> bool:
        return any(
            matcher.find(matcher.fold(text))
            for column, matcher in enumerate(matchers)
            for text in project.texts(bead, column)
        )

    return test
