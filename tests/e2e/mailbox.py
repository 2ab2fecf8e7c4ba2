"""What a client library reported, kept in order, and a way to wait for a report.

Tests wait for a condition, never for a time: `first` also looks at what came earlier, so it does
not matter whether the report or the wait is first.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

WAIT_S = 30.0
"""How long a report may take: generous, as two cores are shared by servers and clients."""

Report = TypeVar("Report")


class NothingCameError(AssertionError):
    """A report that a test waited for did not come; the message lists what came instead."""


@dataclass(slots=True)
class Mailbox(Generic[Report]):
    """Reports in the order they came."""

    owner: str
    reports: list[Report] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, report: Report) -> None:
        self.reports.append(report)
        self._arrived.set()

    async def first(self, wanted: Callable[[Report], bool], timeout: float = WAIT_S) -> Report:
        """The first report that is wanted, past or future."""
        seen = 0
        try:
            async with asyncio.timeout(timeout):
                while True:
                    while seen < len(self.reports):
                        if wanted(self.reports[seen]):
                            return self.reports[seen]
                        seen += 1
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            came = "\n".join(f"  {report}" for report in self.reports[-12:]) or "  nothing"
            raise NothingCameError(
                f"{self.owner} waited {timeout} s; what came last:\n{came}"
            ) from None

    def count(self, wanted: Callable[[Report], bool]) -> int:
        return sum(1 for report in self.reports if wanted(report))
