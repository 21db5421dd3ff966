"""Markdown as site generators write it: what a reader sees is text, the rest is counted."""

import re

import pytest
from support.reading import kinds_of, omitted, read, texts_of

from workbench.segmentation import segment

YAML = '---\ntitle: "The river: a talk"\nlinkTitle: River\ntags: [a, b]\nweight: 3\n---\n'
TOML = '+++\ntitle = "The river: a talk"\nlinkTitle = "River"\ntags = ["a", "b"]\nweight = 3\n+++\n'
JSON = (
    '{\n  "title": "The river: a talk",\n  "linkTitle": "River",\n  "tags": ["a", "b"],\n'
    '  "weight": 3\n}\n'
)
FOLDED = (
    "---\ntitle: >-\n  The river:\n  a talk\nlinkTitle: 'River'\ntags:\n- a\n- b\nweight: 3\n---\n"
)
DOTS = (
    "---\ntitle: |\n  The river: a talk\nlinkTitle: River # short\ntags: [a,\n b]\nweight: 3\n...\n"
)


@pytest.mark.parametrize("ending", ["md", "html"])
@pytest.mark.parametrize(
    "matter", [YAML, TOML, JSON, FOLDED, DOTS], ids=["yaml", "toml", "json", "folded", "dots"]
)
def test_titles_of_front_matter_are_text_and_the_rest_is_counted(ending: str, matter: str) -> None:
    body = "\nIt rose.\n" if ending == "md" else "\n<p>It rose.</p>\n"
    document = read(f"a.{ending}", matter + body)
    assert kinds_of(document) == [
        ("heading", "The river: a talk"),
        ("heading", "River"),
        ("text", "It rose."),
    ]
    assert omitted(document) == {"front matter field": 2}
    assert document.metadata["title"] == "The river: a talk"
    assert document.paragraphs[-1].line == (matter + body).count("\n")


def test_a_title_that_the_page_says_again_is_said_once() -> None:
    document = read("a.md", "---\ntitle: On the river\n---\n\n# On the river\n\nIt rose.\n")
    assert texts_of(document) == ["On the river", "It rose."]
    assert omitted(document) == {"repeated title": 1}


@pytest.mark.parametrize("broken", ["---\ntitle: [a\n---\n", '+++\ntitle = "a\n+++\n'])
def test_front_matter_that_cannot_be_read_is_counted(broken: str) -> None:
    document = read("a.md", broken + "\nIt rose.\n")
    assert texts_of(document) == ["It rose."]
    assert omitted(document) == {"front matter that cannot be read": 1}


def test_a_line_or_a_brace_at_the_top_is_no_front_matter() -> None:
    assert texts_of(read("a.md", "---\n\nIt rose.\n\n---\n\nIt fell.\n")) == [
        "It rose.",
        "It fell.",
    ]
    assert texts_of(read("a.md", "{ so it was }\n\nIt fell.\n")) == ["{ so it was }", "It fell."]


