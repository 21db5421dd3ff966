"""Concepts from what a file says, and what is wrong with it: shared by all formats."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.glossary.concept import FLAGS, Concept, Flag, GlossaryData, Term
from workbench.glossary.glossary_format import Remark
from workbench.languages import tags

_FLAG_NOTE = re.compile(r"\s*workbench:\s*(?!ignore)(?P<flags>[a-z ,]+?)\s*", re.IGNORECASE)


def place_in(path: Path, line: int | None) -> str:
    """Where something stands, as errors name it."""
    return str(path) if line is None else f"{path}:{line}"


def language_tag(text: str, where: str) -> str:
    """A language tag that a file names.

    Raises:
        WorkbenchError: Nobody knows the language.
    """
    try:
        return tags.normalise(text)
    except WorkbenchError as error:
        raise WorkbenchError(error.cause, place=where, remedy=error.remedy) from None


def term_text(text: str, where: str) -> str:
    """A term without the space around it.

    Raises:
        WorkbenchError: There is nothing to look for in it, or a character that no text has.
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    if not any(character.isalnum() for character in plain):
        kind = "consists only of spaces" if not plain else f"{plain!r} has no letter and no digit"
        raise WorkbenchError(
            f"a term {kind}, so it would match anywhere",
            place=where,
            remedy="write the term or remove it",
        )
    if not plain.isprintable() and any(map(_is_control, plain)):
        raise WorkbenchError(
            f"the term {plain!r} holds a control character", place=where, remedy="remove it"
        )
    return plain


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc"


def known_flags(words: Iterable[str], where: str) -> frozenset[Flag]:
    """Flags by name.

    Raises:
        WorkbenchError: One is unknown.
    """
    found: set[Flag] = set()
    for word in words:
        known = next((flag for flag in FLAGS if flag == word.strip().lower()), None)
        if known is None:
            raise WorkbenchError(
                f"the flag {word.strip()!r} is unknown",
                place=where,
                remedy=f"known are {', '.join(FLAGS)}",
            )
        found.add(known)
    return frozenset(found)


def flag_note(flags: Iterable[Flag]) -> str:
    """How flags stand in a format that has no place for them: as a note."""
    return "workbench: " + " ".join(sorted(flags))


def flags_of_note(note: str, where: str) -> frozenset[Flag] | None:
    """The flags that a note names; None for a note that is one."""
    found = _FLAG_NOTE.fullmatch(note)
    if found is None:
        return None
    return known_flags(re.split(r"[ ,]+", found["flags"]), where)


class GlossaryBuilder:
    """The concepts of a file while it is read: their ids are unique, each has a term.

    Args:
        path: The file, for the errors.
        recover: Told which broken entries were left out; None to refuse them.
    """

    def __init__(self, path: Path, recover: Remark | None = None) -> None:
        self.path = path
        self._recover = recover
        self._concepts: dict[str, Concept] = {}
        self._languages: dict[str, None] = {}
        self._numbers: dict[str, int] = {}

    @contextmanager
    def entry(self) -> Iterator[None]:
        """One entry is read in this block: where it is broken it is left out, and told."""
        try:
            yield
        except WorkbenchError as error:
            if self._recover is None:
                raise
            self._recover(f"{error.place}: left out, since {error.cause}")

    def announce(self, tag: str) -> None:
        """A language the file has, with or without terms."""
        self._languages.setdefault(tag)

    def add(
        self,
        identifier: str,
        terms: Mapping[str, list[Term]],
        *,
        line: int | None,
        domain: str = "",
        definition: str = "",
        note: str = "",
        flags: frozenset[Flag] = frozenset(),
    ) -> None:
        """Take a concept.

        Args:
            identifier: Its id; where empty, its first term serves.
            terms: Per tag.
            line: Where it stands.
            domain: Its subject field.
            definition: What it is.
            note: What else is to be said.
            flags: What holds for all its terms.

        Raises:
            WorkbenchError: The id is taken, or there is no term.
        """
        where = place_in(self.path, line)
        given = {tag: tuple(words) for tag, words in terms.items() if words}
        if not given:
            raise WorkbenchError(
                f"the concept {identifier!r} has no term" if identifier else "there is no term",
                place=where,
                remedy="give it one or remove it",
            )
        identifier = identifier.strip()
        if not identifier:
            stem = identifier = next(iter(given.values()))[0].text
            # Where the last one stopped, since thousands may be called alike.
            number = self._numbers.get(stem, 1)
            while identifier in self._concepts:
                number += 1
                identifier = f"{stem} {number}"
            self._numbers[stem] = number
        if identifier in self._concepts:
            raise WorkbenchError(
                f"the id {identifier!r} is there twice, first at "
                f"{self._concepts[identifier].place}",
                place=where,
                remedy="give one of them another",
            )
        for tag in given:
            self.announce(tag)
        self._concepts[identifier] = Concept(
            identifier, given, domain, definition, note, flags, where
        )

    def build(self, name: str = "") -> GlossaryData:
        """All that was taken."""
        return GlossaryData(
            tuple(self._concepts.values()), tuple(self._languages), name or self.path.stem
        )
