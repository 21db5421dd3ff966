"""Work spread over the machine's cores."""

from __future__ import annotations

import threading

import pytest

from workbench.embedding import threads


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with two cores."""
    monkeypatch.setattr(threads, "_cores", lambda: 2)


def test_results_come_in_order() -> None:
    """Whatever is done first."""
    assert list(threads.map_in_threads(lambda number: number * number, range(50))) == [
        number * number for number in range(50)
    ]


def test_two_items_are_worked_on_before_a_result_is_asked_for() -> None:
    """Each of the two waits for the other: alone neither would end."""
    meeting = threading.Barrier(2, timeout=20)
    found = threads.map_ahead(lambda _: meeting.wait(), [1, 2])
    assert sorted(found) == [0, 1]


def test_items_are_taken_as_results_are() -> None:
    """A long list of large items is never held whole."""
    taken = []

    def items() -> object:
        for number in range(100):
            taken.append(number)
            yield number

    found = threads.map_ahead(lambda number: number, items(), ahead=1)  # type: ignore[arg-type]
    assert len(taken) == 2
    assert next(found) == 0
    assert len(taken) == 3


def test_what_a_thread_maps_it_does_alone() -> None:
    """Otherwise the threads would multiply."""

    def inner(_: int) -> set[str]:
        return set(threads.map_in_threads(lambda _: threading.current_thread().name, range(5)))

    assert all(len(names) == 1 for names in threads.map_in_threads(inner, range(6)))


def test_an_error_in_a_thread_reaches_the_caller() -> None:
    """And ends the work."""
    with pytest.raises(ZeroDivisionError):
        list(threads.map_in_threads(lambda number: 1 // number, [3, 0, 2]))
