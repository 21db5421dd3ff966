"""Mutated inputs for every reader: no traceback, no hang, under a gigabyte.

    python tests/support/fuzzing.py [--guided] SECONDS [READER…]

runs each reader (all when none is named) for so many seconds in a process of its own and prints a
row each; guided by coverage, an input that runs new code is mutated further (needs atheris). The
exit status is 1 where an input ended in anything but a result or one sentence. Such inputs are kept
in the folder ``fuzzing-found``.
"""

import io
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.constructs import ASCIIDOC, RESTRUCTUREDTEXT
from support.docx_file import docx, paragraph, zipped
from support.pdf_file import pdf
from support.project_samples import sample

from workbench import api, checks, documents, exchange, settings
from workbench.corpus import manifest as manifests
from workbench.errors import WorkbenchError
from workbench.glossary import Glossary
from workbench.project import operations
from workbench.review import preferences

LONGEST = 20
"""Seconds that one input may take."""

MOST = 1000
"""Megabytes of a process."""

TOKENS = [
    b"<", b">", b"/>", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<!--", b"<![CDATA[", b"\0", b"\xff",
    b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b"'", b"\t", b"\r", b"\n", b"\\", b"{",
    b"[", b"}", b"null", b"NaN", b"-1", b"1e999", b"99999999999999999999", b"=A1", b"xml:lang",
    b"../../x", b"XFD1048576", b"ZZZ99999999", b"%n", b"\x1b[2J", b"::error::", b"\xe2\x80\xae",
]  # fmt: skip


def units(path: Path) -> None:
    """Read a memory, to its end."""
    units_of(exchange.read(path))


def units_of(read: tuple[object, Iterable[object]]) -> None:
    """Take all that a reader gives bit by bit."""
    for _ in read[1]:
        pass


def recovered(path: Path) -> None:
    """Read what can be read of a damaged memory."""
    units_of(exchange.read(path, recover=lambda _: None))


def document(path: Path) -> None:
    """Read a document and split it."""
    api.segment(documents.read(path, language="en"))


def glossary(path: Path) -> None:
    """Read a glossary."""
    Glossary.read(path, pair=("en", "ru"))


def project(path: Path) -> None:
    """Open a project, read all of it, edit it."""
    with closing(api.open(path)) as opened:
        for bead in opened.order:
            opened.bead(bead), opened.runs(bead), opened.note(bead)
        opened.apply(operations.confirm(opened, [opened.order[0]]))
        opened.undo()
        list(opened.store.edits_since(0))


def found_settings(path: Path) -> None:
    """Read settings."""
    settings.find(path.parent)


def returned(path: Path) -> None:
    """Read a copy that a reviewer sends back."""
    if exchange.comes_back(path):
        units_of(exchange.read_returned(path))


def remarks(path: Path) -> None:
    """Read what a reader of a page said."""
    units_of(exchange.read_remarks(path))


def rules(path: Path) -> None:
    """Split a text by rules of one's own."""
    page = path.with_name("text.en.txt")
    page.write_text("One day. Mr. Two went 1.5 km! Three?\n", encoding="utf-8")
    api.segment(documents.read(page, language="en"), srx=path)


def manifest(path: Path) -> None:
    """Read which files are versions of one text."""
    manifests.read(path)


def own_settings(path: Path) -> None:
    """Read a person's settings of the review."""
    preferences.read(path, {"confirm": ("space",), "flag": ("m",)}, ["dark"])


def _office(ending: str) -> bytes:
    cells = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" '
        'Target="worksheets/a.xml"/></Relationships>',
        "xl/sharedStrings.xml": "<sst><si><t>en</t></si><si><t>ru</t></si></sst>",
        "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/a.xml": '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>One.</t></is>'
        '</c><c r="B2" s="0"><v>45000.5</v></c></row></sheetData></worksheet>',
    }
    if ending == "xlsx":
        return zipped(cells)
    if ending == "docx":
        return docx(paragraph("One day.") + paragraph("Two ", "days.", properties="<w:b/>"))
    if ending == "odt":
        return zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:'
                'office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body>'
                "<o:text><t:h>Head</t:h><t:p>One<t:s t:c='3'/>day.</t:p></o:text></o:body>"
                "</o:document-content>",
            }
        )
    if ending == "pptx":
        drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        return zipped(
            {
                "ppt/presentation.xml": '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>'
                '<p:sldId r:id="r1"/></p:sldIdLst></p:presentation>',
                "ppt/_rels/presentation.xml.rels": '<Relationships><Relationship Id="r1" '
                'Target="slides/a.xml"/></Relationships>',
                "ppt/slides/a.xml": f'<p:sld xmlns:p="p" {drawing}><p:sp><p:txBody><a:p><a:r>'
                "<a:t>One day.</a:t></a:r></a:p></p:txBody></p:sp></p:sld>",
            }
        )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/>'
            "</rootfiles></container>",
            "a.opf": '<package><manifest><item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
            "</package>",
            "a.xhtml": "<html><body><h1>Head</h1><p>One day.</p></body></html>",
        }
    )


