"""A project, written in a format and imported again, is the same project."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import exchange, project
from workbench.units import OWN_ID, Code, Memory, Source, Unit, Variant, joined

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


PAIR = Memory((Source("en", "en"), Source("ru", "ru")), "talks")
NS = ' xmlns:ext="urn:ext" ext:n="1"'

WORDS = st.text(st.sampled_from("абвabc ;.<&⟦1⟧="), max_size=8)

FORMS = {
    "tmx": (
        "tmx",
        lambda n: (f'<bpt i="{n}" x="{n}"{NS}>&lt;b&gt;</bpt>', f'<ept i="{n}">&lt;/b&gt;</ept>'),
        lambda n: f'<ph x="{n}"{NS}>{{{n}}}</ph>',
    ),
    "xliff": (
        "xliff",
        lambda n: (f'<g id="{n}"{NS}>', "</g>"),
        lambda n: f'<x id="{n}" ctype="lb"{NS}/>',
    ),
    "v2.xliff": (
        "xliff2",
        lambda n: (
            f'<pc id="{n}"{NS}><data>&lt;b&gt;</data>',
            "</pc><data>&lt;/b&gt;</data>",
        ),
        lambda n: f'<ph id="{n}"{NS}><data>{n}</data></ph>',
    ),
}
FORMS |= dict.fromkeys(("po", "xlsx", "tsv", "csv", "json"), FORMS["tmx"])


@st.composite
def coded_sides(draw, form):
    """A sentence with codes: nested pairs, and some that stand alone."""
    kind, pair, alone = FORMS[form]
    text, codes = draw(WORDS), []
    for number in range(draw(st.integers(0, 3))):
        name = str(number + 1)
        if draw(st.booleans()):
            codes.append(Code(len(text), "standalone", name, alone(name), kind))
            text += draw(WORDS)
        else:
            start, end = pair(name)
            codes.append(Code(len(text), "open", name, start, kind))
            # An element with nothing in it is one code.
            text += draw(WORDS) + "x"
            codes.append(Code(len(text), "close", name, end, kind))
            text += draw(WORDS)
    begin = len(text) - len(text.lstrip())
    text = f"{text.strip()}w"
    places = [min(max(code.place - begin, 0), len(text) - 1) for code in codes]
    placed = tuple(c._replace(place=place) for c, place in zip(codes, places, strict=True))
    return Variant((text,), codes=(placed,) if placed else ())


@st.composite
def coded_units(draw, form):
    """Units with codes and contexts, of which some have the same texts."""
    name = "msgctxt" if form == "po" else "x-context"
    units = []
    for number in range(draw(st.integers(1, 4))):
        context = draw(st.sampled_from(["", "menu", "dialog"]))
        units.append(
            Unit(
                str(number + 1),
                {"en": draw(coded_sides(form)), "ru": draw(coded_sides(form))},
                draw(st.sampled_from(["unreviewed", "confirmed"])),
                properties={name: context} if context else {},
            )
        )
    return units


def with_codes(units):
    """What must come back of units with codes."""
    return [
        (
            [(side.segments, side.codes) for side in unit.variants.values()],
            unit.status,
            # What the file calls it is a property only where it came from one.
            {name: value for name, value in unit.properties.items() if name != OWN_ID},
        )
        for unit in units
    ]


@pytest.mark.parametrize("form", FORMS)
def test_import_export_import_is_the_identity_with_codes_contexts_and_namespaces(
    tmp_path_factory, form
):
    folder = tmp_path_factory.mktemp("codes")
    files = [folder / f"{number}.{form}" for number in range(2)]

    @settings(max_examples=15)
    @given(coded_units(form))
    def check(units):
        exchange.write(files[0], replace(PAIR, columns=("x-context",)), units)
        imported = []
        for file, again in ((files[0], files[1]), (files[1], None)):
            path = folder / "x.aligned"
            path.unlink(missing_ok=True)
            project.create_from_units(path, *exchange.read(file))
            memory, found = project.units(project.open(path))
            found = list(found)
            imported.append(found)
            if again is not None:
                exchange.write(again, memory, found)
        assert with_codes(imported[1]) == with_codes(imported[0])
        if form == "po":
            assert {unit.properties.get("msgctxt", "") for unit in imported[0]} >= {
                unit.properties.get("msgctxt", "") for unit in units
            }
        elif form not in ("xlsx", "csv", "tsv"):
            assert with_codes(imported[0]) == with_codes(units)
        else:
            # Codes come back as their marks.
            assert [
                [(side.segments, [[code.place for code in one] for one in side.codes])
                 for side in unit.variants.values()]
                for unit in imported[0]
            ] == [
                [(side.segments, [[code.place for code in one] for one in side.codes])
                 for side in unit.variants.values()]
                for unit in units
            ]  # fmt: skip
            assert [unit.properties for unit in imported[0]] == [unit.properties for unit in units]

    check()
