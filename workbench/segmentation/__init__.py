"""Documents into sentences."""

from workbench.segmentation.segment import Segment
from workbench.segmentation.segmenter import Reason, explain, segment

__all__ = ["Reason", "Segment", "explain", "segment"]
