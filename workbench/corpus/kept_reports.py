"""Reports of pages kept between runs, so that what has not changed is not checked again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from workbench.checks import Finding, Report
from workbench.files import atomic_write, from_os_error

_TUPLES = ("expected", "span", "source_span")


class KeptReports:
    """A folder of reports, each under the digest of all that it depends on.

    Args:
        folder: Made where it is not there; None to keep nothing.
        facts: What all reports depend on: program, settings, glossary, options.
    """

    def __init__(self, folder: Path | None, facts: Iterable[str]) -> None:
        self._folder = folder
        self._facts = hashlib.sha256("\0".join(facts).encode("utf-8", "surrogatepass")).digest()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def key(self, files: Mapping[str, Path]) -> str:
        """What a report of these files is kept under.

        Raises:
            WorkbenchError: One of them cannot be read.
        """
        digest = hashlib.sha256(self._facts)
        for tag, path in files.items():
            digest.update(f"{tag}\0{path}\0".encode("utf-8", "surrogateescape"))
            try:
                digest.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError as error:
                raise from_os_error(error, path, doing="read") from error
        return digest.hexdigest()

    def get(self, key: str) -> Report | None:
        """A kept report; None where there is none, or none that can be read."""
        if self._folder is None:
            return None
        with suppress(OSError, ValueError, TypeError, KeyError):
            held = json.loads((self._folder / f"{key}.json").read_bytes())
            return Report(
                [_finding(each) for each in held["findings"]],
                held["checked"],
                Counter(held["skipped"]),
                held["suppressed"],
                held["stale"],
                held["remarks"],
            )
        return None

    def put(self, key: str, report: Report) -> None:
        """Keep a report."""
        if self._folder is None:
            return
        held = {
            "findings": [each.as_json() for each in report.findings],
            "checked": report.checked,
            "skipped": dict(report.skipped),
            "suppressed": report.suppressed,
            "stale": report.stale,
            "remarks": report.remarks,
        }
        with atomic_write(self._folder / f"{key}.json") as file:
            file.write(json.dumps(held).encode())


def _finding(held: dict[str, object]) -> Finding:
    values = {field.name: held[field.name] for field in fields(Finding)}
    for name in _TUPLES:
        value = values[name]
        values[name] = tuple(value) if isinstance(value, list) else value
    values["path"] = None if values["path"] is None else Path(str(values["path"]))
    return Finding(**values)  # type: ignore[arg-type]
