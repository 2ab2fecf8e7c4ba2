"""Dialogs: how a box sees its chats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from hodhod.domain.dialog import Dialog, DialogOffset
from hodhod.domain.ids import BoxId, PeerId
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Executor, Row

BEGINNING = DialogOffset(date=0x7FFFFFFF, msg_id=0x7FFFFFFF, peer_id=0x7FFFFFFFFFFFFFFF)
"""The offset of the first page."""

PAGE_LIMIT = 100
"""Dialogs of a page; clients ask for at most 100."""

Key = tuple[BoxId, PeerId]


class Dialogs:
    """Dialogs of all boxes, read.

    Args:
        shards: The databases of the shards.
        shard_number: Tells which of them a box is in.
    """

    def __init__(self, shards: Sequence[Database], shard_number: Callable[[BoxId], int]) -> None:
        self._shards = shards
        self._shard_number = shard_number
        self._readers = [Batcher(partial(_read_keys, shard), at_once=2) for shard in shards]

    async def get(self, box_id: BoxId, peer_id: PeerId) -> Dialog:
        """Return a dialog; one that does not exist is an empty one.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._readers[self._shard_number(box_id)].submit((box_id, peer_id))

    async def by_peers(self, box_id: BoxId, peers: Sequence[PeerId]) -> dict[PeerId, Dialog]:
        """Return dialogs by peer; those that do not exist are empty ones.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        shard = self._shard(box_id)
        found = await _read_keys(shard, [(box_id, peer_id) for peer_id in peers])
        return {dialog.peer_id: dialog for dialog in found}

    async def page(
        self,
        box_id: BoxId,
        *,
        folder_id: int = 0,
        offset: DialogOffset = BEGINNING,
        exclude_pinned: bool = False,
        limit: int = PAGE_LIMIT,
    ) -> list[Dialog]:
        """Return dialogs that have messages, newest first.

        Args:
            box_id: Whose.
            folder_id: Of which folder.
            offset: After which dialog.
            exclude_pinned: Whether the pinned ones are left out.
            limit: How many at most.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        rows = await self._shard(box_id).fetch(
            "dialogs_page",
            box_id,
            folder_id,
            offset.date,
            offset.msg_id,
            offset.peer_id,
            exclude_pinned,
            max(0, min(limit, PAGE_LIMIT)),
        )
        return [dialog_of(row) for row in rows]

    async def count(
        self, box_id: BoxId, *, folder_id: int = 0, exclude_pinned: bool = False
    ) -> int:
        """Return how many dialogs with messages a folder has.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        row = await self._shard(box_id).fetchrow("dialogs_count", box_id, folder_id, exclude_pinned)
        return 0 if row is None else int(row[0])

    async def pinned(self, box_id: BoxId, folder_id: int = 0) -> list[Dialog]:
        """Return the pinned dialogs of a folder in their order, those without messages too.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._all("dialogs_pinned", box_id, folder_id)

    async def with_draft(self, box_id: BoxId) -> list[Dialog]:
        """Return the dialogs that have a draft.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._all("dialogs_with_draft", box_id)

    async def with_notify(self, box_id: BoxId) -> list[Dialog]:
        """Return the dialogs that have notification settings of their own.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._all("dialogs_with_notify", box_id)

    async def marked_unread(self, box_id: BoxId) -> list[PeerId]:
        """Return the peers of the dialogs that are marked as unread.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        rows = await self._shard(box_id).fetch("dialogs_marked_unread", box_id)
        return [row["peer_id"] for row in rows]

    async def close(self) -> None:
        """Finish what was submitted."""
        for reader in self._readers:
            await reader.close()

    def _shard(self, box_id: BoxId) -> Database:
        return self._shards[self._shard_number(box_id)]

    async def _all(self, query: str, box_id: BoxId, *args: object) -> list[Dialog]:
        return [dialog_of(row) for row in await self._shard(box_id).fetch(query, box_id, *args)]


async def read_dialogs(db: Executor, keys: Sequence[Key]) -> list[Dialog]:
    """Return those of the dialogs that exist, in no order.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    rows = await db.fetch("dialogs_by_keys", [box for box, _ in keys], [peer for _, peer in keys])
    return [dialog_of(row) for row in rows]


