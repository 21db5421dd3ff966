"""JUnit XML as Ant writes it, which every continuous integration reads."""

import socket
from collections import defaultdict
from datetime import UTC, datetime

from lxml import etree

from workbench.checks.checking import Report
from workbench.checks.finding import Finding

_ILLEGAL = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if code not in (9, 10, 13)}
_ILLEGAL |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")


def render(report: Report) -> str:
    """A suite for each file, a failed case for each finding; a passed one where there is none."""
    files: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        files[str(finding.path or "units")].append(finding)
    if not files:
        files["units"] = []
    suites = etree.Element("testsuites")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    for number, (name, findings) in enumerate(files.items()):
        suite = etree.SubElement(
            suites,
            "testsuite",
            package="workbench",
            id=str(number),
            name=name.translate(_ILLEGAL),
            timestamp=now,
            hostname=socket.gethostname() or "localhost",
            tests=str(max(len(findings), 1)),
            failures=str(len(findings)),
            errors="0",
            time="0",
        )
        etree.SubElement(suite, "properties")
        if not findings:
            etree.SubElement(suite, "testcase", name="check", classname="workbench", time="0")
        for finding in findings:
            _case(suite, finding)
        etree.SubElement(suite, "system-out")
        etree.SubElement(suite, "system-err")
    etree.indent(suites)
    return etree.tostring(suites, xml_declaration=True, encoding="UTF-8").decode("utf-8") + "\n"


def _case(suite: etree._Element, finding: Finding) -> None:
    place = ":".join(str(part) for part in (finding.unit, finding.line) if part)
    case = etree.SubElement(
        suite,
        "testcase",
        name=f"{finding.rule} {place}".translate(_ILLEGAL),
        classname=f"workbench.{finding.rule}",
        time="0",
    )
    message = finding.message.translate(_ILLEGAL)
    failure = etree.SubElement(case, "failure", type=finding.severity, message=message)
    failure.text = f"{finding.source}\n{finding.target}".translate(_ILLEGAL)
