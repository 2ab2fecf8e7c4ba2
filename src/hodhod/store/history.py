"""Reading chats: pages of history and of what a search finds.

A page is a window on the messages sorted from the newest to the oldest. It is where the first
message before `offset_id` (or before `offset_date`) is, moved by `add_offset` (negative: towards
the newer), `limit` long:

    newest ─────────────────┬───────────────────────── oldest
                 add_offset │offset_id
              ├──── limit ──┼──────┤

Source: https://core.telegram.org/api/offsets
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import MediaKind, StoredMessage
from hodhod.store.database import Executor
from hodhod.store.message_rows import message_of

LAST_ID = 0x7FFFFFFF
"""After every message."""

PAGE_LIMIT = 100
"""Messages of a page; clients ask for at most 100."""

SKIP_LIMIT = 100_000
"""How far add_offset may lead: skipping is work."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which messages are wanted; 0 means that it does not matter.

    Attributes:
        offset_id: Before which message.
        offset_date: Before which Unix time, if no offset_id is given.
        add_offset: How many messages further; negative for newer ones.
        limit: How many at most.
        max_id: Ids below this only.
        min_id: Ids above this only.
    """

    offset_id: int = 0
    offset_date: int = 0
    add_offset: int = 0
    limit: int = PAGE_LIMIT
    max_id: int = 0
    min_id: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """Which messages a search is about; None means that it does not matter.

    Attributes:
        peer_id: In which chat; None for the whole box.
        words: A tsquery of normalised words.
        from_id: Sent by whom.
        kinds: Carrying what.
        since: Not before this Unix time.
        until: Not after this Unix time.
        pinned: Pinned ones only.
        mentioned: Those with a mention not seen yet only.
        reacted: Those with reactions not seen yet only.
        topic_id: In which topic.
    """

    peer_id: PeerId | None = None
    words: str | None = None
    from_id: PeerId | None = None
    kinds: Sequence[MediaKind] | None = None
    since: int | None = None
    until: int | None = None
    pinned: bool = False
    mentioned: bool = False
    reacted: bool = False
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """A page, counted: what to skip and take on either side of an id."""

    middle: int
    newer_skip: int
    newer: int
    older_skip: int
    older: int
    above: int
    below: int


async def read_history(
    db: Executor, box_id: BoxId, peer_id: PeerId, page: Page
) -> list[StoredMessage]:
    """Return a page of a chat, newest first.

    Args:
        db: The shard that the box is in.
        box_id: Whose box.
        peer_id: Which chat.
        page: Which messages.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    window = await _window(db, box_id, peer_id, page)
    if window.newer + window.older == 0:
        return []
    rows = await db.fetch(
        "history_window",
        box_id,
        peer_id,
        window.middle,
        window.newer,
        window.newer_skip,
        window.older,
        window.older_skip,
        window.above,
        window.below,
    )
    return [message_of(row) for row in rows]


async def find_messages(
    db: Executor, box_id: BoxId, wanted: Filter, page: Page
) -> list[StoredMessage]:
    """Return a page of the messages that fit a filter, newest first.

    Args:
        db: The shard that the box is in.
        box_id: Whose box.
        wanted: What they are about.
        page: Which of them.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    window = await _window(db, box_id, wanted.peer_id, page)
    arguments = _arguments(box_id, wanted)
    found: list[StoredMessage] = []
    if window.newer:
        above = max(window.above, window.middle - 1)
        rows = await db.fetch(
            "find_messages", *arguments, above, window.below, True, window.newer_skip, window.newer
        )
        found.extend(message_of(row) for row in reversed(rows))
    if window.older:
        below = min(window.below, window.middle)
        rows = await db.fetch(
            "find_messages", *arguments, window.above, below, False, window.older_skip, window.older
        )
        found.extend(message_of(row) for row in rows)
    return found


async def count_messages(
    db: Executor, box_id: BoxId, wanted: Filter, *, min_id: int = 0, max_id: int = 0
) -> int:
    """Return how many messages fit a filter, with ids between the two, exclusive.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    row = await db.fetchrow(
        "count_messages", *_arguments(box_id, wanted), min_id, max_id or LAST_ID
    )
    return 0 if row is None else int(row[0])


async def first_id_since(db: Executor, box_id: BoxId, peer_id: PeerId | None, date: int) -> MsgId:
    """Return the lowest id from which on messages are from a Unix time or later.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    row = await db.fetchrow("first_id_since", box_id, peer_id, date)
    return MsgId(1 if row is None else row[0])


async def _window(db: Executor, box_id: BoxId, peer_id: PeerId | None, page: Page) -> _Window:
    middle = page.offset_id if page.offset_id > 0 else LAST_ID
    if page.offset_id <= 0 < page.offset_date:
        middle = await first_id_since(db, box_id, peer_id, page.offset_date)
    return window_of(page, middle)


def window_of(page: Page, middle: int) -> _Window:
    """Return what a page takes on either side of an id: from `middle` on, and before it."""
    limit = max(0, min(page.limit, PAGE_LIMIT))
    offset = max(-SKIP_LIMIT, min(page.add_offset, SKIP_LIMIT))
    newer = min(limit, max(0, -offset))
    return _Window(
        middle=min(middle, LAST_ID),
        newer_skip=max(0, -offset - limit),
        newer=newer,
        older_skip=max(0, offset),
        older=limit - newer,
        above=max(0, min(page.min_id, LAST_ID)),
        below=page.max_id if 0 < page.max_id < LAST_ID else LAST_ID,
    )


def _arguments(box_id: BoxId, wanted: Filter) -> tuple[object, ...]:
    return (
        box_id,
        wanted.peer_id,
        wanted.words,
        wanted.from_id,
        None if wanted.kinds is None else [int(kind) for kind in wanted.kinds],
        wanted.since,
        wanted.until,
        wanted.pinned or None,
        wanted.mentioned or None,
        wanted.reacted or None,
        wanted.topic_id,
    )
