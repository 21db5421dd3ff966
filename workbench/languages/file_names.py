"""The language that a file's name states, held against the text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbench.errors import WorkbenchError
from workbench.languages import detection, tags
from workbench.languages.detection import Guess
from workbench.languages.language import LANGUAGES, named

_COUNTRIES = {
    "chs": "zh-Hans",
    "cht": "zh-Hant",
    "cn": "zh-Hans",
    "hk": "zh-Hant",
    "jp": "ja",
    "kr": "ko",
    "sc": "zh-Hans",
    "tc": "zh-Hant",
    "tw": "zh-Hant",
    "ua": "uk",
}
"""What people write in names for a language though it is a country's or a script's code."""

_SEPARATORS = " ._-()[]"

_TAG = r"[a-z]{2,3}(?:[-_](?:[a-z]{4}|hans|hant))?(?:[-_](?:[a-z]{2}|[0-9]{3}))?"
_LAST = re.compile(rf"(?:.*?[._ ]|.*[(\[])?(?P<tag>{_TAG})[)\]]?", re.IGNORECASE | re.DOTALL)
_HYPHENED = re.compile(r".+-(?P<tag>[a-z]{2,3})", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(rf"(?P<rest>.+?)-(?P<tag>{_TAG})", re.IGNORECASE | re.DOTALL)
_BEFORE = re.compile(rf"(?P<tag>{_TAG})[._ -](?P<rest>.+)", re.IGNORECASE | re.DOTALL)


def stated(path: Path) -> str | None:
    """The tag in a file's name or its folder's.

    ``speech.zh.txt``, ``speech_RU.docx``, ``speech (ru).txt``, ``zh.txt`` and ``zh/speech.txt``
    state one. Only languages with a record count, so that ``how.to.txt`` states nothing, and no
    code that was withdrawn, so that ``in/report.txt`` does not either.
    """
    found = _written(path)
    return None if found is None else _known(found.tag)


@dataclass(frozen=True, slots=True)
class _Written:
    """A tag as it stands in a path."""

    tag: str
    by_itself: bool
    """Whether it is set off as tags are; a last word, or a folder called by a word, may be called
    so for no reason of language."""


def _written(path: Path) -> _Written | None:
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    found = _LAST.fullmatch(stem)
    if found is not None and _known(found["tag"]) is not None:
        before = stem[: found.start("tag")]
        return _Written(found["tag"], by_itself=not before.endswith(" "))
    folder = path.parent.name
    if _known(folder) is None:
        return None
    # Folders are named in English the world over: "it" may well be a department.
    return _Written(folder, by_itself=not detection.is_word(folder, "en"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a path: as a language's version of what the rest of the path names."""

    tag: str | None
    """The language that it states there; None where the path is read as it is."""

    rest: str
    """The path in small letters without the tag and the file's ending: the same for the
    versions of one text."""

    weak: bool = False
    """Whether the tag may be a word (``made-in-it``, ``no-smoking``): it counts only where
    another version is there."""


def readings(path: PurePath) -> list[Reading]:
    """The ways to read a path, the likeliest first; the last is that it states no language.

    Tags are looked for in the file's name and in the names of all its folders:
    ``speech.zh.txt``, ``zh/speech.txt``, ``README-zh-CN.md``, ``docs/Russian/guide/start.md``.

    Args:
        path: Relative to the folder whose files are compared.
    """
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    parts = [*path.parts[:-1], stem]
    found: list[Reading] = []
    places: dict[str, dict[int, str]] = {}
    for place in reversed(range(len(parts))):
        for tag, rest, weak in _tags_in(parts[place]):
            found.append(Reading(tag, _rest(parts, {place: rest}), weak))
            places.setdefault(tag, {}).setdefault(place, rest)
    # en/guide.en.md: both are the tag.
    several = [Reading(tag, _rest(parts, rests)) for tag, rests in places.items() if len(rests) > 1]
    return [*several, *found, Reading(None, _rest(parts, {}))]


def _rest(parts: Sequence[str], without: dict[int, str]) -> str:
    held = (without.get(place, part) for place, part in enumerate(parts))
    return unicodedata.normalize("NFC", "/".join(held)).casefold()