TEXT = (
    '# Head\n\nOne day, 5 km. "Two" days -- and [a link](http://example.org).\n\n'
    "- item\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
PAGE = (
    "<html lang=en><head><title>T</title><style>x</style></head><body><h1>Head</h1><p>One <b>day"
    "</b>.<br>Two<table><tr><td>1<td>2</table><script>x()</script><ul><li>a<li>b</ul></body></html>"
)
SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\nOne day.\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n"
PARALLEL = {
    "tmx": '<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence"/><body>'
    '<tu tuid="1"><prop type="x">y</prop><note>n</note><tuv xml:lang="en"><seg>One <bpt i="1">x'
    '</bpt>day<ept i="1"/>.</seg></tuv><tuv xml:lang="ru"><seg>Один.</seg></tuv></tu></body></tmx>',
    "xliff": '<xliff version="1.2"><file original="a" source-language="en" target-language="ru">'
    '<body><trans-unit id="1"><source>One <g id="1">day</g>.</source><target state="final">Один.'
    "</target><note>n</note></trans-unit></body></file></xliff>",
    "po": 'msgid ""\nmsgstr "Language: ru\\n"\n\n#, fuzzy\nmsgctxt "a"\nmsgid "One."\n'
    'msgid_plural "Two."\nmsgstr[0] "Один."\nmsgstr[1] "Два."\n',
    "tsv": "id\tversion\tstatus\tnote\ten\tru\n1\t2\tconfirmed\tn\\tm\tOne.\\nTwo.\tОдин.\n",
    "csv": 'id,en,ru\n1,"One, ""two"".",Один.\n2,Two.,"a\nb"\n',
    "json": json.dumps(
        {
            "languages": ["en", "ru"],
            "documents": {"en": {"path": "a"}, "ru": {"path": "b", "tag": "ru"}},
            "segments": {"en": ["One."], "ru": ["Один."]},
            "spans": {"en": [[0, 4]], "ru": [[0, 5]]},
            "beads": [{"id": "1", "segments": {"en": [0], "ru": [0]}, "confidence": 0.5}],
        }
    ),
}
XLIFF_2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru">'
    '<file id="f"><unit id="1"><notes><note>n</note></notes><originalData><data id="d">x</data>'
    '</originalData><segment id="s" state="final"><source>One <ph id="1" dataRef="d"/>day.</source>'
    '<target>Один <pc id="2">день</pc>.</target></segment></unit></file></xliff>'
)
REMARKS = {
    "kind": "workbench-remarks",
    "project": "k3f9",
    "languages": ["en", "ru"],
    "beads": [
        {"id": "1", "version": 3, "texts": {"ru": ["Один.", "Два."]}, "status": "confirmed"},
        {"id": "2", "version": 1, "note": "why?"},
    ],
}
RULES = (
    '<srx version="2.0" xmlns="http://www.lisa.org/srx20"><header segmentsubflows="yes" '
    'cascade="yes"/><body><languagerules><languagerule languagerulename="d"><rule break="no">'
    r"<beforebreak>\bMr\.</beforebreak><afterbreak>\s</afterbreak></rule><rule>"
    r"<beforebreak>[.?!]+</beforebreak><afterbreak>\s+(?=\p{Lu})</afterbreak></rule>"
    '</languagerule></languagerules><maprules><languagemap languagepattern=".*" '
    'languagerulename="d"/></maprules></body></srx>'
)
PAIRED = "id\ten\tru\tconfidence\treason\n1\ta.en.txt\tb/a.ru.txt\t0.9\tnames\n2\tc.txt\t\t\t\n"
OWN = (
    'theme = "dark"\nglossaries = ["a.tbx"]\n[review]\ndoubtful = 70\n[keys]\n'
    'confirm = ["space", "y"]\n'
)
CONCEPTS = (
    '<martif type="TBX"><text><body><termEntry id="c1"><descrip type="definition">d</descrip>'
    '<langSet xml:lang="en"><tig><term>day</term><termNote type="administrativeStatus">'
    'preferredTerm</termNote></tig></langSet><langSet xml:lang="ru"><tig><term>день</term></tig>'
    "</langSet></termEntry></body></text></martif>"
)
ROWS = (
    "concept_id,domain,definition,en,ru,ru_forbidden,note,flags\nc1,d,e,day,день|сутки,x,n,case\n"
)


