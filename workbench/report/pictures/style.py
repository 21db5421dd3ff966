"""How pictures look, and how they are saved: the same bytes for the same project."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import WorkbenchError
from workbench.printable import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Form = Literal["svg", "png", "pdf"]

INK, FAINT, RULE = "#1d2129", "#5c6472", "#d9dce2"
BLUE, ORANGE, GREEN, RED, SKY, PURPLE = (
    "#0072B2", "#D55E00", "#009E73", "#A4243B", "#56B4E9", "#CC79A7"
)  # fmt: skip
"""After Okabe and Ito (2008): people who see colours otherwise tell them apart."""

SERIES = (BLUE, ORANGE, GREEN, PURPLE, SKY)
DOUBT = "YlOrBr_r"
"""Of confidence: dark is unsure, also in grey."""

_FONTS = (
    "DejaVu Sans",
    # Chinese, Japanese and Korean, as the systems call them; the first that is there serves.
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "Microsoft YaHei", "SimHei", "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei", "Droid Sans Fallback",
    # And what else is written.
    "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Thai", "Arial Unicode MS",
)  # fmt: skip

_DPI = 150
_LONGEST = 60
"""Characters of a name."""


@cache
def _families() -> list[str]:
    """Those of the fonts that are installed; a name that is not there would be complained of."""
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _FONTS if name in there] or ["sans-serif"]


@contextmanager
def styled() -> Iterator[None]:
    """Figures that are made inside look alike.

    Raises:
        WorkbenchError: Matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise WorkbenchError(
            "Matplotlib is not installed, which draws the pictures",
            remedy="install the extra: pip install 'translation-workbench[plots]'",
        ) from error
    settings: Any = {
        "font.family": _families(),
        "font.size": 9,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.titlesize": 10,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.unicode_minus": False,
        "axes.formatter.use_locale": False,
        "xtick.color": FAINT,
        "ytick.color": FAINT,
        "legend.frameon": False,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "figure.dpi": 100,
        # A name with two dollars in it is no formula.
        "text.parse_math": False,
        "text.usetex": False,
        # Outlines: the picture looks the same where these fonts are not.
        "svg.fonttype": "path",
        "svg.hashsalt": "workbench",
        "pdf.fonttype": 42,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def saved(figure: "Figure", form: Form, title: str) -> bytes:
    """The figure as a file.

    Args:
        figure: It is used up.
        form: Of the file.
        title: What it shows, for those who do not see it.
    """
    data = io.BytesIO()
    name = said(title)
    facts: dict[str, Any] = {
        "svg": {"Title": name, "Date": None, "Creator": "Workbench"},
        "png": {"Title": name, "Software": None},
        "pdf": {"Title": name, "CreationDate": None, "Creator": "Workbench", "Producer": None},
    }[form]
    figure.savefig(data, format=form, metadata=facts, dpi=_DPI, bbox_inches="tight")
    return data.getvalue()


def said(text: str) -> str:
    """A name as a picture states it: nothing in it is obeyed, and it fits."""
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def new_figure(width: float, height: float) -> "Figure":
    """A figure of that size in inches, of no window."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def plain_axes(axes: Sequence[Any]) -> None:
    """A quiet grid behind what is drawn."""
    for each in axes:
        each.grid(color=RULE, linewidth=0.6)
        each.set_axisbelow(True)
