"""What is done with whole memories: merged, split by pair, cleaned.

A unit is copied as it stands, codes and all; only attributes that would mean another thing in
its new place are added to it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from itertools import combinations, islice
from pathlib import Path
from typing import IO

from workbench import __version__, formats
from workbench.errors import WorkbenchError
from workbench.exchange.characters import in_attribute, in_text, legal
from workbench.exchange.memory_stats import codes_key, identity_of, texts_of
from workbench.exchange.outputs import make_folder
from workbench.exchange.own_properties import CONFIDENCE
from workbench.exchange.raw import (
    has_attribute,
    raw_units,
    with_attribute,
    with_property,
    with_variants,
)
from workbench.exchange.tmx_reader import Header, Record, memory_of
from workbench.exchange.unique import Best, Seen
from workbench.exchange.xml_text import Remark
from workbench.files import Kind, atomic_write, name_in, rewriting
from workbench.units import Unit, context_of, pair_of, region_of

_REQUIRED = {
    "creationtool": "Workbench",
    "creationtoolversion": __version__,
    "segtype": "sentence",
    "o-tmf": "Workbench",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}


@dataclass(slots=True)
class Merged:
    """What became of the units of some memories."""

    units: int = 0
    """Units written."""

    repeated: int = 0
    """Units left out since an earlier one says the same in the same languages, with the same
    codes and in the same context."""

    empty: int = 0
    """Units left out since they have text in fewer than two languages."""

    outdone: int = 0
    """Units left out since another renders their source better, where one is to be left."""

    renamed: int = 0
    """Units given another tuid since an earlier one has theirs."""

    judged: Counter[str] = field(default_factory=Counter)
    """Units left out since they were judged so, by what was said of them."""

    def __str__(self) -> str:
        parts = [f"{self.units} units"]
        for count, what in (
            (self.repeated, "repeated ones left out"),
            (self.empty, "without two texts left out"),
            (self.outdone, "with another target for the same source left out"),
            *((count, f"left out, {reason}") for reason, count in self.judged.most_common()),
            (self.renamed, "given another id"),
        ):
            if count:
                parts.append(f"{count} {what}")
        return "; ".join(parts)


Judge = Callable[[Sequence[Unit]], Sequence[str | None]]
"""Of consecutive units why each is to be left out; None where it stays."""

JUDGED = 2_000
"""Units that are judged at once, so that memory does not grow with their number."""


def merge(
    paths: Sequence[Path],
    out: Path,
    *,
    drop_empty: bool = False,
    one_target: bool = False,
    judge: Judge | None = None,
    recover: Remark | None = None,
) -> Merged:
    """Write the units of some memories into one, without repeating any.

    A unit whose texts are all the same as an earlier one's, in the same languages, with the
    same codes and in the same context, is left out. The same source with another target is
    another unit and stays, unless asked.

    Args:
        paths: TMX files, in order.
        out: The TMX to write; it may be one of them.
        drop_empty: Leave out units with text in fewer than two languages.
        one_target: Of units with one source and the same languages keep one: a confirmed one
            before an unreviewed one, then the one changed last, then the first.
        judge: Says of what is left by then why it is to be left out.
        recover: Takes what can be taken from damaged files, and is told what was left out.

    Raises:
        WorkbenchError: A file is no TMX, or ``out`` cannot be written.
    """
    check_is_tmx(out)
    merged = Merged()
    texts, ids = Seen(), Seen()
    best = _best(paths, recover) if one_target else None

    def kept() -> Iterator[tuple[Header, Record, bytes]]:
        for number, (header, record, element) in enumerate(_all(paths, recover)):
            said = texts_of(record.unit)
            if drop_empty and len(said) < 2:
                merged.empty += 1
            elif (
                best
                and len(said) > 1
                and best.number_for(_source(record.unit, said, header)) != number
            ):
                merged.outdone += 1
            elif not texts.add(identity_of(record.unit, said)):
                merged.repeated += 1
            else:
                yield header, record, element

    try:
        with _in_place(paths, out), atomic_write(out, over=_TMX) as file:
            first: Header | None = None
            left = _judged(kept(), judge, merged.judged) if judge else kept()
            for header, record, element in left:
                if first is None:
                    first = header
                    file.write(_head(header))
                whole = _with_own_header(element, header, first)
                file.write(b"    " + _with_unique_id(whole, record.unit, ids, merged) + b"\n")
                merged.units += 1
            if first is None:
                file.write(_head(Header()))
            file.write(_TAIL)
    finally:
        texts.close()
        ids.close()
        if best:
            best.close()
    return merged


def _judged(
    units: Iterator[tuple[Header, Record, bytes]], judge: Judge, counts: Counter[str]
) -> Iterator[tuple[Header, Record, bytes]]:
    """Those of the units that stay; the others are counted by what was said of them."""
    while batch := list(islice(units, JUDGED)):
        reasons = judge([record.unit for _, record, _ in batch])
        for held, reason in zip(batch, reasons, strict=True):
            if reason is None:
                yield held
            else:
                counts[reason] += 1


def _all(paths: Sequence[Path], recover: Remark | None) -> Iterator[tuple[Header, Record, bytes]]:
    for path in paths:
        header = Header()
        for record, element in raw_units(path, header, recover=recover):
            yield header, record, element


def _best(paths: Sequence[Path], recover: Remark | None) -> Best:
    """Which unit, by its number over all files, renders each source best."""
    best = Best()
    for number, (header, record, _) in enumerate(_all(paths, recover and _discard)):
        said = texts_of(record.unit)
        if len(said) > 1:
            unit = record.unit
            changed = unit.changed.isoformat() if unit.changed else ""
            rank = f"{int(unit.status == 'confirmed')}{changed}"
            best.offer(_source(unit, said, header), rank, number)
    return best


def _discard(_: str) -> None:
    """The pass that writes says it."""


def _source(unit: Unit, said: list[tuple[str, str]], header: Header) -> str:
    """The source of a unit, with its codes and context, and the languages it is rendered in."""
    stated = header.attributes.get("srclang", "").lower().replace("_", "-")
    key, text = next((side for side in said if side[0].lower() == stated), said[0])
    codes = codes_key(unit.variants[key].codes)
    others = sorted(other for other, _ in said)
    return "\0".join((key, text, *others, codes, context_of(unit)))


Scorer = Callable[[Sequence[Unit]], Sequence[float | None]]
"""Of consecutive units how probably each is right; None where a person has decided."""

DOUBTFUL = 0.5
"""A unit of less confidence is doubtful."""


@dataclass(slots=True)
class Scored:
    """What became of the units of memories that were scored."""

    units: int = 0
    """Units that were given a confidence."""

    decided: int = 0
    """Units without one, since a person has decided."""

    doubtful: int = 0
    """Units of a confidence below ``DOUBTFUL``."""

    def __str__(self) -> str:
        decided = f", {self.decided} decided by a person" if self.decided else ""
        return f"{self.units} units scored, {self.doubtful} of them below {DOUBTFUL}{decided}"


def _in_place(paths: Sequence[Path], out: Path) -> AbstractContextManager[None]:
    """What keeps others from a file that is read and replaced."""
    return rewriting(*(path for path in paths if path.exists() and path.resolve() == out.resolve()))


def score(
    paths: Sequence[Path], out: Path, scorer: Scorer, batch: int, recover: Remark | None = None
) -> Scored:
    """Write the units of some memories into one, each with its confidence as a property.

    Args:
        paths: TMX files, in order.
        out: The TMX to write; it may be one of them.
        scorer: What scores.
        batch: Units that it is given at once.
        recover: Takes what can be taken from damaged files, and is told what was left out.

    Raises:
        WorkbenchError: A file is no TMX, or ``out`` cannot be written.
    """
    check_is_tmx(out)
    scored, ids, renamed = Scored(), Seen(), Merged()
    try:
        with _in_place(paths, out), atomic_write(out) as file:
            first: Header | None = None
            for path in paths:
                header = Header()
                units = raw_units(path, header, recover=recover)
                while held := list(islice(units, batch)):
                    if first is None:
                        first = header
                        file.write(_head(header))
                    found = scorer([record.unit for record, _ in held])
                    for (record, element), confidence in zip(held, found, strict=True):
                        whole = _with_own_header(element, header, first)
                        whole = _with_unique_id(whole, record.unit, ids, renamed)
                        if confidence is None:
                            scored.decided += 1
                        else:
                            scored.units += 1
                            scored.doubtful += confidence < DOUBTFUL
                            whole = with_property(whole, CONFIDENCE, f"{confidence:.3f}")
                        file.write(b"    " + whole + b"\n")
            file.write(_TAIL if first else _head(Header()) + _TAIL)
    finally:
        ids.close()
    return scored


def split(
    path: Path, folder: Path, pairs: Sequence[str] = (), *, recover: Remark | None = None
) -> dict[str, int]:
    """Write a memory for each pair of a memory's languages: ``NAME.en.ru.tmx``.

    Args:
        path: A TMX.
        folder: Where to; it is made if need be.
        pairs: ``"en:ru"``, …; all pairs where there are none.
        recover: As for :func:`merge`.

    Returns:
        By file name, how many units it has.

    Raises:
        WorkbenchError: The file is no TMX, lacks a language, or a file cannot be written.
    """
    header = Header()
    units = raw_units(path, header, recover=recover)
    first = next(units, None)
    memory = memory_of(path, header, recover=recover)
    keys = [source.key for source in memory.sources]
    chosen = [pair_of(memory, pair) for pair in pairs] or list(combinations(keys, 2))
    make_folder(folder)
    name = formats.stem(path, "units")
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        files: list[tuple[tuple[str, str], str, IO[bytes]]] = []
        for pair in chosen:
            file_name = f"{name}.{pair[0]}.{pair[1]}.tmx"
            counts[file_name] = 0
            file = stack.enter_context(atomic_write(name_in(folder, file_name), over=_TMX))
            file.write(_head(header, source=pair[0].partition("#")[0]))
            files.append((pair, file_name, file))
        while first is not None:
            record, element = first
            said = {key for key, _ in texts_of(record.unit)}
            for pair, file_name, file in files:
                held = pair if said.issuperset(pair) else None
                if held is None and pairs:
                    # A pair that was asked for takes other regions of its languages too.
                    source, target = (region_of(record.unit, key) for key in pair)
                    held = (source, target) if source and target else None
                if held is not None:
                    file.write(b"    " + with_variants(record, element, held) + b"\n")
                    counts[file_name] += 1
            first = next(units, None)
        for _, _, file in files:
            file.write(_TAIL)
    return counts


def check_is_tmx(path: Path) -> None:
    """See that a memory is written as TMX.

    Raises:
        WorkbenchError: The name has another ending.
    """
    if formats.find(path, "units", "write") is not formats.TMX:
        raise WorkbenchError(
            "a memory is written as TMX here", place=path, remedy="give it the ending .tmx"
        )


_TAIL = b"  </body>\n</tmx>\n"
_TMX = Kind(formats.TMX.label, formats.TMX.content)


def _head(header: Header, *, source: str | None = None) -> bytes:
    attributes = _REQUIRED | {
        name: value for name, value in header.attributes.items() if name != "o-encoding"
    }
    if source is not None:
        attributes["srclang"] = source
    stated = _stated(attributes)
    names = f" {_stated(header.namespaces)}" if header.namespaces else ""
    root = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"{names}>\n  <header {stated}>'
    )
    if header.inner.strip():
        return f"{root}{header.inner.rstrip()}\n  </header>\n  <body>\n".encode()
    notes = "".join(f"    <note>{in_text(note)}</note>\n" for note in header.notes)
    properties = "".join(
        f'    <prop type="{in_attribute(kind)}">{in_text(value)}</prop>\n'
        for kind, value in header.properties
    )
    return f"{root}\n{notes}{properties}  </header>\n  <body>\n".encode()


def _stated(attributes: Mapping[str, str]) -> str:
    return " ".join(
        f'{name}="{in_attribute(legal(value)[0])}"' for name, value in attributes.items()
    )


def _with_own_header(element: bytes, header: Header, first: Header) -> bytes:
    """An element of one file so that it means the same under the header of another."""
    for name in ("srclang", "segtype"):
        value = header.attributes.get(name)
        if value and value != first.attributes.get(name) and not has_attribute(element, name):
            element = with_attribute(element, name, value)
    for name, value in header.namespaces.items():
        if value != first.namespaces.get(name) and not has_attribute(element, name):
            prefix = name.partition(":")[2]
            if not prefix or f"{prefix}:".encode() in element:
                element = with_attribute(element, name, value)
    return element


def _with_unique_id(element: bytes, unit: Unit, ids: Seen, merged: Merged) -> bytes:
    """An element whose tuid no earlier one has."""
    if not has_attribute(element, "tuid") or ids.add(unit.id):
        return element
    number = 2
    while not ids.add(f"{unit.id}-{number}"):
        number += 1
    merged.renamed += 1
    return with_attribute(element, "tuid", f"{unit.id}-{number}")
