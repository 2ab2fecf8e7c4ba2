"""Messages that wait for their time, or until they are sent by hand.

Source: https://core.telegram.org/api/scheduled-messages
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace as row_with

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.contents import require_contents
from hodhod.actions.messages.edit import Edit, edited
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.reach import access_messages
from hodhod.actions.messages.replies import answered_by, check_replies, quoted
from hodhod.actions.messages.scheduled_rows import outgoing_of, row_of, value_of
from hodhod.actions.messages.send import check_story_replies, post, sent_updates
from hodhod.actions.messages.send_as import access_send_as
from hodhod.actions.people.voice import check_voices
from hodhod.actions.polls.view import with_poll_results
from hodhod.actions.previews.attach import announced, begin_announced
from hodhod.actions.stickers.custom_emoji import with_known_emoji
from hodhod.actions.threads.placing import placed
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.outgoing import Outgoing
from hodhod.store import scheduled
from hodhod.store.scheduled import LIST_LIMIT, Scheduled
from hodhod.tl import types

WAIT = 420
"""The code of refusals that are over after some seconds."""

SOON_S = 10
"""What is scheduled for so soon is sent at once."""

LONGEST_S = 366 * 86_400
"""How far ahead a message may be scheduled."""

WHEN_ONLINE = 0x7FFFFFFE
"""The date that clients give to messages that wait until somebody is online."""


def is_later(app: App, caller: Caller, date: int | None) -> bool:
    """Tell whether a message with this schedule_date is to wait.

    Raises:
        RpcError: 400 SCHEDULE_BOT_NOT_ALLOWED, SCHEDULE_DATE_TOO_LATE, SCHEDULE_STATUS_PRIVATE
            (waiting until somebody is online is not offered).
    """
    if caller.is_bot and date is not None:
        raise bad_request("SCHEDULE_BOT_NOT_ALLOWED")
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
        RpcError: 400 SCHEDULE_TOO_MUCH; what sending raises, but for slow mode.
    """
    place = await access_to_write(app, caller, peer)
    if place.seen is not None:
        require_contents(place.seen, messages, app.now)
    answered = await check_replies(app, caller, peer, messages)
    await check_story_replies(app, caller, peer, messages)
    await check_voices(app, caller, peer, messages)
    for named in {one.send_as for one in messages}:
        await access_send_as(app, caller, place.seen, named)
    pairs = [answered_by(one, answered) for one in messages]
    messages = [await placed(app, place.seen, one, target) for one, target in pairs]
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
                row_of(caller, place, outgoing, msg_id, date)
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
        new = replace(new, media=ready.messages[0].media)
        row = row_with(row, date=date or row.date)
        row = row_with(row, content=tl.encode(replace(new, date=row.date), CONTENT_LAYER))
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
        letters: dict[tuple[BoxId, PeerId, int], list[Scheduled]] = defaultdict(list)
        for row in await scheduled.due(shard, app.now):
            album = value_of(row).grouped_id
            letters[row.box_id, row.peer_id, album or -row.msg_id].append(row)
        for (box_id, peer, _), rows in letters.items():
            sender = Caller(0, 0, CONTENT_LAYER, user_id=UserId(box_id))
            try:
                await access_to_write(app, sender, peer)
                await _send(app, sender, peer, rows)
            except RpcError as error:
                await _unsent(app, sender, peer, rows, error)
            count += len(rows)
    return count


async def _unsent(
    app: App, caller: Caller, peer: PeerId, rows: Sequence[Scheduled], error: RpcError
) -> None:
    """Let messages wait as long as slow mode says; what is refused otherwise goes unsent."""
    if error.code != WAIT:
        await delete_scheduled(app, caller, peer, [row.msg_id for row in rows])
        return
    date = app.now + int(error.message.rpartition("_")[2])
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for row in rows:
            message = replace(value_of(row), date=date)
            later = row_with(row, date=date, content=tl.encode(message, CONTENT_LAYER))
            if await scheduled.update(change.tx, later):
                change.log(caller.box, types.UpdateNewScheduledMessage(message=message))
    await app.bus.publish(change.events)


async def _send(
    app: App, caller: Caller, peer: PeerId, rows: Sequence[Scheduled]
) -> types.TypeUpdates:
    """Send, then take away: sending again after an interruption does no harm (random_id)."""
    place = await access_to_write(app, caller, peer)
    messages = await _still(app, caller, peer, [outgoing_of(caller, row) for row in rows])
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


async def _still(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing]
) -> list[Outgoing]:
    """Return messages without answers to what is gone, or quotes of what is not said any more."""
    replies = [one.reply_to for one in messages if one.reply_to is not None]
    ids = [reply.msg_id for reply in replies if reply.elsewhere is None]
    found = await access_messages(app, caller, peer, ids)
    ready = []
    for one in messages:
        reply = one.reply_to
        if reply is None or reply.elsewhere is not None:
            ready.append(one)
            continue
        target = found.get(MsgId(reply.msg_id))
        if target is None:
            # In a forum it stays in the topic that it was written in.
            ready.append(replace(one, reply_to=None, topic_id=reply.top_id))
            continue
        try:
            quoted(reply, target)
        except RpcError:
            reply = replace(reply, quote_text=None, quote_entities=None, quote_offset=None)
        ready.append(replace(one, reply_to=reply))
    return ready
