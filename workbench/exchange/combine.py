"""Several projects in one memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench.errors import WorkbenchError
from workbench.exchange.own_properties import BEAD, PROJECT, called
from workbench.languages import tags
from workbench.units import Memory, Source, Unit, Variant


def combined(
    parts: Sequence[tuple[Memory, Iterable[Unit]]],
) -> tuple[Memory, Iterator[Unit]]:
    """One memory of all parts, in their order.

    A unit is called ``NAME@SHORT:ID`` in it, by its project's name and short id, and remembers
    its project and bead. Where one key means two scripts (``zh`` here Simplified, there
    Traditional), the later one is called by its tag.

    Args:
        parts: Memories of different projects, with their units.

    Raises:
        WorkbenchError: Two are called the same and are of one project, or of none.
    """
    if len(parts) == 1:
        memory, units = parts[0]
        return memory, iter(units)
    names = [called(memory) for memory, _ in parts]
    for name, (memory, _) in zip(names, parts, strict=True):
        if names.count(name) > 1:
            raise WorkbenchError(
                f"two projects are called {memory.name}, and their units could not be told apart",
                remedy="rename one of the files",
            )
    sources: dict[str, Source] = {}
    renamed: list[dict[str, str]] = []
    for memory, _ in parts:
        names_here = {}
        for source in memory.sources:
            key = source.key
            if key in sources and tags.contradict(sources[key].tag, source.tag):
                key = source.tag
            names_here[source.key] = key
            sources.setdefault(key, Source(key, source.tag))
        renamed.append(names_here)
    return Memory(tuple(sources.values())), _units(parts, renamed)


def _units(
    parts: Sequence[tuple[Memory, Iterable[Unit]]], renamed: Sequence[dict[str, str]]
) -> Iterator[Unit]:
    for (memory, units), keys in zip(parts, renamed, strict=True):
        for unit in units:
            yield replace(
                unit,
                id=f"{called(memory)}:{unit.id}",
                # Numbers and spans belong to documents that are no longer one.
                variants={
                    keys[key]: Variant(variant.segments) for key, variant in unit.variants.items()
                },
                properties=unit.properties
                | {PROJECT: memory.project or memory.name, BEAD: unit.id},
            )
