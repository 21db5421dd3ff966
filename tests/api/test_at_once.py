"""The same file changed by several calls at once: none takes away what another added."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from support.project_samples import sample

from workbench import api, exchange
from workbench.glossary import Glossary

pytest.importorskip("fcntl", reason="the system cannot lock a folder")

COUNT = 5


def at_once(work: Callable[[int], object]) -> None:
    with ThreadPoolExecutor(COUNT) as pool:
        list(pool.map(work, range(COUNT)))


@pytest.mark.parametrize("name", ["terms.csv", "terms.tbx", "terms.xlsx"])
def test_concepts_that_are_added_at_once(tmp_path: Path, name: str) -> None:
    """Each was told that its term was added; the file held the last one's."""
    path = tmp_path / name
    at_once(lambda n: api.add_concept(path, {"en": [f"term {n}"], "ru": [f"слово {n}"]}))
    assert {c.terms["en"][0].text for c in Glossary.read(path)} == {
        f"term {number}" for number in range(COUNT)
    }


def test_projects_whose_units_one_memory_takes(tmp_path: Path) -> None:
    """As when a team's projects are exported into one memory."""
    memory = tmp_path / "all.tmx"
    for number in range(COUNT):
        sample(
            tmp_path / f"p{number}.aligned",
            [(1, 1, 1)] * 3,
            text=lambda tag, place, number=number: f"{tag} {number} {place}.",
        )

    def export(number: int) -> None:
        with closing(api.open(tmp_path / f"p{number}.aligned")) as project:
            api.export([project], memory, update=True)

    at_once(export)
    _, units = exchange.read(memory)
    assert len({unit.variants["en"].segments for unit in units}) == 3 * COUNT
