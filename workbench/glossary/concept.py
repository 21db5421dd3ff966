"""Concepts and the terms for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from workbench.languages.tags import language_of, script_of

TermStatus = Literal["preferred", "admitted", "forbidden"]
Flag = Literal["case", "literal", "free", "keep", "always", "aspect", "derived", "rendering"]

STATUSES: tuple[TermStatus, ...] = get_args(TermStatus)
FLAGS: tuple[Flag, ...] = get_args(Flag)


@dataclass(frozen=True, slots=True)
class Term:
    """One expression for a concept in one language."""

    text: str
    """As a dictionary gives it: singular or plural, nominative, infinitive."""

    status: TermStatus = "preferred"

    part_of_speech: str = ""
    """``"noun"``, ``"verb"``, ``"adjective"``, …; empty where nobody said."""

    flags: frozenset[Flag] = frozenset()
    """``case``: only with these capitals. ``literal``: only in this form. ``free``: its words
    may stand in any order. ``aspect``: the verb's other aspect too. ``derived``: words derived
    from it too. ``rendering``: right in a target, and asks for nothing in a source."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is meant, and how each language says it."""

    id: str
    """Unique in its glossary."""

    terms: dict[str, tuple[Term, ...]]
    """Per language tag, in the file's order; the first preferred one is what is proposed."""

    domain: str = ""
    definition: str = ""
    note: str = ""

    flags: frozenset[Flag] = frozenset()
    """``always``: its forbidden terms are forbidden everywhere. ``keep``: it is not
    translated. The other flags of a term hold for all its terms."""

    place: str = field(default="", compare=False)
    """Where it was read, ``"file:line"``; empty where it came from no file."""

    def terms_in(self, tag: str) -> tuple[Term, ...]:
        """The terms that serve a text of a language, from all tags of that language.

        Where the text's script is known and terms are given for that very script, they
        alone serve (Taiwan's word is not the mainland's); else script makes no difference.
        """
        language, script = language_of(tag), script_of(tag)
        same = [key for key in self.terms if language_of(key) == language]
        exact = [key for key in same if script and script_of(key) == script]
        return tuple(term for key in exact or same for term in self.terms[key])

    def allowed(self, tag: str) -> tuple[Term, ...]:
        """The preferred and admitted terms for a language; the preferred ones first."""
        terms = self.terms_in(tag)
        return tuple(term for status in STATUSES[:2] for term in terms if term.status == status)


ConceptTerm = tuple[Concept, Term]
"""A term, with the concept it is a term of."""

TermSpan = tuple[ConceptTerm, int, int]
"""Such a term, where it begins in a text and where it ends."""


@dataclass(frozen=True, slots=True)
class GlossaryData:
    """Concepts, as one file holds them; :class:`~workbench.glossary.Glossary` adds the methods."""

    concepts: tuple[Concept, ...]
    languages: tuple[str, ...]
    """Tags in the file's order; a language may be announced and have no term."""

    name: str = ""
    """The file's title, or its name."""

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)
