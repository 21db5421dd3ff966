"""Ends of sentences where no mark says so: how well they are found, and the fit of the weights.

    python benchmarks/segmentation_borders.py SEGMENTATION ALIGNMENT [--fit EPOCHS]

SEGMENTATION holds ``dev.LANGUAGE.jsonl``, ALIGNMENT the gold sets of alignments. From their
sentences the marks are taken, in four ways (``WAYS``). A third of the development texts, by story,
and every fifth document of the other sets are kept for the table; a document that shares a
sentence with them is not learned from. Printed: F1, precision and recall of the borders inside a
text by language, way and kind of text.

``--fit`` first fits the three layers of ``workbench/embedding/borders.py`` (Adam, dropout, the
step's length falling to nothing) to the rest and writes ``borders.npz`` there. An epoch takes some
five minutes on two cores.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gold
import numpy as np
from numpy.typing import NDArray

from workbench import embedding, segmentation
from workbench.documents import Document, Paragraph
from workbench.embedding import borders
from workbench.embedding.builtin import BuiltinEncoder

Floats = NDArray[np.float32]

LANGUAGES = ("en", "ru", "zh")
SETS = {
    "pairs-alignar": 1.0,
    "pairs-bible-en-zh": 0.25,
    "pairs-bible-zh-ru": 0.25,
    "pairs-literature-en-ru": 1.0,
    "pairs-mac-dev": 1.0,
    "pairs-paramed": 1.0,
    "trilingual-debian-guide": 0.5,
    "trilingual-gnome-help": 0.5,
    "trilingual-literature": 1.0,
    "trilingual-ntrex": 1.0,
    "trilingual-opensource-guides": 1.0,
    "trilingual-progit": 1.0,
    "trilingual-pud": 1.0,
}
"""Gold sets of alignments, and how much of each is seen in an epoch."""

NEVER_KEPT = ("pairs-bible", "trilingual-literature", "trilingual-ntrex", "trilingual-pud")
"""Sets of which no document is kept: verses are no sentences, and news are kept elsewhere."""

MOST = 1200
"""Sentences of one document that are learned from: a novel is not to outweigh all else."""

CHUNK, MARGIN, BATCH, RATE = 512, 34, 8, 2e-3
"""Tokens of a chunk and of its edges that are not judged, chunks in a step, the step's length."""

ENOUGH = -1.25
"""Log odds from which on a place is taken for a border: best over all ways together."""

_FINAL = re.compile(r"[.!?…。！？”\"»’」』)）]+\Z")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARK = re.compile(r"(?<!\d)[^\w\s%$€£&+'’-]|[^\w\s%$€£&+'’-](?!\d)|_|(?<!\w)['’-]|['’-](?!\w)")


def bare(sentence: str) -> str:
    """Small letters, no marks."""
    return " ".join(_MARK.sub("" if _HAN.search(sentence) else " ", sentence.lower()).split())


def spaced(sentence: str) -> str:
    """Chinese as in subtitles: a space for each mark."""
    return " ".join(_MARK.sub(" ", sentence.lower()).split())


def with_commas(sentence: str) -> str:
    """Small letters, no marks that end a sentence."""
    return with_capitals(sentence).lower()


def with_capitals(sentence: str) -> str:
    """No marks that end a sentence; letters and commas stay."""
    comma = "，" if _HAN.search(sentence) else ","
    return " ".join(re.sub("[!?…。！？]+", comma, _FINAL.sub("", sentence.strip())).split())


WAYS: dict[str, Callable[[str], str]] = {
    "no marks": bare,
    "spaces": spaced,
    "commas": with_commas,
    "capitals": with_capitals,
}


@dataclass(frozen=True)
class Text:
    """Sentences that follow one another."""

    kind: str
    language: str
    sentences: Sequence[str]
    kept: bool
    """Whether it is measured on, not learned from."""

    weight: float

    def ways(self) -> tuple[str, ...]:
        """The ways in which its marks are taken."""
        return (
            ("no marks", "spaces", "commas")
            if self.language == "zh"
            else ("no marks", "commas", "capitals")
        )

    def without_marks(self, way: str) -> tuple[str, set[int]]:
        """The text, and where its sentences but the first begin."""
        joiner = "" if self.language == "zh" and way != "spaces" else " "
        parts = [part for part in map(WAYS[way], self.sentences) if part]
        starts, at = set(), 0
        for part in parts[:-1]:
            at += len(part) + len(joiner)
            starts.add(at)
        return joiner.join(parts), starts


