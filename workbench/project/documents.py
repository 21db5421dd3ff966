"""Documents as a project stores them."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import languages
from workbench.languages import scripts
from workbench.project.rows import DocumentRow

if TYPE_CHECKING:
    from workbench.documents import Document

_SAMPLE = 20_000
"""Characters of a text that are looked at to tell Simplified from Traditional."""

_AT_ONCE = 2_000
"""Texts that are joined at a time."""


def keys(tags: Sequence[str]) -> tuple[str, ...]:
    """What documents of these languages are called: ``ru``, and ``ru#2`` for a second one."""
    met: Counter[str] = Counter()
    names = []
    for tag in tags:
        met[tag] += 1
        names.append(tag if met[tag] == 1 else f"{tag}#{met[tag]}")
    return tuple(names)


def document_row(
    number: int, key: str, document: "Document", folder: Path | None, *, original: bool = False
) -> DocumentRow:
    """A document as a project stores it.

    Args:
        number: Its row's id.
        key: What its column is called.
        document: As it was read.
        folder: The project's; None where it lies in no folder.
        original: True where the others are known to be translated from it.
    """
    return DocumentRow(
        id=number,
        key=key,
        tag=scripted(document.language, document.text),
        origin=_origin(document.path, folder),
        sha256=document.sha256,
        encoding=document.encoding,
        original=original,
        text=document.text,
        paragraphs=_paragraphs(document),
        metadata=json.dumps(document.metadata, ensure_ascii=False, sort_keys=True),
    )


def plain_document_row(
    number: int,
    key: str,
    tag: str,
    texts: Callable[[], Iterable[str]],
    *,
    path: Path | None,
    sha256: str,
    folder: Path | None,
    metadata: Mapping[str, str],
) -> DocumentRow:
    """A document of segments alone, each a paragraph of its own, that need not fit into memory.

    Args:
        number: Its row's id.
        key: What its column is called.
        tag: Its language.
        texts: Gives the segments' texts, in order, each time anew.
        path: Its file, if it has one.
        sha256: Of the file's bytes.
        folder: As for :func:`document_row`.
        metadata: Its title, where known.
    """
    text = _joined(texts(), "\n")
    return DocumentRow(
        id=number,
        key=key,
        tag=scripted(tag, text),
        origin=_origin(path, folder),
        sha256=sha256,
        encoding=None,
        original=False,
        text=text,
        paragraphs=f"[{_joined(_paragraph_facts(texts()), ',')}]",
        metadata=json.dumps(metadata, ensure_ascii=False, sort_keys=True),
    )


def _joined(texts: Iterable[str], between: str) -> str:
    """As ``str.join``, which holds all of them at a time."""
    left = iter(texts)
    parts = []
    while some := list(islice(left, _AT_ONCE)):
        parts.append(between.join(some))
    return between.join(parts)


def _paragraph_facts(texts: Iterable[str]) -> Iterator[str]:
    """Of each text, a line after another, its paragraph as JSON."""
    from workbench.documents import Paragraph

    plain = Paragraph(0, 0)
    others = json.dumps([plain.kind, plain.level, plain.flow, plain.line], separators=(",", ":"))
    start = 0
    for text in texts:
        end = start + len(text)
        yield f"[{start},{end},{others[1:]}"
        start = end + 1


def scripted(tag: str, text: str) -> str:
    """A tag with the script, where the language is written in two and the tag leaves it open."""
    language = languages.of(tag)
    if language.scripts and tag == language.code:
        script = scripts.han(text[:_SAMPLE])
        return f"{tag}-{script}" if script else tag
    return tag


def _origin(file: Path | None, folder: Path | None) -> str:
    """A document's file as a project names it: from the project's folder, with slashes.

    A project and its documents can then be moved together. Whole without a folder.
    """
    if file is None:
        return ""
    try:
        named = file.absolute() if folder is None else os.path.relpath(file.absolute(), folder)
        return Path(named).as_posix()
    except ValueError:
        return file.absolute().as_posix()  # on another Windows drive


def _paragraphs(document: "Document") -> str:
    """A document's paragraphs as its row holds them."""
    return json.dumps(
        [[p.start, p.end, p.kind, p.level, p.flow, p.line] for p in document.paragraphs],
        separators=(",", ":"),
    )
