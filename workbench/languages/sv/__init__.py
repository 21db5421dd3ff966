"""Swedish."""

from workbench.languages.language import LATIN, Language, traits

LANGUAGE = Language(
    "sv",
    "Swedish",
    "Latn",
    quotes=(("”", "”"), ("»", "»")),
    traits=traits(
        LATIN + "åäöé",
        "och i att det som en på är av för med den till inte om ett han men var jag har de vi "
        "så från eller när kan hade sig under där hans vid efter också skulle ut nu hon mycket "
        "över finns alla mot denna detta dem utan än blev vara bara mellan många",
        "ning ningen het heten arna erna ligt liga skap ade",
    ),
)
