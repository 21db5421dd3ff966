"""Zipped XML (DOCX, ODT, EPUB, XLSX) from strangers: limits on size, names and entities."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from lxml import etree

_LARGEST = 256 * 2**20
_IN_ALL = 512 * 2**20
"""Bytes that one file in an archive may unpack to, and all that are read of it."""

_MOST_FILES = 20_000
_RATIO, _RATIO_FROM = 300, 16 * 2**20
"""How many times its packed size a file may unpack to, once it is larger than this."""

_CHUNK = 2**20


class Archive:
    """A zip archive whose files are read under limits.

    Raises:
        WorkbenchError: It is no archive, is damaged or protected, holds a name outside itself,
            or would unpack to more than any document.
    """

    def __init__(self, data: bytes, path: Path | None, kind: str) -> None:
        """Open an archive.

        Args:
            data: The file's bytes.
            path: Its name, for messages.
            kind: What it ought to be: ``"a Word document (DOCX)"``.
        """
        self.path = path
        self._kind = kind
        self._left = _IN_ALL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise self._wrong(data) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_FILES:
            raise self.error(f"it holds {len(entries):,} files, more than any document does")
        for entry in entries:
            parts = entry.filename.replace("\\", "/").split("/")
            if ".." in parts or parts[0] == "" or ":" in parts[0]:
                raise self.error(f"it holds a file {entry.filename!r} that points out of it")
        self.names = frozenset(entry.filename for entry in entries)

    def _wrong(self, data: bytes) -> WorkbenchError:
        if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            return WorkbenchError(
                f"it is not {self._kind} but an old Office file, or protected by a password",
                place=self.path,
                remedy="save it without a password in the new format",
            )
        return WorkbenchError(
            f"it is not {self._kind}, or it is damaged",
            place=self.path,
            remedy="open it in its program and save it again",
        )

    def error(self, cause: str) -> WorkbenchError:
        """The sentence for something wrong with the archive."""
        return WorkbenchError(
            cause, place=self.path, remedy="open it in its program and save it again"
        )

    def read(self, name: str) -> bytes:
        """The bytes of a file in the archive.

        Raises:
            WorkbenchError: It is missing, damaged, protected, or larger than the limits.
        """
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise self.error("it is protected by a password")
            limit = min(_LARGEST, self._left)
            if entry.compress_size < _RATIO_FROM:
                limit = min(limit, max(_RATIO_FROM, _RATIO * entry.compress_size))
            too_much = self.error(
                f"{name!r} in it unpacks to more than {limit // 2**20} MB, as no document does"
            )
            if entry.file_size > limit:
                raise too_much
            parts: list[bytes] = []
            size = 0
            with self._zip.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:  # the size stated in the archive may be a lie
                        raise too_much
                    parts.append(chunk)
        except KeyError as error:
            raise self.error(f"it is not {self._kind}: {name!r} is missing in it") from error
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
            zlib.error,
        ) as error:
            raise self.error(f"it is damaged: {name!r} in it cannot be unpacked") from error
        self._left -= size
        return b"".join(parts)

    def xml(self, name: str) -> "etree._Element":
        """The root of an XML file in the archive; entities are neither expanded nor fetched.

        Raises:
            WorkbenchError: As for :meth:`read`; or it is not XML, or declares entities.
        """
        return parse(self.read(name), self.path, name)


def parse(data: bytes, path: Path | None, name: str) -> "etree._Element":
    """The root of an XML document from a stranger.

    Args:
        data: Its bytes.
        path: The file it stands in, for messages.
        name: Its name in that file.

    Raises:
        WorkbenchError: It is not well-formed, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    remedy = "open it in its program and save it again"
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error.msg).split())
        raise WorkbenchError(
            f"{name!r} in it is not well-formed XML ({said})", place=path, remedy=remedy
        ) from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise WorkbenchError(
            f"{name!r} in it declares entities, which documents have no use for",
            place=path,
            remedy=remedy,
        )
    return root


def local(element: "etree._Element") -> str:
    """An element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: "etree._Element", name: str) -> str | None:
    """An attribute by its name without namespace, whichever it is in."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
