"""Glossary files by their ending.

A new format is a module with a ``FORMAT`` and its line in ``_MODULES``.
"""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.glossary.concept import GlossaryData
from workbench.glossary.glossary_format import GlossaryFormat, LanguagePair, Remark
from workbench.languages import tags

# The quickest to import come first: modules are imported until one has the ending.
_MODULES = (
    "tabular",
    "omegat",
    "po_glossary",
    "tbx",
)


def known() -> Iterator[GlossaryFormat]:
    """All formats."""
    for name in _MODULES:
        yield importlib.import_module(f"workbench.glossary.{name}").FORMAT


def _format_of(path: Path) -> GlossaryFormat:
    ending = path.suffix.lower()
    found = next((one for one in known() if ending in one.endings), None)
    if found is None:
        endings = [ending for one in known() for ending in one.endings]
        raise WorkbenchError(
            f"no glossary format has the ending {path.suffix!r}",
            place=path,
            remedy=f"use {', '.join(endings[:-1])} or {endings[-1]}",
        )
    return found


def read(
    path: Path, *, pair: LanguagePair | None = None, recover: Remark | None = None
) -> GlossaryData:
    """Read a glossary; see ``Glossary.read``."""
    return _format_of(path).read(path, pair or _pair_of_name(path), recover)


def write(
    glossary: GlossaryData,
    path: Path,
    *,
    pair: LanguagePair | None = None,
    escape_formulas: bool = False,
) -> None:
    """Write a glossary; see ``Glossary.write``."""
    if escape_formulas and path.suffix.lower() == ".csv":
        from workbench.glossary import tabular

        tabular.write(glossary, path, escape_formulas=True)
        return
    _format_of(path).write(glossary, path, pair or _pair_of_name(path))


def left_out(glossary: GlossaryData, path: Path, pair: LanguagePair | None = None) -> list[str]:
    """Ids of the concepts that a file of two languages cannot hold; see ``Glossary.left_out``."""
    holds = _format_of(path).holds
    both = pair or _pair_of_name(path) or glossary.languages[:2]
    if holds is None or len(both) < 2:
        return []
    return [concept.id for concept in glossary if not holds(concept, both[0], both[1])]


def _pair_of_name(path: Path) -> LanguagePair | None:
    """The pair that a name such as ``terms.en.ru.txt`` states."""
    found = re.search(r"\.([A-Za-z]{2,3}(?:[-_]\w+)*)\.([A-Za-z]{2,3}(?:[-_]\w+)*)$", path.stem)
    if found is None:
        return None
    try:
        return tags.normalise(found[1]), tags.normalise(found[2])
    except WorkbenchError:
        return None