async def pin_dialogs(tx: Executor, box_id: BoxId, folder_id: int, peers: Sequence[PeerId]) -> None:
    """Pin these dialogs of a folder in this order, and no others.

    Args:
        tx: A change of the box.
        box_id: Whose.
        folder_id: The folder; the dialogs are moved there.
        peers: All that shall be pinned, the topmost first.
    """
    await tx.execute("pin_dialogs", box_id, folder_id, list(dict.fromkeys(peers)))


async def unpin_dialog(tx: Executor, box_id: BoxId, peer_id: PeerId) -> None:
    """Let a dialog go if it is pinned, in a change of the box."""
    await tx.execute("unpin_dialog", box_id, peer_id)


async def move_dialogs(
    tx: Executor, box_id: BoxId, peers: Sequence[PeerId], folder_id: int
) -> None:
    """Put dialogs into a folder, in a change of the box; they are not pinned there."""
    await tx.execute("move_dialogs", box_id, list(dict.fromkeys(peers)), folder_id)


async def set_draft(
    tx: Executor, box_id: BoxId, peer_id: PeerId, draft: bytes | None, date: int | None
) -> None:
    """Keep a TL draftMessage, or forget it (None), in a change of the box."""
    await tx.execute("set_dialog_draft", box_id, peer_id, draft, date)


async def clear_drafts(tx: Executor, box_id: BoxId) -> list[PeerId]:
    """Forget all drafts, in a change of the box; return where there were any."""
    return [row["peer_id"] for row in await tx.fetch("clear_drafts", box_id)]


async def set_notify(tx: Executor, box_id: BoxId, peer_id: PeerId, notify: bytes | None) -> None:
    """Keep notification settings as TL, or forget them (None), in a change of the box."""
    await tx.execute("set_dialog_notify", box_id, peer_id, notify)


async def read_pinned(tx: Executor, box_id: BoxId, folder_id: int) -> list[PeerId]:
    """Return the pinned dialogs of a folder in their order, in a change of the box."""
    return [row["peer_id"] for row in await tx.fetch("dialogs_pinned", box_id, folder_id)]


async def set_unread_mark(tx: Executor, box_id: BoxId, peer_id: PeerId, *, unread: bool) -> bool:
    """Mark a dialog as unread or not, in a change of the box; return whether that is new."""
    return await tx.fetchrow("set_dialog_unread_mark", box_id, peer_id, unread) is not None


async def set_ttl(tx: Executor, box_id: BoxId, peer_id: PeerId, ttl_period: int | None) -> None:
    """Set after how many seconds new messages delete themselves, in a change of the box."""
    await tx.execute("set_dialog_ttl", box_id, peer_id, ttl_period)


def dialog_of(row: Row) -> Dialog:
    """Return a dialog's row as a value."""
    return Dialog(
        box_id=row["box_id"],
        peer_id=row["peer_id"],
        top_message=row["top_message"],
        top_date=row["top_date"],
        messages=row["messages"],
        read_inbox_max=row["read_inbox_max"],
        read_outbox_max=row["read_outbox_max"],
        unread_count=row["unread_count"],
        unread_mentions=row["unread_mentions"],
        unread_reactions=row["unread_reactions"],
        folder_id=row["folder_id"],
        pinned_order=row["pinned_order"],
        ttl_period=row["ttl_period"],
        unread_mark=row["unread_mark"],
        draft=row["draft"],
        draft_date=row["draft_date"],
        notify=row["notify"],
    )


async def _read_keys(shard: Database, keys: Sequence[Key]) -> list[Dialog]:
    found = {(d.box_id, d.peer_id): d for d in await read_dialogs(shard, list(dict.fromkeys(keys)))}
    return [found.get(key) or Dialog(*key) for key in keys]
