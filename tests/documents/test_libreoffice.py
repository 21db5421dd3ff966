"""Documents that a real LibreOffice writes, read in every format it knows."""

import shutil
import subprocess
from pathlib import Path

import pytest

from workbench import documents
from workbench.documents import Document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

RUSSIAN = "Комиссия собралась во вторник в третий раз и приняла план работ в низовьях реки."
CHINESE = "委员会星期二举行第三次会议，商定了下游河段的计划。"

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
BY = (
    "<office:change-info><dc:creator>A</dc:creator><dc:date>2024-05-02T10:00:00</dc:date>"
    "</office:change-info>"
)
SPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMES.items())
FLAT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES}
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>The river talks</dc:title></office:meta>
<office:body><office:text>
<text:tracked-changes>
<text:changed-region text:id="c1"><text:insertion>{BY}</text:insertion></text:changed-region>
<text:changed-region text:id="c2"><text:deletion>{BY}<text:p>always </text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">On the river</text:h>
<text:p>{RUSSIAN}</text:p>
<text:p>{CHINESE}</text:p>
<text:p>It was <text:change-start text:change-id="c1"/>never <text:change-end text:change-id="c1"/>\
<text:change text:change-id="c2"/>said<office:annotation><dc:creator>B</dc:creator>\
<dc:date>2024-05-02T10:00:00</dc:date><text:p>Really?</text:p></office:annotation> aloud\
<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>\
<text:note-body><text:p>Nor written down.</text:p></text:note-body></text:note> by anyone.</text:p>
<text:list><text:list-item><text:p>to dredge it</text:p></text:list-item>
<text:list-item><text:p>to wait</text:p></text:list-item></text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>left bank</text:p></table:table-cell>
<table:table-cell><text:p>right bank</text:p></table:table-cell></table:table-row></table:table>
<text:p>The end.</text:p>
</office:text></office:body></office:document>
"""


def converted(folder: Path, name: str, text: str, kind: str) -> Path:
    """The file that LibreOffice makes of a text."""
    source = folder / "source" / name
    source.parent.mkdir()
    source.write_text(text, encoding="utf-8")
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{source.stem}.{kind}"


def outline_of(document: Document) -> list[tuple[str, int, str]]:
    return [
        (each.kind, each.flow, document.text[each.start : each.end]) for each in document.paragraphs
    ]


@pytest.mark.parametrize("kind", ["docx", "odt", "doc", "rtf"])
def test_structure_changes_and_notes_are_the_same_in_every_format(
    tmp_path: Path, kind: str
) -> None:
    document = documents.read(converted(tmp_path, "talks.fodt", FLAT, kind), language="en")
    assert outline_of(document) == [
        ("heading", 0, "On the river"),
        ("text", 0, RUSSIAN),
        ("text", 0, CHINESE),
        ("text", 0, "It was never said aloud by anyone."),
        ("item", 0, "to dredge it"),
        ("item", 0, "to wait"),
        ("cell", 0, "left bank"),
        ("cell", 0, "right bank"),
        ("text", 0, "The end."),
        ("note", 1, "Nor written down."),
    ]
    omitted = {each.what: each.count for each in document.omissions}
    assert omitted == {"deleted text": 1, "comment": 1}
    assert document.metadata["title"] == "The river talks"


@pytest.mark.parametrize("kind", ["pdf", "html", "epub"])
def test_pages_made_of_it_keep_its_sentences(tmp_path: Path, kind: str) -> None:
    document = documents.read(converted(tmp_path, "talks.fodt", FLAT, kind), language="en")
    texts = [text.replace("\n", " ") for _, _, text in outline_of(document)]
    assert RUSSIAN in texts
    assert CHINESE in [text.replace(" ", "") for text in texts]
    assert any(text.endswith("aloud by anyone.") for text in texts)
    assert "The end." in texts
    assert any("Nor written down." in text for text in texts[-2:])


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_sheets_keep_their_cells_and_rows(tmp_path: Path, kind: str) -> None:
    rows = [
        ("1", "The Parties agree to work together on the river.", RUSSIAN, CHINESE),
        (
            "2",
            "They meet again in the autumn.",
            "Они соберутся вновь осенью.",
            "他们秋天再次开会。",
        ),
    ]
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    sheet = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document {SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
        f'<office:spreadsheet><table:table table:name="T">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    )
    english, russian, chinese = documents.read_all(converted(tmp_path, "terms.fods", sheet, kind))
    for column, document in enumerate((english, russian, chinese), start=1):
        assert [text for _, _, text in outline_of(document)] == [row[column] for row in rows]
        assert [each.row for each in document.paragraphs] == [0, 1]
