"""Adding messages to boxes: the statement behind every send."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from hodhod.domain.ids import BoxId
from hodhod.domain.message import (
    CONTENT_LAYER,
    Appended,
    AppendedCopy,
    Copy,
    NewMessage,
    StoredMessage,
)
from hodhod.store.database import Executor, Row
from hodhod.store.message_rows import read_messages

TOKEN_LIMIT = 100
"""Characters of a search token; PostgreSQL refuses lexemes over 2 KB."""

ARCHIVE = 1

TOKENS_LIMIT = 1000
"""Search tokens of a message; a message has 4096 characters."""


async def append_messages(db: Executor, messages: Sequence[NewMessage]) -> list[Appended]:
    """Add messages to boxes, in order, and return what became of each.

    A message whose (origin, random_id) is there already, before or in this very call, is not
    written again.

    Args:
        db: The shard that all the boxes are in.
        messages: What to add.

    Raises:
        StoreUnavailable: The database does not answer; whether they were added is unknown, and
            adding them again does no harm to those with a random_id.
    """
    first: dict[tuple[BoxId, int], int] = {}
    same_as: list[int] = []  # for each message, which of `unique` it is
    unique: list[NewMessage] = []
    for message in messages:
        place = len(unique)
        if message.random_id is not None:
            place = first.setdefault((message.origin, message.random_id), place)
        if place == len(unique):
            unique.append(message)
        same_as.append(place)
    rows = await db.fetch("append_messages", *_arrays(unique))
    by_item: dict[int, dict[BoxId, Row]] = defaultdict(dict)
    for row in rows:
        by_item[row["item"] - 1][row["box_id"]] = row
    appended = [_appended(message, by_item[place]) for place, message in enumerate(unique)]
    repeated = [place for place, one in enumerate(appended) if one.duplicate]
    if repeated:
        again = await _as_written(db, [appended[place] for place in repeated])
        for place, one in zip(repeated, again, strict=True):
            appended[place] = one
    seen: set[int] = set()
    results: list[Appended] = []
    for place in same_as:
        one = appended[place]
        if place in seen:
            one = Appended(one.origin, one.copies, duplicate=True)
        seen.add(place)
        results.append(one)
    return results


def _arrays(messages: Sequence[NewMessage]) -> tuple[list[object], ...]:
    """Return the statement's arguments: 14 arrays of messages, 7 of copies."""
    heads = [
        (
            message.origin,
            message.random_id,
            None,
            message.from_id or 0,
            message.date,
            message.grouped_id,
            message.reply_to,
            message.topic_id,
            CONTENT_LAYER,
            message.media_kind,
            message.silent,
            message.content,
            token_text(message.tokens),
            message.author_id,
        )
        for message in messages
    ]
    copies = [
        (
            item,
            copy.box_id,
            copy.peer_id,
            copy.out,
            copy.unread,
            copy.mentioned,
            copy.media_unread,
        )
        for item, message in enumerate(messages, 1)
        for copy in message.copies
    ]
    return tuple(
        list(column) for column in chain(zip(*heads, strict=True), zip(*copies, strict=True))
    )


def token_text(tokens: Sequence[str]) -> str:
    """Return search tokens as the statements take them: divided by spaces, each once."""
    kept = dict.fromkeys(
        token[:TOKEN_LIMIT].replace("\0", "").replace(" ", "") for token in tokens[:TOKENS_LIMIT]
    )
    return " ".join(token for token in kept if token)


def _appended(message: NewMessage, rows: dict[BoxId, Row]) -> Appended:
    copies = tuple(
        AppendedCopy(
            _stored(message, copy, row), tuple(row["nodes"]), archived=row["folder_id"] == ARCHIVE
        )
        for copy in message.copies
        if (row := rows.get(copy.box_id)) is not None
    )
    duplicate = any(row["duplicate"] for row in rows.values())
    return Appended(message.origin, copies, duplicate, message.mentioned)


def _stored(message: NewMessage, copy: Copy, row: Row) -> StoredMessage:
    return StoredMessage(
        box_id=copy.box_id,
        msg_id=row["msg_id"],
        peer_id=copy.peer_id,
        from_id=message.from_id,
        shared_id=row["shared_id"],
        pts=row["pts"],
        date=message.date,
        content=message.content,
        out=copy.out,
        random_id=message.random_id if copy.box_id == message.origin else None,
        reply_to=row["reply_to"],
        topic_id=message.topic_id,
        grouped_id=message.grouped_id,
        media_kind=message.media_kind,
        mentioned=copy.mentioned,
        media_unread=copy.media_unread,
        silent=message.silent,
        author_id=message.author_id,
    )


async def _as_written(db: Executor, duplicates: Sequence[Appended]) -> list[Appended]:
    """Return duplicates with the messages as they were written the first time."""
    pairs = [(c.message.box_id, c.message.msg_id) for one in duplicates for c in one.copies]
    found = {(m.box_id, m.msg_id): m for m in await read_messages(db, pairs)}
    return [
        Appended(
            one.origin,
            tuple(
                AppendedCopy(found[key], copy.nodes)
                for copy in one.copies
                if (key := (copy.message.box_id, copy.message.msg_id)) in found
            ),
            duplicate=True,
        )
        for one in duplicates
    ]
