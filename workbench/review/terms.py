"""Terms: a concept's card, and a new concept for the glossary."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from workbench import api, languages
from workbench.review.linking import load_linker
from workbench.review.questions import Choice, ConceptTerms, Line, Reading
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.word_links import Word
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.glossary import Concept

_NEAR, _NEAR_UNSPACED = 6, 2
"""Characters between two counterparts of one term at the most: an article, a hyphen."""


async def card(session: Session, screen: Screen) -> None:
    """Show what the glossary says of the terms in this cell."""
    assert session.terminology is not None
    concepts = session.terminology.concepts(session.bead, session.column)
    if session.cursor.word is not None:
        text = session.project.texts(session.bead, session.column)[session.cursor.word.segment]
        start, end = session.cursor.word.span
        here = {
            match.concept.id
            for match in session.terminology.matches(session.column, text)
            if match.start < end and start < match.end
        }
        concepts = [concept for concept in concepts if concept.id in here] or concepts
    if not concepts:
        screen.say("No term of the glossary stands in this cell.")
        return
    chosen: int | None = 0
    if len(concepts) > 1:
        tag = session.project.documents[session.column].tag
        names = [", ".join(term.text for term in concept.terms_in(tag)) for concept in concepts]
        chosen = await screen.ask(Choice("Which concept?", names))
    if chosen is not None:
        await screen.ask(Reading(f"Concept {concepts[chosen].id}", _card(concepts[chosen])))


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


async def add(session: Session, screen: Screen) -> None:
    """Take a term, with its counterparts, into the glossary."""
    path = await _glossary_file(session, screen)
    if path is None:
        return
    keys = session.sheet.keys
    proposed = await _proposed(session, screen)
    terms = await screen.ask(ConceptTerms(f"A new concept for {path.name}", keys, proposed))
    if terms is None:
        return
    given = {
        document.tag: [part.strip() for part in text.split("|") if part.strip()]
        for document, text in zip(session.project.documents, terms, strict=True)
        if text.strip()
    }
    grown = api.add_concept(path, given)
    session.use_glossaries([path, *(other for other in session.glossaries if other != path)])
    known = "" if grown.added else " It had this concept; the terms went there."
    screen.say(f"Written: {path}, now {len(grown.glossary)} concepts.{known}")


async def _glossary_file(session: Session, screen: Screen) -> Path | None:
    """The glossary to write to: the first one given, or one that is named now."""
    if session.glossaries:
        return session.glossaries[0]
    beside = session.project.location.beside(".tbx")
    typed = await screen.ask(
        Line(
            "Which glossary file?",
            value=str(beside),
            note="It is made where there is none: .tbx, .csv, .tsv or .xlsx. "
            "Next time: workbench review PROJECT --glossary FILE",
        )
    )
    return _file(typed) if typed and typed.strip() else None


def _file(typed: str) -> Path:
    return Path(typed.strip()).expanduser()


async def _proposed(session: Session, screen: Screen) -> list[str]:
    """For each document what is selected, or what stands for it."""
    proposed = [""] * len(session.project.documents)
    here, bead = session.cursor.word, session.bead
    if here is None:
        return proposed
    selected, column = session.selected_text(), session.column
    linker = await load_linker(session, screen)
    links = linker.known(bead)
    if links is None:
        links = await asyncio.to_thread(linker.find, linker.texts(bead))
    found: dict[int, list[Word]] = defaultdict(list)
    for word in links.of(column, here.segment, here.span):
        found[word.column].append(word)
    for other, words in found.items():
        proposed[other] = _together(session, bead, words)
    proposed[column] = selected
    return proposed


def _together(session: Session, bead: int, words: Sequence[Word]) -> str:
    """The longest stretch of the text in which these words stand close to each other."""
    joiner = languages.of(session.project.documents[words[0].column].tag).joiner
    near = _NEAR if joiner else _NEAR_UNSPACED
    stretches = [[words[0]]]
    for left, right in pairwise(words):
        close = left.segment == right.segment and right.span[0] - left.span[1] <= near
        stretches[-1:] = [[*stretches[-1], right]] if close else [stretches[-1], [right]]
    best = max(stretches, key=lambda stretch: sum(len(word.text) for word in stretch))
    text = session.project.texts(bead, best[0].column)[best[0].segment]
    return text[best[0].span[0] : best[-1].span[1]]
