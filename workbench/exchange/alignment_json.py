"""align's JSON: the documents' segments once, and beads that name them by number.

A bead may stand anywhere in its documents, so the file is made, and read, whole.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from workbench.errors import WorkbenchError
from workbench.exchange.characters import encodable
from workbench.exchange.written import Written
from workbench.exchange.xml_text import Remark
from workbench.files import text_of
from workbench.languages import tags as language_tags
from workbench.units import Code, Codes, Memory, Source, Unit, Variant, status_named


class Writer:
    """An alignment that units are added to one by one.

    Args:
        file: Where to write.
        memory: Whose units they are.
        tags: Not used: JSON keeps the documents' keys.
    """

    def __init__(self, file: IO[bytes], memory: Memory, tags: Mapping[str, str]) -> None:
        del tags
        self._file = file
        self._memory = memory
        self._written = Written()
        self._beads: list[dict[str, Any]] = []
        self._segments: dict[str, list[tuple[int, str, tuple[int, int] | None]]] = {
            source.key: [] for source in memory.sources
        }

    def add(self, unit: Unit) -> None:
        """Take a unit as a bead."""
        runs: dict[str, list[int]] = {}
        for key, segments in self._segments.items():
            variant = unit.variants.get(key, Variant(()))
            runs[key] = list(range(len(segments), len(segments) + len(variant.segments)))
            numbers = variant.numbers or runs[key]
            spans = variant.spans or (None,) * len(variant.segments)
            for number, segment, span in zip(numbers, variant.segments, spans, strict=True):
                segments.append((number, segment, span))
        bead: dict[str, Any] = {
            "id": unit.id,
            "segments": runs,
            "confidence": unit.confidence,
            "status": unit.status,
        }
        further = {
            "flagged": unit.flagged,
            "excluded": unit.excluded,
            "note": unit.note,
            "version": unit.version,
            "author": unit.author,
            "changed": unit.changed.isoformat() if unit.changed else None,
            "properties": unit.properties,
            "codes": {key: each.codes for key, each in unit.variants.items() if each.codes},
        }
        bead.update({name: value for name, value in further.items() if value})
        self._beads.append(bead)
        self._written.units += 1

    def finish(self) -> Written:
        """Write the file: segments in their documents' order, whatever the beads' order."""
        places: dict[str, dict[int, int]] = {}
        for key, segments in self._segments.items():
            order = sorted(range(len(segments)), key=lambda taken: segments[taken][0])
            places[key] = {taken: place for place, taken in enumerate(order)}
            self._segments[key] = [segments[taken] for taken in order]
        for bead in self._beads:
            bead["segments"] = {
                key: [places[key][taken] for taken in run] for key, run in bead["segments"].items()
            }
        parts = {
            "languages": list(self._segments),
            "documents": {source.key: _described(source) for source in self._memory.sources},
            "segments": {
                key: [text for _, text, _ in segments] for key, segments in self._segments.items()
            },
            "spans": {
                key: [span for _, _, span in segments]
                for key, segments in self._segments.items()
                if all(span for _, _, span in segments)
            },
        }
        lines = [f"{_json(name)}: {_json(value)}" for name, value in parts.items()]
        # One bead a line, so that a change in git is a line.
        beads = ",\n".join("  " + _json(bead) for bead in self._beads)
        lines.append(f'"beads": [\n{beads}\n]' if beads else '"beads": []')
        text, self._written.removed = encodable("{" + ",\n".join(lines) + "}\n")
        self._file.write(text.encode())
        return self._written


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _described(source: Source) -> dict[str, str]:
    about = {"path": str(source.path) if source.path else "", "tag": source.tag}
    return about | ({"title": source.title} if source.title else {})


def read(path: Path, *, recover: Remark | None = None) -> tuple[Memory, Iterator[Unit]]:
    """The memory of an alignment file.

    Args:
        path: What ``align -o X.json`` or :class:`Writer` wrote.
        recover: Not used: half an alignment means nothing.

    Raises:
        WorkbenchError: It is not such a file.
    """
    del recover
    data = _parsed(path)
    try:
        memory, beads = _memory(data), list(data["beads"])
    except _MALFORMED as error:
        raise _strange(
            path, "it is no alignment: languages, documents or beads are not as align writes them"
        ) from error
    units = []
    for number, bead in enumerate(beads, 1):
        try:
            units.append(_unit(bead, data))
        except IndexError as error:
            raise _strange(
                path, f"bead number {number} names a segment that is not there"
            ) from error
        except _MALFORMED as error:
            raise _strange(path, f"bead number {number} is not as align writes it") from error
    return memory, iter(units)


def _parsed(path: Path) -> Any:
    """The file's JSON; its text is let go of before units are made."""
    text = text_of(path)
    if not text.strip():
        raise WorkbenchError("the file is empty", place=path, remedy="choose another")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise WorkbenchError(
            f"it is not JSON ({error.msg}, column {error.colno})",
            place=f"{path}:{error.lineno}",
            remedy="write it again with workbench align or export",
        ) from error
    except RecursionError as error:
        raise _strange(path, "it is nested too deeply") from error
    except ValueError as error:
        raise _strange(path, f"it holds a number that is none ({error})") from error


