"""Candidates as a table that a person reviews, and back into a glossary."""

import csv
import io
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.extraction.extract import Candidate
from workbench.files import TABLE, atomic_write, from_os_error
from workbench.glossary import Glossary, GlossaryBuilder, Term, language_tag, term_text

_TAKEN = frozenset("yes y x 1 true да 是 +".split())
_COUNTS = ("frequency", "score")


def render(candidates: Iterable[Candidate], keys: Sequence[str], taken: Container[int] = ()) -> str:
    """A CSV with a column ``take``, in which a person writes ``yes``.

    Args:
        candidates: In order.
        keys: Document keys, the source first: a column each.
        taken: Numbers of those that were taken already.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "take",
            *keys,
            *_COUNTS,
            *(f"{key}_other" for key in keys[1:]),
            *(f"{key}_example" for key in keys),
        ]
    )
    for number, candidate in enumerate(candidates):
        writer.writerow(
            [
                "yes" if number in taken else "",
                *(candidate.terms.get(key, "") for key in keys),
                candidate.frequency,
                f"{candidate.score:.2f}",
                *("|".join(candidate.others.get(key, ())) for key in keys[1:]),
                *(candidate.example.get(key, "") for key in keys),
            ]
        )
    return text.getvalue()


def write(
    candidates: Iterable[Candidate], keys: Sequence[str], path: Path, taken: Container[int] = ()
) -> None:
    """Write the table; with a byte order mark, so that spreadsheets know it is UTF-8."""
    with atomic_write(path, over=TABLE) as file:
        file.write(b"\xef\xbb\xbf" + render(candidates, keys, taken).encode())


def read_taken(path: Path) -> Glossary:
    """The candidates that were marked, as concepts; what a person changed in them counts.

    Args:
        path: A table from :func:`write`, ``yes`` in its column ``take`` where it is wanted.

    Raises:
        WorkbenchError: It is not such a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    except UnicodeDecodeError:
        raise WorkbenchError("it is not UTF-8", place=path, remedy="save it as UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    names = [name or "" for name in reader.fieldnames or ()]
    if "take" not in names:
        raise WorkbenchError(
            "it has no column 'take'", place=path, remedy="extract it with workbench glossary"
        )
    tags = {
        name: language_tag(name.partition("#")[0], str(path))
        for name in names
        if name not in {"take", *_COUNTS} and not name.endswith(("_other", "_example"))
    }
    builder = GlossaryBuilder(path)
    for row in reader:
        if (row.get("take") or "").strip().lower() not in _TAKEN:
            continue
        where = f"{path}:{reader.line_num}"
        terms: dict[str, list[Term]] = {}
        for name, tag in tags.items():
            if (row.get(name) or "").strip():
                terms.setdefault(tag, []).append(Term(term_text(row[name], where)))
        builder.add("", terms, line=reader.line_num)
    return Glossary.from_data(builder.build())
