"""The fit of the weights that find ends of sentences without marks.

A folder holds the texts, ``KIND.LANGUAGE.txt``: a paragraph a line, an empty line between
documents. The program's own segmentation says where their sentences end; runs of 80 of them lose
their marks, each in one way (``SHARES``). A fifth of the runs are of sentences drawn at random, as
in a text of short notices, and three tenths of the Chinese ones are put into Traditional
characters. A document with a sentence that stands in the evaluation's texts is left out.

Needs PyTorch and OpenCC.
"""

import random
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import opencc
import torch
from numpy.typing import NDArray
from segmentation_borders_ways import Text
from torch import nn

from workbench import embedding, segmentation
from workbench.documents import Document, Paragraph
from workbench.embedding import borders
from workbench.embedding.builtin import BuiltinEncoder
from workbench.embedding.letters import units_of

RUN = 80
"""Sentences of a run."""

SHUFFLED, TRADITIONAL = 0.2, 0.3

WITH_SPACES = {"no marks": 0.5, "commas": 0.2, "capitals": 0.2, "capitals alone": 0.1}
SHARES = {
    "en": WITH_SPACES,
    "ru": WITH_SPACES,
    "zh": {"no marks": 0.45, "spaces": 0.3, "commas": 0.25},
}
"""How often each way of losing marks is drawn."""

WIDTH, STATES = 160, 192
WINDOW, BATCH, RATE, SLOW = 256, 32, 3e-3, 0.64
"""Units of a window, windows of a step, the longest step, the share of steps that it falls slowly.
"""

KEPT = 150
"""Windows that are kept to choose the least log odds."""

Windows = dict[str, NDArray[Any]]
"""By name, a row a window: token ids, ids of letters (or -1), beginnings of tokens and of words,
whether a sentence could end behind the unit, and whether one does."""


def windows(folder: Path, evaluated: Collection[str]) -> Windows:
    """The texts of a folder without their marks.

    Args:
        folder: Of the texts.
        evaluated: Sentences of the evaluation.
    """
    encoder = embedding.load()
    chance = random.Random(5)
    traditional = opencc.OpenCC("s2t")
    found: dict[str, list[NDArray[Any]]] = {}
    for path in sorted(folder.glob("*.txt")):
        kind, language, _ = path.name.split(".")
        documents = [
            sentences
            for sentences in _documents(path, language)
            if not any(sentence in evaluated for sentence in sentences)
        ]
        every = [sentence for sentences in documents for sentence in sentences]
        for sentences in documents:
            for at in range(0, len(sentences), RUN):
                run = sentences[at : at + RUN]
                if len(run) < 4:
                    continue
                if chance.random() < SHUFFLED:
                    run = chance.sample(every, min(len(run), len(every)))
                if language == "zh" and chance.random() < TRADITIONAL:
                    run = [traditional.convert(sentence) for sentence in run]
                shares = SHARES[language]
                way = chance.choices([*shares], [*shares.values()])[0]
                own = _arrays(*Text(kind, language, run).without_marks(way), encoder)
                for name, values in own.items():
                    found.setdefault(name, []).append(values)
    whole = {name: np.concatenate(parts) for name, parts in found.items()}
    return {
        name: values[: len(values) // WINDOW * WINDOW].reshape(-1, WINDOW, *values.shape[1:])
        for name, values in whole.items()
    }


def _documents(path: Path, language: str) -> Iterator[list[str]]:
    for document in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in document.split("\n") if line.strip()]
        paragraphs, at = [], 0
        for line in lines:
            paragraphs.append(Paragraph(at, at + len(line)))
            at += len(line) + 1
        if lines:
            whole = Document("\n".join(lines), tuple(paragraphs), language)
            yield [part.text for part in segmentation.segment(whole)]


def _arrays(text: str, due: set[int], encoder: BuiltinEncoder) -> Windows:
    units = units_of(text, encoder)
    letters = np.full(len(units.places), -1, dtype=np.int32)
    known = [number for number, letter in enumerate(units.letters) if letter]
    if known:
        letters[known] = encoder.token_ids([units.letters[number] for number in known])
    possible = np.array([place is not None for place in units.places])
    possible[-1:] = False
    return {
        "tokens": encoder.token_ids(units.tokens).astype(np.int32),
        "letters": letters,
        "begins": np.array(units.begins, dtype=bool).reshape(-1, 2),
        "possible": possible,
        "ends": np.array([place in due for place in units.places], dtype=bool) & possible,
    }


