"""Texts that lose their marks, in several ways."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


def with_capitals_alone(sentence: str) -> str:
    """No marks; letters stay."""
    return " ".join(_MARK.sub(" ", sentence).split())


WAYS: dict[str, Callable[[str], str]] = {
    "no marks": bare,
    "spaces": spaced,
    "commas": with_commas,
    "capitals": with_capitals,
    "capitals alone": with_capitals_alone,
}


@dataclass(frozen=True)
class Text:
    """Sentences that follow one another."""

    kind: str
    language: str
    sentences: Sequence[str]

    def ways(self) -> tuple[str, ...]:
        """The ways in which its marks are taken."""
        return (
            ("no marks", "spaces", "commas")
            if self.language == "zh"
            else ("no marks", "commas", "capitals", "capitals alone")
        )

    def without_marks(self, way: str) -> tuple[str, set[int]]:
        """The text, and where its sentences but the last end."""
        joiner = "" if self.language == "zh" and way != "spaces" else " "
        parts = [part for part in map(WAYS[way], self.sentences) if part]
        ends, at = set(), 0
        for part in parts[:-1]:
            ends.add(at + len(part))
            at += len(part) + len(joiner)
        return joiner.join(parts), ends
