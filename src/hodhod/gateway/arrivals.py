"""Events of one box on their way to those who are connected, put in the order of `pts`.

    events as they come     5   7   6   8           pts = 4
    taken                   5 ┄ wait ┄ 6   7   8    pts = 8

An event whose predecessor is missing waits. One that is not ahead of `pts` is let through as it
comes: it carries no pts, or a client that has it already knows so by its number.
"""

from __future__ import annotations

import asyncio
from typing import TypeAlias

from hodhod.domain.event import BoxEvent, Notice
from hodhod.domain.ids import BoxId

News: TypeAlias = BoxEvent | Notice


class Arrivals:
    """What waits at one box.

    Attributes:
        box_id: The box.
        more: Resolved when an event comes, while somebody waits for it.
        working: Whether its events are being delivered.
    """

    __slots__ = ("_news", "_pts", "box_id", "more", "working")

    def __init__(self, box_id: BoxId) -> None:
        self.box_id = box_id
        self.more: asyncio.Future[None] | None = None
        self.working = False
        self._news: list[News] | None = None
        self._pts: int | None = None

    def __len__(self) -> int:
        return len(self._news) if self._news else 0

    @property
    def pts(self) -> int:
        """The box's pts as far as it was delivered."""
        return self._pts or 0

    def add(self, news: News) -> None:
        """Let an event wait for its turn."""
        if self._news is None:
            self._news = []
        self._news.append(news)
        if self.more is not None and not self.more.done():
            self.more.set_result(None)

    def take(self) -> list[News]:
        """Return what is in order now, and keep what has to wait."""
        taken: list[News] = []
        waiting = self._news or []
        progress = True
        while waiting and progress:
            progress = False
            later: list[News] = []
            for news in waiting:
                if self._is_next(news):
                    taken.append(news)
                    progress = True
                    if isinstance(news, BoxEvent):
                        self._pts = max(news.pts, self.pts)
                else:
                    later.append(news)
            waiting = later
        self._news = waiting or None
        return taken

    def fill(self, missing: list[BoxEvent]) -> None:
        """Put what the log has about the gap in front of what waits."""
        known = {news.pts for news in missing if news.pts_count}
        rest = [
            news
            for news in self._news or ()
            if not (isinstance(news, BoxEvent) and news.pts_count and news.pts in known)
        ]
        self._news = [*missing, *rest]

    def give_up(self, pts: int = 0) -> None:
        """Drop what waits, and go on after it, or from where the box is known to be."""
        for news in self._news or ():
            if isinstance(news, BoxEvent):
                self._pts = max(news.pts, self.pts)
        if pts:
            self._pts = max(pts, self.pts)
        self._news = None

    def _is_next(self, news: News) -> bool:
        if isinstance(news, Notice) or self._pts is None:
            return True
        return news.pts - news.pts_count <= self._pts
