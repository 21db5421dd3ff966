"""What a person did comes back to sentences that are back, or stand together anew."""

import json
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from workbench.project.draft import EditDraft, former_texts
from workbench.project.rows import AsideRow
from workbench.project.text_diff import key_of

_Key = tuple[tuple[str, ...], ...]


def bring_back(draft: EditDraft, order: Sequence[int], touched: AbstractSet[int]) -> int:
    """Give notes, marks and confirmations to beads that say again what they were given for.

    They come from beads of which nothing is left after this edit, and from what was set aside
    before.

    Args:
        draft: Its runs are as they are to be.
        order: All beads that stand then.
        touched: Beads of the project whose segments change.

    Returns:
        How many beads of which nothing was left are back.
    """
    project = draft.project
    standing = set(order)
    left: dict[_Key, int] = {}
    for bead in touched - standing:
        row = project.bead(bead)
        if row.status != "unreviewed" or row.flagged or row.excluded or project.notes(bead):
            left[_key(former_texts(project, bead))] = bead
    asides: dict[_Key, list[AsideRow]] = defaultdict(list)
    for aside in project.aside.values():
        if aside.document is None:
            asides[_key(json.loads(aside.facts).get("texts", []))].append(aside)
    if not left and not asides:
        return 0
    found = 0
    for bead in order:
        if bead >= 0 and bead not in touched:
            continue
        texts = [[draft.segment(s).text for s in run] for run in draft.runs(bead)]
        key = _key(texts)
        if key in left:
            gone = left.pop(key)
            row = project.bead(gone)
            marks = {"status": row.status, "flagged": row.flagged, "excluded": row.excluded}
            _mark(draft, bead, marks, same=former_texts(project, gone) == texts)
            for note in project.notes(gone):
                draft.set_note(note, bead=bead)
            draft.forget(gone)
            found += 1
        for aside in asides.pop(key, ()):
            if aside.kind == "note":
                draft.add_note(bead, aside.text, author=aside.author, time=aside.time)
            else:
                facts = json.loads(aside.facts)
                _mark(draft, bead, facts, same=facts.get("texts") == texts)
            draft.put_back(aside.id)
    return found


def _mark(draft: EditDraft, bead: int, facts: dict[str, Any], *, same: bool) -> None:
    """Give a bead its marks back; its confirmation only where the texts are just the same."""
    values: dict[str, Any] = {}
    if facts.get("flagged"):
        values["flagged"] = True
    if facts.get("excluded"):
        values["excluded"] = True
    if facts.get("status") in {"confirmed", "changed"}:
        confirmed = same and facts["status"] == "confirmed"
        draft.judge(
            bead,
            status="confirmed" if confirmed else "changed",
            confidence=None if confirmed else draft.bead(bead).confidence,
        )
    draft.set_bead(bead, **values)


def _key(texts: Sequence[Sequence[str]]) -> _Key:
    return tuple(tuple(map(key_of, run)) for run in texts)
