"""Messages that wait for their time, or until they are sent by hand.

Source: https://core.telegram.org/api/scheduled-messages
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from msgspec.structs import replace as changed

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.copies import content_message
from hodhod.actions.messages.edit import Edit, edited
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.send import check_replies, check_story_replies, post, sent_updates
from hodhod.actions.polls.view import with_poll_results
from hodhod.actions.previews.attach import announced, begin_announced
from hodhod.actions.stickers.custom_emoji import with_known_emoji
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId, is_user, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.outgoing import Outgoing, ReplyTo, ReplyToStory
from hodhod.store import scheduled
from hodhod.store.scheduled import LIST_LIMIT, Scheduled
from hodhod.tl import types

SOON_S = 10
"""What is scheduled for so soon is sent at once."""

LONGEST_S = 366 * 86_400
"""How far ahead a message may be scheduled."""

WHEN_ONLINE = 0x7FFFFFFE
"""The date that clients give to messages that wait until somebody is online."""


def is_later(app: App, date: int | None) -> bool:
    """Tell whether a message with this schedule_date is to wait.

    Raises:
        RpcError: 400 SCHEDULE_DATE_TOO_LATE, SCHEDULE_STATUS_PRIVATE (waiting until somebody is
            online is not offered).
    """
    if date == WHEN_ONLINE:
        raise bad_request("SCHEDULE_STATUS_PRIVATE")
    if date is None or date <= app.now + SOON_S:
        return False
    if date > app.now + LONGEST_S:
        raise bad_request("SCHEDULE_DATE_TOO_LATE")
    return True


async def schedule(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing], date: int
) -> types.TypeUpdates:
    """Keep messages until a Unix time. One (sender, random_id) is kept once.

    Raises:
        RpcError: 400 SCHEDULE_TOO_MUCH; what access_to_write raises.
    """
    await access_to_write(app, caller, peer)
    await check_replies(app, caller, peer, messages)
    await check_story_replies(app, caller, peer, messages)
    messages = await with_known_emoji(app, messages)
    ready = await announced(app, caller.box, messages)
    messages = ready.messages
    random_ids = [one.random_id or 0 for one in messages]
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        known = {
            one.random_id: one
            for one in await scheduled.by_random(change.tx, caller.box, random_ids)
        }
        new = [one for one in messages if one.random_id not in known]
        if new:
            waiting = await scheduled.of_peer(change.tx, caller.box, peer)
            if len(waiting) + len(new) > LIST_LIMIT:
                raise bad_request("SCHEDULE_TOO_MUCH")
            ids = await scheduled.next_ids(change.tx, caller.box, len(new))
            rows = [
                _row(caller, peer, outgoing, msg_id, date)
                for outgoing, msg_id in zip(new, ids, strict=True)
            ]
            await scheduled.insert(change.tx, rows)
            for row in rows:
                known[row.random_id] = row
                update = types.UpdateNewScheduledMessage(message=value_of(row))
                change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    begin_announced(app, ready)
    updates: list[types.TypeUpdate] = []
    for random_id in random_ids:
        row = known[random_id]
        updates.append(types.UpdateMessageID(id=row.msg_id, random_id=random_id))
        updates.append(types.UpdateNewScheduledMessage(message=value_of(row)))
    return await render(app, caller.me, updates)


async def scheduled_history(app: App, caller: Caller, peer: PeerId) -> list[types.Message]:
    """Return what waits in a chat, the last one first."""
    rows = await scheduled.of_peer(app.store.shard(caller.box), caller.box, peer)
    return await _shown(app, caller, rows)


async def scheduled_by_ids(
    app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int]
) -> list[types.Message]:
    """Return scheduled messages by their ids."""
    shard = app.store.shard(caller.box)
    rows = await scheduled.by_ids(shard, caller.box, peer, msg_ids[:LIST_LIMIT])
    return await _shown(app, caller, rows)


async def _shown(app: App, caller: Caller, rows: Sequence[Scheduled]) -> list[types.Message]:
    seen = await with_poll_results(app, caller.me, [value_of(row) for row in rows])
    return [one for one in seen if isinstance(one, types.Message)]


async def edit_scheduled(
    app: App, caller: Caller, peer: PeerId, msg_id: int, edit: Edit, *, date: int | None
) -> types.TypeUpdates:
    """Change a scheduled message, or its date.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_NOT_MODIFIED, MESSAGE_EMPTY.
    """
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        found = await scheduled.by_ids(change.tx, caller.box, peer, [msg_id])
        if not found:
            raise bad_request("MESSAGE_ID_INVALID")
        (row,) = found
        old = value_of(row)
        try:
            new = edited(old, edit)
        except RpcError as error:
            if error.message != "MESSAGE_NOT_MODIFIED" or date in (None, row.date):
                raise
            new = old
        ready = await announced(app, caller.box, [Outgoing(row.random_id, media=new.media)])
        new = changed(new, media=ready.messages[0].media)
        row = replace(row, date=date or row.date)
        row = replace(row, content=tl.encode(changed(new, date=row.date), CONTENT_LAYER))
        await scheduled.update(change.tx, row)
        update = types.UpdateNewScheduledMessage(message=value_of(row))
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    begin_announced(app, ready)
    return await render(app, caller.me, [update])


async def delete_scheduled(
    app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int]
) -> types.TypeUpdates:
    """Take scheduled messages away."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        gone = await scheduled.take(change.tx, caller.box, peer, msg_ids[:LIST_LIMIT])
        update = types.UpdateDeleteScheduledMessages(
            peer=to_tl_peer(peer), messages=[row.msg_id for row in gone]
        )
        if gone:
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    return await render(app, caller.me, [update] if gone else [])


