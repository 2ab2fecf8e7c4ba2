"""Drafts: what somebody has begun to write, on all of their devices.

Source: https://core.telegram.org/api/drafts
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.dialogs import draft
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, is_channel, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.text import utf16_len
from hodhod.store.dialogs import clear_drafts, set_draft
from hodhod.store.topics import clear_topic_drafts, drafts_in_topics, set_topic_draft, settings_of
from hodhod.tl import types

ENTITIES_LIMIT = 100
"""Entities of a draft."""


async def save_draft(
    app: App,
    caller: Caller,
    peer: PeerId,
    value: types.DraftMessage | types.DraftMessageEmpty,
    *,
    topic_id: int | None = None,
) -> None:
    """Keep a draft of a chat or of a topic in it, or forget it when it is empty.

    Raises:
        RpcError: 400 MESSAGE_TOO_LONG, ENTITIES_TOO_LONG.
    """
    data = None
    if isinstance(value, types.DraftMessage):
        if utf16_len(value.message) > app.policy.message_length:
            raise bad_request("MESSAGE_TOO_LONG")
        if len(value.entities or ()) > ENTITIES_LIMIT:
            raise bad_request("ENTITIES_TOO_LONG")
        data = tl.encode(value, CONTENT_LAYER)
    date = app.now if data else None
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if topic_id is None:
            await set_draft(change.tx, caller.box, peer, data, date)
        else:
            await set_topic_draft(change.tx, caller.box, (peer, topic_id), data, date)
        update = types.UpdateDraftMessage(peer=to_tl_peer(peer), top_msg_id=topic_id, draft=value)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def drop_draft(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing] = ()
) -> None:
    """Forget a draft if there is one: it has been sent.

    Args:
        app: The working parts.
        caller: Who has sent it.
        peer: Where.
        messages: What was sent; what it answers may name the topic that the draft was in.
    """
    empty = types.DraftMessageEmpty(date=app.now)
    replies = [one.reply_to for one in messages if one.reply_to is not None]
    named = {one for reply in replies for one in (reply.top_id, reply.msg_id) if one}
    if is_channel(peer) and named:
        known = await settings_of(app.store.shard(caller.box), caller.box, peer, sorted(named))
        topics = [one.topic_id for one in known.values() if one.draft is not None]
        for topic_id in topics:
            await save_draft(app, caller, peer, empty, topic_id=topic_id)
        if topics:
            return
    if (await app.store.dialogs.get(caller.box, peer)).draft is not None:
        await save_draft(app, caller, peer, empty)


async def all_drafts(app: App, caller: Caller) -> types.TypeUpdates:
    """Return all drafts as updates."""
    dialogs = await app.store.dialogs.with_draft(caller.box)
    return await render(
        app,
        caller.me,
        [
            types.UpdateDraftMessage(peer=to_tl_peer(one.peer_id), draft=value)
            for one in dialogs
            if (value := draft(one.draft)) is not None
        ]
        + [
            types.UpdateDraftMessage(
                peer=to_tl_peer(one.peer_id), top_msg_id=one.topic_id, draft=value
            )
            for one in await drafts_in_topics(app.store.shard(caller.box), caller.box)
            if (value := draft(one.draft)) is not None
        ],
    )


async def clear_all_drafts(app: App, caller: Caller) -> None:
    """Forget all drafts."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for peer in await clear_drafts(change.tx, caller.box):
            empty = types.DraftMessageEmpty(date=app.now)
            update = types.UpdateDraftMessage(peer=to_tl_peer(peer), draft=empty)
            change.log(caller.box, update, exclude_session=caller.session)
        for peer, topic_id in await clear_topic_drafts(change.tx, caller.box):
            empty = types.DraftMessageEmpty(date=app.now)
            update = types.UpdateDraftMessage(
                peer=to_tl_peer(peer), top_msg_id=topic_id, draft=empty
            )
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
