"""Estimating how probably right beads are that were imported without that."""

from workbench import api
from workbench.project import operations
from workbench.review import find
from workbench.review.screen import Screen
from workbench.review.session import Session


async def score(session: Session, screen: Screen) -> None:
    """Score the beads that are not scored, as one step."""
    project = session.project
    beads = [bead for bead in project.order if find.unscored(project, bead)]
    columns = range(len(project.documents))
    segments = {
        document.key: [project.segment(s).text for s in project.segments(column)]
        for column, document in enumerate(project.documents)
    }
    asked = [
        {
            project.documents[column].key: [project.number(s) for s in project.runs(bead)[column]]
            for column in columns
        }
        for bead in beads
    ]
    found = await screen.work(
        "Scoring", lambda progress: api.score(segments, asked, progress=progress)
    )
    scores = dict(zip(beads, found, strict=True))
    session.apply(lambda project: operations.set_confidences(project, scores))
    screen.say(f"Scored: {len(beads)} beads, {session.sheet.counts['doubtful']} doubtful.")
