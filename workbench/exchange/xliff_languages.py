"""The languages of an XLIFF file, before its units are read."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.exchange.characters import unescaped
from workbench.exchange.unnamed_language import unnamed_language
from workbench.exchange.xml_text import Remark, decoded, encoding_of, markup_in
from workbench.languages import tags

_FILE = re.compile(r"<(?:[\w.-]+:)?(?:file|xliff)\s[^<>]*>")
_LANGUAGE = re.compile(
    r"""\s(source-language|target-language|srcLang|trgLang)\s*=\s*["']([^"']+)["']"""
)
_TARGETS = frozenset({"target-language", "trgLang"})
_TARGET = re.compile(r"<(?:[\w.-]+:)?target(\s[^<>]*)?>([^<]*)")
_OWN = re.compile(r"""\sxml:lang\s*=\s*["']([^"']+)["']""")
_LONGEST = 4000
_SAMPLE = 20_000
"""Characters of targets that tell their language."""

tag_of = lru_cache(maxsize=1000)(tags.normalise)


class NamedLanguages(NamedTuple):
    """What languages a file has."""

    keys: tuple[str, ...]
    """In the order in which they are named."""

    target: str
    """Of a file element that names none for its targets; empty where that is not known."""

    notes: tuple[str, ...]
    """Where that was found, a sentence."""


def languages_of(path: Path, *, recover: Remark | None) -> NamedLanguages:
    """The languages that a file's elements name; the file is only skimmed.

    Where an element names the source alone, the target's language is that of the first target
    that says its own, else what the file's name says, else what the targets' text shows.

    Raises:
        WorkbenchError: The file cannot be read.
    """
    keys: dict[str, None] = {}
    own: dict[str, None] = {}
    sample: list[str] = []
    lacking = False
    for text in _overlapping(path, recover):
        for element in _FILE.findall(text):
            named = _LANGUAGE.findall(element)
            lacking = lacking or (bool(named) and not any(name in _TARGETS for name, _ in named))
            # What is no language is refused where its units are read, with the line.
            for _, code in named:
                with suppress(WorkbenchError):
                    keys[tag_of(code)] = None
        if lacking and sum(map(len, sample)) < _SAMPLE:
            for attributes, target in _TARGET.findall(text):
                sample.append(unescaped(target))
                for code in _OWN.findall(attributes):
                    with suppress(WorkbenchError):
                        own[tag_of(code)] = None
    if not lacking or not "".join(sample).strip():
        return NamedLanguages(tuple(keys), "", ())
    found = next((tag for tag in own if tag not in keys), "")
    notes: tuple[str, ...] = ()
    if not found:
        found, said = unnamed_language(path, " ".join(sample), tuple(keys))
        notes = (said,) if said else ()
    if found:
        keys[found] = None
    return NamedLanguages(tuple(keys), found, notes)


def _overlapping(path: Path, recover: Remark | None) -> Iterator[str]:
    """The file's markup in pieces, each with the end of the one before."""
    held = ""
    try:
        for piece in markup_in(decoded(path, encoding_of(path))):
            text = held + piece
            yield text
            held = text[-_LONGEST:]
    except WorkbenchError:
        if not recover:
            raise