async def send_now(
    app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int]
) -> types.TypeUpdates:
    """Send scheduled messages before their time.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID; what access_to_write raises.
    """
    await access_to_write(app, caller, peer)
    shard = app.store.shard(caller.box)
    rows = await scheduled.by_ids(shard, caller.box, peer, msg_ids[:LIST_LIMIT])
    if not rows:
        raise bad_request("MESSAGE_ID_INVALID")
    return await _send(app, caller, peer, rows)


async def send_due(app: App) -> int:
    """Send the messages whose time has come; return how many there were."""
    count = 0
    for shard in app.store.shards:
        chats: dict[tuple[BoxId, PeerId], list[Scheduled]] = defaultdict(list)
        for row in await scheduled.due(shard, app.now):
            chats[row.box_id, row.peer_id].append(row)
        for (box_id, peer), rows in chats.items():
            sender = Caller(0, 0, CONTENT_LAYER, user_id=UserId(box_id))
            try:
                await access_to_write(app, sender, peer)
            except RpcError:
                # Whom they were for does not want them any more: they go unsent.
                await delete_scheduled(app, sender, peer, [row.msg_id for row in rows])
            else:
                await _send(app, sender, peer, rows)
            count += len(rows)
    return count


async def _send(
    app: App, caller: Caller, peer: PeerId, rows: Sequence[Scheduled]
) -> types.TypeUpdates:
    """Send, then take away: sending again after an interruption does no harm (random_id)."""
    place = await access_to_write(app, caller, peer)
    messages = [_outgoing(row) for row in rows]
    appended = await post(app, caller, place, messages)
    ids = [row.msg_id for row in rows]
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        gone = await scheduled.take(change.tx, caller.box, peer, ids)
        sent = {
            row.msg_id: one.own.msg_id
            for row, one in zip(rows, appended, strict=True)
            if one.copies
        }
        left = [row.msg_id for row in gone]
        update = types.UpdateDeleteScheduledMessages(
            peer=to_tl_peer(peer),
            messages=left,
            sent_messages=[sent[msg_id] for msg_id in left if msg_id in sent] or None,
        )
        if gone:
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    told = [one for one in zip(messages, appended, strict=True) if one[1].copies]
    return await sent_updates(
        app,
        caller,
        [replace(one, random_id=None) for one, _ in told],
        [one for _, one in told],
        first=[update] if gone else (),
    )


def value_of(row: Scheduled) -> types.Message:
    """Return a scheduled message as its owner is shown it."""
    value = tl.decode(row.content)
    assert isinstance(value, types.Message)
    return value


def _row(caller: Caller, peer: PeerId, outgoing: Outgoing, msg_id: MsgId, date: int) -> Scheduled:
    message = content_message(
        outgoing,
        saved_from=peer if peer == caller.own_peer else None,
        receiver=UserId(peer) if is_user(peer) else None,
    )
    assert isinstance(message, types.Message)
    reply = message.reply_to
    if isinstance(reply, types.MessageReplyHeader) and outgoing.reply_to is not None:
        reply = changed(reply, reply_to_msg_id=outgoing.reply_to.msg_id)
    message = changed(
        message,
        id=msg_id,
        out=peer != caller.own_peer,
        from_id=to_tl_peer(caller.me),
        peer_id=to_tl_peer(peer),
        date=date,
        reply_to=reply,
        silent=outgoing.silent,
        grouped_id=outgoing.grouped_id,
        from_scheduled=True,
    )
    return Scheduled(
        caller.box, msg_id, peer, outgoing.random_id or 0, date, tl.encode(message, CONTENT_LAYER)
    )


def _outgoing(row: Scheduled) -> Outgoing:
    message = value_of(row)
    reply = message.reply_to
    answered = None
    if isinstance(reply, types.MessageReplyHeader) and reply.reply_to_msg_id is not None:
        answered = ReplyTo(
            reply.reply_to_msg_id,
            reply.quote_text,
            reply.quote_entities,
            reply.quote_offset,
            reply.poll_option,
        )
    return Outgoing(
        random_id=row.random_id,
        text=message.message,
        entities=tuple(message.entities or ()),
        media=message.media,
        reply_to=answered,
        reply_to_story=ReplyToStory(types.InputPeerEmpty(), reply.story_id)
        if isinstance(reply, types.MessageReplyStoryHeader)
        else None,
        fwd_from=message.fwd_from,
        grouped_id=message.grouped_id,
        reply_markup=message.reply_markup,
        silent=message.silent,
        noforwards=message.noforwards,
        invert_media=message.invert_media,
        via_bot_id=message.via_bot_id,
        from_scheduled=True,
    )
