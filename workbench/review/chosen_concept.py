"""Which concept of the glossary a person means."""

from typing import TYPE_CHECKING

from workbench.review.questions import Choice
from workbench.review.screen import Screen
from workbench.review.session import Session

if TYPE_CHECKING:
    from workbench.glossary import Concept


async def chosen_concept(session: Session, screen: Screen) -> "Concept | None":
    """A concept of the word under the cursor, else of this cell, else of the bead."""
    terminology, bead, column = session.terminology, session.bead, session.column
    assert terminology is not None
    concepts = terminology.concepts(bead, column)
    word = session.cursor.word
    if word is not None:
        text = session.project.texts(bead, column)[word.segment]
        start, end = word.span
        here = {
            match.concept.id
            for match in terminology.matches(column, text)
            if match.start < end and start < match.end
        }
        concepts = [concept for concept in concepts if concept.id in here] or concepts
    if not concepts:
        found = {
            concept.id: concept
            for other in session.sheet.columns
            for concept in terminology.concepts(bead, other)
        }
        concepts = list(found.values())
    if len(concepts) < 2:
        if not concepts:
            screen.say("No term of the glossary stands in this bead.")
        return concepts[0] if concepts else None
    tag = session.project.documents[column].tag
    names = [", ".join(term.text for term in concept.terms_in(tag)) for concept in concepts]
    chosen = await screen.ask(Choice("Which concept?", names))
    return None if chosen is None else concepts[chosen]
