"""The glossary as callers use it: its concepts, its files, and finding its terms in text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from workbench.glossary import file_formats
from workbench.glossary.concept import GlossaryData
from workbench.glossary.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Glossary(GlossaryData):
    """Concepts, with their files and what finds their terms."""

    _matchers: dict[str, Matcher] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def from_data(cls, data: GlossaryData) -> Self:
        """The glossary of what a reader or builder gives."""
        return cls(data.concepts, data.languages, data.name)

    @classmethod
    def read(
        cls,
        path: Path | str,
        *,
        pair: tuple[str, str] | None = None,
        recover: Callable[[str], None] | None = None,
    ) -> Self:
        """Read a glossary file; its ending says the format.

        Args:
            path: ``.tbx``, ``.csv``, ``.tsv``, ``.xlsx``, ``.po`` or OmegaT's ``.txt``.
            pair: Source and target tag, for the formats that do not name their languages
                (``.txt``, and ``.po`` without a ``Language`` header).
            recover: Told which broken entries were left out; None to refuse the file.

        Raises:
            WorkbenchError: The file cannot be read, or a row of it is broken.
        """
        return cls.from_data(file_formats.read(Path(path), pair=pair, recover=recover))

    def write(
        self,
        path: Path | str,
        *,
        pair: tuple[str, str] | None = None,
        escape_formulas: bool = False,
    ) -> None:
        """Write a glossary file, replaced whole or not at all; its ending says the format.

        Args:
            path: As for ``read``.
            pair: What a format of two languages is to hold.
            escape_formulas: In CSV, put an apostrophe before what a spreadsheet would compute.

        Raises:
            WorkbenchError: The format is unknown or cannot be written.
        """
        file_formats.write(self, Path(path), pair=pair, escape_formulas=escape_formulas)

    def left_out(self, path: Path | str, *, pair: tuple[str, str] | None = None) -> list[str]:
        """Ids of the concepts that :meth:`write` leaves out: they lack one of two languages.

        Args:
            path: As for ``write``.
            pair: As for ``write``.
        """
        return file_formats.left_out(self, Path(path), pair)

    def write_tbx(self, path: Path | str, version: Literal["2008", "3"]) -> None:
        """Write TBX of a version, whatever the file's ending.

        Raises:
            WorkbenchError: There is no concept, or the file cannot be written.
        """
        from workbench.glossary import tbx

        tbx.write(self, Path(path), version=version)

    def matcher(self, tag: str) -> Matcher:
        """What finds the terms in texts of a language; made once, and quick from then on."""
        if tag not in self._matchers:
            self._matchers[tag] = Matcher(self.concepts, tag)
        return self._matchers[tag]
