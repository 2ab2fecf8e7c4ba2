"""What the server counts, in the form that Prometheus reads.

Names begin with `hodhod_`. Labels are taken from the schema and from our own lists, never from what
a stranger sends, so their number is bounded.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

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
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from hodhod.gateway import Gateway
from hodhod.store import Store

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Bounds of the buckets of answering times."""

LAG_EVERY_S = 0.5
"""How often the event loop's delay is measured."""

_NUMBER = re.compile(r"\d+")


class Metrics:
    """The server's counters; also the Observer that use-cases and handlers report to."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._counts: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
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
        count, times = self._counted(method, outcome)
        count.inc()
        times.observe(seconds)

    def _counted(self, method: str, outcome: str) -> tuple[Counter, Histogram]:
        """Return where answers are counted; finding it costs more than counting."""
        known = self._counts.get((method, outcome))
        if known is None:
            name = _NUMBER.sub("N", outcome)
            known = self._answers.labels(method, name), self._seconds.labels(method)
            if name == outcome:
                self._counts[method, outcome] = known
        return known

    def unsupported(self, method: str) -> None:
        """Count a call of a method that is not there."""
        self._unsupported.labels(method).inc()

    def watch_gateway(self, gateway: Gateway) -> None:
        """Show the figures of a gateway."""
        self.registry.register(GatewayFigures(gateway))

    def watch_store(self, store: Store) -> None:
        """Show the figures of the connections to the database."""
        self.registry.register(StoreFigures(store))

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


class GatewayFigures(Collector):
    """The figures of a gateway at the moment when they are asked for."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def collect(self) -> Iterator[Metric]:
        """Yield them."""
        stats = self._gateway.stats
        for name, text, value in (
            ("connections", "Connections, over any transport", stats.connections),
            ("sessions", "Sessions, with a connection or remembered", stats.sessions),
            ("auth_keys", "Auth keys in memory", stats.keys),
            ("online_users", "Users who receive updates here", stats.users),
            ("gateway_tasks", "Requests, deliveries and handshakes under way", stats.tasks),
            ("late_seconds", "The least of the last delays of the event loop", stats.late_s),
            ("strangers_rate", "Strangers let in a second at most", stats.strangers_a_second),
            ("strangers_waiting", "Strangers who wait at the door", stats.strangers_waiting),
            ("line_waiting", "People who know when they may sign in or up", stats.line),
        ):
            yield GaugeMetricFamily(f"hodhod_{name}", text, value)
        for name, text, value in (
            ("strangers_refused", "Strangers sent away at the door", stats.strangers_refused),
            ("put_off", "Requests put off, as others are worth more", stats.put_off),
            ("line_told", "Times that people were told to wait to sign in", stats.line_told),
        ):
            yield CounterMetricFamily(f"hodhod_{name}", text, value)
        made = CounterMetricFamily(
            "hodhod_auth_keys_made", "Keys made, by the form of RSA padding", labels=["form"]
        )
        for form, count in stats.keys_made.items():
            made.add_metric([form], count)
        yield made


class StoreFigures(Collector):
    """The connections to the database at the moment when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """Yield them."""
        pool = self._store.main.pool
        for name, text, value in (
            ("connections", "Connections to the database", pool.get_size()),
            ("connections_idle", "Those that nobody uses", pool.get_idle_size()),
            ("connections_most", "As many as there may be", pool.get_max_size()),
            ("strangers_waiting", "Strangers who wait for one", self._store.lane.waiting),
        ):
            yield GaugeMetricFamily(f"hodhod_database_{name}", text, value)
