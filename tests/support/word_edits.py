"""What a reviewer does in a DOCX, done to its XML: with change tracking and without."""

import copy
import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WHO = {f"{{{W}}}author": "Reviewer", f"{{{W}}}date": "2026-03-04T05:06:07Z"}


def w(name):
    """A name in the namespace of Word."""
    return f"{{{W}}}{name}"


class Copy:
    """A DOCX in hand."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self._parts["word/document.xml"])
        self.table = self.root.find(f".//{w('tbl')}")
        self._comments = []
        self._marks = 100

    def rows(self):
        """The rows without the header, by the bead's id."""
        return {self.texts(row, 0)[0]: row for row in self.table.findall(w("tr"))[1:]}

    def paragraphs(self, row, column):
        """The paragraphs of a cell."""
        return row.findall(w("tc"))[column].findall(w("p"))

    def texts(self, row, column):
        """Their texts, nothing tracked."""
        return ["".join(p.itertext(w("t"))) for p in self.paragraphs(row, column)]

    def _mark(self, name):
        self._marks += 1
        return etree.Element(w(name), {w("id"): str(self._marks), **_WHO})

    def _run(self, text, name="t"):
        run = etree.Element(w("r"))
        leaf = etree.SubElement(run, w(name))
        leaf.text = text
        leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return run

    def write(self, paragraph, text, *, tracked):
        """Let a paragraph say something else; only what differs is touched, as programs do."""
        old = "".join(paragraph.itertext(w("t")))
        start = 0
        while start < min(len(old), len(text)) and old[start] == text[start]:
            start += 1
        end = 0
        while end < min(len(old), len(text)) - start and old[-1 - end] == text[-1 - end]:
            end += 1
        for run in paragraph.findall(w("r")):
            paragraph.remove(run)
        parts = [(old[:start], "same"), (old[start : len(old) - end], "old")]
        parts += [(text[start : len(text) - end], "new"), (old[len(old) - end :], "same")]
        for part, kind in parts:
            if not part or (kind == "old" and not tracked):
                continue
            if kind == "same" or not tracked:
                paragraph.append(self._run(part))
            else:
                holder = self._mark("del" if kind == "old" else "ins")
                holder.append(self._run(part, "delText" if kind == "old" else "t"))
                paragraph.append(holder)

    def split(self, paragraph, at, *, tracked):
        """Break a paragraph in two."""
        text = "".join(paragraph.itertext(w("t")))
        second = copy.deepcopy(paragraph)
        self.write(paragraph, text[:at].rstrip(), tracked=False)
        self.write(second, text[at:].lstrip(), tracked=False)
        if tracked:
            self._on_mark(paragraph, "ins")
        paragraph.addnext(second)

    def join(self, first, second, *, tracked):
        """Put the text of the next paragraph at the end of one, with a space between."""
        both = [*first.iter(w("t"))][-1]
        if tracked:
            ins = self._mark("ins")
            ins.append(self._run(" "))
            first.append(ins)
            self._on_mark(first, "del")
            return
        both.text += " " + "".join(second.itertext(w("t")))
        second.getparent().remove(second)

    def _on_mark(self, paragraph, name):
        about = paragraph.find(w("pPr"))
        properties = about.find(w("rPr"))
        if properties is None:
            properties = etree.SubElement(about, w("rPr"))
        properties.append(self._mark(name))

    def delete(self, row, *, tracked):
        """Take a row away."""
        if not tracked:
            self.table.remove(row)
            return
        about = etree.Element(w("trPr"))
        about.append(self._mark("del"))
        row.insert(0, about)
        for run in list(row.iter(w("r"))):
            for text in run.findall(w("t")):
                text.tag = w("delText")
            holder = self._mark("del")
            run.addprevious(holder)
            holder.append(run)

    def sort(self, rows):
        """Put the rows into another order."""
        for row in rows:
            self.table.append(row)

    def comment(self, paragraph, text):
        """Say something in the margin."""
        number = str(len(self._comments))
        self._comments.append((number, text))
        about = paragraph.find(w("pPr"))
        start = etree.Element(w("commentRangeStart"), {w("id"): number})
        if about is None:
            paragraph.insert(0, start)
        else:
            about.addnext(start)
        etree.SubElement(paragraph, w("commentRangeEnd"), {w("id"): number})
        run = etree.SubElement(paragraph, w("r"))
        etree.SubElement(run, w("commentReference"), {w("id"): number})

    def save(self, path):
        """Write it."""
        parts = dict(self._parts)
        parts["word/document.xml"] = etree.tostring(self.root)
        if self._comments:
            inner = "".join(
                f'<w:comment w:id="{number}" w:author="Reviewer" w:date="2026-03-04T05:06:07Z" '
                f'w:initials="R"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
                for number, text in self._comments
            )
            parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{inner}</w:comments>'.encode()
            types = etree.fromstring(parts["[Content_Types].xml"])
            etree.SubElement(
                types, f"{{{_TYPES}}}Override", PartName="/word/comments.xml",
                ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml."
                "comments+xml",
            )  # fmt: skip
            parts["[Content_Types].xml"] = etree.tostring(types)
            relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
            etree.SubElement(
                relations, f"{{{_RELATIONS}}}Relationship", Id="rc", Target="comments.xml",
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
            )  # fmt: skip
            parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        path.write_bytes(data.getvalue())
