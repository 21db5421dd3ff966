"""Whether a word in the text has the capitals its term asks for."""

from workbench.glossary.concept import ConceptTerm


def is_acronym(word: str) -> bool:
    """Whether a word of a term is written in capitals alone, so that they belong to it.

    Its plural is one too: *MOUs*, *AMs*.
    """
    singular = word[:-1] if word[-1:] == "s" else word
    return len(singular) > 1 and singular.isupper()


def fits(wanted: str, found: str, entry: ConceptTerm, *, first: bool = True) -> bool:
    """Whether a word's capitals serve a term.

    An acronym wants its capitals always ("WHO" is not "who"), though from four letters on
    many papers write "Nato" and "Unesco". Other words want them only with the flag ``case``,
    and a capital at the beginning of a sentence, or all of them in a heading, is no error.

    Args:
        wanted: The term's word, folded, with its capitals.
        found: The text's word or words, likewise.
        entry: Whose flags decide.
        first: Whether it is the term's first word.
    """
    concept, term = entry
    cased = "case" in concept.flags or "case" in term.flags
    if is_acronym(wanted):
        if found.startswith(wanted) or found.isupper():
            return True
        return not cased and len(wanted) > 3 and found.istitle()
    if not cased or found.isupper():
        return True
    if wanted[:1].isupper():
        return found[:1].isupper()
    return found[:1].islower() or first or not found[:1].isalpha()