def _project() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a.aligned")
        sample(path, [(1, 1, 1), (2, 1, 1), (1, 0, 1)])
        with closing(api.open(path)) as opened:
            opened.apply(operations.merge(opened, opened.order[0], 2))
            opened.apply(operations.annotate(opened, opened.order[0], "note"))
        return path.read_bytes()


def _for_reviewers() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path, copy = Path(name, "a.aligned"), Path(name, "a.docx")
        sample(path, [(1, 1, 1), (2, 1, 1)])
        with closing(api.open(path)) as opened:
            api.export([opened], copy)
        return copy.read_bytes()


Reader = tuple[str, Callable[[], bytes], Callable[[Path], object]]
"""The file's name, a whole one, and what reads it."""


def _readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for ending, text in PARALLEL.items():
        found[ending] = (f"a.{ending}", text.encode, units)
    for ending in ("tmx", "xliff"):
        found[f"{ending}, --recover"] = (f"a.{ending}", PARALLEL[ending].encode, recovered)
    found["xlsx, units"] = ("a.xlsx", lambda: _office("xlsx"), units)
    for ending in ("xlsx", "docx", "odt", "pptx", "epub"):
        found[ending] = (f"a.{ending}", lambda ending=ending: _office(ending), document)
    found["pdf"] = ("a.pdf", lambda: pdf([[(50, 500, 12, "One day. Two days.")]]), document)
    found["txt"] = ("a.txt", TEXT.encode, document)
    found["markdown"] = ("a.md", TEXT.encode, document)
    for ending, constructs in (("rst", RESTRUCTUREDTEXT), ("adoc", ASCIIDOC)):
        whole = "\n".join(constructs).replace("@", "One day")
        found[ending] = (f"a.{ending}", whole.encode, document)
    found["html"] = ("a.html", PAGE.encode, document)
    found["subtitles"] = ("a.srt", SUBTITLES.encode, document)
    found["tbx"] = ("a.tbx", CONCEPTS.encode, glossary)
    found["glossary csv"] = ("a.csv", ROWS.encode, glossary)
    found["glossary xlsx"] = ("a.xlsx", lambda: _office("xlsx"), glossary)
    found["glossary po"] = ("a.po", PARALLEL["po"].encode, glossary)
    found["glossary txt"] = ("a.txt", "day\tдень\tnote\n".encode, glossary)
    found["project"] = ("a.aligned", _project, project)
    found["baseline"] = (
        "a.json",
        b'{"findings": [{"fingerprint": "a", "message": "m"}]}'.__bytes__,
        checks.read_baseline,
    )
    found["settings"] = (
        "workbench.toml",
        'checks.whitespace = "off"\nabbreviations.ru = ["прим."]\nplaceholders = ["%s"]\n'.encode,
        found_settings,
    )
    found["xliff 2"] = ("a.xliff", XLIFF_2.encode, units)
    found["docx that comes back"] = ("a.docx", _for_reviewers, returned)
    found["remarks"] = ("a.json", json.dumps(REMARKS).encode, remarks)
    found["srx"] = ("a.srx", RULES.encode, rules)
    found["manifest"] = ("a.tsv", PAIRED.encode, manifest)
    found["review.toml"] = ("review.toml", OWN.encode, own_settings)
    return found


READERS = _readers()


def _parts(data: bytes) -> dict[str, bytes]:
    """The files in an archive; none where it is no whole one."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - a broken one ends in whatever comes
        return {}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A whole file with one to eight mishaps; of an archive often inside one of its files."""
    parts = _parts(data) if chance.random() < 0.8 else {}
    if parts:
        name = chance.choice(list(parts))
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = mutated(parts[name], chance)
        return zipped(parts)
    found = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        place = chance.randrange(len(found) + 1)
        end = min(len(found), place + chance.choice([1, 2, 10, 100]))
        kind = chance.randrange(7)
        if kind == 0 and place < len(found):
            found[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            found[place:end] = b""
        elif kind == 2:
            found[place:place] = chance.choice(TOKENS)
        elif kind == 3:
            found[place:place] = found[place:end] * chance.choice([1, 3, 100])
        elif kind == 4:
            found[place:end] = chance.choice(TOKENS)
        elif kind == 5:
            other = chance.randrange(len(found) + 1)
            found[place:place] = found[other : other + 50]
        elif kind == 6 and chance.random() < 0.3:
            del found[place:]
    return bytes(found)


class _HangError(BaseException):
    """An input took too long."""


@contextmanager
def _clock() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise _HangError

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)


