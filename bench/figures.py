"""A figure: what was measured, how much, in which unit, under which conditions."""

import time
from collections.abc import Callable
from dataclasses import dataclass

MIN_S = 1.0
"""A measurement runs at least so long."""


@dataclass(frozen=True, slots=True)
class Figure:
    what: str
    value: float
    unit: str
    conditions: str = ""

    def __str__(self) -> str:
        amount = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:,.2f}"
        return f"{self.what:<58} {amount:>12} {self.unit:<12} {self.conditions}".rstrip()


def seconds_each(run: Callable[[], object], at_least: float = MIN_S) -> float:
    """How long one run takes: the best of several batches, as noise only ever adds."""
    batch = 1
    while (took := _timed(run, batch)) < at_least / 10:
        batch *= 2
    best, left = took / batch, at_least
    while left > 0:
        took = _timed(run, batch)
        best, left = min(best, took / batch), left - took
    return best


def _timed(run: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        run()
    return time.perf_counter() - start
