"""Whoever waits to write gets a turn, however busy another terminal is."""

from multiprocessing.context import ForkServerContext
from typing import Any

import pytest

from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once

SALES = 30


def test_who_sells_without_a_pause_keeps_no_other_terminal_waiting(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """Both sell as fast as they can, one after the other, whoever began."""
    product, began, ended = shared.product(100), processes.Event(), processes.Event()
    first, second = shared.client("Un"), shared.client("Deux")
    sold, ready = at_once(
        processes,
        target,
        ("sell_until", began, ended, first, product, shared.staff),
        ("sell_and_end", began, ended, second, product, SALES, shared.staff),
    )
    assert ready == "sold"
    assert int(sold) < SALES * 2, "the other's turn came after each sale or two"


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_the_turn_of_who_was_killed_is_over(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    assert at_once(processes, target, ("take_a_turn_and_die",)) == ["killed"]
    assert at_once(processes, target, ("sell", shared.client(), shared.product(100), shared.staff))[0]
