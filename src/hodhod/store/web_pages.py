"""What links lead to, and the messages that wait for it."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.ids import BoxId
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.web_page import Waiting, WebPage
from hodhod.store.database import Database, Executor, Row

PAGE = 100
"""Waiting messages that are read at once."""

FORGOTTEN_LIMIT = 500
"""Forgotten pages that one turn of the timer takes up."""


class WebPages:
    """Pages that links lead to."""

    def __init__(self, main: Database) -> None:
        self._main = main

    async def newest(self, url: str) -> WebPage | None:
        """Return what an address was last known to lead to."""
        row = await self._main.fetchrow("newest_web_page", url)
        return None if row is None else _page(row)

    async def get(self, page_id: int) -> WebPage | None:
        """Return a page."""
        row = await self._main.fetchrow("web_page", page_id)
        return None if row is None else _page(row)

    async def begin(self, url: str, now: int) -> WebPage:
        """Return a new page for an address, which is going to be read."""
        row = await self._main.fetchrow("insert_web_page", url, now)
        assert row is not None
        return _page(row)

    async def put(self, page_id: int, now: int, value: bytes | None) -> None:
        """Keep what was read of a page; the first to do so is believed."""
        await self._main.execute("put_web_page", page_id, now, value)

    async def wait(self, messages: Sequence[Waiting], now: int) -> None:
        """Note that messages wait for pages."""
        await self._main.execute(
            "insert_web_page_waits",
            [one.page_id for one in messages],
            [one.box_id for one in messages],
            [one.random_id for one in messages],
            now,
        )

    async def waiting(self, page_id: int, after: Waiting | None) -> list[Waiting]:
        """Return some of the messages that wait for a page, those after one of them."""
        last = (-(2**63), 0) if after is None else (after.box_id, after.random_id)
        rows = await self._main.fetch("web_page_waits", page_id, *last, PAGE)
        return [
            Waiting(row["page_id"], row["box_id"], row["random_id"], row["created_at"])
            for row in rows
        ]

    async def waits_no_more(self, page_id: int, messages: Sequence[Waiting]) -> None:
        """Forget that messages wait for a page."""
        await self._main.execute(
            "drop_web_page_waits",
            page_id,
            [one.box_id for one in messages],
            [one.random_id for one in messages],
        )

    async def forgotten(self, before: int) -> list[int]:
        """Return pages that messages have been waiting for since before a moment."""
        rows = await self._main.fetch("forgotten_web_pages", before, FORGOTTEN_LIMIT)
        return [row["page_id"] for row in rows]

    async def sweep(self, before: int) -> int:
        """Forget pages from before a moment that nobody waits for."""
        return await self._main.execute("sweep_web_pages", before)


async def shared_by_random(db: Executor, box_id: BoxId, random_id: int) -> int | None:
    """Return what the copies of a message share, by its sender's number for it."""
    shared_id = await db.fetchval("shared_id_by_random", box_id, random_id)
    assert shared_id is None or isinstance(shared_id, int)
    return shared_id


async def boxes_with(db: Executor, shared_id: int) -> list[BoxId]:
    """Return the boxes that hold a copy of a message."""
    return [BoxId(row["box_id"]) for row in await db.fetch("boxes_by_shared", shared_id)]


async def set_contents(tx: Executor, shared_id: int, content: bytes) -> None:
    """Give all copies of a message another content, in a change of their boxes."""
    await tx.execute("set_message_contents", shared_id, content, CONTENT_LAYER)


def _page(row: Row) -> WebPage:
    return WebPage(row["page_id"], row["url"], row["created_at"], row["fetched_at"], row["value"])
