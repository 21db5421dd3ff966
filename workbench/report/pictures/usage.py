"""How concepts are rendered, document by document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.checks import ConceptUsage
from workbench.languages.tags import language_of
from workbench.report.pictures.style import RULE, SERIES, new_figure, said

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST = 9
"""Concepts that have a panel; of a single document, three times as many have a bar."""

_LONGEST = 34
"""Characters of a name."""

_ACROSS, _FEWEST = 96, 5
"""Characters that fit into the longest bar, and that one must take to have its name in it."""

_NONE = "none of its terms"


class Usage(NamedTuple):
    """How the concepts of a glossary are rendered in one document."""

    name: str
    rows: Sequence[ConceptUsage]


class _Key(NamedTuple):
    concept: str
    source: str
    target: str


def usage(documents: Sequence[Usage]) -> "Figure":
    """The renderings of the concepts that are due most often, in the documents' order.

    Args:
        documents: One or more, in the order in which they are to stand, as by time.
    """
    due: dict[_Key, int] = {}
    for document in documents:
        for row in document.rows:
            key = _key(row)
            due[key] = due.get(key, 0) + row.due
    ranked = sorted(due, key=lambda key: (-due[key], key))
    if len(documents) == 1:
        return _bars(documents[0], ranked[: _MOST * 3])
    return _panels(documents, ranked[:_MOST])


def _key(row: ConceptUsage) -> _Key:
    """What the rows of several documents share: of tags, the language (zh-CN here, zh there)."""
    return _Key(row.concept, language_of(row.source_lang), language_of(row.target_lang))


def _counts(document: Usage, key: _Key) -> dict[str, int]:
    """How often each rendering stands, and how often none does."""
    for row in document.rows:
        if _key(row) == key:
            ranked = sorted(row.renderings.items(), key=lambda one: (-len(one[1]), one[0]))
            return {text: len(places) for text, places in ranked} | {_NONE: len(row.none)}
    return {}


def _short(text: str, most: int = _LONGEST) -> str:
    text = said(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def _bars(document: Usage, keys: Sequence[_Key]) -> "Figure":
    """One bar a concept, its renderings side by side; what they are stands in them."""
    figure = new_figure(9.5, 0.9 + 0.34 * len(keys))
    axes: Any = figure.subplots()
    most = max(sum(_counts(document, key).values()) for key in keys)
    for place, key in enumerate(keys):
        left = 0
        counts = _counts(document, key)
        for number, (text, count) in enumerate(counts.items()):
            if not count:
                continue
            none = text == _NONE
            axes.barh(
                place, count, left=left, height=0.72, color="white" if none else _pale(number),
                hatch="////" if none else None, edgecolor="#8d95a3", linewidth=0.6,
            )  # fmt: skip
            room = int(_ACROSS * count / most)
            if room > _FEWEST:
                axes.annotate(
                    _short(text, room), (left + count / 2, place), ha="center", va="center",
                    fontsize=7.5,
                    bbox={"facecolor": "white", "pad": 0.5, "linewidth": 0} if none else None,
                )  # fmt: skip
            left += count
    axes.set_yticks(range(len(keys)), [f"{_short(key.concept)}  {key.target}" for key in keys])
    axes.set_ylim(len(keys) - 0.4, -0.6)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("units in which it is due, by rendering")
    axes.set_title(_short(document.name))
    return figure


def _pale(number: int) -> str:
    return ("#a9cbe6", "#f3c9a5", "#a6dcc9", "#ecc8dc", "#cfe7f6")[number % 5]


def _panels(documents: Sequence[Usage], keys: Sequence[_Key]) -> "Figure":
    """A panel a concept: a bar a document, stacked by rendering."""
    across = min(3, len(keys))
    down = -(-len(keys) // across)
    figure = new_figure(3.9 * across, 2.7 * down)
    panels: Any = figure.subplots(down, across, squeeze=False)
    places = range(len(documents))
    for number, axes in enumerate(panels.flat):
        if number >= len(keys):
            axes.set_visible(False)
            continue
        key = keys[number]
        counts = [_counts(document, key) for document in documents]
        texts = list(dict.fromkeys(text for one in counts for text in one if text != _NONE))
        bottom = [0] * len(documents)
        for at, text in enumerate([*texts, _NONE]):
            heights = [one.get(text, 0) for one in counts]
            if any(heights):
                none = text == _NONE
                axes.bar(
                    places, heights, bottom=bottom, width=0.75, label=_short(text),
                    color="white" if none else SERIES[at % len(SERIES)],
                    hatch="////" if none else ("", "..", "xx")[at // len(SERIES) % 3],
                    edgecolor="#8d95a3" if none else "white", linewidth=0.6,
                )  # fmt: skip
            bottom = [one + other for one, other in zip(bottom, heights, strict=True)]
        axes.set_xticks(places, [_short(one.name) for one in documents], rotation=40, ha="right")
        axes.set_title(f"{_short(key.concept)}  ({key.source} → {key.target})", fontsize=9)
        axes.grid(axis="y", color=RULE, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.margins(y=0.35)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.legend(fontsize=7, loc="upper left")
    return figure
