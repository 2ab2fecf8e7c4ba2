"""Sending: who may write to whom, one append to all boxes, and the news of it.

The answer leaves only after the commit: what a sender was told is sent survives anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.messages.copies import private_message
from hodhod.actions.messages.drafts import drop_draft
from hodhod.actions.messages.reach import box_of
from hodhod.actions.people.strangers import meet_stranger
from hodhod.actions.people.voice import check_voices
from hodhod.actions.polls.keep import keep_polls, place_polls
from hodhod.actions.previews.attach import announced, begin_announced
from hodhod.actions.stickers.custom_emoji import with_known_emoji
from hodhod.actions.stickers.kept import remember_sent
from hodhod.actions.stories.shared import check_story_reply
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import (
    SERVICE_USER,
    BoxId,
    MsgId,
    PeerId,
    UserId,
    is_user,
    peer_of_user,
)
from hodhod.domain.message import Appended, NewMessage, new_message_update
from hodhod.domain.outgoing import Outgoing
from hodhod.store.expiry import expire_at
from hodhod.tl import types


async def send(
    app: App,
    caller: Caller,
    peer: PeerId,
    messages: Sequence[Outgoing],
    *,
    clear_draft: bool = False,
) -> types.TypeUpdates:
    """Send messages of one sender to one peer: one, or several, all or none.

    A message whose random_id was sent before is answered as it was then, and not sent again.

    Args:
        app: The working parts.
        caller: Who sends.
        peer: As access_peer returned it.
        messages: In order.
        clear_draft: Whether the chat's draft is sent with it.

    Returns:
        The sender's own updates: an updateMessageID before each new message.

    Raises:
        RpcError: The caller may not write there, or a message is answered that is not there.
    """
    ttl_period = await access_to_write(app, caller, peer)
    await check_replies(app, caller, peer, messages)
    await check_voices(app, caller, peer, messages)
    messages = await with_known_emoji(app, messages)
    if ttl_period is not None:
        messages = [replace(one, ttl_period=one.ttl_period or ttl_period) for one in messages]
    appended = await post(app, caller, peer, messages)
    if clear_draft:
        await drop_draft(app, caller, peer)
    await remember_sent(app, caller, messages)
    return await sent_updates(app, caller, messages, appended)


async def post(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing]
) -> list[Appended]:
    """Add messages that were checked to their boxes, and tell everybody."""
    ready = await announced(app, box_of(caller, peer), messages)
    messages = await keep_polls(app, caller, ready.messages)
    appended = await _post(app, caller, peer, messages)
    await place_polls(app, caller, messages, appended)
    begin_announced(app, ready)
    return appended


async def _post(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing]
) -> list[Appended]:
    rows = [private_message(app, caller.me, UserId(peer), outgoing) for outgoing in messages]
    if any(outgoing.ttl_period for outgoing in messages):
        return await _post_for_a_while(app, caller, messages, rows)
    appended = await app.store.messages.append(rows)
    for one in appended:
        if not one.duplicate:
            await app.bus.publish(one.events(caller.session))
    return appended


async def _post_for_a_while(
    app: App, caller: Caller, messages: Sequence[Outgoing], rows: Sequence[NewMessage]
) -> list[Appended]:
    """Add messages that delete themselves: their end is noted in the same transaction."""
    boxes = {copy.box_id for row in rows for copy in row.copies}
    async with app.store.boxes.change(boxes, now=app.now) as change:
        appended = await change.append(rows, exclude_session=caller.session)
        ends = [
            (copy.message.box_id, copy.message.msg_id, copy.message.date + outgoing.ttl_period)
            for outgoing, one in zip(messages, appended, strict=True)
            if outgoing.ttl_period and not one.duplicate
            for copy in one.copies
        ]
        await expire_at(change.tx, ends)
    await app.bus.publish(change.events)
    return appended


async def access_to_write(app: App, caller: Caller, peer: PeerId) -> int | None:
    """Check that the caller may send to a peer that `access_peer` returned.

    Returns:
        Seconds after which messages to the peer delete themselves, or None.

    Raises:
        RpcError: 400 YOU_BLOCKED_USER, USER_IS_BLOCKED, INPUT_USER_DEACTIVATED, PEER_FLOOD or
            PEER_ID_INVALID;
            the last also for the service account, which reads nothing.
    """
    if not is_user(peer):
        raise bad_request("PEER_ID_INVALID")
    if peer == peer_of_user(caller.me):
        return None
    standing = await app.store.users.standing(caller.me, UserId(peer))
    if standing is None or standing.support:
        raise bad_request("PEER_ID_INVALID")
    if standing.deleted:
        raise bad_request("INPUT_USER_DEACTIVATED")
    if standing.blocked_by_me:
        raise bad_request("YOU_BLOCKED_USER")
    if standing.blocks_me:
        raise bad_request("USER_IS_BLOCKED")
    if not standing.knows_me:
        await meet_stranger(app, caller, UserId(peer), standing)
    return standing.ttl_period


async def sent_updates(
    app: App,
    caller: Caller,
    messages: Sequence[Outgoing],
    appended: Sequence[Appended],
    *,
    first: Sequence[types.TypeUpdate] = (),
) -> types.TypeUpdates:
    """Return the answer to a sender: each id it asked for, and the message behind it.

    Args:
        app: The working parts.
        caller: Who sent.
        messages: What was to be sent.
        appended: What became of it.
        first: Updates to tell before.
    """
    updates = list(first)
    for outgoing, result in zip(messages, appended, strict=True):
        if not result.copies:
            # Sent before and deleted since: there is nothing to show, and nothing is sent again.
            raise bad_request("RANDOM_ID_DUPLICATE")
        own = result.own
        if outgoing.random_id is not None:
            updates.append(types.UpdateMessageID(id=own.msg_id, random_id=outgoing.random_id))
        updates.append(new_message_update(own))
    return await render(app, caller.me, updates)


async def check_replies(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing]
) -> None:
    """Check that what is answered is in the chat.

    Raises:
        RpcError: 400 REPLY_MESSAGE_ID_INVALID, STORY_ID_INVALID.
    """
    for story in {m.reply_to_story for m in messages if m.reply_to_story is not None}:
        await check_story_reply(app, caller, peer, story)
    answered = {MsgId(m.reply_to.msg_id) for m in messages if m.reply_to is not None}
    if not answered:
        return
    found = await app.store.messages.by_ids(caller.box, list(answered))
    if any(msg_id not in found or found[msg_id].peer_id != peer for msg_id in answered):
        raise bad_request("REPLY_MESSAGE_ID_INVALID")


async def tell_from_service(app: App, receiver: UserId, outgoing: Outgoing) -> None:
    """Write a message from the service account into somebody's box: codes, logins, notices."""
    message = private_message(app, SERVICE_USER, receiver, outgoing)
    received = tuple(copy for copy in message.copies if copy.box_id == BoxId(receiver))
    message = replace(message, origin=BoxId(receiver), copies=received, random_id=None)
    for one in await app.store.messages.append([message]):
        await app.bus.publish(one.events())
