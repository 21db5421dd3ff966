"""A TMX brought up to date: some projects' units are replaced, all else stays byte for byte."""

import codecs
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from workbench import formats
from workbench.errors import WorkbenchError
from workbench.exchange.outputs import scripted
from workbench.exchange.own_properties import BEAD, PROJECT
from workbench.exchange.raw import RawText
from workbench.exchange.tmx_reader import Header, records
from workbench.exchange.tmx_writer import TmxUnits, memory_tags
from workbench.exchange.written import Written
from workbench.exchange.xml_text import encoding_of, pieces_of
from workbench.files import atomic_write
from workbench.units import Memory, Unit, narrowed, pair_of

_SENTENCE = b'segtype="sentence"  '
_PARAGRAPH = b'segtype="paragraph" '
"""Of one length, as this program writes them, so that one can be put in the other's place."""


@dataclass(slots=True)
class Updated:
    """What became of the memory."""

    written: Written = field(default_factory=Written)
    kept: int = 0
    """Units of others, as they were."""

    gone: int = 0
    """Units of these projects that are no longer there."""

    def __str__(self) -> str:
        return f"{self.written}; {self.kept} of others kept; {self.gone} removed"


def update(
    path: Path,
    memory: Memory,
    units: Iterable[Unit],
    projects: set[str],
    *,
    pair: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> Updated:
    """Put the units of projects in the place of those that a TMX holds of them.

    They stand together where the first of the old ones stood, else at the end.

    Args:
        path: The TMX; it must exist.
        memory: Whose units they are.
        units: All that are to be in it now.
        projects: The ids of their projects; whatever else is in the file stays.
        pair: As for ``write``.
        tags: As for ``write``.

    Raises:
        WorkbenchError: The file is no TMX, is packed, or cannot be written.
    """
    if formats.find(path, "units", "write") is not formats.TMX:
        raise WorkbenchError(
            "only a TMX can be brought up to date", place=path, remedy="leave --update out"
        )
    if pair is not None:
        memory, units = narrowed(memory, units, pair_of(memory, pair))
    memory, units = scripted(memory, units)
    # Their ids in other files may be those of units that stay here: they get the project's.
    elements = TmxUnits(replace(memory, columns=()), memory_tags(memory, tags or {}))
    with atomic_write(path) as file:
        return _Update(path, file, elements, memory, projects).run(units)


def units_of(path: Path, project: str) -> Iterator[tuple[str, Unit]]:
    """The units of a TMX that say they are of a project, each with its bead's id.

    Args:
        path: The TMX.
        project: Its id, or its name in memories that have no id.
    """
    for record in records(path, Header()):
        if record.unit.properties.get(PROJECT) == project:
            yield record.unit.properties.get(BEAD, ""), record.unit


class _Update:
    def __init__(
        self, path: Path, file: IO[bytes], elements: TmxUnits, memory: Memory, projects: set[str]
    ) -> None:
        encoding = encoding_of(path)
        self._path = path
        self._old = RawText(pieces_of(path))
        self._file = file
        # What the old file's encoding lacks can be written as a reference.
        encoder = codecs.getincrementalencoder(encoding)("xmlcharrefreplace")
        self._encode = encoder.encode
        self._elements = elements
        self._project = memory.project or memory.name
        self._projects = projects
        self._told = Updated()
        self._head = b""

    def run(self, units: Iterable[Unit]) -> Updated:
        header = Header()
        old: set[tuple[str, str]] = set()
        new: set[tuple[str, str]] = set()
        placed = False
        head = True
        for record in records(self._path, header):
            own = record.unit.properties.get(PROJECT) in self._projects
            gap = self._old.until(record.start)
            if head:
                gap = self._after_head(gap)
                head = False
            if own and not placed:
                self._insert(units, new)
                placed = True
            element = self._old.until(record.last_tag) + self._old.through(b">")
            if own:
                old.add(self._bead(record.unit))
                self._copy(gap.rstrip())
            else:
                self._told.kept += 1
                self._copy(gap + element)
        rest = self._old.until(header.body_end)
        closing = self._old.all()
        if head:
            if rest.endswith(b"/>"):
                # An empty body in one tag.
                rest, closing = rest.removesuffix(b"/>") + b">", b"</body>" + closing
            rest = self._after_head(rest)
        if not placed:
            self._insert(units, new)
            rest = rest or b"\n  "
        self._copy(rest + closing)
        self._told.gone = len(old - new)
        self._told.written = self._elements.written
        if self._elements.paragraphs:
            self._say_paragraph()
        return self._told

    def _after_head(self, gap: bytes) -> bytes:
        """Copy the file's head up to its body; what follows is the first gap."""
        end = gap.rfind(b">") + 1
        self._head = self._encode(gap[:end].decode())
        self._file.write(self._head)
        return gap[end:]

    def _insert(self, units: Iterable[Unit], beads: set[tuple[str, str]]) -> None:
        for unit in units:
            element = self._elements.element(unit)
            if element:
                beads.add(self._bead(unit))
                self._file.write(self._encode("\n" + element.removesuffix("\n")))

    def _copy(self, data: bytes) -> None:
        self._file.write(self._encode(data.decode()))

    def _bead(self, unit: Unit) -> tuple[str, str]:
        return (
            unit.properties.get(PROJECT, self._project),
            unit.properties.get(BEAD, unit.id),
        )

    def _say_paragraph(self) -> None:
        place = self._head.find(_SENTENCE)
        if place >= 0:
            self._file.seek(place)
            self._file.write(_PARAGRAPH)
            self._file.seek(0, 2)
