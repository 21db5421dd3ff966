"""What belongs to a language stands in its folder: nobody else names one, or writes its letters."""

import ast
import re
import unicodedata
from pathlib import Path

import workbench
from workbench.languages import LANGUAGES

HOUSE = Path(workbench.__file__).parent

ALPHABETS = ("CYRILLIC", "CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA",
             "HANGUL", "ARABIC LETTER", "HEBREW LETTER", "THAI CHARACTER", "GREEK")  # fmt: skip
ESCAPED = re.compile(r"\\u(?:0[4-6e]..|3[4-9]..|[4-9]...|f[9aA]..)")

MARKUP = "an element or attribute of the format, no language"
MESSAGES = "a program's messages are in English where the file names no source language"
WIDTHS = "which characters are wide, or need no space, is a property of Unicode's blocks"
LAYOUT = "page numbers and list markers of a document whose language is not known yet"
CANDIDATES = "which marks may end a sentence at all is decided before the language's own rules"
LIKELY = "texts are weighed before their language is known, by the letters of all encodings"

NAMED = {
    "documents/docx_tables.py": MARKUP,
    "documents/drawing.py": MARKUP,
    "documents/html_elements.py": MARKUP,
    "documents/html_walker.py": MARKUP,
    "documents/markdown.py": MARKUP,
    "exchange/inline.py": MARKUP,
    "units/code.py": MARKUP,
    "exchange/memories.py": "the language of TMX's own header",
    "exchange/gettext_po.py": MESSAGES,
    "glossary/po_glossary.py": MESSAGES,
    "exchange/pairs.py": "an example in a message",
}
"""Modules that hold a string which is a language's code too, and why they may."""

LETTERED = {
    "cli/glossary_.py": "an example in the help",
    "documents/html_elements.py": LAYOUT,
    "documents/likelihood.py": LIKELY,
    "documents/lines.py": LAYOUT,
    "documents/pages.py": LAYOUT,
    "documents/running_heads.py": LAYOUT,
    "embedding/uncomposed.py": WIDTHS,
    "extraction/candidate_table.py": "what people of any language tick a row with",
    "review/candidates.py": "keys of a Russian keyboard, which sends its own letters",
    "review/find.py": "a search over all columns at once, whatever their languages",
    "review/keys.py": "keys of a Russian keyboard, which sends its own letters",
    "review/wrap.py": WIDTHS,
    "segmentation/lists.py": CANDIDATES,
    "segmentation/ruleset.py": CANDIDATES,
    "segmentation/segmenter.py": WIDTHS,
    "segmentation/splitter.py": CANDIDATES,
    "settings.py": "an example in a message",
    "words/clauses.py": WIDTHS,
    "words/splitting.py": WIDTHS,
}
"""Modules that write letters of an alphabet other than Latin, and why they may."""


def strings(path):
    """The string constants of a module, without docstrings and the examples of checks."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CheckRule":
            left_out.update(ast.walk(node))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out
    ]


def modules():
    """Each module outside of the languages, by its path in the package, with its strings."""
    return {
        path.relative_to(HOUSE).as_posix(): strings(path)
        for path in sorted(HOUSE.rglob("*.py"))
        if "languages" not in path.parts
    }


def is_tag(text):
    """Whether a string is the tag of a language with a folder, with a script or region or not.

    "id", of which every format has one, is not taken for Indonesian.
    """
    if text == "id":
        return False
    code, *rest = text.replace("_", "-").split("-")
    return code in LANGUAGES and all(re.fullmatch("[A-Z]{2}|[A-Z][a-z]{3}", part) for part in rest)


def has_letters(text):
    """Whether a string holds letters of an alphabet, or escapes of them in a pattern."""
    letters = (one for one in text if not one.isascii() and unicodedata.category(one)[0] == "L")
    names = (unicodedata.name(letter, "") for letter in letters)
    return any(name.startswith(ALPHABETS) for name in names) or bool(ESCAPED.search(text))


def test_no_language_is_asked_for_by_name():
    """No module outside the languages holds a tag, but for what is none and is listed here."""
    found = {name for name, texts in modules().items() if any(map(is_tag, texts))}
    assert found == NAMED.keys()


def test_no_letters_of_a_language_are_written_out():
    """No module outside the languages holds letters beside Latin ones, but for those listed."""
    found = {name for name, texts in modules().items() if any(map(has_letters, texts))}
    assert found == LETTERED.keys()


def test_a_language_is_its_folder():
    """Each folder's record says its code, and every part it has is of the kind its name says."""
    for code, language in LANGUAGES.items():
        assert language.code == code
        for path in (HOUSE / "languages" / code).glob("*.py"):
            part = getattr(language, path.stem, None) if path.stem != "__init__" else None
            if part is not None:
                assert type(part).__name__.lower() == path.stem


def test_a_language_without_a_folder_has_the_defaults():
    """Every part of an unknown language does nothing, or what is usual."""
    from workbench.languages import of
    from workbench.languages.numbers import days_of, numbers, times_of

    plain = of("tlh")
    assert [slot.forms for slot in plain.inflection.slots(["Worf"], [], "")] == [{"worf": -1}]
    assert plain.inflection.variants(["a", "b"], ["-"]) == [(["a", "b"], ["-"])]
    assert [sorted(number.values) for number in numbers("jav 3.5 wa", "tlh")] == [[3.5]]
    assert days_of("3 May", "tlh") == []
    assert times_of("3:30", "tlh") == []
    assert plain.sentences is None
    assert plain.cutter.known is None
