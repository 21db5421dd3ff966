"""One file that holds several languages: recognised, and taken apart.

Contracts and minutes stand so: two columns of a table, or a paragraph in the one language and
then the same in the other. Paragraphs that say the same get the same row.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workbench import languages
from workbench.documents.content import MOST_KEPT, Cell, Content
from workbench.languages import scripts

_SAMPLE = 300
"""Paragraphs that are looked at to see whether there are several languages at all."""

_LIKELY = 0.95
"""Probability from which a column or a paragraph counts as in a language."""

_SHARE = 0.5
"""A language of the file has at least this part of what its equal share would be."""

_ALIKE = 0.8
"""Share of the rounds in which each language must have as many paragraphs as the others."""

_BESIDE = "cell beside the columns of the languages"

_LONG = 6
"""Paragraphs of a language in a row above which texts follow one another as wholes."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a file holds in one language."""

    tag: str
    content: Content


def take_apart(content: Content) -> tuple[Part, ...]:
    """The languages of a file, each with its own text, in the order of their first paragraphs.

    Args:
        content: A file's text.

    Returns:
        One part a language, rows given where they correspond; nothing where the file is in one
        language.
    """
    columns = _columns(content)
    held = _held(content, columns)
    if len(held) < 2:
        return ()
    tags = _tags(content, columns, held)
    rows = _rows(content, columns, tags)
    order = [tag for tag in dict.fromkeys(tags) if tag is not None]
    beside = [text for text, tag in zip(_texts(content), tags, strict=True) if tag is None]
    if beside:
        content.omissions[_BESIDE] += len(beside)
        content.omitted[_BESIDE] = beside[:MOST_KEPT]
    return tuple(Part(tag, _part(content, tags, rows, tag)) for tag in order)


def _texts(content: Content) -> list[str]:
    return [content.text[each.start : each.end] for each in content.paragraphs]


def _columns(content: Content) -> dict[tuple[int, int], str]:
    """The language of each column, of tables whose columns differ in it.

    Of two columns in one language the first counts, the other is remarks.
    """
    texts: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for index, cell in content.cells.items():
        paragraph = content.paragraphs[index]
        texts[cell.table][cell.column].append(content.text[paragraph.start : paragraph.end])
    found: dict[tuple[int, int], str] = {}
    for table, by_column in texts.items():
        guesses = {
            column: languages.detect("\n".join(cells)) for column, cells in by_column.items()
        }
        tags: dict[str, int] = {}
        for column, guess in sorted(guesses.items()):
            if guess.tag is not None and guess.probability > _LIKELY:
                tags.setdefault(guess.tag, column)
        if len(tags) > 1:
            found |= {(table, column): tag for tag, column in tags.items()}
    return found


