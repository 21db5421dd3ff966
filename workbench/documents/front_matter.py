"""Front matter: the fields that site generators keep at the top of a page (YAML, TOML, JSON)."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workbench.documents.content import ContentBuilder

_FENCED = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>(?:.*\n)*?)"
    r"(?P<end>---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)"
)
_KEY = re.compile(r"[ \t]*[\"']?(?P<key>[\w.-]+)[\"']?[ \t]*[:=]", re.MULTILINE)
_PLAIN_FIELD = re.compile(
    r"^(?P<key>\w[\w-]*)[ \t]*:[ \t]+(?P<value>[^\s\[{|>&*!#].*)$", re.MULTILINE
)
_NO_TEXT = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null")
_METADATA = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "date",
    "lang": "language",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field at the top level."""

    key: str
    value: str
    """Its text, or the source of a value that is no text."""

    is_text: bool
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands at the top of a page."""

    fields: list[Field] = field(default_factory=list)
    unreadable: str = ""
    """Its source, where it is not what it seems to be."""


def split(text: str) -> tuple[str, FrontMatter]:
    r"""Part a page from its front matter.

    Args:
        text: The page, its line ends ``\n``.

    Returns:
        The text with empty lines in place of the front matter, and its fields.
    """
    found = _FENCED.match(text)
    if found is not None:
        yaml = found["fence"] == "---"
        if (found["end"] == "+++") == yaml:
            return text, FrontMatter()
        inside = found["inside"]
        matter = _yaml(inside) if yaml else _toml(inside)
        end = found.end()
    elif text.lstrip("\ufeff").startswith("{"):
        begin = text.index("{")
        try:
            value, end = json.JSONDecoder().raw_decode(text, begin)
        except ValueError:
            return text, FrontMatter()
        if not isinstance(value, dict) or text[end : end + 1] not in {"", "\n"}:
            return text, FrontMatter()
        matter = FrontMatter(list(_plain_fields(value, text[begin:end], 1)))
    else:
        return text, FrontMatter()
    if matter is None:
        return text, FrontMatter()
    return "\n" * text.count("\n", 0, end) + text[end:], matter


def add(matter: FrontMatter, builder: ContentBuilder) -> None:
    """Put the titles of front matter before a text, and count the rest.

    Every field whose name ends in ``title`` is one: ``title``, ``subtitle``, ``linkTitle``.
    """
    if matter.unreadable:
        builder.omit("front matter that cannot be read", text=matter.unreadable)
    titles = []
    for each in matter.fields:
        if each.is_text and each.key.lower().endswith("title"):
            titles.append((each.value, each.line))
        else:
            builder.omit("front matter field", text=each.value)
        meant = _METADATA.get(each.key.lower())
        value = " ".join(each.value.split())
        if meant == "language":
            builder.content.language = value
        elif meant is not None and value and each.is_text:
            builder.content.metadata.setdefault(meant, value)
    builder.add_titles(titles)


def _yaml(source: str) -> FrontMatter | None:
    """The fields of YAML; None where it is something else between two lines of hyphens."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(source, loader)
    except yaml.YAMLError:
        if _KEY.match(source.lstrip()) is None:
            return None
        fields = [
            Field(
                each["key"], each["value"].strip().strip("\"'"), True, _line(source, each.start())
            )
            for each in _PLAIN_FIELD.finditer(source)
            if each["key"].lower().endswith("title")
        ]
        return FrontMatter(fields, source)
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        return None
    fields = []
    for key, value in root.value:
        scalar = isinstance(value, yaml.ScalarNode)
        written = source[value.start_mark.index : value.end_mark.index]
        fields.append(
            Field(
                str(key.value),
                value.value if scalar else written,
                scalar and value.tag not in _NO_TEXT,
                key.start_mark.line + 2,
            )
        )
    return FrontMatter(fields)


def _toml(source: str) -> FrontMatter:
    try:
        return FrontMatter(list(_plain_fields(tomllib.loads(source), source, 2)))
    except tomllib.TOMLDecodeError:
        return FrontMatter([], source)


def _plain_fields(values: dict[str, Any], source: str, first: int) -> Iterator[Field]:
    """Fields by what TOML or JSON makes of them; their lines by where their names stand."""
    lines: dict[str, int] = {}
    for match in _KEY.finditer(source):
        lines.setdefault(match["key"], _line(source, match.start("key")) - 2 + first)
    for key, value in values.items():
        is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
        written = str(value) if is_text else json.dumps(value, ensure_ascii=False, default=str)
        yield Field(key, written, is_text, lines.get(key, first))


def _line(source: str, place: int) -> int:
    """The line in the page of a place in what stands below its first line."""
    return source.count("\n", 0, place) + 2