class Trials:
    """Inputs given to one reader, and what became of them.

    Args:
        reader: Its name in READERS.
        folder: Where to put an input; those that went wrong stay there.
    """

    def __init__(self, reader: str, folder: Path) -> None:
        self.name, whole, self._read = READERS[reader]
        self.whole = whole()
        self._folder = folder
        self._count = self._refused = self._hangs = 0
        self._slowest = 0.0
        self._wrong: list[str] = []

    def give(self, given: bytes) -> None:
        """Let the reader read one input; the first is the whole file."""
        path = self._folder / self.name
        path.write_bytes(given)
        self._count += 1
        begun = time.process_time()
        try:
            with _clock():
                self._read(path)
        except WorkbenchError as error:
            self._refused += 1
            if self._count == 1:
                self._wrong.append(f"the whole file is refused: {error}")
        except _HangError:
            self._hangs += 1
            (self._folder / f"hang-{self._count}-{self.name}").write_bytes(given)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self._wrong.append(f"{self._count}: {type(error).__name__}: {error}"[:200])
            (self._folder / f"wrong-{self._count}-{self.name}").write_bytes(given)
        self._slowest = max(self._slowest, time.process_time() - begun)
        for beside in self._folder.glob(f"{self.name}-journal*"):
            beside.unlink()

    def outcome(self) -> dict[str, object]:
        """Inputs, those that were refused with a sentence, tracebacks (with the inputs' numbers),
        hangs, the slowest one in seconds, megabytes of the process."""
        return {
            "inputs": self._count,
            "refused": self._refused,
            "tracebacks": self._wrong,
            "hangs": self._hangs,
            "slowest": round(self._slowest, 2),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
        }


def fuzz(
    reader: str, folder: Path, *, seconds: float = 1e9, inputs: int = 10**9, seed: int = 0
) -> dict[str, object]:
    """Give a reader mutated inputs.

    Args:
        reader: Its name in READERS.
        folder: As for :class:`Trials`.
        seconds: How long at most.
        inputs: How many at most.
        seed: Of the mishaps.

    Returns:
        The outcome.
    """
    trials = Trials(reader, folder)
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    trials.give(trials.whole)
    for _ in range(inputs - 1):
        if time.monotonic() >= end:
            break
        trials.give(mutated(trials.whole, chance))
    return trials.outcome()


def _in_own_process(words: list[str], seconds: float) -> dict[str, Any] | str:
    """What the run of a reader came to; why there is nothing, where it did not come to its end."""
    with tempfile.TemporaryFile("w+") as said:
        try:
            done = subprocess.run(
                [sys.executable, *words],
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                check=False,
                timeout=seconds + LONGEST + 300,  # on a busy machine it begins late
            )
        except subprocess.TimeoutExpired:
            return "did not end"
        if done.returncode == 0 and done.stdout:
            found: dict[str, Any] = json.loads(done.stdout)
            return found
        said.seek(0)
        last = said.read().splitlines()[-1:]
        return f"ended with status {done.returncode}: {last!a}"


def main(words: list[str]) -> int:
    """Run readers, each in a process of its own; or one in this process."""
    here = [__file__, "--here"]
    if words[:1] == ["--guided"]:
        here = [str(Path(__file__).with_name("guided_fuzzing.py"))]
        words = words[1:]
    if words[:1] == ["--here"]:
        reader, seconds, folder = words[1:]
        seed = random.SystemRandom().randrange(10**9)
        print(json.dumps(fuzz(reader, Path(folder), seconds=float(seconds), seed=seed)))
        return 0
    seconds, *readers = words or ["120"]
    kept = Path("fuzzing-found")
    failed = False
    print(f"{'reader':20} {'inputs':>8} {'refused':>8} tracebacks hangs slowest  MB")
    for reader in readers or READERS:
        with tempfile.TemporaryDirectory() as name:
            found = _in_own_process([*here, reader, seconds, name], float(seconds))
            if isinstance(found, str):
                print(f"{reader:20} {found}", flush=True)
                failed = True
                continue
            print(
                f"{reader:20} {found['inputs']:8} {found['refused']:8} "
                f"{len(found['tracebacks']):10} {found['hangs']:5} {found['slowest']:7} "
                f"{found['megabytes']:3}",
                flush=True,
            )
            for line in found["tracebacks"][:5]:
                print("   ", ascii(line), flush=True)
            failed |= bool(found["tracebacks"] or found["hangs"] or found["megabytes"] > MOST)
            for path in (*Path(name).glob("wrong-*"), *Path(name).glob("hang-*")):
                kept.mkdir(exist_ok=True)
                (kept / f"{reader} {path.name}").write_bytes(path.read_bytes())
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
