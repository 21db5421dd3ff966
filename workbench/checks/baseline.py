"""The baseline: a file of findings that are known, so that only new ones are reported."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench.checks.checking import Report
from workbench.checks.finding import Finding
from workbench.errors import WorkbenchError
from workbench.files import Kind, atomic_write, from_os_error

BASELINE = Kind("baseline", rb'\{\s*"findings"\s*:')


def read_baseline(path: Path) -> dict[str, str]:
    """A baseline's fingerprints, each with what it was.

    Raises:
        WorkbenchError: The file cannot be read or is not a baseline.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(entry["fingerprint"]): str(entry.get("message", "")) for entry in data["findings"]
        }
    except OSError as error:
        raise from_os_error(error, path, doing="read") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WorkbenchError(
            "it is not a baseline", place=path, remedy="write it with --write-baseline"
        ) from error


def apply_baseline(report: Report, known: Mapping[str, str], path: Path) -> None:
    """Take the known findings out of a report, and name entries that nothing needs any more.

    Args:
        report: Changed.
        known: From :func:`read_baseline`.
        path: Where that was read.
    """
    kept = [finding for finding in report.findings if finding.fingerprint not in known]
    found = {finding.fingerprint for finding in report.findings}
    report.suppressed += len(report.findings) - len(kept)
    report.findings = kept
    report.stale += [
        f"{path}: {fingerprint} ({message}) is not found any more"
        for fingerprint, message in known.items()
        if fingerprint not in found
    ]


def write_baseline(path: Path, findings: Iterable[Finding]) -> None:
    """Keep findings as known, in an order that makes readable differences in git."""
    entries = {
        finding.fingerprint: {
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "concept": finding.concept,
            "message": finding.message,
            "target": finding.target,
        }
        for finding in findings
    }
    ordered = sorted(entries.values(), key=lambda entry: (entry["rule"], entry["fingerprint"]))
    lines = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in ordered)
    with atomic_write(path, over=BASELINE) as file:
        file.write(f'{{"findings": [\n{lines}\n]}}\n'.encode("utf-8", "backslashreplace"))
