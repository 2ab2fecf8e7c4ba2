"""What happens to messages later: edits, deletion, pins, reactions, being seen.

All of these are statements of a change (`change.tx`, see hodhod.store.boxes): the boxes are locked,
and whoever calls logs what came of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import CONTENT_LAYER, MediaKind, StoredMessage
from hodhod.store.append import token_text
from hodhod.store.database import Executor, Row
from hodhod.store.message_rows import message_of

Key = tuple[BoxId, MsgId]


@dataclass(frozen=True, slots=True)
class Touched:
    """A message that a change was made to, or that is gone.

    Attributes:
        box_id: Its box.
        msg_id: Its id there.
        peer_id: Its chat.
        shared_id: What its copies have in common.
        out: Whether the box's owner sent it.
        pinned: Whether it is pinned; of a deleted one, whether it was.
    """

    box_id: BoxId
    msg_id: MsgId
    peer_id: PeerId
    shared_id: int
    out: bool
    pinned: bool


async def find_copies(
    db: Executor, shared_ids: Iterable[int], boxes: Iterable[BoxId]
) -> list[StoredMessage]:
    """Return the copies of messages that are in certain boxes, by box and id.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    rows = await db.fetch("messages_by_shared", list(shared_ids), list(boxes))
    return [message_of(row) for row in rows]


async def album_of(db: Executor, message: StoredMessage) -> list[StoredMessage]:
    """Return the messages of the album that a message belongs to, itself among them.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    if message.grouped_id is None:
        return [message]
    rows = await db.fetch(
        "messages_of_album", message.box_id, message.peer_id, message.msg_id, message.grouped_id
    )
    return [message_of(row) for row in rows]


async def edit_copies(
    tx: Executor,
    shared_id: int,
    boxes: Iterable[BoxId],
    *,
    content: bytes,
    tokens: Sequence[str],
    media_kind: MediaKind | None,
    edit_date: int | None,
) -> list[StoredMessage]:
    """Give a message a new content in all of the boxes; return the copies as they are now.

    Args:
        tx: A change of the boxes.
        shared_id: The message.
        boxes: Where.
        content: As from content_of.
        tokens: Words it is found by now.
        media_kind: What it carries now.
        edit_date: Unix time of the edit; None leaves the date as it was, for changes that people
            do not make (a link's preview).
    """
    rows = await tx.fetch(
        "edit_messages",
        shared_id,
        list(boxes),
        content,
        CONTENT_LAYER,
        token_text(tokens),
        media_kind,
        edit_date,
    )
    return [message_of(row) for row in rows]


async def delete_messages(tx: Executor, keys: Iterable[Key]) -> list[Touched]:
    """Delete messages and keep their dialogs right; return those that were there."""
    return await _touch(tx, "delete_messages", keys)


async def pin_messages(tx: Executor, keys: Iterable[Key], *, pinned: bool) -> list[Touched]:
    """Pin messages or let them go; return those for which that is new."""
    return await _touch(tx, "pin_messages", keys, pinned)


async def read_contents(tx: Executor, keys: Iterable[Key]) -> list[Touched]:
    """Mark mentions, voices and round videos as seen; return those that were not."""
    return await _touch(tx, "read_message_contents", keys)


async def set_mentioned(tx: Executor, keys: Iterable[Key], *, on: bool) -> list[Key]:
    """Let copies mention the owners of their boxes, or not; return what changed."""
    boxes, ids = _columns(keys)
    rows = await tx.fetch("set_mentioned", boxes, ids, on)
    return [(row["box_id"], row["msg_id"]) for row in rows]


async def set_reactions(
    tx: Executor, shared_id: int, boxes: Iterable[BoxId], reactions: bytes | None
) -> list[StoredMessage]:
    """Set TL messageReactions of a message in all of the boxes; return the copies as they are."""
    rows = await tx.fetch("set_message_reactions", shared_id, list(boxes), reactions)
    return [message_of(row) for row in rows]


async def mark_reactions(tx: Executor, keys: Iterable[Key], *, unread: bool) -> list[Key]:
    """Mark messages as having reactions their owner has not seen, or none; return what changed."""
    boxes, ids = _columns(keys)
    rows = await tx.fetch("mark_message_reactions", boxes, ids, unread)
    return [(row["box_id"], row["msg_id"]) for row in rows]


async def count_seen(db: Executor, seen: Iterable[tuple[BoxId, MsgId, int, int]]) -> None:
    """Add to the counters of channel posts.

    Args:
        db: The shard that the boxes are in.
        seen: Box, message, further views, further forwards.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    columns = list(zip(*sorted(seen), strict=True))
    if columns:
        await db.execute("count_seen", *(list(column) for column in columns))


async def _touch(tx: Executor, query: str, keys: Iterable[Key], *args: object) -> list[Touched]:
    boxes, ids = _columns(keys)
    return [_touched(row) for row in await tx.fetch(query, boxes, ids, *args)]


def _columns(keys: Iterable[Key]) -> tuple[list[BoxId], list[MsgId]]:
    distinct = list(dict.fromkeys(keys))
    return [box_id for box_id, _ in distinct], [msg_id for _, msg_id in distinct]


def _touched(row: Row) -> Touched:
    return Touched(
        row["box_id"],
        row["msg_id"],
        row["peer_id"],
        row["shared_id"],
        row["outgoing"],
        row["pinned"],
    )