@pytest.mark.parametrize(
    ("markdown", "texts", "left_out"),
    [
        ("## The river {#river}\n", ["The river"], {"attribute list": 1}),
        ("## The river {: #river .big }\n", ["The river"], {"attribute list": 1}),
        ('## The river {#river .big data-x="1 2"}\n', ["The river"], {"attribute list": 1}),
        ("{: .note }\nIt rose.\n", ["It rose."], {"attribute list": 1}),
        ("It rose.\n{: .note .big}\n", ["It rose."], {"attribute list": 1}),
        ('See [it](http://x.org){:target="_blank"} now.\n', ["See it now."], {"attribute list": 1}),
        ("See [it](http://x.org){ .button } now.\n", ["See it now."], {"attribute list": 1}),
        ("The set {a, b} and {name} stay.\n", ["The set {a, b} and {name} stay."], {}),
        (":::note\n\nIt rose.\n\n:::\n", ["It rose."], {"container mark": 1}),
        (":::note Take care\nIt rose.\n:::\n", ["Take care", "It rose."], {"container mark": 1}),
        (
            ":::tip[Take care]\nIt rose.\n:::\nIt fell.\n",
            ["Take care", "It rose.", "It fell."],
            {"container mark": 1},
        ),
        (
            '::: {.warning title="Take care"}\nIt rose.\n:::\n',
            ["Take care", "It rose."],
            {"container mark": 1},
        ),
        ("::::note\n:::tip\nIt rose.\n:::\n::::\n", ["It rose."], {"container mark": 2}),
        (":::\n\nIt rose.\n", ["It rose."], {"container mark": 1}),
        (
            "//// tab | In spring\n\n/// note\n\nIt rose.\n\n///\n\n////\n\nIt fell.\n",
            ["In spring", "It rose.", "It fell."],
            {"container mark": 2},
        ),
        ("/// a comment of three words\n", ["/// a comment of three words"], {}),
        (
            '!!! warning "Take care"\n\n    It rose.\n\nIt fell.\n',
            ["Take care", "It rose.", "It fell."],
            {"container mark": 1},
        ),
        ("!!! note\n    It rose.\n", ["It rose."], {"container mark": 1}),
        ('??? note "Take care"\n    It rose.\n', ["Take care", "It rose."], {"container mark": 1}),
        (
            '???+ note inline end "Take care"\n    It rose.\n',
            ["Take care", "It rose."],
            {"container mark": 1},
        ),
        (
            '=== "Take care"\n\n    It rose.\n\n=== "Or not"\n\n    It fell.\n',
            ["Take care", "It rose.", "Or not", "It fell."],
            {"container mark": 2},
        ),
        ("> [!NOTE]\n> It rose.\n", ["It rose."], {"container mark": 1}),
        ("> [!WARNING] Take care\n> It rose.\n", ["Take care", "It rose."], {"container mark": 1}),
        ("> [!tip]- Take care\n> It rose.\n", ["Take care", "It rose."], {"container mark": 1}),
        ("{{< note >}}\nIt rose.\n{{< /note >}}\n", ["It rose."], {"shortcode": 2}),
        (
            '{{% alert title="Take care" color="warning" %}}\nIt rose.\n{{% /alert %}}\n',
            ["Take care", "It rose."],
            {"shortcode": 2},
        ),
        ('See [it]({{< ref "a b.md" >}}) now.\n', ["See it now."], {}),
        ("Since {{< skew 1 >}} it rose.\n", ["Since it rose."], {"shortcode": 1}),
        ("- one\n{{< /tab >}}\nIt rose.\n", ["one", "It rose."], {"shortcode": 1}),
        (
            "{{< highlight go >}}\nx := 1\n{{< /highlight >}}\nIt rose.\n",
            ["It rose."],
            {"code block": 1},
        ),
        ('{% include a.html x="y z" %}\nIt rose.\n', ["It rose."], {"shortcode": 1}),
        (
            "{% highlight ruby %}\nputs 1\n\nputs 2\n{% endhighlight %}\nIt rose.\n",
            ["It rose."],
            {"code block": 1},
        ),
        ("{% comment %}\nnot this\n{% endcomment %}\nIt rose.\n", ["It rose."], {"comment": 1}),
        ("{% if a %}It rose.{% endif %}\n", ["It rose."], {"shortcode": 2}),
        ("At {{ site.title }} it rose.\n", ["At it rose."], {"shortcode": 1}),
        ("Write `{{ x }}` there.\n", ["Write {{ x }} there."], {}),
        (
            "import Tabs from '@theme/Tabs';\nimport { a, b } from \"./x\"\n\nIt rose.\n",
            ["It rose."],
            {"import": 1},
        ),
        ("export const x = 1;\n\nIt rose.\n", ["It rose."], {"import": 1}),
        (
            "We import goods from 'China'\nand export tea.\n",
            ["We import goods from 'China'\nand export tea."],
            {},
        ),
        ("{/* not this */}\n\nIt rose.\n", ["It rose."], {"comment": 1}),
        ("It {/* not this */}rose.\n", ["It rose."], {"comment": 1}),
        (
            '<Tabs>\n<TabItem value="a" label="A" default>\n\nIt rose.\n\n</TabItem>\n</Tabs>\n',
            ["It rose."],
            {"component": 2},
        ),
        ("<Card title={x} list={[1, 2]} />\n\nIt rose.\n", ["It rose."], {"component": 1}),
        ("[TOC]\n\nIt rose.\n", ["It rose."], {"table of contents": 1}),
        ("[[toc]]\n\nIt rose.\n", ["It rose."], {"table of contents": 1}),
        ("* TOC\n{:toc}\n\nIt rose.\n", ["It rose."], {"table of contents": 1}),
        ("$$\nE = mc^2\n$$\n\nIt rose.\n", ["It rose."], {"formula": 1}),
        ("$$E = mc^2$$\n\nIt rose.\n", ["It rose."], {"formula": 1}),
        ("So $x_1$ rose by $5 to $6.\n", ["So rose by $5 to $6."], {"formula": 1}),
        ("- [x] It rose.\n- [ ] It fell.\n", ["It rose.", "It fell."], {"task box": 2}),
        (
            "River\n: It flows.\n: It rests.\n\nLake\n\n:   It lies.\n",
            ["River", "It flows.", "It rests.", "Lake", "It lies."],
            {},
        ),
        ("It ==rose== and ==**fell**== again.\n", ["It rose and fell again."], {}),
        ("if a == b and c == d\n", ["if a == b and c == d"], {}),
        ("It rose <!-- not this --> again.\n", ["It rose again."], {"comment": 1}),
        ("It rose\n<!-- not this -->\nagain.\n", ["It rose\nagain."], {"comment": 1}),
        (
            "It rose.\n\n<!-- not\n\nthis -->\n\nIt fell.\n",
            ["It rose.", "It fell."],
            {"comment": 1},
        ),
        (
            "A note[^1].\n\n[^1]: Yes.\n\n[^2]: Nobody points here.\n",
            ["A note.", "Yes.", "Nobody points here."],
            {},
        ),
        ("A note^[Said aside.] here.\n", ["A note here.", "Said aside."], {}),
        ("The HTML page.\n\n*[HTML]: Hyper Text\n", ["The HTML page."], {"abbreviation": 1}),
        ('It rose.\n\n--8<-- "a.md"\n', ["It rose."], {"include": 1}),
        ("It rose :smile: again, 10:30:45.\n", ["It rose again, 10:30:45."], {"emoji code": 1}),
    ],
)
def test_a_dialect_s_marks_are_left_out_and_its_text_is_read(
    markdown: str, texts: list[str], left_out: dict[str, int]
) -> None:
    document = read("a.md", markdown)
    assert [" ".join(text.split(" ")) for text in map(squeezed, texts_of(document))] == texts
    assert omitted(document) == left_out


