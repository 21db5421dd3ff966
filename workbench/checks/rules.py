"""All rules, in the order in which they are documented and reported."""

from workbench.checks import term_rules as terms
from workbench.checks.number_rule import mismatch
from workbench.checks.omission import Omission
from workbench.checks.placeholders import placeholders
from workbench.checks.presence import WrongScript, empty, untranslated, wrong_language
from workbench.checks.punctuation import Punctuation
from workbench.checks.repetition import InconsistentTranslation
from workbench.checks.rule import Rule, each
from workbench.checks.spacing import repeated_word, whitespace

RULES: tuple[Rule, ...] = (
    Rule(
        "term-missing",
        "error",
        "A concept of the glossary stands in the source, and none of its preferred or admitted "
        "terms stands in the target.",
        ("the Security Council met", "Совет по безопасности собрался", "Совет Безопасности"),
        each(terms.missing),
    ),
    Rule(
        "term-forbidden",
        "error",
        "A forbidden term of a concept that is due stands in the target.",
        ("the UN Charter", "Хартия ООН", "Устав ООН"),
        each(terms.forbidden),
        alone=True,
    ),
    Rule(
        "term-inconsistent",
        "note",
        "One source term is rendered in several ways across the texts, each of them allowed.",
        (
            "the Belt and Road",
            "«Пояс и путь» here, «Один пояс, один путь» elsewhere",
            "one of them",
        ),
        terms.Inconsistent,
    ),
    Rule(
        "number-mismatch",
        "error",
        "A number of one side has no counterpart on the other, in whatever script or form.",
        ("3.5万人", "35 million people", "35,000 people"),
        each(mismatch),
    ),
    Rule(
        "untranslated",
        "warning",
        "The target is the source itself.",
        ("The meeting is over.", "The meeting is over.", "Встреча окончена."),
        each(untranslated),
    ),
    Rule(
        "wrong-language",
        "error",
        "The target is written in another language or script than it ought to be in.",
        ("The meeting is over.", "会议结束了。 (in a Russian file)", "Встреча окончена."),
        each(wrong_language),
        alone=True,
    ),
    Rule(
        "wrong-script",
        "warning",
        "Traditional characters stand among Simplified ones, or the reverse; Latin letters within "
        "a Cyrillic word.",
        ("strategic dialogue", "战略對话", "战略对话"),
        WrongScript,
        alone=True,
    ),
    Rule(
        "empty",
        "warning",
        "The source has text, the target has none.",
        ("The meeting is over.", "", "Встреча окончена."),
        each(empty),
    ),
    Rule(
        "inconsistent-translation",
        "note",
        "The same source sentence is translated in several ways.",
        ("Thank you.", "Спасибо. here, Благодарю. elsewhere", "one of them"),
        InconsistentTranslation,
    ),
    Rule(
        "punctuation",
        "warning",
        "A lost end mark or question mark, brackets and quotation marks without a partner or of "
        "another language, marks of the wrong width.",
        ("Who will come?", "Кто придёт.", "Кто придёт?"),
        Punctuation,
        alone=True,
    ),
    Rule(
        "whitespace",
        "warning",
        "Double spaces, spaces beside marks, spaces at an end that the source has not.",
        ("We agree.", "Мы  согласны .", "Мы согласны."),
        each(whitespace),
        alone=True,
    ),
    Rule(
        "placeholder",
        "error",
        "A placeholder or tag of one side is missing on the other.",
        ("%s files in {folder}", "%s файлов в {папка}", "%s файлов в {folder}"),
        each(placeholders),
    ),
    Rule(
        "repeated-word",
        "warning",
        "The same word stands twice in a row.",
        ("on the agenda", "на на повестке", "на повестке"),
        each(repeated_word),
        alone=True,
    ),
    Rule(
        "omission",
        "note",
        "Neighbouring words of the source have no counterpart in the target, by the encoder's "
        "word vectors; slow, and a hint only.",
        ("Nuclear talks resumed in Geneva.", "Встреча возобновилась.", "Ядерные переговоры …"),
        Omission,
        enabled=False,
    ),
)

BY_NAME = {rule.name: rule for rule in RULES}
