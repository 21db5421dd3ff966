"""Units to XLIFF 1.2 (OASIS, 2008), for editors and reviewers."""

from collections.abc import Mapping
from typing import IO

from workbench import __version__
from workbench.exchange.characters import illegal, in_attribute, in_text, legal
from workbench.exchange.markup import coded, distinct, marked, with_markup
from workbench.exchange.pairs import PairBuilder, TextPair
from workbench.exchange.unit_ids import UnitIds
from workbench.exchange.written import Written
from workbench.units import Memory, Unit

_CONTEXT_TYPES = frozenset(
    "database element elementtitle linenumber numparams paramnotes record recordtitle "
    "sourcefile".split()
)
"""Those that XLIFF 1.2 defines; others begin with ``x-``."""


def context_type(name: str) -> str:
    """What XLIFF 1.2 calls a property."""
    return name if name in _CONTEXT_TYPES or name.startswith("x-") else f"x-{name}"


class Writer:
    """An XLIFF file that units are added to one by one.

    A confirmed unit is ``approved`` and ``final``, a flagged one ``needs-review-translation``,
    any other ``translated``. What XLIFF has no place for stands in a context group.

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
        original = memory.sources[0].path
        name = memory.name or (original.name if original else "memory")
        file.write(
            (
                '<?xml version="1.0" encoding="UTF-8"?>\n'
                '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
                f'  <file original="{in_attribute(self._pairs.clean(name))}" '
                f'source-language="{in_attribute(self._pairs.source_tag)}" '
                f'target-language="{in_attribute(self._pairs.target_tag)}" '
                'datatype="plaintext" tool-id="workbench">\n'
                '    <header><tool tool-id="workbench" tool-name="Workbench" '
                f'tool-version="{in_attribute(__version__)}"/></header>\n'
                "    <body>\n"
            ).encode()
        )

    def add(self, unit: Unit) -> None:
        """Write a unit."""
        clean = self._pairs.clean
        if coded(unit):
            unit = distinct(unit)
        pair = self._pairs.take(unit)
        if pair is None:
            return
        confirmed = unit.status == "confirmed"
        state = "final" if confirmed else "translated"
        if unit.flagged:
            state = "needs-review-translation"
        source, target = self._texts(unit, pair)
        name, unit = self._ids.of(unit, clean(unit.id), lambda own: not illegal(own))
        approved = "yes" if confirmed else "no"
        named = unit.properties.get("resname")
        stated = "" if named is None else f' resname="{in_attribute(clean(named))}"'
        stated += f' approved="{approved}"'
        lines = [
            f'      <trans-unit id="{in_attribute(name)}"{stated} xml:space="preserve">',
            f"        <source>{source}</source>",
            f'        <target state="{state}">{target}</target>',
            '        <context-group purpose="information">',
        ]
        own = pair.properties(unit)
        lines += [
            f'          <context context-type="{kind}">{in_text(value)}</context>'
            for kind, value in own.items()
        ]
        lines += [
            f'          <context context-type="{in_attribute(context_type(clean(kind)))}">'
            f"{in_text(clean(value))}</context>"
            for kind, value in unit.properties.items()
            if kind not in own and kind != "resname"
        ]
        lines.append("        </context-group>")
        if unit.note:
            lines.append(f"        <note>{in_text(clean(unit.note))}</note>")
        lines.append("      </trans-unit>\n")
        self._file.write("\n".join(lines).encode())

    def _texts(self, unit: Unit, pair: TextPair) -> tuple[str, str]:
        """Source and target as they stand in the file."""
        if not (pair.source_codes or pair.target_codes):
            return in_text(pair.source), in_text(pair.target)
        numbers = marked(unit, (self._pairs.source, self._pairs.target))
        return (
            with_markup(pair.source, pair.source_codes, numbers[self._pairs.source], "xliff"),
            with_markup(pair.target, pair.target_codes, numbers[self._pairs.target], "xliff"),
        )

    def finish(self) -> Written:
        """Write what ends the file."""
        self._file.write(b"    </body>\n  </file>\n</xliff>\n")
        return self._pairs.written
