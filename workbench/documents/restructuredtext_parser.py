"""docutils' parser of reStructuredText, taught to keep the text of what it does not know.

docutils knows neither Sphinx's directives and roles nor those of a project's own. Here every
directive's content is parsed as text, unless its name says that it holds none; every role's text
is kept. No directive reads another file, and nothing is evaluated.
"""

import re
import sys
from typing import TYPE_CHECKING, Any

from docutils import frontend, nodes, utils
from docutils.parsers import rst
from docutils.parsers.rst import states

if TYPE_CHECKING:
    from docutils.statemachine import StringList

CONTAINER, TITLE, OMISSION = "directive", "directive-title", "left-out"
"""Classes of the nodes that are made of directives."""

_LEFT_OUT = {
    "code block": "code code-block code-cell sourcecode literalinclude parsed-literal highlight "
    "doctest testcode testsetup testcleanup testoutput productionlist prompt ipython "
    "graphviz digraph graph inheritance-diagram mermaid plantuml uml raw jupyter-execute",
    "formula": "math",
    "included file": "include",
    "image": "image",
    "running head": "header footer",
    "contents": "contents toctree sectnum section-numbering autosummary autoclass autofunction "
    "automodule automethod autodata autoattribute autoexception",
    "directive": "index class rst-class role default-role meta title currentmodule module "
    "py:module py:currentmodule program target-notes highlightlang tabularcolumns codeauthor "
    "sectionauthor moduleauthor restructuredtext-test-directive",
}
_WHAT = {name: what for what, names in _LEFT_OUT.items() for name in names.split()}

_DOCUTILS = {"list-table", "csv-table", "replace", "unicode", "date"}
"""Directives that are left to docutils, because their content has a form of its own."""

_TITLED = {
    "topic", "sidebar", "admonition", "rubric", "centered", "tab", "tab-item", "dropdown", "card",
    "grid-item-card", "table", "collapse", "details", "tabs", "group-tab",
}  # fmt: skip
"""Directives whose argument is a title, even of one word."""

_SAYING = {
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning",
    "seealso", "todo", "versionadded", "versionchanged", "versionremoved", "deprecated",
}  # fmt: skip
"""Directives whose text begins behind their name."""

_SHOWN = {"caption", "title", "header"}
"""Options that readers of the page see."""

_CONTENTS_CAPTION = "toctree"
_OPTION = re.compile(r":(?P<name>[^\s:][^:]*):(?:\s+(?P<value>.*))?$")
_NO_PROSE = re.compile(r"[(){}\[\]<>=/\\_*#|]|::|^\S+\.\S+$")
_SAYS_MORE = re.compile(r"\s|[^\x00-\x7f]")
_TARGET = re.compile(r"(?P<shown>.+?)\s*(?<!\\)<(?P<target>[^<>]*)>", re.DOTALL)
_CODE_WORD = re.compile(r"[!-;=?-~]+")
_LABELS = {"ref", "doc", "numref", "download", "any", "keyref", "cite", "cite:p", "cite:t"}
"""Roles that show the title of what they name, which stands elsewhere."""

_SILENT = {"index", "raw", "html", "latex"}


