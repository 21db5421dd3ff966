"""Codes as TMX and XLIFF write them: their own markup in its own format, else a neutral one.

In TMX and XLIFF 1.2 another format's code is a ``bpt`` and ``ept`` where it is a pair, a ``ph``
where it stands alone, an ``it`` where its other half is missing, with what its own program
wrote as the content; in XLIFF 2 it is ``sc`` and ``ec``, or ``ph``, with that as its data.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from html import unescape

from workbench.exchange.characters import in_text
from workbench.units import Code, CodeFormat, CodeKind, Codes, Unit, native, numbered, paired

_ELEMENT = re.compile(r"<([^\s/>]+)((?:[^>\"]|\"[^\"]*\")*?)(/?)>", re.DOTALL)
_DATA = re.compile("<data>(.*?)</data>", re.DOTALL)
_I = re.compile(r'^<(?:bpt|ept)\s(?:[^>"]|"[^"]*")*?\bi="([^"]*)"')
_NAMES = {
    "tmx": re.compile(r'(?<=\s)(i|x)="[^"]*"'),
    "xliff": re.compile(r'(?<=\s)(id|rid)="[^"]*"'),
    "xliff2": re.compile(r'(?<=\s)(id|startRef)="[^"]*"'),
}
"""The attributes that name a code, by format."""


def cleaned(
    text: str, codes: Codes, clean: Callable[[str], tuple[str, int]]
) -> tuple[str, Codes, int]:
    """A text without what a format cannot hold, its codes where they belong, how much went."""
    result = ""
    start = removed = 0
    placed = []
    for code in codes:
        piece, count = clean(text[start : code.place])
        start = code.place
        result += piece
        removed += count
        placed.append(code._replace(place=len(result)))
    piece, count = clean(text[start:])
    return result + piece, tuple(placed), removed + count


def coded(unit: Unit) -> bool:
    """Whether a unit has codes."""
    for variant in unit.variants.values():  # noqa: SIM110 - any() with a generator is slower
        if variant.codes:
            return True
    return False


def distinct(unit: Unit) -> Unit:
    """The unit so that no two sentences of a text name different codes alike.

    Sentences that were units of their own have each a first code. In every language the
    second such name becomes the same other one.
    """
    if not any(len(variant.codes) > 1 for variant in unit.variants.values()):
        return unit
    taken = {
        code.id
        for variant in unit.variants.values()
        for codes in variant.codes
        for code in codes
        if code.id
    }
    new: dict[tuple[str, int], str] = {}
    variants = {}
    for key, variant in unit.variants.items():
        seen: dict[str, int] = {}
        segments = []
        for codes in variant.codes:
            names = {}
            for name in dict.fromkeys(code.id for code in codes if code.id):
                seen[name] = seen.get(name, 0) + 1
                names[name] = name
                if seen[name] > 1 and not _goes_on(name, variant.codes):
                    if (name, seen[name]) not in new:
                        number = len(taken) + 1
                        while str(number) in taken:
                            number += 1
                        new[name, seen[name]] = str(number)
                        taken.add(str(number))
                    names[name] = new[name, seen[name]]
            segments.append(
                tuple(
                    _renamed(code, names[code.id])
                    if names.get(code.id, code.id) != code.id
                    else code
                    for code in codes
                )
            )
        variants[key] = replace(variant, codes=tuple(segments))
    return replace(unit, variants=variants)


def _goes_on(name: str, segments: Iterable[Codes]) -> bool:
    """Whether codes of one name are one pair over the border of sentences."""
    kinds = [code.kind for codes in segments for code in codes if code.id == name]
    return kinds == ["open", "close"]


def _renamed(code: Code, name: str) -> Code:
    pattern = _NAMES.get(code.format)
    source = pattern.sub(rf'\1="{name}"', code.source) if pattern else code.source
    return code._replace(id=name, source=source)


def marked(unit: Unit, keys: Iterable[str]) -> dict[str, list[int]]:
    """By key, a number for each code of the variant, the same for the same code."""
    chosen = [key for key in keys if key in unit.variants]
    texts = [[code for codes in unit.variants[key].codes for code in codes] for key in chosen]
    return dict(zip(chosen, numbered(texts), strict=True))


def verbatim(text: str, codes: Codes, form: CodeFormat) -> str | None:
    """A text with its codes as they stood in their files, where all of them may stand so.

    Args:
        text: Legal in XML.
        codes: In order.
        form: The format that is written.

    Returns:
        None where it takes :func:`with_markup`.
    """
    if not _fits(tuple([code[1:] for code in codes]), form):
        return None
    if _ESCAPABLE.search(text):
        return None
    parts: list[str] = []
    start = 0
    for code in codes:
        place = code[0]
        parts += (text[start:place], code[3])
        start = place
    parts.append(text[start:])
    return "".join(parts)


@lru_cache(maxsize=10_000)
def _fits(codes: tuple[tuple[CodeKind, str, str, CodeFormat], ...], form: CodeFormat) -> bool:
    """Whether codes, whatever their places, can all be written as they stood."""
    whole = tuple(Code(0, *code) for code in codes)
    pairs = paired(whole)
    enclosing = _nested(whole, pairs, form)
    return form != "xliff2" and all(
        code.format == form and (index in enclosing or _whole(code, pairs.get(index)))
        for index, code in enumerate(whole)
    )


_ESCAPABLE = re.compile("[&<>\r]")


def with_markup(
    text: str,
    codes: Codes,
    numbers: Sequence[int],
    form: CodeFormat,
    data: dict[str, str] | None = None,
) -> str:
    """A text with its codes as XML.

    Args:
        text: Legal in XML.
        codes: In order.
        numbers: Of each code, what to call it where its own name will not do.
        form: ``"tmx"``, ``"xliff"`` or ``"xliff2"``.
        data: Takes for XLIFF 2 what stands beside the texts, each with the id that names it.
    """
    data = {} if data is None else data
    pairs = paired(codes)
    enclosing = _nested(codes, pairs, form)
    used = {found[1] for code in codes if (found := _I.match(code.source))}
    parts = []
    start = 0
    for index, code in enumerate(codes):
        parts.append(in_text(text[start : code.place]))
        start = code.place
        other = pairs.get(index)
        number = numbers[index]
        if form == "xliff2":
            parts.append(_xliff2(codes, index, other, numbers, enclosing, data))
        elif code.format == form and (index in enclosing or _whole(code, other)):
            parts.append(code.source)
        elif form == "tmx":
            parts.append(_tmx(code, other, numbers, number, used))
        else:
            parts.append(_xliff(code, other, numbers, number))
    parts.append(in_text(text[start:]))
    return "".join(parts)


def _whole(code: Code, other: int | None) -> bool:
    """Whether a code's source is an element by itself, that may stand where it stands."""
    if code.source.startswith(("<bpt", "<ept")):
        return other is not None
    return code.kind == "standalone" or code.source.endswith("/>") or "</" in code.source[1:]


