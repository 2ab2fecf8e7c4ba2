"""Who may come in: connections and costly questions of each address."""

from __future__ import annotations

from typing import Final

from hodhod.gateway.limits import Limits

MAX_ADDRESSES: Final = 100_000
"""Addresses whose questions are counted; the one silent for longest is forgotten first."""


class Admission:
    """Counts by address.

    Args:
        limits: What is allowed.
    """

    __slots__ = ("_connections", "_limits", "_questions", "total")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._connections: dict[str, int] = {}
        self._questions: dict[str, tuple[float, float]] = {}
        self.total = 0

    def connect(self, address: str) -> bool:
        """Count a connection; return whether it may speak. `disconnect` has to follow."""
        self.total += 1
        count = self._connections.get(address, 0) + 1
        self._connections[address] = count
        return (
            self.total <= self._limits.connections and count <= self._limits.connections_per_address
        )

    def disconnect(self, address: str) -> None:
        """Count a connection no more."""
        self.total -= 1
        count = self._connections.get(address, 0) - 1
        if count > 0:
            self._connections[address] = count
        else:
            self._connections.pop(address, None)

    def question(self, address: str, now: float) -> bool:
        """Tell whether an address may ask for a step of a key exchange: a token bucket each."""
        burst = float(self._limits.handshakes_per_address_burst)
        tokens, since = self._questions.pop(address, (burst, now))
        passed = max(0.0, now - since)
        tokens = min(burst, tokens + passed * self._limits.handshakes_per_address_s)
        allowed = tokens >= 1
        self._questions[address] = (tokens - 1 if allowed else tokens, now)
        if len(self._questions) > MAX_ADDRESSES:
            del self._questions[next(iter(self._questions))]
        return allowed
