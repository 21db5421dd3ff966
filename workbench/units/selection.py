"""Which units are taken, and in which languages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench.errors import WorkbenchError
from workbench.languages import tags
from workbench.units.unit import Memory, Unit, Variant

DOUBTFUL = 0.9
"""An unreviewed unit that is right with a smaller probability than this is doubtful."""


def selected(
    units: Iterable[Unit], *, confirmed: bool = False, min_confidence: float | None = None
) -> Iterator[Unit]:
    """The units that are not excluded and that hold what was asked for.

    Args:
        units: All of them.
        confirmed: Only those that a person confirmed.
        min_confidence: Only those at least this probable (0 to 1). It never drops a
            confirmed one; one without a confidence is dropped, and one that changed after it
            was confirmed.
    """
    for unit in units:
        if unit.excluded:
            continue
        if unit.status != "confirmed" and (
            confirmed
            or (
                min_confidence is not None
                and (
                    unit.status == "changed"
                    or unit.confidence is None
                    or unit.confidence < min_confidence
                )
            )
        ):
            continue
        yield unit


def is_doubtful(unit: Unit) -> bool:
    """Unreviewed, and probably enough not exactly right; or changed since it was confirmed."""
    return unit.status == "changed" or (
        unit.status == "unreviewed" and unit.confidence is not None and unit.confidence < DOUBTFUL
    )


def narrowed(
    memory: Memory, units: Iterable[Unit], keys: Sequence[str]
) -> tuple[Memory, Iterator[Unit]]:
    """A memory in some of its languages only, and in their order.

    Args:
        memory: The memory.
        units: Its units.
        keys: Document keys of it; the first becomes the source.

    Returns:
        The smaller memory, and the units that have text in every one of the keys.
    """
    by_key = {source.key: source for source in memory.sources}
    smaller = replace(memory, sources=tuple(by_key[key] for key in keys))
    return smaller, (small for unit in units if (small := within(unit, keys)) is not None)


def within(unit: Unit, keys: Sequence[str]) -> Unit | None:
    """The unit in some of its languages only; None where one of them has no text.

    Where it lacks a language and has one region of it, that is taken: :func:`region_of`.
    """
    variants = {}
    for key in keys:
        held = region_of(unit, key)
        if held is None:
            return None
        variants[key] = unit.variants[held]
    return replace(unit, variants=variants)


def region_of(unit: Unit, key: str) -> str | None:
    """The key under which a unit holds a language: itself, or another region of the language.

    Regions of one language are one language (``en`` and ``en-GB``), unless the unit has both.

    Args:
        unit: The unit.
        key: The document's key.

    Returns:
        A key that has text; None where none has.
    """
    variant = unit.variants.get(key)
    if variant is not None and _says_something(variant):
        return key
    for other, variant in unit.variants.items():
        if (
            other.partition("#")[2] == key.partition("#")[2]
            and tags.same_language(other, key)
            and _says_something(variant)
        ):
            return other
    return None


def _says_something(variant: Variant) -> bool:
    return any(part.strip() for part in variant.segments)


def pair_of(memory: Memory, pair: str) -> tuple[str, str]:
    """The document keys that ``--pair en:ru`` means.

    Args:
        memory: The memory.
        pair: Source and target, ``"en:ru"``, as tags or keys.

    Raises:
        WorkbenchError: It is no pair, or the memory lacks one of the languages.
    """
    source, target = parse_pair(pair)
    keys = key_of(memory, source), key_of(memory, target)
    if keys[0] == keys[1]:
        raise WorkbenchError(
            f"{pair!r} names one language twice", place="--pair", remedy="write for example en:ru"
        )
    return keys


def parse_pair(pair: str) -> tuple[str, str]:
    """Source and target of ``"en:ru"``, as they are written.

    Raises:
        WorkbenchError: It is not of that form.
    """
    source, colon, target = pair.partition(":")
    if not (source and colon and target):
        raise WorkbenchError(
            f"{pair!r} is not a pair of languages",
            place="--pair",
            remedy="write for example --pair en:ru",
        )
    return source, target


def key_of(memory: Memory, tag: str) -> str:
    """The key of the document that a tag means: the same key, the same tag, the same language.

    ``zh`` finds ``zh-CN`` and ``en-GB`` finds ``en``, but ``zh-TW`` never ``zh-CN``.

    Args:
        memory: The memory.
        tag: A tag as people write it, or a document's key.

    Raises:
        WorkbenchError: The memory has no such language.
    """
    keys = [source.key for source in memory.sources]
    if tag in keys:
        return tag
    wanted = tags.normalise_key(tag)
    nth = wanted.partition("#")[2]
    if wanted in keys:
        return wanted
    for source in memory.sources:
        if source.tag == wanted:
            return source.key
    for source in memory.sources:
        if source.key.partition("#")[2] == nth and not tags.contradict(source.tag, wanted):
            return source.key
    raise WorkbenchError(
        f"there is no {tag} among its languages ({', '.join(keys)})",
        place=memory.name or None,
        remedy="name one of these",
    )