def _nested(codes: Codes, pairs: dict[int, int], form: CodeFormat) -> set[int]:
    """Those of elements that enclose text, their tags standing so that XML takes them."""
    waiting: list[int] = []
    fitting = set()
    for index, code in enumerate(codes):
        if code.format != form or index not in pairs or _is_element(code):
            continue
        if code.kind == "open":
            waiting.append(index)
        elif pairs[index] in waiting:
            # What was opened in between and is still open crosses this pair.
            del waiting[waiting.index(pairs[index]) + 1 :]
            waiting.pop()
            fitting |= {index, pairs[index]}
    return fitting


def _is_element(code: Code) -> bool:
    return not code.source.startswith("</") and (
        code.source.endswith("/>")
        or code.source.startswith(("<bpt", "<ept", "<it", "<ph", "<ut", "<sc", "<ec", "<sm", "<em"))
    )


def _tmx(code: Code, other: int | None, numbers: Sequence[int], number: int, used: set[str]) -> str:
    content = in_text(native(code))
    if code.kind == "standalone":
        return f'<ph x="{number}">{content}</ph>'
    if other is None:
        position = "begin" if code.kind == "open" else "end"
        return f'<it pos="{position}" x="{number}">{content}</it>'
    pair = number if code.kind == "open" else numbers[other]
    i = f"{pair}" if f"{pair}" not in used else f"{1000 + pair}"
    if code.kind == "open":
        return f'<bpt i="{i}" x="{number}">{content}</bpt>'
    return f'<ept i="{i}">{content}</ept>'


def _xliff(code: Code, other: int | None, numbers: Sequence[int], number: int) -> str:
    content = in_text(native(code))
    if code.kind == "standalone":
        return f'<ph id="{number}">{content}</ph>'
    if other is None:
        return f'<it id="{number}" pos="{code.kind}">{content}</it>'
    if code.kind == "open":
        return f'<bpt id="{number}" rid="{number}">{content}</bpt>'
    return f'<ept id="{numbers[other]}" rid="{numbers[other]}">{content}</ept>'


def _xliff2(
    codes: Codes,
    index: int,
    other: int | None,
    numbers: Sequence[int],
    enclosing: set[int],
    data: dict[str, str],
) -> str:
    code, number = codes[index], numbers[index]
    if code.format != "xliff2":
        reference = f' dataRef="{_kept(native(code), data)}"'
        if code.kind == "standalone":
            return f'<ph id="{number}"{reference}/>'
        if other is None:
            name = "sc" if code.kind == "open" else "ec"
            return f'<{name} id="{number}" isolated="yes"{reference}/>'
        if code.kind == "open":
            return f'<sc id="{number}"{reference}/>'
        return f'<ec startRef="{numbers[other]}"{reference}/>'
    own = _DATA.search(code.source)
    bare = _DATA.sub("", code.source)
    if index in enclosing:
        if code.kind == "close":
            return bare
        closing = _DATA.search(codes[other].source) if other is not None else None
        references = ""
        for name, found in (("Start", own), ("End", closing)):
            if found:
                references += f' dataRef{name}="{_kept(unescape(found[1]), data)}"'
        return f"{bare[:-1]}{references}>"
    reference = f' dataRef="{_kept(unescape(own[1]), data)}"' if own else ""
    if _is_element(code):
        tag = _ELEMENT.match(bare)
        return f"<{tag[1]}{tag[2].rstrip()}{reference}/>" if tag else bare
    # Half of an element whose other half is elsewhere.
    name = "sc" if code.kind == "open" else "ec"
    if other is not None and code.kind == "close":
        return f'<ec startRef="{codes[other].id}"{reference}/>'
    isolated = ' isolated="yes"' if other is None else ""
    return f'<{name} id="{code.id or number}"{isolated}{reference}/>'


def _kept(content: str, data: dict[str, str]) -> str:
    """The id of a piece of data in XLIFF 2, which is kept once."""
    return data.setdefault(content, f"d{len(data) + 1}")
