"""Documents into sentences."""

from workbench.segmentation.segment import Segment
from workbench.segmentation.segmenter import Reason, explain, segment
from workbench.segmentation.unmarked import Borders, is_unmarked

__all__ = ["Borders", "Reason", "Segment", "explain", "is_unmarked", "segment"]
