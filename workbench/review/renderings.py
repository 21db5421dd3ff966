"""How a concept is rendered through the project: each rendering, how often, and where."""

from typing import TYPE_CHECKING

from workbench import api
from workbench.review import navigation
from workbench.review.chosen_concept import chosen_concept
from workbench.review.questions import Choice
from workbench.review.screen import Screen
from workbench.review.session import Session
from workbench.review.wrap import visible

if TYPE_CHECKING:
    from workbench.checks import ConceptUsage
    from workbench.glossary import Concept


async def show(session: Session, screen: Screen) -> None:
    """List the renderings of a concept of this bead, and go to the next place of one."""
    concept = await chosen_concept(session, screen)
    if concept is not None:
        await show_concept(session, screen, concept)


async def show_concept(session: Session, screen: Screen, concept: "Concept") -> None:
    """The same for a concept; what "next" looks for is the rendering chosen then."""
    from workbench.glossary import Glossary

    glossary = Glossary((concept,), tuple(concept.terms))
    usages = await screen.work(
        f"Counting {concept.id}",
        lambda progress: api.glossary_usage([session.project], glossary, progress=progress),
    )
    here = session.key_of(session.project.documents[session.column].tag)
    usages.sort(key=lambda one: session.key_of(one.target_lang) != here)
    rows = [row for one in usages for row in _rows(session, concept, one)]
    if not rows:
        screen.say(f"{concept.id} is due nowhere in this project.")
        return
    due = "1 bead" if usages[0].due == 1 else f"{usages[0].due} beads"
    chosen = await screen.ask(
        Choice(f"{concept.id}, due in {due}: Enter the next place", [row[0] for row in rows])
    )
    if chosen is not None:
        session.rendered = rows[chosen][1]
        session.target = "rendered"
        navigation.jump(session, screen, 1)


def _rows(
    session: Session, concept: "Concept", usage: "ConceptUsage"
) -> list[tuple[str, frozenset[int]]]:
    """What a line says of each rendering in a language, and its beads; the most usual first."""
    known = {term.text: term.status for term in concept.terms_in(usage.target_lang)}
    found = sorted(usage.renderings.items(), key=lambda item: -len(item[1]))
    lines = [(visible(text), known.get(text, ""), places) for text, places in found]
    if usage.none:
        lines.append(("no rendering", "", usage.none))
    key = session.key_of(usage.target_lang)
    return [
        (
            f"{key:<9}{len(places):>5} ×  {text}   {status}".rstrip(),
            frozenset(int(place.unit) for place in places),
        )
        for text, status, places in lines
    ]
