"""Units to XLIFF 2.0 (OASIS, 2014), which 2.1 and 2.2 hold to."""

import re
from collections.abc import Mapping
from typing import IO

from workbench.exchange.characters import in_attribute, in_text, legal
from workbench.exchange.markup import distinct, marked, with_markup
from workbench.exchange.own_properties import FLAGGED
from workbench.exchange.pairs import PairBuilder, TextPair
from workbench.exchange.unit_ids import UnitIds
from workbench.exchange.written import Written
from workbench.units import Memory, Unit

_NO_TOKEN = re.compile(r"[^\w.:-]")
"""What cannot stand in an id of XLIFF 2."""


class Writer:
    """An XLIFF 2 file that units are added to one by one.

    A unit is a ``unit`` of one ``segment``: ``final`` where it is confirmed, else ``translated``.
    What XLIFF has no place for stands in notes with a category.

    Args:
        file: Where to write.
        memory: Whose units they are; it has two languages.
        tags: By document key, the language tag to write.

    Raises:
        WorkbenchError: It has more than two languages.
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        self._file = file
        self._pairs = PairBuilder(memory, "XLIFF", legal, tags, codes=True)
        self._ids = UnitIds(memory)
        file.write(
            (
                '<?xml version="1.0" encoding="UTF-8"?>\n'
                '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
                f'srcLang="{in_attribute(self._pairs.source_tag)}" '
                f'trgLang="{in_attribute(self._pairs.target_tag)}">\n'
                '  <file id="1">\n'
            ).encode()
        )
        self._empty = True

    def add(self, unit: Unit) -> None:
        """Write a unit."""
        clean = self._pairs.clean
        unit = distinct(unit)
        pair = self._pairs.take(unit)
        if pair is None:
            return
        self._empty = False
        data: dict[str, str] = {}
        source, target = self._texts(unit, pair, data)
        usual = _NO_TOKEN.sub("_", clean(unit.id))
        name, unit = self._ids.of(unit, usual, lambda own: not _NO_TOKEN.search(own))
        properties = pair.properties(unit)
        if unit.flagged:
            properties[FLAGGED] = "yes"
        for kind, value in unit.properties.items():
            properties.setdefault(clean(kind), clean(value))
        notes = [
            f'        <note category="{in_attribute(category(kind))}">{in_text(value)}</note>'
            for kind, value in properties.items()
        ]
        if unit.note:
            notes.append(f"        <note>{in_text(clean(unit.note))}</note>")
        kept = [
            f'        <data id="{name}">{in_text(clean(content))}</data>'
            for content, name in data.items()
        ]
        state = "final" if unit.status == "confirmed" else "translated"
        lines = [
            f'    <unit id="{in_attribute(name)}">',
            "      <notes>",
            *notes,
            "      </notes>",
            *(["      <originalData>", *kept, "      </originalData>"] if kept else []),
            f'      <segment state="{state}">',
            f'        <source xml:space="preserve">{source}</source>',
            f'        <target xml:space="preserve">{target}</target>',
            "      </segment>",
            "    </unit>\n",
        ]
        self._file.write("\n".join(lines).encode())

    def _texts(self, unit: Unit, pair: TextPair, data: dict[str, str]) -> tuple[str, str]:
        """Source and target as they stand in the file; ``data`` takes what stands beside them."""
        if not (pair.source_codes or pair.target_codes):
            return in_text(pair.source), in_text(pair.target)
        keys = self._pairs.source, self._pairs.target
        numbers = marked(unit, keys)
        source, target = (
            with_markup(text, codes, numbers[key], "xliff2", data)
            for key, text, codes in zip(
                keys,
                (pair.source, pair.target),
                (pair.source_codes, pair.target_codes),
                strict=True,
            )
        )
        return source, target

    def finish(self) -> Written:
        """Write what ends the file; one of no unit says so, since XLIFF 2 asks for one."""
        if self._empty:
            self._file.write(
                b'    <unit id="1" translate="no"><segment><source/></segment></unit>\n'
            )
        self._file.write(b"  </file>\n</xliff>\n")
        return self._pairs.written


def category(name: str) -> str:
    """What a note of XLIFF 2 calls a property."""
    return name if name.startswith("x-") else f"x-{name}"
