"""All rules, in the order in which they are documented and reported.

A new rule is a module with ``RULES`` and its name here.
"""

import importlib

from workbench.checks.rule import CheckRule

_MODULES = (
    "term_rules",
    "number_rule",
    "presence",
    "wrong_script",
    "repetition",
    "punctuation",
    "whitespace",
    "placeholders",
    "inline_codes",
    "repeated_word",
    "omission",
    "order",
    "pages",
)

RULES: tuple[CheckRule, ...] = tuple(
    rule
    for module in _MODULES
    for rule in importlib.import_module(f"workbench.checks.{module}").RULES
)

BY_NAME = {rule.name: rule for rule in RULES}
