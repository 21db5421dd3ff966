"""Pictures of alignments and of glossaries in use, drawn with Matplotlib (extra ``plots``)."""

from workbench.report.pictures.drawing import KINDS, PictureInput, draw
from workbench.report.pictures.usage import Usage

__all__ = ["KINDS", "PictureInput", "Usage", "draw"]
