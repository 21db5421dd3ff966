"""Which pictures there are, and what each is drawn from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.report.pictures.alignment_map import alignment_map
from workbench.report.pictures.distributions import (
    CorpusNumbers,
    bead_shapes,
    corpus_distributions,
    lengths,
)
from workbench.report.pictures.style import Form, saved, styled
from workbench.report.pictures.text_profile import confidence
from workbench.report.pictures.usage import Usage, usage
from workbench.units import Memory, Unit

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PictureInput:
    """What a picture is drawn from."""

    memory: Memory
    """Its sources are the languages; the first one is held against each other."""

    units: Sequence[Unit]
    """In reading order, those that are excluded from exports among them."""

    vectors: "dict[str, NDArray[np.float32]]" = field(default_factory=dict)
    """By key, unit vectors of the document's segments in their order; none without an encoder."""

    usage: Sequence[Usage] = ()


def _map(given: PictureInput) -> "Figure":
    return alignment_map(given.memory, given.units, given.vectors)


KINDS: dict[str, Callable[[PictureInput], "Figure"]] = {
    "map": _map,
    "confidence": lambda given: confidence(given.memory, given.units),
    "shapes": lambda given: bead_shapes(given.memory, given.units),
    "lengths": lambda given: lengths(given.memory, given.units),
    "usage": lambda given: usage(given.usage),
}
"""By name, what draws a picture."""

_SHOW = {
    "map": "Alignment map",
    "confidence": "Confidence along the text",
    "shapes": "Shapes of beads",
    "lengths": "Lengths",
    "usage": "Renderings of concepts",
}


def draw(kind: str, given: PictureInput, form: Form) -> bytes:
    """A picture as a file.

    Args:
        kind: One of :data:`KINDS`.
        given: What it is drawn from.
        form: Of the file.

    Raises:
        WorkbenchError: There is nothing to draw, or Matplotlib is not installed.
    """
    if kind != "usage" and (len(given.memory.sources) < 2 or not given.units):
        raise WorkbenchError(
            "there is nothing to draw: it has no beads in two languages",
            place=given.memory.name or None,
            remedy="name a project with an alignment",
        )
    if kind == "usage" and not given.usage:
        raise WorkbenchError(
            "none of the glossary's concepts is due in these texts",
            remedy="name other projects, or another glossary",
        )
    with styled():
        return saved(KINDS[kind](given), form, f"{_SHOW[kind]}: {given.memory.name}")


def draw_corpus(numbers: CorpusNumbers, form: Form) -> bytes:
    """The distributions of a corpus as a file.

    Args:
        numbers: As counted.
        form: Of the file.

    Raises:
        WorkbenchError: There is nothing to draw, or Matplotlib is not installed.
    """
    if not len(numbers.sizes):
        raise WorkbenchError(
            "there is nothing to draw: it has no beads in two languages",
            place=numbers.name,
            remedy="name another corpus, or other languages",
        )
    with styled():
        return saved(corpus_distributions(numbers), form, f"Distributions: {numbers.name}")
