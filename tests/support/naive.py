"""All text of a file, taken out in the plainest way, to hold against what is read of it.

Nothing here is shared with the readers: archives through ``zipfile``, XML through the standard
library, pages through ``html.parser``. What is no text is named once, below.
"""

import io
import posixpath
import re
import unicodedata
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import PurePath
from xml.etree import ElementTree as ET

from workbench.documents import Document

NOT_SHOWN_IN_ODT = {
    "note-citation", "number", "change-info", "title", "desc", "script", "sequence-decls",
    "variable-decls", "user-field-decls", "dde-connection-decls", "event-listeners",
}  # fmt: skip
_WORD_PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*|charts/chart\d+"
    r"|diagrams/data\d+)\.xml"
)
_SLIDE_PARTS = re.compile(
    r"ppt/(?:slides/[^/]+|notesSlides/[^/]+|charts/chart\d+|diagrams/data\d+|comments/[^/]+)\.xml"
)
_CUE_TIMES = re.compile(r"\d\s*[:：]\s*\d.*(?:>|&gt;|→).*")


def letters(*texts: str) -> Counter[str]:
    """How often each letter and digit stands in texts, raised ones as if they were not."""
    return Counter(
        letter for text in texts for letter in unicodedata.normalize("NFKC", text)
        if letter.isalnum()
    )  # fmt: skip


def words(*texts: str) -> Counter[str]:
    """How often each word stands in texts."""
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))


def told(document: Document) -> list[str]:
    """What was read of a file, and what is said to be left out."""
    return [document.text, *(text for each in document.omissions for text in each.texts)]


def shown(name: str, data: bytes) -> str:
    """All text in a file of a kind by its ending."""
    ending = PurePath(name).suffix
    if ending in {".srt", ".vtt"}:
        return _cues(data.decode())
    if ending == ".html":
        return _page(data.decode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    if ending == ".docx":
        used = [ET.fromstring(parts[part]) for part in parts if _WORD_PARTS.fullmatch(part)]
        return " ".join(_all(root, {"t", "delText"}) for root in used)
    if ending == ".pptx":
        used = [ET.fromstring(parts[part]) for part in parts if _SLIDE_PARTS.fullmatch(part)]
        return " ".join(_all(root, {"t", "text", "v"}) for root in used)
    if ending == ".odt":
        return _odt(parts)
    if ending == ".xlsx":
        return _sheets(parts)
    assert ending == ".epub"
    return " ".join(_page(parts[part].decode()) for part in parts if part.endswith("html"))


def _bare(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: ET.Element, names: set[str]) -> str:
    """The text of elements of these names, once where it comes in alternatives."""
    own = element.text or "" if _bare(element) in names else ""
    children = list(element)
    if _bare(element) == "AlternateContent":
        full = [each for each in children if _bare(each) == "Choice" and len(each)]
        again = ("Choice", "Fallback") if full else ("Choice",)
        children = full[:1] + [each for each in children if _bare(each) not in again]
    if _bare(element) == "textpath":
        own += element.get("string", "")
    return " ".join((own, *(_all(child, names) for child in children)))


def _odt(parts: dict[str, bytes]) -> str:
    def inner(element: ET.Element) -> str:
        if _bare(element) in NOT_SHOWN_IN_ODT or _bare(element).endswith("-source"):
            return ""
        return (element.text or "") + "".join(
            f" {inner(child)} {child.tail or ''}" for child in element
        )

    content = ET.fromstring(parts["content.xml"])
    said = [inner(each) for each in content if _bare(each) == "body"]
    if "styles.xml" in parts:
        styles = ET.fromstring(parts["styles.xml"])
        said += [inner(each) for each in styles if _bare(each) == "master-styles"]
    return " ".join(said)


def _sheets(parts: dict[str, bytes]) -> str:
    strings: list[str] = []
    if "xl/sharedStrings.xml" in parts:
        for item in ET.fromstring(parts["xl/sharedStrings.xml"]):
            texts = [each for each in item.iter() if _bare(each) == "t"]
            readings = [t for each in item.iter() if _bare(each) == "rPh" for t in each]
            strings.append("".join(each.text or "" for each in texts if each not in readings))
    said = []
    for name, data in parts.items():
        if posixpath.dirname(name) == "xl/worksheets":
            root = ET.fromstring(data)
            for cell in (each for each in root.iter() if _bare(each) == "c"):
                value = "".join(each.text or "" for each in cell.iter() if _bare(each) in "vt")
                said.append(strings[int(value)] if cell.get("t") == "s" else value)
            said += (e.text or "" for e in root.iter() if _bare(e).endswith(("Header", "Footer")))
        elif name.startswith(("xl/drawings/drawing", "xl/charts/chart", "xl/comments")):
            said.append(_all(ET.fromstring(data), {"t", "v"}))
    return " ".join(said)


class _Text(HTMLParser):
    """Everything between tags, but for what no browser shows."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self._inside += tag in {"script", "style", "head", "template"}

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in {"script", "style", "head", "template"}

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(data)


def _page(text: str) -> str:
    parser = _Text()
    parser.feed(text)
    parser.close()
    return " ".join(parser.parts)


def _cues(text: str) -> str:
    """All lines but times, and numbers right above them."""
    lines = [line.strip() for line in text.split("\n")]
    kept = []
    for number, line in enumerate(lines):
        below = next(filter(None, lines[number + 1 :]), "")
        numbered = line.isdecimal() and _CUE_TIMES.search(below)
        if not _CUE_TIMES.search(line) and not numbered and not line.startswith("WEBVTT"):
            kept.append(re.sub(r"<[^<>]*>|\{\\[^{}]*\}", " ", line))
    return "\n".join(kept)