def squeezed(text: str) -> str:
    """The text with one space for several, as everything that reads it takes it."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def test_cells_beyond_the_head_of_a_table_are_counted() -> None:
    document = read("a.md", "> | a | b |\n> |---|---|\n> | c | d | lost | e |\n> | f |\n")
    assert texts_of(document) == ["a", "b", "c", "d", "f"]
    assert omitted(document) == {"cell beyond the columns of a table": 2}


def test_definitions_are_items() -> None:
    document = read("a.md", "River\n: It flows.\n")
    assert kinds_of(document) == [("item", "River"), ("item", "It flows.")]


def test_lines_keep_their_numbers() -> None:
    text = "---\ntitle: A\n---\n\n:::note Take care\n\nIt rose.\n\n:::\n\n{{< x >}}\n\nIt fell.\n"
    assert [each.line for each in read("a.md", text).paragraphs] == [2, 5, 7, 13]


@pytest.mark.parametrize("ending", ["md", "html"])
@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Stop it. `npm start` runs it.", ["Stop it.", "npm start runs it."]),
        ("Stop it. **`-h`** helps.", ["Stop it.", "-h helps."]),
        ("Some commands, e.g. `ls`, stay.", ["Some commands, e.g. ls, stay."]),
        ("Is it `x`? `y` is not.", ["Is it x?", "y is not."]),
    ],
)
def test_code_may_begin_a_sentence(ending: str, text: str, sentences: list[str]) -> None:
    if ending == "html":
        text = re.sub(r"`([^`]*)`", r"<code>\1</code>", text).replace("**", "")
    assert [each.text for each in segment(read(f"a.{ending}", text + "\n"))] == sentences
