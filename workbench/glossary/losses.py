"""What a file of a glossary does not hold of it."""

from collections import Counter

from workbench.glossary.concept import GlossaryData


def losses(glossary: GlossaryData, kept: GlossaryData) -> dict[str, int]:
    """How much of each kind is in a glossary and not in what its file gives back.

    Args:
        glossary: What was written.
        kept: What was read again. Languages that it lacks are not counted: a file of two
            languages was asked for two.

    Returns:
        By kind, in the singular, how many are gone; kinds of which nothing is gone are left out.
    """
    tags = set(kept.languages)
    return dict(_content(glossary, tags) - _content(kept, tags))


def _content(glossary: GlossaryData, tags: set[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for concept in glossary:
        said = {tag: terms for tag, terms in concept.terms.items() if tag in tags}
        if len(said) < min(len(tags), 2):
            continue
        found["domain"] += bool(concept.domain)
        found["definition"] += bool(concept.definition)
        found["note of a concept"] += bool(concept.note)
        found["flag of a concept"] += len(concept.flags)
        # A format of entries says a term with each of its counterparts: each counts once.
        for term in {(tag, term) for tag, terms in said.items() for term in terms}:
            found["forbidden term"] += term[1].status == "forbidden"
            found["part of speech"] += bool(term[1].part_of_speech)
            found["note of a term"] += bool(term[1].note)
            found["flag of a term"] += len(term[1].flags)
    return found
