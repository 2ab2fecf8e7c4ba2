"""What one viewer sees of messages: the only way from what boxes hold to answers and pushes.

    StoredMessage            ─► messages_seen_by ─► types.Message
    update with a message    ─► updates_seen_by  ─► the same update

Here is filled in what is not the same for everybody who reads the same row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.polls.view import with_poll_results
from hodhod.domain.ids import BoxId, MsgId, UserId
from hodhod.domain.message import StoredMessage, seen_by_author, to_tl
from hodhod.store.members import Mark, marks_on
from hodhod.tl import types


async def messages_seen_by(
    app: App, viewer_id: UserId, messages: Sequence[StoredMessage]
) -> list[types.TypeMessage]:
    """Return stored messages as a viewer sees them, in their order.

    Args:
        app: The working parts.
        viewer_id: Who will receive them.
        messages: Rows of boxes that the viewer may read.
    """
    marked = await _mentions(app, viewer_id, messages)
    seen: list[types.TypeMessage] = [
        to_tl(_seen(message, viewer_id, marked)) for message in messages
    ]
    return await with_poll_results(app, viewer_id, seen)


async def updates_seen_by(
    app: App,
    viewer_id: UserId,
    updates: Sequence[types.TypeUpdate],
) -> Sequence[types.TypeUpdate]:
    """Return updates as a viewer sees the messages in them.

    Args:
        app: The working parts.
        viewer_id: Who will receive them.
        updates: As events carry them.
    """
    return await with_poll_results(app, viewer_id, updates)


Mentions = dict[tuple[BoxId, MsgId], bool]
"""The messages that mention the viewer, and whether the viewer has seen them."""


def _seen(message: StoredMessage, viewer_id: UserId, mentions: Mentions) -> StoredMessage:
    if message.author_id is None:
        return message
    known = mentions.get((message.box_id, message.msg_id))
    message = seen_by_author(message, viewer_id)
    return message if known is None else replace(message, mentioned=True, media_unread=not known)


async def _mentions(app: App, viewer_id: UserId, messages: Sequence[StoredMessage]) -> Mentions:
    by_shard: dict[str, list[tuple[BoxId, UserId, MsgId]]] = defaultdict(list)
    for message in messages:
        if message.author_id is not None:
            key = (message.box_id, viewer_id, message.msg_id)
            by_shard[app.store.shard(message.box_id).schema].append(key)
    found: Mentions = {}
    for keys in by_shard.values():
        for (box_id, msg_id, kind), seen in (
            await marks_on(app.store.shard(keys[0][0]), keys)
        ).items():
            if kind is Mark.MENTION:
                found[box_id, msg_id] = seen
    return found
