"""Gold sets of alignments, as the benchmarks read them."""

import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from workbench import segmentation
from workbench.alignment import Version
from workbench.documents import from_text

Record = dict[str, Any]
Group = tuple[tuple[int, ...], ...]
"""Of each version its segments."""


def scorer(folder: Path) -> ModuleType:
    """The folder's own ``score.py``."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None or not (folder / "score.py").exists():
        sys.exit(f"there is no score.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def records(folder: Path, name: str) -> list[Record]:
    """The documents of a gold set."""
    path = folder / f"{name}.json"
    if not path.exists():
        sys.exit(f"there is no {path.name} in {folder}")
    found: list[Record] = json.loads(path.read_text(encoding="utf-8"))
    return found


def languages(record: Record) -> list[str]:
    """The languages of a gold document, in order."""
    if "source" in record:
        return [record["source_lang"], record["target_lang"]]
    return list(record["languages"])


def texts(record: Record) -> list[list[str]]:
    """The segments of a gold document that is not raw, a list a language."""
    if "source" in record:
        return [record["source"], record["target"]]
    return [record["documents"][key] for key in record["languages"]]


def groups(record: Record) -> list[tuple[tuple[int, ...], ...]]:
    """The gold groups of a document that is not raw: of each language its segments."""
    if "source" in record:
        return [tuple(map(tuple, bead)) for bead in record["gold"]]
    keys = record["languages"]
    return [tuple(tuple(group.get(key, ())) for key in keys) for group in record["gold"]]


def versions(record: Record) -> list[Version]:
    """A gold document as the aligner takes it; a raw one is segmented."""
    keys = languages(record)
    if "text" in record:
        return [_segmented(record["text"][key], key) for key in keys]
    return [
        Version(key, tuple(segments)) for key, segments in zip(keys, texts(record), strict=True)
    ]


def _segmented(text: str, language: str) -> Version:
    document = from_text(text, language=language, lines="paragraph")
    segments = segmentation.segment(document)
    return Version(
        language,
        tuple(segment.text for segment in segments),
        tuple(segment.paragraph for segment in segments),
        tuple(document.paragraphs[segment.paragraph].kind for segment in segments),
    )


def prediction(record: Record, given: Sequence[Version], found: Sequence[Group]) -> Record:
    """Groups in the shape that ``score.py`` reads."""
    lists = [[list(segments) for segments in group] for group in found]
    if "source" in record:
        return {"id": record["id"], "alignment": lists}
    keys = record["languages"]
    result: Record = {
        "id": record["id"],
        "alignment": [dict(zip(keys, group, strict=True)) for group in lists],
    }
    if "text" in record:
        result["documents"] = {
            key: list(version.segments) for key, version in zip(keys, given, strict=True)
        }
    return result