def _held(content: Content, columns: dict[tuple[int, int], str]) -> tuple[str, ...]:
    """The languages that make up a good part of the file each."""
    texts = _texts(content)
    step = max(1, len(texts) // _SAMPLE)
    seen: Counter[str] = Counter()
    for index in range(0, len(texts), step):
        cell = content.cells.get(index)
        if cell is not None and (cell.table, cell.column) in columns:
            seen[columns[cell.table, cell.column]] += 1
            continue
        guess = languages.detect(texts[index])
        if guess.tag is not None and guess.probability > _LIKELY and guess.words > 3:
            seen[guess.tag] += 1
    held = [tag for tag, _ in seen.most_common(5)]
    while len(held) > 1:
        whole = sum(seen[tag] for tag in held)
        if seen[held[-1]] >= _SHARE * whole / len(held):
            break
        held.pop()
    return tuple(held)


def _tags(
    content: Content, columns: dict[tuple[int, int], str], held: Sequence[str]
) -> list[str | None]:
    """Each paragraph's language; one that tells nothing goes with the next that does.

    Cells beside the columns of a table's languages, such as numbers, have none.
    """
    tables = {table for table, _ in columns}
    tags: list[str | None] = []
    beside: set[int] = set()
    for index, text in enumerate(_texts(content)):
        cell = content.cells.get(index)
        if cell is not None and cell.table in tables:
            tags.append(columns.get((cell.table, cell.column)))
            beside.update([index] if tags[-1] is None else [])
        else:
            tags.append(_among(text, held))
    near: str | None = None
    for order in (range(len(tags) - 1, -1, -1), range(len(tags))):
        for index in order:
            if index not in beside:
                near = tags[index] = tags[index] or near
    return tags


def _among(text: str, held: Sequence[str]) -> str | None:
    """Which of the file's languages a paragraph is in."""
    guess = languages.detect(text)
    if guess.tag in held:
        return guess.tag
    found = scripts.count(text)
    fitting = [tag for tag in held if found.get(languages.of(tag).script)]
    if guess.tag is not None and languages.of(guess.tag).script in found and not fitting:
        return None
    return fitting[0] if len(fitting) == 1 else None


def _rows(
    content: Content, columns: dict[tuple[int, int], str], tags: Sequence[str | None]
) -> list[int | None]:
    """The row of each paragraph, None where nothing says what corresponds."""
    rows: list[int | None] = [None] * len(tags)
    places: dict[object, int] = {}
    joined = _joined_rows(
        cell for cell in content.cells.values() if (cell.table, cell.column) in columns
    )
    stretches: list[list[int]] = [[]]
    for index, tag in enumerate(tags):
        cell = content.cells.get(index)
        if tag is None:
            continue
        if cell is not None and (cell.table, cell.column) in columns:
            row = joined[cell.table, cell.row]
            rows[index] = places.setdefault(row, len(places))
            # What stands before a table corresponds to nothing that stands after it.
            stretches.append([])
        else:
            stretches[-1].append(index)
    rounds = [round_ for stretch in stretches for round_ in _rounds(stretch, tags)]
    alike = [round_ for round_ in rounds if len({len(run) for run in round_}) == 1]
    complete = [round_ for round_ in rounds if len(round_) > 1]
    short = all(len(run) <= _LONG for round_ in rounds for run in round_)
    if not complete or (len(rounds) < 3 and not short):
        return rows
    line_by_line = len(alike) >= _ALIKE * len(rounds)
    for number, round_ in enumerate(rounds):
        each = line_by_line and len({len(run) for run in round_}) == 1
        for run in round_:
            for offset, index in enumerate(run):
                place = (number, offset if each else None)
                rows[index] = places.setdefault(("round", place), len(places))
    # Numbers in the order of the text: a table's rows were given theirs before all others.
    order: dict[int, int] = {}
    return [None if row is None else order.setdefault(row, len(order)) for row in rows]


def _joined_rows(cells: Iterable[Cell]) -> dict[tuple[int, int], tuple[int, int]]:
    """By table and row, the first of the rows that cells over several rows make one of."""
    ends: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for cell in cells:
        known = ends[cell.table].get(cell.row, 0)
        ends[cell.table][cell.row] = max(known, cell.row + cell.rows)
    joined: dict[tuple[int, int], tuple[int, int]] = {}
    for table, by_row in ends.items():
        first = end = -1
        for row in sorted(by_row):
            first = row if row >= end else first
            end = max(end, by_row[row])
            joined[table, row] = table, first
    return joined


def _rounds(indices: Sequence[int], tags: Sequence[str | None]) -> Iterator[list[list[int]]]:
    """Runs of paragraphs of one language, gathered until a language comes again."""
    seen: set[str | None] = set()
    round_: list[list[int]] = []
    for tag, run in groupby(indices, key=lambda index: tags[index]):
        if tag in seen:
            yield round_
            seen, round_ = set(), []
        seen.add(tag)
        round_.append(list(run))
    if round_:
        yield round_


def _part(
    content: Content, tags: Sequence[str | None], rows: Sequence[int | None], tag: str
) -> Content:
    """The paragraphs of one language as a content of its own."""
    parts: list[str] = []
    paragraphs = []
    code: list[int] = []
    length = 0
    for paragraph, of, row in zip(content.paragraphs, tags, rows, strict=True):
        if of == tag:
            text = content.text[paragraph.start : paragraph.end]
            parts.append(text)
            inside = slice(
                bisect_left(content.code, paragraph.start), bisect_left(content.code, paragraph.end)
            )
            code += (place - paragraph.start + length for place in content.code[inside])
            paragraphs.append(replace(paragraph, start=length, end=length + len(text), row=row))
            length += len(text) + 1
    return replace(
        content,
        text="\n".join(parts),
        paragraphs=paragraphs,
        cells={},
        code=code,
        metadata=dict(content.metadata),
        notes=list(content.notes),
        language=tag,
    )
