"""Markdown and HTML: structure kept, the page around the text left out and counted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import documents
from workbench.documents import Document
from workbench.documents.content import ContentBuilder
from workbench.errors import WorkbenchError


def texts_of(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def outline_of(document: Document) -> list[tuple[str, int, str]]:
    return [
        (each.kind, each.level, document.text[each.start : each.end])
        for each in document.paragraphs
    ]


def omitted(document: Document) -> dict[str, int]:
    return {each.what: each.count for each in document.omissions}


def read(tmp_path: Path, name: str, text: str | bytes, **options) -> Document:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return documents.read(path, **options)


MARKDOWN = """\
---
title: "The river talks"
author: A. Clerk
---

# The *river* talks

The commission met for the
third time.[^later] It will meet again.

- first point
- second point

  which has two paragraphs
  1. a point below it

> Nobody spoke.

| bank | length |
|------|--------|
| left | 12 km  |

```python
code = "not text"
```

![a map](map.png)

Line one\\
line two

[^later]: And not for the last,
    as was said.
"""


def test_markdown_keeps_headings_items_cells_quotes_and_notes(tmp_path: Path) -> None:
    document = read(tmp_path, "talks.md", MARKDOWN)
    assert outline_of(document) == [
        ("heading", 1, "The river talks"),
        ("text", 0, "The commission met for the\nthird time. It will meet again."),
        ("item", 1, "first point"),
        ("item", 1, "second point"),
        ("item", 1, "which has two paragraphs"),
        ("item", 2, "a point below it"),
        ("quote", 0, "Nobody spoke."),
        ("cell", 0, "bank"),
        ("cell", 0, "length"),
        ("cell", 0, "left"),
        ("cell", 0, "12 km"),
        ("text", 0, "Line one"),
        ("text", 0, "line two"),
        ("note", 0, "And not for the last,\nas was said."),
    ]
    assert omitted(document) == {
        "code block": 1,
        "image": 1,
        "front matter field": 1,
        "repeated title": 1,
    }
    assert document.metadata == {"title": "The river talks", "author": "A. Clerk"}
    assert document.language == "en"


def test_markdown_notes_are_a_flow_of_their_own_with_their_lines(tmp_path: Path) -> None:
    document = read(tmp_path, "talks.md", MARKDOWN)
    assert [each.flow for each in document.paragraphs][-2:] == [0, 1]
    assert [each.line for each in document.paragraphs][:3] == [6, 8, 11]


def test_markdown_inline_marks_leave_their_words(tmp_path: Path) -> None:
    text = "A **bold** word, `code`, a [link](http://example.org), <b>tag</b> &amp; \\* star.\n"
    document = read(tmp_path, "a.md", text, language="en")
    assert texts_of(document) == ["A bold word, code, a link, tag & * star."]


def test_lines_of_markdown_may_be_said_to_be_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", "one\ntwo\n", language="en", lines="paragraph")
    assert texts_of(document) == ["one", "two"]


PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>The   river talks</title>
<meta name="author" content="A. Clerk"><meta property="article:published_time" content="2024-05-02">
<style>p { color: red }</style></head>
<body><header><a href="/">Home</a></header><nav><a href="/x">More</a></nav>
<main><article><header><h1>The river<br>talks</h1></header>
<p>The commission met for the
third <b>time</b>.<sup><a href="#n1">1</a></sup> It will meet again.</p>
loose text
<ul><li>first point<ul><li>below it</li></ul></li><li><p>second point</p></li></ul>
<table><caption>Banks</caption><tr><th>bank<th>length<tr><td>left<td>12&nbsp;km</table>
<blockquote>Nobody spoke.</blockquote>
<pre class="highlight"><code>x = 1</code></pre>
<p hidden>secret</p><p style="display:none">secret</p>
<p>before<img src="map.png" alt="a map"> after<!-- a remark --> it<script>alert(1)</script>.</p>
<aside>advert</aside>
<section class="footnotes"><ol><li id="n1"><p>Not the last.
 <a href="#r1" class="footnote-backref">↩</a></p></li></ol></section>
</article></main>
<footer>All rights</footer></body></html>
"""


def test_a_page_keeps_its_text_and_loses_what_is_around_it(tmp_path: Path) -> None:
    document = read(tmp_path, "talks.html", PAGE)
    assert outline_of(document) == [
        ("heading", 1, "The river\ntalks"),
        ("text", 0, "The commission met for the\nthird time. It will meet again."),
        ("text", 0, "loose text"),
        ("item", 1, "first point"),
        ("item", 2, "below it"),
        ("item", 1, "second point"),
        ("caption", 0, "Banks"),
        ("cell", 0, "bank"),
        ("cell", 0, "length"),
        ("cell", 0, "left"),
        ("cell", 0, "12\N{NO-BREAK SPACE}km"),
        ("quote", 0, "Nobody spoke."),
        ("text", 0, "before after it."),
        ("note", 1, "Not the last."),
    ]
    assert document.paragraphs[-1].flow == 1
    assert omitted(document) == {
        "page header": 1,
        "navigation": 1,
        "note mark": 2,
        "code block": 1,
        "hidden text": 2,
        "image": 1,
        "script": 1,
        "aside": 1,
        "page footer": 1,
    }
    assert document.metadata == {
        "title": "The river talks",
        "author": "A. Clerk",
        "date": "2024-05-02",
    }
    assert document.paragraphs[1].line == 7


