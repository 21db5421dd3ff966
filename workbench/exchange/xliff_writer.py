"""Units to XLIFF 1.2 (OASIS, 2008), for editors and reviewers."""

from collections.abc import Mapping
from typing import IO

from workbench import __version__
from workbench.exchange.characters import in_attribute, in_text, legal
from workbench.exchange.pairs import PairBuilder
from workbench.exchange.written import Written
from workbench.units import Memory, Unit


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
        self._pairs = PairBuilder(memory, "XLIFF", legal, tags)
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
        pair = self._pairs.take(unit)
        if pair is None:
            return
        confirmed = unit.status == "confirmed"
        state = "final" if confirmed else "translated"
        if unit.flagged:
            state = "needs-review-translation"
        name = in_attribute(self._pairs.clean(unit.id))
        approved = "yes" if confirmed else "no"
        lines = [
            f'      <trans-unit id="{name}" approved="{approved}" xml:space="preserve">',
            f"        <source>{in_text(pair.source)}</source>",
            f'        <target state="{state}">{in_text(pair.target)}</target>',
            '        <context-group purpose="information">',
        ]
        lines += [
            f'          <context context-type="{name}">{in_text(value)}</context>'
            for name, value in pair.properties(unit).items()
        ]
        lines.append("        </context-group>")
        if unit.note:
            lines.append(f"        <note>{in_text(self._pairs.clean(unit.note))}</note>")
        lines.append("      </trans-unit>\n")
        self._file.write("\n".join(lines).encode())

    def finish(self) -> Written:
        """Write what ends the file."""
        self._file.write(b"    </body>\n  </file>\n</xliff>\n")
        return self._pairs.written
