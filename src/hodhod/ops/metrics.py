"""What the server counts, in the form that Prometheus reads.

Names begin with `hodhod_`. Labels are taken from the schema and from our own lists, never from what
a stranger sends, so their number is bounded.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Bounds of the buckets of answering times."""

LAG_EVERY_S = 0.5
"""How often the event loop's delay is measured."""

_NUMBER = re.compile(r"\d+")


class Metrics:
    """The server's counters; also the Observer that use-cases and handlers report to."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._answers = Counter(
            "hodhod_rpc_answers",
            "Answers to API methods, by what became of them",
            ("method", "outcome"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "hodhod_rpc_seconds",
            "Time that answers took",
            ("method",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._unsupported = Counter(
            "hodhod_rpc_unsupported",
            "Calls of valid methods that this server does not have",
            ("method",),
            registry=self.registry,
        )
        self._lag = Gauge(
            "hodhod_loop_lag_seconds",
            "How late the event loop ran the last measurement",
            registry=self.registry,
        )

    def answered(self, method: str, outcome: str, seconds: float) -> None:
        """Count an answer.

        Args:
            method: Its name in the schema.
            outcome: "ok", or the name of an error; FLOOD_WAIT_3 counts as FLOOD_WAIT_N.
            seconds: How long it took.
        """
        self._answers.labels(method, _NUMBER.sub("N", outcome)).inc()
        self._seconds.labels(method).observe(seconds)

    def unsupported(self, method: str) -> None:
        """Count a call of a method that is not there."""
        self._unsupported.labels(method).inc()

    def watch(self, name: str, help_text: str, read: Callable[[], float]) -> None:
        """Show a number that is read when somebody asks for the metrics.

        Args:
            name: Its name, with the unit, without `hodhod_`.
            help_text: What it is.
            read: Returns it.
        """
        Gauge(f"hodhod_{name}", help_text, registry=self.registry).set_function(read)

    async def measure_lag(self) -> None:
        """Measure the event loop's delay until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self._lag.set(max(0.0, loop.time() - due))

    def text(self) -> bytes:
        """Write all metrics in Prometheus's text format."""
        return generate_latest(self.registry)