def texts(segmented: Path, aligned: Path) -> list[Text]:
    """All texts."""
    found = list(_development(segmented))
    kept = {sentence for text in found if text.kept for sentence in text.sentences}
    seen: set[tuple[str, ...]] = set()
    for name, weight in SETS.items():
        for number, record in enumerate(gold.records(aligned, name)):
            versions = list(zip(gold.languages(record), gold.texts(record), strict=True))
            keep = number % 5 == 2 and not name.startswith(NEVER_KEPT)
            if not keep and any(len(s) > 25 and s in kept for _, part in versions for s in part):
                continue
            for language, sentences in versions:
                key = tuple(sentences[:50])
                if language[:2] in LANGUAGES and key not in seen:
                    seen.add(key)
                    found.append(Text(name, language[:2], sentences, keep, weight))
    return found


def _development(folder: Path) -> Iterator[Text]:
    for language in LANGUAGES:
        held: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
        for line in (folder / f"dev.{language}.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            source, _, name = item["id"].split(".", 2)
            number = int("".join(re.findall(r"\d+", name)[:1]))
            # The stories of the news have even numbers.
            story = number // 2 if source == "ntrex" else number
            held[source, item["lang"], story % 3 == 0] += item["sentences"]
        for (source, _, kept), sentences in held.items():
            yield Text(source, language, sentences, kept, 1.0)


# ---- the table -----------------------------------------------------------------------------------


def table(held: Iterable[Text]) -> None:
    """How well the borders are found, with the program's own segmentation."""
    scorer = embedding.BorderScorer(embedding.load())
    counted: dict[tuple[str, str, str], Any] = defaultdict(lambda: np.zeros(3))
    for text in held:
        for way in text.ways():
            without, starts = text.without_marks(way)
            document = Document(without, (Paragraph(0, len(without)),), text.language)
            parts = segmentation.segment(document, borders=scorer)
            found = {part.start for part in parts[1:]}
            for kind in ("all", text.kind):
                counted[text.language, way, kind] += len(found & starts), len(found), len(starts)
    print("| language | marks | kind | F1 | P | R | borders |\n|---|---|---|---|---|---|---|")
    for (language, way, kind), (right, found, due) in sorted(counted.items()):
        f1, precision, recall = 2 * right / (found + due), right / max(found, 1), right / due
        print(
            f"| {language} | {way} | {kind} | {f1:.3f} | {precision:.3f} | {recall:.3f} "
            f"| {due:.0f} |"
        )


# ---- the fit -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chunk:
    """Tokens with what is known of the places behind them."""

    features: NDArray[np.float16]
    judged: Floats
    """1 where a sentence could end and the edges are far."""

    ends: Floats
    weight: float


def chunks(text: Text, way: str, encoder: BuiltinEncoder) -> Iterator[Chunk]:
    """A text in chunks."""
    without, starts = text.without_marks(way)
    pieces, places = borders.tokens(without, encoder)
    if not pieces:
        return
    features = np.concatenate(
        [encoder.token_features(pieces[at : at + 4000]) for at in range(0, len(pieces), 4000)]
    ).astype(np.float16)
    possible = np.array([place is not None for place in places], dtype=np.float32)
    possible[-1] = 0
    ends = np.array(
        [place in starts or (place or 0) + 1 in starts for place in places], dtype=np.float32
    )
    for first in range(0, len(pieces), CHUNK - 2 * MARGIN):
        low, high = max(0, first - MARGIN), first + CHUNK - MARGIN
        judged = possible[low:high].copy()
        judged[: first - low] = 0
        judged[CHUNK - 2 * MARGIN + first - low :] = 0
        yield Chunk(features[low:high], judged, ends[low:high], text.weight)


class Fit:
    """The layers with their gradients."""

    def __init__(self, rng: np.random.Generator, width: int, own: int = 128, far: int = 96) -> None:
        self._rng = rng
        near_in, far_in = own * len(borders.NEAR), own * len(borders.FAR)
        self.weights = {
            "W0": self._drawn(width, own),
            "b0": np.zeros(own, np.float32),
            "W1": self._drawn(near_in, own),
            "b1": np.zeros(own, np.float32),
            "W2": self._drawn(far_in, far),
            "b2": np.zeros(far, np.float32),
            "w": 0.3 * self._drawn(own + far, 1),
            "b": np.full(1, -2.5, np.float32),
        }
        self._first = {name: np.zeros_like(value) for name, value in self.weights.items()}
        self._second = {name: np.zeros_like(value) for name, value in self.weights.items()}
        self._steps = 0

    def _drawn(self, rows: int, columns: int) -> Floats:
        drawn = self._rng.standard_normal((rows, columns), dtype=np.float32)
        return drawn * np.float32(np.sqrt(2 / rows))

    def _dropped(self, rows: Floats, share: float) -> Floats:
        kept = self._rng.random(rows.shape, dtype=np.float32) > share
        return kept.astype(np.float32) / np.float32(1 - share)

    def step(self, batch: Sequence[Chunk], rate: float) -> float:
        """One step of Adam; returns the mean loss."""
        total: dict[str, Any] = {}
        count = sum(float(chunk.judged.sum()) for chunk in batch)
        loss = 0.0
        for chunk in batch:
            own, lost = self._gradients(chunk, count)
            loss += lost
            for name, value in own.items():
                total[name] = total.get(name, 0) + value
        self._steps += 1
        for name, slope in total.items():
            first, second = self._first[name], self._second[name]
            first += 0.1 * (slope - first)
            second += 0.02 * (slope * slope - second)
            move = first / (1 - 0.9**self._steps)
            move /= np.sqrt(second / (1 - 0.98**self._steps)) + 1e-8
            if name.startswith("W"):
                move += 0.01 * self.weights[name]
            self.weights[name] -= np.float32(rate) * move
        return loss

    def _gradients(self, chunk: Chunk, count: float) -> tuple[dict[str, Floats], float]:
        held = self.weights
        shown = chunk.features.astype(np.float32)
        shown *= self._dropped(shown[:1], 0.1)
        own = np.maximum(shown @ held["W0"] + held["b0"], 0)
        own_kept = self._dropped(own, 0.15)
        own *= own_kept
        around = borders.windows(own, borders.NEAR)
        near = np.maximum(around @ held["W1"] + held["b1"], 0)
        near_kept = self._dropped(near, 0.15)
        near *= near_kept
        wide = borders.windows(near, borders.FAR)
        far = np.maximum(wide @ held["W2"] + held["b2"], 0)
        far_kept = self._dropped(far, 0.2)
        far *= far_kept
        both = np.concatenate([near, far], axis=1)
        share = 1 / (1 + np.exp(-((both @ held["w"])[:, 0] + held["b"])))
        right = np.where(chunk.ends > 0, share, 1 - share)
        loss = float(-(chunk.judged * np.log(right + 1e-7)).sum() / count)
        out = (chunk.judged * (share - chunk.ends) / count)[:, None]
        back = out @ held["w"].T
        width = near.shape[1]
        to_far = back[:, width:] * far_kept * (far > 0)
        to_near = back[:, :width] + _gathered(to_far @ held["W2"].T, borders.FAR)
        to_near *= near_kept * (near > 0)
        to_own = _gathered(to_near @ held["W1"].T, borders.NEAR) * own_kept * (own > 0)
        slopes = {
            "w": both.T @ out,
            "b": out.sum(axis=0),
            "W2": wide.T @ to_far,
            "b2": to_far.sum(axis=0),
            "W1": around.T @ to_near,
            "b1": to_near.sum(axis=0),
            "W0": shown.T @ to_own,
            "b0": to_own.sum(axis=0),
        }
        return slopes, loss


def _gathered(slopes: Floats, places: Sequence[int]) -> Floats:
    """What comes back to each row from the windows that held it."""
    count, width = len(slopes), slopes.shape[1] // len(places)
    found = np.zeros((count, width), dtype=np.float32)
    for column, place in enumerate(places):
        first, last = max(0, -place), min(count, count - place)
        if last > first:
            found[first + place : last + place] += slopes[
                first:last, column * width : (column + 1) * width
            ]
    return found


def fit(held: Iterable[Text], epochs: int) -> None:
    """Fit the weights and write them."""
    encoder = embedding.load()
    rng, chance = np.random.default_rng(0), random.Random(1)
    learned: list[Chunk] = []
    for text in held:
        part = Text(text.kind, text.language, text.sentences[:MOST], kept=False, weight=text.weight)
        first, *others = text.ways()
        ways = [first, *others] if text.language == "zh" else [first, chance.choice(others)]
        for way in ways:
            learned += chunks(part, way, encoder)
    fitted = Fit(rng, learned[0].features.shape[1])
    steps = int(epochs * sum(chunk.weight for chunk in learned) / BATCH)
    done = 0
    for epoch in range(epochs):
        order = [learned[n] for n in rng.permutation(len(learned))]
        order = [chunk for chunk in order if rng.random() < chunk.weight]
        losses = []
        for at in range(0, len(order) - BATCH + 1, BATCH):
            done += 1
            falling = max(0.02, (1 + np.cos(np.pi * min(done / steps, 1))) / 2)
            rate = RATE * min(1, done / 100) * falling
            losses.append(fitted.step(order[at : at + BATCH], rate))
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
    held_back: dict[str, Any] = {
        name: value.astype(np.float16) for name, value in fitted.weights.items()
    }
    held_back |= {
        "encoder": np.array(encoder.signature),
        "languages": np.array(" ".join(LANGUAGES)),
        "enough": np.float32(ENOUGH),
    }
    np.savez_compressed(borders.WEIGHTS, **held_back)


def main() -> None:
    """Fit if asked to, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("segmentation", type=Path)
    parser.add_argument("alignment", type=Path)
    parser.add_argument("--fit", type=int, metavar="EPOCHS")
    options = parser.parse_args()
    held = texts(options.segmentation, options.alignment)
    if options.fit:
        fit([text for text in held if not text.kept], options.fit)
    table(text for text in held if text.kept)


if __name__ == "__main__":
    main()
