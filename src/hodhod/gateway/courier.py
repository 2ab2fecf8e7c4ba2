"""Carries events from where they arrive to those who are to have them, in order, gaps closed.

add ─► in order ─► send
│ gap: wait gap_s ─► read the log ─► too long: give up
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import groupby
from typing import Final, Generic, TypeAlias, TypeVar

from hodhod.domain.event import BoxEvent, SessionKey
from hodhod.gateway.arrivals import Arrivals, News
from hodhod.gateway.limits import Limits
from hodhod.gateway.ports import Log
from hodhod.gateway.tasks import Tasks
from hodhod.store import StoreUnavailable

log = logging.getLogger(__name__)

Audience: TypeAlias = tuple[SessionKey | None, int | None]
"""The session that does not get an event, and the only key whose sessions get it."""

EVERYBODY: Final[Audience] = (None, None)

A = TypeVar("A", bound=Arrivals)


class Courier(Generic[A]):
    """Carries the events of boxes of one kind. A box has a task only while something happens to it.

    Args:
        limits: How much may wait, and for how long.
        tasks: Where the work is done.
        history: Where lost events are found.
        send: Gives events, all for one audience, to those who are to have them.
        too_long: Called when events were lost: let clients fetch the difference instead.
    """

    def __init__(
        self,
        *,
        limits: Limits,
        tasks: Tasks,
        history: Log,
        send: Callable[[A, Audience, list[News]], Awaitable[None]],
        too_long: Callable[[A], None],
    ) -> None:
        self._limits = limits
        self._tasks = tasks
        self._log = history
        self._send = send
        self._too_long = too_long

    def take(self, arrivals: A, news: News) -> None:
        """Take an event for a box."""
        arrivals.add(news)
        if len(arrivals) > self._limits.inbox:
            self.give_up(arrivals)
        elif not arrivals.working:
            arrivals.working = True
            self._tasks.spawn(self._deliver(arrivals), "delivery")

    def give_up(self, arrivals: A) -> None:
        """Drop what waits at a box; clients fetch the difference instead."""
        arrivals.give_up()
        self._too_long(arrivals)

    async def _deliver(self, arrivals: A) -> None:
        try:
            while len(arrivals):
                ready = arrivals.take()
                if ready:
                    await self._hand_over(arrivals, ready)
                elif not await self._more(arrivals):
                    await self._close_gap(arrivals)
        finally:
            arrivals.working = False

    async def _hand_over(self, arrivals: A, ready: list[News]) -> None:
        for audience, news in groupby(ready, _audience):
            await self._send(arrivals, audience, list(news))

    async def _more(self, arrivals: A) -> bool:
        """Wait for the event that is missing; return whether any came."""
        arrivals.more = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self._limits.gap_s):
                await arrivals.more
        except TimeoutError:
            return False
        finally:
            arrivals.more = None
        return True

    async def _close_gap(self, arrivals: A) -> None:
        try:
            missing = await self._log.read(arrivals.box_id, arrivals.pts)
        except StoreUnavailable as error:
            log.warning("the log of updates is unavailable: %s", error)
            missing = None
        if not missing:
            self.give_up(arrivals)
            return
        arrivals.fill(list(missing))
        ready = arrivals.take()
        if not ready:
            self.give_up(arrivals)
            return
        await self._hand_over(arrivals, ready)


def _audience(news: News) -> Audience:
    only = None if isinstance(news, BoxEvent) else news.only_auth_key
    return news.exclude_session, only
