"""A project, written in a format and imported again, is the same project."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import exchange, project
from workbench.units import Memory, Source, Unit, Variant, joined

MEMORY = Memory((Source("en", "en"), Source("ru", "ru"), Source("zh-CN", "zh-CN")), "talks")

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1).map(
    lambda text: joined((text,), " ")[0]
)
"""What stands in a project: trimmed and composed, and a reader sees something."""

SEGMENTS = st.lists(TEXT.filter(bool), max_size=3).map(tuple)


@st.composite
def beads(draw):
    """Beads that hold one segment at least."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        sides = draw(st.tuples(SEGMENTS, SEGMENTS, SEGMENTS).filter(any))
        status = draw(st.sampled_from(["unreviewed", "confirmed"]))
        found.append(
            Unit(
                str(number + 1),
                {
                    source.key: Variant(side)
                    for source, side in zip(MEMORY.sources, sides, strict=True)
                },
                status,
                draw(st.booleans()),
                confidence=None if status == "confirmed" else draw(st.sampled_from([0.25, 0.5])),
                note=draw(st.one_of(st.just(""), TEXT)),
            )
        )
    return found


def sentences(unit, key):
    """A side's sentences; of Chinese their text, since two may compose into one across a border."""
    # A memory in which a language says nothing does not name it.
    segments = unit.variants.get(key, Variant(())).segments
    return joined(segments, "")[0] if key == "zh-CN" else segments


def seen(units, keys, *, confidence):
    """What must come back of the units."""
    return [
        (
            tuple(sentences(unit, key) for key in keys),
            unit.status,
            unit.flagged,
            unit.note,
            unit.confidence if confidence else None,
        )
        for unit in units
    ]


@pytest.mark.parametrize(
    ("ending", "pair", "confidence"),
    [
        ("json", None, True),
        ("tsv", None, False),
        ("csv", None, False),
        ("xlsx", None, False),
        ("tmx", None, True),
        ("tmx", "ru:en", True),
        ("xliff", "en:ru", True),
        ("po", "en:ru", True),
    ],
)
def test_a_project_comes_back_as_it_was(tmp_path_factory, ending, pair, confidence):
    folder = tmp_path_factory.mktemp("round")

    @settings(max_examples=15)
    @given(beads())
    def check(units):
        before, file, after = folder / "talks.aligned", folder / f"x.{ending}", folder / "x.aligned"
        for path in (before, after):
            path.unlink(missing_ok=True)
        project.create_from_units(before, MEMORY, units)
        memory, found = project.units(project.open(before))
        keys = pair.split(":") if pair else [source.key for source in MEMORY.sources]
        least = {"json": 1, "tsv": 1, "csv": 1, "xlsx": 1}.get(ending, 2)
        kept = [
            unit
            for unit in units
            if sum(bool(unit.variants[key].segments) for key in keys) >= least
        ]
        if ending == "po":
            first: dict[tuple[str, ...], Unit] = {}
            for unit in kept:
                first.setdefault(unit_texts(unit, keys), unit)
            kept = list(first.values())
        exchange.write(file, memory, found, pair=pair)
        if not kept:
            return
        project.create_from_units(after, *exchange.read(file))
        _, again = project.units(project.open(after))
        assert seen(again, keys, confidence=confidence) == seen(kept, keys, confidence=confidence)

    check()


def unit_texts(unit, keys):
    """What PO knows a message by: its source and its target."""
    return tuple(joined(unit.variants[key].segments, " ")[0] for key in keys)
