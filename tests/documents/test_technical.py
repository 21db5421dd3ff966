"""reStructuredText and AsciiDoc: what becomes of their constructs, and where it stands."""

import shutil
import subprocess
from pathlib import Path

import pytest
from support.reading import read

from workbench.documents import Document
from workbench.errors import WorkbenchError

RESTRUCTUREDTEXT = """\
:orphan:

The *harbour*
=============

See :ref:`the rules <rules>` in ``port.py`` by |who|, [#]_ water is H\\ :sub:`2`\\ O.

.. |who| replace:: the master
.. [#] A note.

Pilots
------

.. note:: Come early
   or late.

   - one

.. admonition:: Mind the tide

   It turns.

.. stranger:: Anything said here
   :flag: on

   Kept :strange:`as it is`.

+-----+---+
| a b | c |
+-----+ d |
| e   |   |
+-----+---+

.. figure:: port.png
   :alt: ships

   The port.

.. code-block:: sh

   sail
"""
ASCIIDOC = """\
= The *harbour*
Anna Smith
:who: the master

See <<rules,the rules>> in `port.py` by {who},footnote:[A note.] water is H~2~O.

== Pilots

NOTE: Come early
or late.

* one
** two
+
three

.Mind the tide
[WARNING]
====
It turns.
====

|===
|a b .2+|c
d
|e
|===

image::port.png[ships]

[source,sh]
----
sail
----
"""


def shown(document: Document) -> list[tuple[str, int, int | None, str]]:
    return [
        (each.kind, each.level, each.line, document.text[each.start : each.end])
        for each in document.paragraphs
    ]


def left_out(document: Document) -> dict[str, int]:
    return {each.what: each.count for each in document.omissions}


def test_restructuredtext() -> None:
    document = read("port.rst", RESTRUCTUREDTEXT)
    assert shown(document) == [
        ("heading", 1, 3, "The harbour"),
        ("text", 0, 6, "See the rules in port.py by the master, water is H₂O."),
        ("heading", 2, 11, "Pilots"),
        ("text", 0, 14, "Come early\nor late."),
        ("item", 1, 17, "one"),
        ("text", 0, 19, "Mind the tide"),
        ("text", 0, 21, "It turns."),
        ("text", 0, 23, "Anything said here"),
        ("text", 0, 26, "Kept as it is."),
        ("cell", 0, 29, "a b"),
        ("cell", 0, 29, "c\nd"),
        ("cell", 0, 31, "e"),
        ("caption", 0, 37, "The port."),
        ("note", 0, 9, "A note."),
    ]
    assert left_out(document) == {
        "field of the page": 1,
        "note mark": 1,
        "substitution": 1,
        "directive option": 2,
        "image": 1,
        "code block": 1,
    }


def test_asciidoc() -> None:
    document = read("port.adoc", ASCIIDOC)
    assert shown(document) == [
        ("heading", 1, 1, "The harbour"),
        ("text", 0, 5, "See the rules in port.py by the master, water is H₂O."),
        ("heading", 2, 7, "Pilots"),
        ("text", 0, 9, "Come early\nor late."),
        ("item", 1, 12, "one"),
        ("item", 2, 13, "two"),
        ("item", 2, 15, "three"),
        ("caption", 0, 17, "Mind the tide"),
        ("text", 0, 20, "It turns."),
        ("cell", 0, 24, "a b"),
        ("cell", 0, 24, "c\nd"),
        ("cell", 0, 26, "e"),
        ("note", 0, 5, "A note."),
    ]
    assert left_out(document) == {
        "field of the page": 1,
        "attribute": 1,
        "container mark": 1,
        "block attribute": 2,
        "image": 1,
        "code block": 1,
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "Said.\n\n.. include:: FILE\n"),
        ("a.rst", "Said.\n\n.. literalinclude:: FILE\n"),
        ("a.rst", "Said.\n\n.. raw:: html\n   :file: FILE\n"),
        ("a.rst", "Said.\n\n.. csv-table:: x\n   :file: FILE\n"),
        ("a.rst", "Said.\n\n.. |x| include:: FILE\n\nHere |x|.\n"),
        ("a.adoc", "Said.\n\ninclude::FILE[]\n"),
        ("a.adoc", "Said.\n\n|===\ninclude::FILE[]\n|===\n"),
    ],
)
def test_no_other_file_is_read(tmp_path: Path, name: str, text: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words\n", encoding="utf-8")
    document = read(name, text.replace("FILE", str(secret)))
    assert document.text.startswith("Said.")
    said = [document.text, *(one for each in document.omissions for one in each.texts)]
    assert not any("hidden" in each for each in said)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "".join("  " * depth + "* a\n\n" for depth in range(400))),
        ("a.adoc", "".join("=" * (4 + depth) + "\n" for depth in range(400)) + "a\n"),
    ],
)
def test_too_deep_a_page_is_refused(name: str, text: str) -> None:
    with pytest.raises(WorkbenchError, match="nested too deep"):
        read(name, text)


def test_a_directive_of_sphinx_does_not_change_docutils() -> None:
    """Whoever uses docutils in the same process finds it as it was."""
    from docutils import core

    read("a.rst", ".. versionadded:: 1.0\n   Said.\n")
    there = {"report_level": 5, "warning_stream": False}
    assert (
        "Unknown directive"
        in core.publish_string(
            ".. versionadded:: 1.0\n", settings_overrides={**there, "report_level": 2}
        ).decode()
    )


PANDOC = """\
# On the *river*

It rose 10^6^ times.[^1] **Bold** `code` [link](http://example.org) ~~gone~~.

- one

    deeper

| left | right |
|------|-------|
| a    | b     |

> Quoted

Term
:   Definition

[^1]: A note with *words*.
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize(("ending", "kind"), [("rst", "rst"), ("adoc", "asciidoc")])
def test_what_pandoc_writes_is_read_as_its_markdown(tmp_path: Path, ending: str, kind: str) -> None:
    source = tmp_path / "talks.txt"
    source.write_text(PANDOC, encoding="utf-8")
    made = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", kind, str(source)],
        check=True, capture_output=True, text=True, timeout=120,
    ).stdout  # fmt: skip
    text = " ".join(read(f"talks.{ending}", made).text.split())
    for words in ("On the river", "10⁶ times.", "Bold code link", "deeper", "left", "Quoted",
                  "Definition", "A note with words."):  # fmt: skip
        assert words in text
