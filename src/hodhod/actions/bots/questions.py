"""Questions to bots for whose answers somebody waits here: a future each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from hodhod.bus import Bus
from hodhod.domain.event import Event, QueryAnswered


class Questions:
    """Those that wait on this node."""

    def __init__(self) -> None:
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._unsubscribe: Callable[[], None] | None = None

    def expect(self, bus: Bus, query_id: int) -> asyncio.Future[bytes]:
        """Return what will be the answer; call it before anybody is asked."""
        if self._unsubscribe is None:
            self._unsubscribe = bus.subscribe(self._take)
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[query_id] = answer
        answer.add_done_callback(lambda _: self._waiting.pop(query_id, None))
        return answer

    def _take(self, event: Event) -> None:
        if isinstance(event, QueryAnswered):
            answer = self._waiting.get(event.query_id)
            if answer is not None and not answer.done():
                answer.set_result(event.answer)
