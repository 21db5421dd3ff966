"""Where a project lies: a file, or a place in a store that a URL names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.files import dated_names, name_in

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://(?P<address>[^#]*)(?:#(?P<name>.*))?")
"""A scheme has two letters at least: ``C:/`` is a drive of Windows."""

_PASSWORD = re.compile(
    r"(?<=//)([^/?#:@\[\]]*):(?:(?!\d*(?:[/?#]|$)).*|[^#]*)(?=@)"
    r"|(?<=password=)[^&#]+"
)
"""Behind the user, where no port stands, or as a parameter; whatever signs are in it."""

_PLAIN = "/@:?"
"""What stands in a fragment as it is, besides letters and digits (RFC 3986)."""

_LONGEST = 225
"""Characters of a project's name that the name of its backup begins with."""


@dataclass(frozen=True, slots=True)
class Location:
    """A path ``NAME.aligned``, or a URL ``SCHEME://ADDRESS#NAME`` of a store.

    As a string it is what messages show, without the password.
    """

    address: str
    """The path as given; of a URL all before the ``#``, as given."""

    name: str
    """What the project is called: its file's name without the ending, or the URL's fragment."""

    scheme: str = ""
    """Which store it is; empty for a file."""

    @classmethod
    def parse(cls, text: "str | PathLike[str] | Location", *, nameless: bool = False) -> Self:
        """Read a location as a person gives it.

        Args:
            text: A path (any: whether a project is there shows when it is opened), or a URL
                with the project's name behind ``#``, percent-encoded.
            nameless: A URL may leave the name out: the store as a whole is meant.

        Raises:
            WorkbenchError: It is a URL without a name, and needs one.
        """
        if isinstance(text, Location):
            return cls(text.address, text.name, text.scheme)
        given = str(text)
        url = _URL.fullmatch(given) if isinstance(text, str) else None
        if url is None:
            return cls(given, Path(given).stem)
        name = unquote(url["name"] or "")
        address = f"{url['scheme'].lower()}://{url['address']}"
        found = cls(address, name, url["scheme"].lower())
        if not name and not nameless:
            raise WorkbenchError(
                "it names no project", place=str(found), remedy="write its name behind a #"
            )
        return found

    def __str__(self) -> str:
        if not self.scheme:
            return self.address
        return shown(
            f"{self.address}#{quote(self.name, safe=_PLAIN)}" if self.name else self.address
        )

    @property
    def path(self) -> Path | None:
        """The project's file; None in another store."""
        return None if self.scheme else Path(self.address)

    @property
    def short(self) -> str:
        """What a person calls it: the file's name, or the name in its store."""
        return self.path.name if self.path else self.name

    @property
    def folder(self) -> Path | None:
        """The folder from which a project names its documents' files; None where it is no file.

        Such a project names them by their whole paths.
        """
        return self.path.parent if self.path else None

    def beside(self, ending: str) -> Path:
        """A file of the project's name: beside its file, else in the working folder.

        What cannot stand in a file's name, a slash above all, becomes a low line.

        Args:
            ending: With its dot.
        """
        if self.folder is not None:
            return Path(self.folder, self.name + ending)
        return name_in(Path(), self.name + ending)

    def backups(self) -> "Iterator[Location]":
        """Where a copy of it may be kept, under its name and today's date, one after the other."""
        if self.path:
            names = dated_names(f"{self.path.name}.backup")
            return (Location.parse(self.path.with_name(name)) for name in names)
        # Cut, so that the name is not longer than a store takes.
        names = dated_names(f"{self.name[:_LONGEST]} backup", " ")
        return (Location(self.address, name, self.scheme) for name in names)


Address = str | PathLike[str] | Location
"""What names a project: a path ``NAME.aligned``, a URL, or a location read already."""


def names_project(address: Address) -> bool:
    """Whether a path or URL is a project's by its form: by the ending, or as a URL."""
    if isinstance(address, Location):
        return bool(address.scheme) or names_project(Path(address.address))
    is_url = isinstance(address, str) and _URL.fullmatch(address) is not None
    return is_url or formats.find(str(address), "project") is not None


def shown(text: str) -> str:
    """An output as messages name it: without the password, where it is a URL."""
    return _PASSWORD.sub(r"\1", text) if _URL.fullmatch(text) else text


def holds_password(text: str) -> bool:
    """Whether a URL holds a password, or what may be one."""
    return shown(text) != text


def file_beside(document: Path, name: str) -> Path:
    """The project's file in a document's folder.

    Args:
        document: A file of the text.
        name: What the project is to be called.
    """
    return document.parent / (name + formats.PROJECT.endings[0])