class Network(nn.Module):
    """What ``workbench/embedding/borders.py`` computes, with slopes."""

    def __init__(self) -> None:
        super().__init__()
        self.token = nn.Linear(512, WIDTH)
        self.letter = nn.Linear(512, WIDTH, bias=False)
        self.begins = nn.Linear(2, WIDTH, bias=False)
        self.read = nn.LSTM(
            WIDTH, STATES, borders.LAYERS, bidirectional=True, batch_first=True, dropout=0.1
        )
        self.seen = nn.Linear(4 * STATES, 64)
        self.odds = nn.Linear(64, 1)
        nn.init.constant_(self.odds.bias, -2.5)
        self.dropped = nn.Dropout(0.1)

    def forward(self, tokens: Any, letters: Any, known: Any, begins: Any) -> Any:
        """Log odds per unit."""
        rows = self.token(tokens) + self.begins(begins) + self.letter(letters) * known
        read, _ = self.read(self.dropped(torch.tanh(rows)))
        after = torch.cat([read[:, 1:], torch.zeros_like(read[:, :1])], 1)
        seen = torch.relu(self.seen(torch.cat([read, after], -1)))
        return self.odds(self.dropped(seen)).squeeze(-1).float()

    def held(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names that the program knows."""

        def layer(kind: str, number: int) -> list[Any]:
            names = (f"{kind}_l{number}", f"{kind}_l{number}_reverse")
            return [getattr(self.read, name).detach().numpy() for name in names]

        found = {
            "token": self.token.weight.T,
            "bias": self.token.bias,
            "letter": self.letter.weight.T,
            "begins": self.begins.weight.T,
            "seen": self.seen.weight.T,
            "seen_bias": self.seen.bias,
            "odds": self.odds.weight.T,
            "odds_bias": self.odds.bias,
        }
        weights = {name: value.detach().numpy() for name, value in found.items()}
        for number in range(borders.LAYERS):
            weights[f"in{number}"] = np.stack([own.T for own in layer("weight_ih", number)])
            weights[f"own{number}"] = np.stack([own.T for own in layer("weight_hh", number)])
            added = zip(layer("bias_ih", number), layer("bias_hh", number), strict=True)
            weights[f"bias{number}"] = np.stack([(a + b)[None] for a, b in added])
        return weights


def fit(given: Windows, units: float) -> Network:
    """A network fitted to texts.

    Args:
        given: The windows; ``KEPT`` of them are not learned from.
        units: How many units are read in all.
    """
    torch.set_num_threads(1)
    torch.manual_seed(1)
    network = Network()
    chance = np.random.default_rng(1)
    order = chance.permutation(len(given["tokens"]))[KEPT:]
    adam = torch.optim.AdamW(network.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    losses: list[float] = []
    at, steps = 0, int(units / (BATCH * WINDOW))
    for step in range(1, steps + 1):
        if at + BATCH > len(order):
            order, at = chance.permutation(order), 0
        for group in adam.param_groups:
            # It falls slowly, then to nothing over the last steps.
            share = (1 - SLOW * step / steps) * min(1, (1 - step / steps) / (1 - SLOW))
            group["lr"] = RATE * min(1, step / 100) * share
        loss = loss_of(network, given, order[at : at + BATCH])
        at += BATCH
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        losses.append(loss.item())
        if step % 50 == 0:
            print(f"step {step} of {steps}: {np.mean(losses[-50:]):.4f}", flush=True)
    network.eval()
    return network


def outputs(network: Network, given: Windows, rows: Any) -> Any:
    """Log odds of the units of some windows."""
    own = embedding.load()

    def vectors(ids: NDArray[Any]) -> Any:
        found = own.token_vectors(ids.reshape(-1).astype(np.int64))
        return torch.from_numpy(found).reshape(*ids.shape, -1)

    letters = given["letters"][rows]
    known = torch.from_numpy((letters >= 0)[..., None].astype(np.float32))
    begins = torch.from_numpy(given["begins"][rows].astype(np.float32))
    tokens = vectors(given["tokens"][rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return network(tokens, vectors(np.maximum(letters, 0)), known, begins)


def loss_of(network: Network, given: Windows, rows: Any) -> Any:
    """The mean loss over the places where a sentence could end."""
    possible = torch.from_numpy(given["possible"][rows].astype(np.float32))
    ends = torch.from_numpy(given["ends"][rows].astype(np.float32))
    each = nn.functional.binary_cross_entropy_with_logits(
        outputs(network, given, rows), ends, reduction="none"
    )
    return (each * possible).sum() / possible.sum()


def least_odds(network: Network, given: Windows) -> float:
    """Log odds from which on places are best taken for borders, by the windows that were kept."""
    rows = np.random.default_rng(1).permutation(len(given["tokens"]))[:KEPT]
    with torch.no_grad():
        odds = outputs(network, given, rows).numpy()
    possible, ends = given["possible"][rows], given["ends"][rows]

    def f1(least: float) -> float:
        taken = possible & (odds > least)
        return float(2 * (taken & ends).sum() / (taken.sum() + ends.sum()))

    return float(max(np.arange(-2.5, 1.0, 0.05), key=f1))


def write(network: Network, least: float, languages: str) -> None:
    """Write the weights, matrices in 8 bits, to where the program looks for them."""
    held: dict[str, Any] = {
        "encoder": np.array(embedding.load().signature),
        "languages": np.array(languages),
        "enough": np.float32(least),
    }
    for name, values in network.held().items():
        if values.size < 1000:
            held[name] = values.astype(np.float16)
            continue
        step = np.abs(values).max(axis=-2, keepdims=True) / 127
        held[name] = np.rint(values / step).astype(np.int8)
        held[f"{name}_step"] = step.astype(np.float32)
    np.savez_compressed(borders.WEIGHTS, **held)