def test_breaks_in_a_page_end_lines_unless_the_lines_are_full(tmp_path: Path) -> None:
    address = "<p>The Office<br>Long Street 5\n<br>\nThe Town</p>"
    assert len(read(tmp_path, "a.html", address, language="en").paragraphs) == 3
    full = (
        "<p>The delegation arrived in the capital on Tuesday and was met<br>\n"
        "at the airport by the deputy minister, who had flown in from<br>\n"
        "the south an hour before and had not slept the night before.</p>"
    )
    assert len(read(tmp_path, "a.html", full, language="en").paragraphs) == 1


def test_two_breaks_are_a_paragraph_even_in_wrapped_text(tmp_path: Path) -> None:
    page = "<div>one<br><br>two</div>"
    assert len(read(tmp_path, "a.html", page, language="en", lines="wrapped").paragraphs) == 2


def test_preformatted_text_that_is_no_code_is_read_by_lines(tmp_path: Path) -> None:
    page = "<pre>Dear Sir,\n\n  we have received it.\nYours</pre>"
    document = read(tmp_path, "a.html", page, language="en")
    assert texts_of(document) == ["Dear Sir,", "we have received it.", "Yours"]


CHINESE = "<p>代表团于星期二晚上抵达首都，副部长在机场迎接。</p>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gb18030"), ("big5", "gb18030")],
)
def test_bytes_outweigh_a_charset_that_is_wrongly_declared(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{CHINESE * 9}</body></html>'
    document = read(tmp_path, "a.html", page.encode(encoding))
    assert "副部长在机场迎接" in document.text
    assert document.language == "zh-Hans"
    assert document.encoding == encoding


def test_a_declared_charset_decides_where_the_bytes_could_be_either(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-5"><p>Да</p>'
    assert read(tmp_path, "a.html", page.encode("iso8859-5"), language="en").text == "Да"


def test_a_declared_charset_that_is_rare_is_tried(tmp_path: Path) -> None:
    text = "Ļoti īss teikums par upēm un ezeriem, kas stāv šeit."
    page = f'<meta charset="windows-1257"><p>{text}</p>'.encode("cp1257")
    assert read(tmp_path, "a.html", page, language="lv").text == text
    page = b'<meta charset="rot13"><p>A short sentence stands \xe9 here.</p>'
    assert "sentence" in read(tmp_path, "a.html", page, language="en").text


def test_a_wrong_lang_attribute_is_said_and_not_believed(tmp_path: Path) -> None:
    page = "<html lang='ru'><p>The delegation arrived in the capital and was met there.</p></html>"
    document = read(tmp_path, "a.html", page)
    assert document.language == "en"
    assert "its language is ru" in document.notes[0]


def test_a_lang_attribute_decides_for_a_text_too_short_to_know(tmp_path: Path) -> None:
    assert read(tmp_path, "a.html", "<html lang='fr'><p>Menton 2024</p></html>").language == "fr"


@pytest.mark.parametrize("page", ["<html></html>", "<!-- only a remark -->", "<p> </p>"])
def test_a_page_without_text_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(WorkbenchError, match="there is no text"):
        read(tmp_path, "a.html", page)


def test_markup_nested_very_deep_is_read(tmp_path: Path) -> None:
    page = "<div>" * 1_000 + "the bottom of it" + "</div>" * 1_000
    assert read(tmp_path, "a.html", page, language="en").text == "the bottom of it"


def test_markup_nested_too_deep_loses_nothing_in_silence(tmp_path: Path) -> None:
    page = "<p>top</p>" + "<div>" * 9_000 + "the bottom of it" + "</div>" * 9_000
    with pytest.raises(WorkbenchError, match=r"nested more than 2,000 deep"):
        read(tmp_path, "a.html", page, language="en")


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab.\v\n \t\u3000中", max_size=12),
            st.sampled_from(["text", "heading", "cell"]),
            st.integers(0, 3),
        )
    ),
    st.sampled_from(["auto", "paragraph", "wrapped"]),
)
def test_what_formats_put_together_covers_its_text_in_order_of_the_flows(pieces, lines) -> None:
    builder = ContentBuilder()
    for text, kind, flow in pieces:
        builder.add(text, kind=kind, flow=flow)
    content = builder.finish(lines)
    end = 0
    for each in content.paragraphs:
        assert content.text[end : each.start].strip() == ""
        inside = content.text[each.start : each.end]
        assert inside
        assert inside == inside.strip()
        assert "\v" not in inside
        end = each.end
    flows = [each.flow for each in content.paragraphs]
    assert flows == sorted(flows)
    letters = sorted(
        "".join(text for text, _, _ in pieces).translate(
            {32: "", 9: "", 10: "", 11: "", 0x3000: ""}
        )
    )
    assert sorted("".join(content.text.split())) == letters


def test_a_page_of_many_paragraphs_takes_linear_time(tmp_path: Path) -> None:
    page = "<p>One sentence of the page.<br>Another one.</p>\n" * 20_000
    document = read(tmp_path, "a.html", page, language="en")
    assert len(document.paragraphs) == 40_000