def parse(text: str) -> nodes.document:
    r"""The tree of a page, its references not resolved.

    Args:
        text: The page, its line ends ``\n``.
    """
    inliner = states.Inliner()
    # A subclass is none that docutils' inliner can be set up for: it looks into its own class.
    inliner.interpreted = _role  # type: ignore[method-assign, assignment]
    parser = rst.Parser(inliner=inliner)
    parser.state_classes = _STATES
    settings = frontend.get_default_settings(rst.Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = 5
    settings.halt_level = 6
    settings.line_length_limit = sys.maxsize
    settings.warning_stream = False
    document = utils.new_document("", settings)
    parser.parse(text, document)
    return document


def _role(
    rawsource: str, text: str, role: str, _lineno: int
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The text of a role, whatever its name."""
    name = role.lower()
    shown = nodes.unescape(text)
    if name == "math":
        return [nodes.math(rawsource, nodes.unescape(text, restore_backslashes=True))], []
    if name in {"sub", "subscript"}:
        return [nodes.subscript(rawsource, shown)], []
    if name in {"sup", "superscript"}:
        return [nodes.superscript(rawsource, shown)], []
    titled = _TARGET.fullmatch(shown)
    if titled is not None:
        return [nodes.inline(rawsource, titled["shown"])], []
    if name in _LABELS or name in _SILENT:
        return [nodes.inline(rawsource, shown, classes=[OMISSION])], []
    shown = shown.lstrip("!")
    if shown.startswith("~"):
        shown = shown[1:].rpartition(".")[2]
    kind = nodes.literal if name and _CODE_WORD.fullmatch(shown) else nodes.inline
    return [kind(rawsource, shown)], []


class _Keeping:
    """What a state of docutils' parser does with directives."""

    nested_sm_cache: list[Any]

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": _STATES, "initial_state": "Body"}

    def run_directive(
        self,
        directive: Any,
        match: re.Match[str],
        type_name: str,
        option_presets: dict[str, Any],
    ) -> tuple[list[nodes.Node], bool]:
        """A directive that docutils knows."""
        if type_name.lower() in _DOCUTILS or isinstance(self, states.SubstitutionDef):
            found: tuple[list[nodes.Node], bool] = super().run_directive(  # type: ignore[misc]
                directive, match, type_name, option_presets
            )
            return found
        return self._kept(type_name.lower(), match.end())

    def unknown_directive(self, type_name: str) -> tuple[list[nodes.Node], bool]:
        """A directive that docutils does not know."""
        if isinstance(self, states.SubstitutionDef):
            unknown: tuple[list[nodes.Node], bool] = super().unknown_directive(type_name)  # type: ignore[misc]
            return unknown
        line = self.state_machine.line  # type: ignore[attr-defined]
        match = re.match(r"\.\.[ ]+" + re.escape(type_name) + r"[ ]?::(?:[ ]+|$)", line)
        return self._kept(type_name.lower(), match.end() if match else len(line))

    def _kept(self, name: str, begin: int) -> tuple[list[nodes.Node], bool]:
        """The nodes of a directive whose argument begins at a column of the current line."""
        machine = self.state_machine  # type: ignore[attr-defined]
        line = machine.abs_line_number()
        block, _, offset, blank_finish = machine.get_first_known_indented(begin, strip_top=0)
        what = _WHAT.get(name)
        made: list[nodes.Node] = []
        if what is not None:
            made.append(_omitted(what, "\n".join(block)))
            if name == _CONTENTS_CAPTION:
                made += self._titles(_options(block), line)
            return made, blank_finish
        taken = _argument_length(block)
        argument = "\n".join(block[:taken]).strip()
        container = nodes.container(classes=[CONTAINER, name])
        rest = taken
        options: dict[str, str] = {}
        while rest < len(block) and (option := _OPTION.match(block[rest].strip())):
            options[option["name"]] = option["value"] or ""
            rest += 1
            while rest < len(block) and block[rest].startswith(" ") and block[rest].strip():
                options[option["name"]] += " " + block[rest].strip()
                rest += 1
        if argument and name in _SAYING:
            self._parse(block[:taken], offset, container)
        elif argument and name != "figure" and _is_title(name, argument):
            container += self._titles({"title": argument}, line)
        elif argument:
            container += _omitted("image" if name == "figure" else "directive argument", argument)
        container += self._titles(options, line)
        self._parse(block[rest:], offset + rest, container)
        return [container], blank_finish

    def _parse(self, block: "StringList", offset: int, parent: nodes.Element) -> None:
        self.nested_parse(block, offset, parent)  # type: ignore[attr-defined]

    def _titles(self, options: dict[str, str], line: int) -> list[nodes.Node]:
        """Options and arguments that are shown as titles, and what is left out of the others."""
        made: list[nodes.Node] = []
        for name, value in options.items():
            if name in _SHOWN and value:
                inline, _ = self.inline_text(value, line)  # type: ignore[attr-defined]
                title = nodes.paragraph(value, "", *inline, classes=[TITLE])
                title.line = line
                made.append(title)
            else:
                made.append(_omitted("directive option", value))
        return made


_STATES = tuple(
    type(each.__name__, (_Keeping, each), {"nested_sm_cache": []}) for each in states.state_classes
)


def _omitted(what: str, text: str) -> nodes.Node:
    return nodes.comment(text, text, classes=[OMISSION, what])


def _argument_length(block: "StringList") -> int:
    """Lines of a directive's argument: to the first empty line or option."""
    for number, line in enumerate(block):
        if not line.strip() or _OPTION.match(line.strip()):
            return number
    return len(block)


def _options(block: "StringList") -> dict[str, str]:
    found = (_OPTION.match(line.strip()) for line in block)
    return {each["name"]: each["value"] for each in found if each and each["name"] in _SHOWN}


def _is_title(name: str, argument: str) -> bool:
    """Whether a directive's argument is text rather than a name, a path or a signature."""
    if name in _TITLED:
        return True
    return ":" not in name and not _NO_PROSE.search(argument) and bool(_SAYS_MORE.search(argument))