def _tags_in(name: str) -> Iterator[tuple[str, str, bool]]:
    """Tags in a file's or folder's name, what is left of it, and whether they may be words."""
    seen: set[str] = set()
    if (code := named(name)) is not None:
        yield code, "", False
        return
    for pattern, weak in ((_LAST, False), (_BEHIND, True), (_BEFORE, True)):
        found = pattern.fullmatch(name)
        tag = None if found is None else _known(found["tag"])
        if found is None or tag is None or not _is_written_in(tag):
            continue
        rest = name[: found.start("tag")] if pattern is _LAST else found["rest"]
        rest = rest.strip(_SEPARATORS)
        if rest not in seen:
            seen.add(rest)
            yield tag, rest, weak or name[: found.start("tag")].endswith(" ")


def _is_written_in(tag: str) -> bool:
    """Whether a tag states no script, or one that texts are written in: not ``ru-docs``."""
    script = re.search("-([A-Z][a-z]{3})(?:-|$)", tag)
    known = {one for language in LANGUAGES.values() for one in (language.script, *language.scripts)}
    return script is None or script[1] in known


def shared(paths: Sequence[Path]) -> str:
    """What the names of several versions of a text share: ``speech`` of ``speech.en.docx``.

    Args:
        paths: The versions' files.

    Returns:
        Their common beginning without tags and endings; all of them joined by hyphens where
        they have none; ``alignment`` where there are no files.
    """
    if not paths:
        return "alignment"
    stems = [path.name[: -len(path.suffix)] if path.suffix else path.name for path in paths]
    bare = []
    for stem in stems:
        found = _LAST.fullmatch(stem)
        tagged = found is not None and _known(found["tag"]) is not None
        bare.append(stem[: found.start("tag")] if found and tagged else stem)
    same = 0
    for letters in zip(*bare, strict=False):
        if len(set(letters)) > 1:
            break
        same += 1
    # A beginning that breaks off inside a word goes back to the word's start.
    cut = any(stem[same : same + 1].isalnum() and stem[same - 1].isalnum() for stem in bare)
    name = re.sub(r"\w+$", "", bare[0][:same]) if same and cut else bare[0][:same]
    name = name.strip(_SEPARATORS)
    names = [short.strip(_SEPARATORS) or stem for short, stem in zip(bare, stems, strict=True)]
    return name or "-".join(names)[:80]


def settle(path: Path | None, guess: Guess) -> str | None:
    """The language of a text from its file's name and from the text itself.

    Args:
        path: The file; None for a text that came from none.
        guess: What the detection found in the text.

    Returns:
        The tag that the name states, kept as it is; else the one found; None where neither
        says anything. A name that may be meant otherwise (``it/plan.txt``, ``Make it.txt``)
        does not stand against the text.

    Raises:
        WorkbenchError: Name and text contradict each other.
    """
    written = None if path is None else _written(path)
    name = None if written is None else _known(written.tag)
    if written is None or name is None:
        return guess.tag or (None if path is None else _after_hyphen(path))
    if guess.tag is not None and tags.contradict(name, guess.tag):
        if detection.is_word(written.tag, guess.tag) or (guess.sure and not written.by_itself):
            return guess.tag
        if not guess.sure:
            return name
        raise WorkbenchError(
            f"its name says the language is {_spoken(name)}, its text is {_spoken(guess.tag)}",
            place=path,
            remedy=f"rename it, or say which is right with --lang {name} or --lang {guess.tag}",
        )
    return name


def _after_hyphen(path: Path) -> str | None:
    """A tag after a hyphen: too often a word (``made-in-it``) to contradict a text."""
    found = _HYPHENED.fullmatch(path.stem)
    return None if found is None else _known(found["tag"])


def _known(written: str) -> str | None:
    if written.lower() in _COUNTRIES:
        return _COUNTRIES[written.lower()]
    try:
        tag = tags.normalise(written)
    except WorkbenchError:
        return None
    code = re.split("[-_]", written.lower())[0]
    if len(code) == 2 and code != tags.language_of(tag):
        return None
    return tag if tags.language_of(tag) in LANGUAGES else None


def _spoken(tag: str) -> str:
    record = LANGUAGES.get(tags.language_of(tag))
    return f"{tag} ({record.name})" if record else tag
