"""Documents into sentences."""

from workbench.segmentation.segment import Segment

__all__ = ["Segment"]
