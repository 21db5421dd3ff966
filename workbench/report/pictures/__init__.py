"""Pictures of alignments and of glossaries in use, drawn with Matplotlib (extra ``plots``)."""

from workbench.report.pictures.distributions import CorpusNumbers
from workbench.report.pictures.drawing import KINDS, PictureInput, draw, draw_corpus
from workbench.report.pictures.usage import Usage

__all__ = ["KINDS", "CorpusNumbers", "PictureInput", "Usage", "draw", "draw_corpus"]