_MALFORMED = (LookupError, TypeError, ValueError, OverflowError, AttributeError, WorkbenchError)


def _strange(path: Path, cause: str) -> WorkbenchError:
    return WorkbenchError(
        cause, place=path, remedy="write it again with workbench align -o FILE.json"
    )


def _memory(data: dict[str, Any]) -> Memory:
    documents = data.get("documents") or {}
    sources = []
    for given in data["languages"]:
        about = documents.get(given) or {}
        origin = about.get("path")
        key = language_tags.normalise_key(given)
        tag = language_tags.normalise(about.get("tag") or key.partition("#")[0])
        path = Path(str(origin)) if origin else None
        sources.append(Source(key, tag, path, str(about.get("title", ""))))
    if len({source.key for source in sources}) < len(sources):
        raise ValueError("two languages of one key")
    return Memory(tuple(sources))


def _codes(segments: Any, count: int) -> tuple[Codes, ...]:
    """The codes of a side's segments, as :class:`Code` has its fields."""
    if not segments:
        return ()
    if len(segments) != count:
        raise ValueError(f"codes of {len(segments)} segments, and there are {count}")
    return tuple(tuple(Code._make(code) for code in codes) for codes in segments)


def _unit(bead: dict[str, Any], data: dict[str, Any]) -> Unit:
    variants = {}
    for given in data["languages"]:
        key = language_tags.normalise_key(given)
        run = bead["segments"].get(given, [])
        if any(number < 0 for number in run):
            raise ValueError(f"segment {min(run)}")
        spans = (data.get("spans") or {}).get(given)
        variants[key] = Variant(
            tuple(str(data["segments"][given][number]) for number in run),
            tuple((spans[number][0], spans[number][1]) for number in run) if spans else (),
            tuple(run),
            codes=_codes((bead.get("codes") or {}).get(key, ()), len(run)),
        )
    changed = bead.get("changed")
    confidence = bead.get("confidence")
    return Unit(
        id=str(bead["id"]),
        variants=variants,
        status=status_named(bead.get("status")),
        flagged=bool(bead.get("flagged")),
        excluded=bool(bead.get("excluded")),
        confidence=_within(confidence, 1.0),
        note=str(bead.get("note", "")),
        version=int(_within(bead.get("version", 0), 2**53) or 0),
        author=bead.get("author"),
        changed=datetime.fromisoformat(changed) if changed else None,
        properties=dict(bead.get("properties", {})),
    )


def _within(number: Any, highest: float) -> float | None:
    """A number from 0 to a highest one, or nothing.

    Raises:
        ValueError: It is another, or not a number.
    """
    if number is None:
        return None
    value = float(number)
    if not 0 <= value <= highest:
        raise ValueError(f"{value} is not from 0 to {highest}")
    return value
