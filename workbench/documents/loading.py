"""A file to a document: the format by its name, the language by name and text."""

import hashlib
import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from workbench import formats, languages
from workbench.documents import libreoffice, multilingual, plain_text
from workbench.documents.content import Content, Origin
from workbench.documents.document import Document, Omission
from workbench.documents.lines import LineBreaks
from workbench.errors import WorkbenchError
from workbench.files import from_os_error
from workbench.languages import file_names, tags

_DOUBTFUL = 0.9
"""Probability of a language found in the text below which the file's own word counts."""

_UNKNOWN, _ENOUGH = 0.5, 10
"""Probability below which a text of so many words is in no language that is known here."""


def read(
    path: Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    lines: LineBreaks = "auto",
    as_plain: bool = False,
) -> Document:
    """Read a document.

    Args:
        path: The file; its ending states the format, any unknown ending plain text.
        language: Its tag; when None, taken from the file's name and held against the text,
            else found in the text.
        encoding: Of a plain text, Markdown or HTML file; found when None.
        lines: What a single line break in plain text is.
        as_plain: Read it as a plain text, whatever its ending.

    Returns:
        The document; what was decided or left out stands in its notes and omissions.

    Raises:
        WorkbenchError: The file cannot be read, is not what its name says, is empty, or its
            language is neither stated nor known.
    """
    path = Path(path)
    stated = None if language is None else tags.normalise(language)
    hint = stated or file_names.stated(path)
    content, digest = _content(path, hint, encoding, lines, as_plain=as_plain)
    return _document(content, path, stated, digest)


def read_all(
    path: Path,
    *,
    wanted: Sequence[str] = (),
    encoding: str | None = None,
    lines: LineBreaks = "auto",
) -> tuple[Document, ...]:
    """Read a file that may hold one text in several languages.

    Args:
        path: The file.
        wanted: The tags of the languages to take out of it, in that order; all that it holds,
            in the order of their first paragraphs, when empty.
        encoding: Of a plain text, Markdown or HTML file; found when None.
        lines: What a single line break in plain text is.

    Returns:
        One document a language. Where rows of a table or paragraphs in turn correspond, their
        paragraphs have the same ``row``. A file in one language gives one document.

    Raises:
        WorkbenchError: As for :func:`read`; or a language that is wanted is not in the file.
    """
    path = Path(path)
    keys = [tags.normalise(tag) for tag in wanted]
    if len(keys) == 1:
        return (read(path, language=keys[0], encoding=encoding, lines=lines),)
    content, digest = _content(path, None, encoding, lines)
    parts = multilingual.take_apart(content)
    if not parts and not keys:
        return (_document(content, path, None, digest),)
    chosen = {part.tag: part for part in parts}
    if keys:
        chosen = {}
        for key in keys:
            fitting = [part for part in parts if not tags.contradict(key, part.tag)]
            if not fitting:
                held = ", ".join(part.tag for part in parts) or "only one language"
                raise WorkbenchError(
                    f"there is no text in {key} in it, it holds {held}",
                    place=path,
                    remedy="name its languages, or none to have them found",
                )
            chosen[key] = fitting[0]
    return tuple(
        _document(part.content, path, key, digest, is_part=True) for key, part in chosen.items()
    )


def from_text(
    text: str, *, language: str | None = None, lines: LineBreaks = "auto", path: Path | None = None
) -> Document:
    r"""A plain text as a document.

    Args:
        text: The text; its line ends become ``\n``, all else stays.
        language: Its tag; found in the name of ``path`` or in the text when None.
        lines: What a single line break is.
        path: The file it came from, if any.

    Raises:
        WorkbenchError: Its language is neither stated nor known.
    """
    stated = None if language is None else tags.normalise(language)
    return _document(plain_text.content_of(text, lines), path, stated, "")


