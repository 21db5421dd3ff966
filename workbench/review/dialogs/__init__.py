"""The windows over the grid: one for each kind of question, and one for long work."""

from typing import Any

from workbench.review import questions
from workbench.review.dialogs.bead_split import BeadSplitDialog
from workbench.review.dialogs.choice import ChoiceDialog
from workbench.review.dialogs.concept_terms import ConceptTermsDialog
from workbench.review.dialogs.consent import ConsentDialog
from workbench.review.dialogs.dialog import Dialog
from workbench.review.dialogs.hunks import HunksDialog
from workbench.review.dialogs.line import LineDialog
from workbench.review.dialogs.page import PageDialog
from workbench.review.dialogs.reading import ReadingDialog
from workbench.review.dialogs.segment_cut import SegmentCutDialog
from workbench.review.dialogs.segment_text import SegmentTextDialog
from workbench.review.dialogs.work import WorkDialog

__all__ = ["DIALOGS", "Dialog", "SegmentTextDialog", "WorkDialog"]

DIALOGS: dict[type[questions.Question[Any]], type[Dialog[Any]]] = {
    questions.BeadSplit: BeadSplitDialog,
    questions.Choice: ChoiceDialog,
    questions.ConceptTerms: ConceptTermsDialog,
    questions.Consent: ConsentDialog,
    questions.Hunks: HunksDialog,
    questions.Line: LineDialog,
    questions.Page: PageDialog,
    questions.Reading: ReadingDialog,
    questions.SegmentCut: SegmentCutDialog,
    questions.SegmentText: SegmentTextDialog,
}
"""By kind of question, the dialog that is made with it and gives its answer."""
