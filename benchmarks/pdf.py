"""PDF files as they come, held against what pdftotext (poppler-utils) reads.

    python benchmarks/pdf.py FOLDER [--cuts FILE]

FOLDER holds folders that are named by a language, ``en``, with PDF files. Each gets a line:

- lost: words of pdftotext that are nowhere in our text, running heads (lines at the edge of
  their page that recur), bare numbers and what pdftotext cannot read itself not counted;
- cut: of all sentences, those whose paragraph has no mark at its end, and the next one begins
  with a small letter;
- pages a second of processor time.

``--cuts FILE`` writes all suspected cuts with what stands around them, to be judged.
"""

import argparse
import re
import subprocess
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from workbench import documents
from workbench.errors import WorkbenchError

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_END = re.compile(r"[.!?…。！？:：;；]")
_EDGE = 6
"""Lines of pdftotext at the edges of a page that may be running heads: it parts them at gaps."""

_LETTERED = re.compile(r"[a-zа-я][.)）]")
_HYPHEN = re.compile(r"[-\u00ad\u2010\u0002]\s*\n\s*")


def words_of(text: str) -> Counter[str]:
    """Words of two letters or more, Chinese characters each; ligatures and accents made equal."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _HYPHEN.sub("", plain).lower()
    words = Counter(_HAN.findall(plain))
    words.update(word for word in _WORD.findall(_HAN.sub(" ", plain)) if len(word) > 1)
    return words


def without_heads(text: str) -> str:
    """The text of pdftotext without lines that recur at the edges of pages."""
    pages = [[line for line in page.split("\n") if line.strip()] for page in text.split("\f")]
    edges = Counter(
        re.sub(r"\d+", "#", line) for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]}
    )
    needed = max(2, 0.3 * len(pages))
    return "\n".join(
        line
        for page in pages
        for row, line in enumerate(page)
        if not (
            (row < _EDGE or row >= len(page) - _EDGE) and edges[re.sub(r"\d+", "#", line)] >= needed
        )
    )


def lost(theirs: str, ours: str) -> tuple[int, Counter[str]]:
    """How many words one has, and which of them the other has less often."""
    expected, found = words_of(without_heads(theirs)), words_of(ours)
    missing = expected - found
    # A word that one joins and the other parts is not lost: all letters in a row are looked for,
    # and backwards, as pdftotext reads pages that are mirrored.
    run = "".join(char for char in unicodedata.normalize("NFKC", ours).lower() if char.isalpha())
    for word in list(missing):
        surplus = run.count(word) + run.count(word[::-1]) - found[word] - found[word[::-1]]
        missing[word] -= max(0, min(missing[word], surplus))
    return sum(expected.values()), +missing


def cuts(document: documents.Document) -> Iterator[str]:
    """Where a paragraph seems to go on in the next."""
    texts = [
        (document.text[each.start : each.end], each.kind)
        for each in document.paragraphs
        if each.flow == 0
    ]
    for (before, kind), (after, _) in pairwise(texts):
        letters = len(_WORD.findall(before)) + len(_HAN.findall(before)) / 2
        if kind == "heading" or letters < 6 or _END.search(before[-2:]):
            continue
        if _LETTERED.match(after) or not after[:1].islower():
            continue
        if len(_WORD.findall(after)) > 3:
            yield f"{before[-90:]!r} | {after[:90]!r}"


def main() -> None:
    """Read all files, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cuts", type=Path)
    asked = parser.parse_args()
    folders: dict[Path, list[Path]] = {}
    for path in sorted(asked.folder.rglob("*.pdf")):
        folders.setdefault(path.parent, []).append(path)
    told: list[str] = []
    print(
        f"{'folder':10} {'files':>5} {'pages':>6} {'words':>8} "
        f"{'lost':>7} {'cut':>7} {'pages/s':>8}"
    )
    for folder, paths in folders.items():
        files = pages = words = missing = sentences = cut = 0
        spent = 0.0
        for path in paths:
            raw = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=False).stdout
            theirs = raw.decode("utf-8", "replace")
            begin = time.process_time()
            try:
                document = documents.read(path, language=folder.name)
            except WorkbenchError as error:
                told.append(f"{path.name}: refused, {error}")
                continue
            spent += time.process_time() - begin
            number, gone = lost(theirs, document.text)
            suspected = list(cuts(document))
            files, pages = files + 1, pages + theirs.count("\f")
            words, missing = words + number, missing + sum(gone.values())
            sentences += len(_END.findall(document.text))
            cut += len(suspected)
            told.append(
                f"{path.name}: {number} words, {sum(gone.values())} lost {gone.most_common(12)}, "
                f"{len(suspected)} cuts; "
                f"{ {each.what: each.count for each in document.omissions} } {document.notes}"
            )
            told += [f"    {each}" for each in suspected]
        print(
            f"{folder.name:10} {files:5} {pages:6} {words:8} {missing / max(words, 1):7.2%} "
            f"{cut / max(sentences, 1):7.2%} {pages / max(spent, 1e-9):8.0f}"
        )
    if asked.cuts:
        asked.cuts.write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
