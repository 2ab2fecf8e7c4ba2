"""What one viewer sees of messages: the only way from what boxes hold to answers and pushes.

    StoredMessage            ─► messages_seen_by ─► types.Message
    update with a message    ─► updates_seen_by  ─► the same update

Here is filled in what is not the same for everybody who reads the same row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.own_reactions import with_own_reactions
from hodhod.actions.messages.views import with_views
from hodhod.actions.polls.view import with_poll_results
from hodhod.actions.threads.view import with_replies
from hodhod.domain.ids import BoxId, MsgId, UserId, from_tl_peer
from hodhod.domain.message import StoredMessage, seen_by_author, to_tl
from hodhod.store.members import Mark, marks_on
from hodhod.tl import types

_MESSAGES = (types.Message, types.MessageService)


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
    seen = await with_replies(app, viewer_id, await with_views(app, seen))
    seen = await with_own_reactions(app, viewer_id, seen)
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
    updates = await _as_read(app, viewer_id, updates)
    updates = await with_replies(app, viewer_id, await with_views(app, updates))
    updates = await with_own_reactions(app, viewer_id, updates)
    return await with_poll_results(app, viewer_id, updates)


async def _as_read(
    app: App, viewer_id: UserId, updates: Sequence[types.TypeUpdate]
) -> Sequence[types.TypeUpdate]:
    """Return updates with what mentions the viewer as seen or not: an edit may come after that."""
    keys: dict[int, tuple[BoxId, MsgId]] = {}
    for at, update in enumerate(updates):
        match update:
            case types.UpdateNewChannelMessage() | types.UpdateEditChannelMessage():
                message = update.message
                if isinstance(message, _MESSAGES) and message.mentioned:
                    keys[at] = BoxId(from_tl_peer(message.peer_id)), MsgId(message.id)
            case _:
                pass
    if not keys:
        return updates
    known = await _marks(app, viewer_id, keys.values())
    read = list(updates)
    for at, key in keys.items():
        update = read[at]
        assert isinstance(update, types.UpdateNewChannelMessage | types.UpdateEditChannelMessage)
        assert isinstance(update.message, _MESSAGES)
        unread = not known.get(key, False)
        read[at] = replace(update, message=replace(update.message, media_unread=unread))
    return read


Mentions = dict[tuple[BoxId, MsgId], bool]
"""The messages that mention the viewer, and whether the viewer has seen them."""


def _seen(message: StoredMessage, viewer_id: UserId, mentions: Mentions) -> StoredMessage:
    if message.author_id is None:
        return message
    known = mentions.get((message.box_id, message.msg_id))
    message = seen_by_author(message, viewer_id)
    return message if known is None else replace(message, mentioned=True, media_unread=not known)


async def _mentions(app: App, viewer_id: UserId, messages: Sequence[StoredMessage]) -> Mentions:
    return await _marks(
        app, viewer_id, [(one.box_id, one.msg_id) for one in messages if one.author_id is not None]
    )


async def _marks(app: App, viewer_id: UserId, keys: Iterable[tuple[BoxId, MsgId]]) -> Mentions:
    by_shard: dict[str, list[tuple[BoxId, UserId, MsgId]]] = defaultdict(list)
    for box_id, msg_id in keys:
        by_shard[app.store.shard(box_id).schema].append((box_id, viewer_id, msg_id))
    found: Mentions = {}
    for some in by_shard.values():
        marks = await marks_on(app.store.shard(some[0][0]), some)
        for (box_id, msg_id, kind), seen in marks.items():
            if kind is Mark.MENTION:
                found[box_id, msg_id] = seen
    return found