def _content(
    path: Path, hint: str | None, encoding: str | None, lines: LineBreaks, *, as_plain: bool = False
) -> tuple[Content, str]:
    """What a file holds, and its digest."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    if not data:
        raise WorkbenchError("the file is empty", place=path, remedy="name a file with text")
    origin = Origin(data, path, None if hint is None else tags.language_of(hint), encoding, lines)
    content = plain_text.read(origin) if as_plain else _take(origin, path)
    if not content.paragraphs:
        raise WorkbenchError(
            "there is no text in it", place=path, remedy="name a document with text"
        )
    return content, hashlib.sha256(data).hexdigest()


def _check_no_markup(text: str, path: Path) -> None:
    """A page that is called a text: its tags are no sentences."""
    beginning = text[:1000].lstrip().lower()
    if beginning.startswith(("<!doctype html", "<html", "<?xml")):
        page = "<html" in beginning
        raise WorkbenchError(
            "it is an HTML page, not a plain text" if page else "it is XML, not a plain text",
            place=path,
            remedy="give it the ending .html" if page else "give it the ending of its kind",
        )


def _document(
    content: Content,
    path: Path | None,
    stated: str | None,
    digest: str,
    *,
    is_part: bool = False,
) -> Document:
    """The document of a content; a part of a file is in its language beyond doubt."""
    return Document(
        text=content.text,
        paragraphs=tuple(content.paragraphs),
        language=stated if is_part and stated else _language(content, path, stated),
        path=path,
        sha256=digest,
        code=tuple(content.code),
        encoding=content.encoding,
        metadata=content.metadata,
        omissions=tuple(
            Omission(what, count, tuple(content.omitted.get(what, ())))
            for what, count in content.omissions.items()
        ),
        notes=tuple(content.notes),
    )


def _language(content: Content, path: Path | None, stated: str | None) -> str:
    """The document's language: as stated, by the file's name, by the text, by the file's word."""
    guess = languages.detect(content.text)
    if not guess.sure and (parts := multilingual.take_apart(content)):
        held = " and ".join(part.tag for part in parts)
        content.notes.append(f"it holds several languages, {held}, and was read as one text")
    if stated is not None:
        if guess.sure and guess.tag is not None and tags.contradict(stated, guess.tag):
            content.notes.append(
                f"its text looks like {guess.tag}, though its language is said to be {stated}"
            )
        return stated
    declared = _declared(content)
    if guess.probability < _DOUBTFUL:
        if declared is not None:
            guess = replace(guess, tag=declared)
        elif guess.probability < _UNKNOWN and guess.words >= _ENOUGH:
            guess = replace(guess, tag=None)
    found = file_names.settle(path, guess)
    if found is None:
        raise WorkbenchError(
            "its language is none that is known",
            place=path,
            remedy="state it with --lang, for example --lang en",
        )
    said = None if path is None else file_names.stated(path)
    if said is not None and tags.contradict(said, found):
        content.notes.append(f"its path could mean the language {said}, its text is {found}")
    unstated = declared is None and said is None
    if unstated and guess.probability < _DOUBTFUL:
        content.notes.append(
            f"its language was taken to be {found}, of which little can be seen (--lang states "
            "another)"
        )
    if declared is not None and tags.contradict(declared, found):
        content.notes.append(f"it says of itself that its language is {declared}, it is {found}")
    return found


def _take(origin: Origin, path: Path) -> Content:
    """What a file holds, in the format of its ending; an unknown one is a plain text's.

    Raises:
        WorkbenchError: The file holds aligned texts already, or its reader refuses it.
    """
    form = formats.find(path, "document", "read")
    if form is None and formats.states_translations(path):
        raise WorkbenchError(
            "it holds aligned texts already, not a document",
            place=path,
            remedy="turn it into a project with workbench import",
        )
    if form and form.converted_to:
        return _converted(origin, path, form)
    name = form.reader if form else "plain_text"
    content = _reader(name)(origin)
    if name == "plain_text":
        _check_no_markup(content.text, path)
    return content


def _reader(name: str) -> Callable[[Origin], Content]:
    read_content: Callable[[Origin], Content] = importlib.import_module(
        f"workbench.documents.{name}"
    ).read
    return read_content


def _converted(origin: Origin, path: Path, form: formats.Format) -> Content:
    """A file through LibreOffice; where what it writes first is empty, as it saves it itself."""
    content = Content()
    ways = {form.converted_to: form.reader}
    if form.reader == "docx":
        ways[".odt"] = "odt"
    for ending, reader in ways.items():
        data = libreoffice.converted(origin.data, path, ending)
        content = _reader(reader)(replace(origin, data=data))
        if content.paragraphs:
            break
    content.notes.append("it was converted by LibreOffice")
    return content


def _declared(content: Content) -> str | None:
    """The tag that a file states of itself, where it is one, without its region."""
    if content.language is None:
        return None
    try:
        tag = tags.normalise(content.language)
    except WorkbenchError:
        return None
    script = tags.script_of(tag)
    return tags.language_of(tag) + (f"-{script}" if script else "")
