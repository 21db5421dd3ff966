"""A concept's card, and what can be done from it: change, remove, render, follow."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from workbench import api
from workbench.errors import WorkbenchError
from workbench.project import operations
from workbench.review import renderings
from workbench.review.chosen_concept import chosen_concept
from workbench.review.questions import Choice, ConceptTerms, Consent, Page
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.glossary import Concept

_ACTIONS = (
    ("render", "p", "put a rendering into the text"),
    ("usage", "u", "how it is rendered"),
    ("change", "e", "change"),
    ("remove", "x", "remove"),
)


async def show(session: Session, screen: Screen) -> None:
    """Show what the glossary says of the terms in this bead, and do what is chosen."""
    concept = await chosen_concept(session, screen)
    if concept is None:
        return
    action = await screen.ask(Page(f"Concept {concept.id}", _card(concept), _ACTIONS))
    if action == "render":
        await _render(session, screen, concept)
    elif action == "usage":
        await renderings.show_concept(session, screen, concept)
    elif action == "change":
        await _change(session, screen, concept)
    elif action == "remove":
        await _remove(session, screen, concept)


async def render(session: Session, screen: Screen) -> None:
    """Put a rendering of a concept of this bead into the text."""
    concept = await chosen_concept(session, screen)
    if concept is not None:
        await _render(session, screen, concept)


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


async def _render(session: Session, screen: Screen, concept: "Concept") -> None:
    """Put a term in the place of the selected words, or of the wrong ones."""
    bead, column, project = session.bead, session.column, session.project
    terms = concept.allowed(project.documents[column].tag)
    key = session.sheet.keys[column]
    if not terms:
        raise WorkbenchError(f"{concept.id} has no term in {key}")
    word = session.cursor.word
    wrong = [
        mark
        for problem in session.sheet.problems(bead)
        if problem.column == column
        for mark in problem.wrong
    ]
    if word is not None:
        segment, (start, end) = word.segment, word.span
    elif wrong:
        segment, start, end = wrong[0]
    else:
        raise WorkbenchError(
            "which words it replaces is not known",
            remedy="select them in the text first (w, Shift →)",
        )
    names = [f"{term.text}   {term.status}" for term in terms]
    chosen: int | None = 0
    if len(terms) > 1:
        chosen = await screen.ask(Choice(f"Which term in {key}?", names))
    if chosen is None:
        return
    text = project.texts(bead, column)[segment]
    rendering = terms[chosen].text
    if text[start : start + 1].isupper():
        rendering = rendering[:1].upper() + rendering[1:]
    changed = text[:start] + rendering + text[end:]
    number = project.runs(bead)[column][segment]
    session.apply(lambda project: operations.edit_text(project, number, changed))
    screen.say(f"{key}: “{text[start:end]}” is “{rendering}” now; e mends its form.")


async def _change(session: Session, screen: Screen, concept: "Concept") -> None:
    """Ask for its terms; statuses and flags of those that stay are kept."""
    from workbench.glossary import Term

    path = _file_of(session, concept)
    keys, documents = session.sheet.keys, session.project.documents
    shown = [concept.allowed(document.tag) for document in documents]
    proposed = [" | ".join(term.text for term in terms) for terms in shown]
    typed = await screen.ask(ConceptTerms(f"Change {concept.id}", keys, proposed))
    if typed is None:
        return
    terms = dict(concept.terms)
    for document, before, text in zip(documents, shown, typed, strict=True):
        texts = [part.strip() for part in text.split("|") if part.strip()]
        if texts == [term.text for term in before]:
            continue
        tag = next((t for t in terms if set(terms[t]) & set(before)), document.tag)
        known: dict[str, Term] = {term.text: term for term in terms.get(tag, ())}
        given = [
            replace(known.get(text, Term(text)), status="admitted" if number else "preferred")
            for number, text in enumerate(texts)
        ]
        forbidden = [
            term
            for term in terms.get(tag, ())
            if term.status == "forbidden" and term.text not in texts
        ]
        terms[tag] = (*given, *forbidden)
    changed = replace(concept, terms={tag: words for tag, words in terms.items() if words})
    session.change_glossary(
        f"change the concept {concept.id}", path, lambda: api.change_concept(path, changed)
    )
    screen.say(f"Written: {path}; u takes it back.")


async def _remove(session: Session, screen: Screen, concept: "Concept") -> None:
    path = _file_of(session, concept)
    if await screen.ask(Consent(f"Remove {concept.id} from {path.name}?", _card(concept))):
        session.change_glossary(
            f"remove the concept {concept.id}", path, lambda: api.remove_concept(path, concept.id)
        )
        screen.say(f"Removed from {path}; u brings it back.")


def _file_of(session: Session, concept: "Concept") -> Path:
    """The glossary file that has it."""
    for path in session.glossaries:
        if concept.id in {other.id for other in api.load_glossaries([path]).glossary}:
            return path
    raise WorkbenchError(f"{concept.id} was renamed when the glossaries were put together")
