"""A new concept for the glossary, its terms proposed from the texts."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from workbench import api, languages
from workbench.review.exporting import named, there
from workbench.review.linking import load_linker
from workbench.review.questions import ConceptTerms, Line
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.words import Word

_NEAR, _NEAR_UNSPACED = 6, 2
"""Characters between two counterparts of one term at the most: an article, a hyphen."""


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
    verb = f"add the term {next(iter(given.values()))[0]!r}"
    grown = session.change_glossary(verb, path, lambda: api.add_concept(path, given))
    known = "" if grown.added else " It had this concept; the terms went there."
    notes = " ".join(f"{note.message}." for note in grown.notes)
    screen.say(f"Written: {path}, now {len(grown.glossary)} concepts.{known} {notes}".strip())


async def _glossary_file(session: Session, screen: Screen) -> Path | None:
    """The glossary to write to: the first one given, or one that is named now."""
    if session.glossaries:
        return session.glossaries[0]
    beside = session.project.location.beside(".tbx")

    def explain(typed: str) -> str:
        if not typed.strip():
            return "Type a file name."
        return (
            "It is there; the terms go into it." if there(named(session, typed)) else "A new file."
        )

    typed = await screen.ask(
        Line(
            "Which glossary file?",
            value=str(beside),
            note="It is made where there is none: .tbx, .csv, .tsv or .xlsx. "
            "Next time: workbench review PROJECT --glossary FILE",
            explain=explain,
            paths=True,
            within=session.within,
        )
    )
    return named(session, typed) if typed and typed.strip() else None


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
