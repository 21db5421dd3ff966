"""Units that the tests of all formats share."""

from datetime import UTC, datetime

from workbench.units import Memory, Source, Unit, Variant

MEMORY = Memory(
    (Source("en", "en"), Source("zh", "zh-Hans"), Source("ru", "ru")),
    "talks",
    datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
)
PAIR = Memory((Source("en", "en"), Source("ru", "ru")), "talks")

UNITS = (
    Unit(
        "1",
        {
            "en": Variant(("Good morning.",)),
            "zh": Variant(("早上好。",)),
            "ru": Variant(("Доброе утро.",)),
        },
        "confirmed",
        author="M. Li",
        changed=datetime(2026, 3, 2, 8, 0, 5, tzinfo=UTC),
        note="greeting",
        version=4,
    ),
    Unit(
        "2",
        {
            "en": Variant(("Both sides met.", "They agreed.")),
            "zh": Variant(("双方会晤。", "双方同意。")),
            "ru": Variant(("Стороны встретились и договорились.",)),
        },
        confidence=0.875,
        flagged=True,
    ),
    Unit(
        "3",
        {"en": Variant(("An aside.",)), "zh": Variant(()), "ru": Variant(())},
        confidence=0.4,
    ),
    Unit(
        "4",
        {
            "en": Variant(()),
            "zh": Variant(("只有中文和俄文。",)),
            "ru": Variant(("Без английского.",)),
        },
        confidence=0.6,
    ),
)


def texts(units):
    """What a reader gets: by unit, the sentences of each language that has any."""
    return [
        (
            unit.id,
            {key: variant.segments for key, variant in unit.variants.items() if variant.segments},
        )
        for unit in units
    ]
