"""Sending: who may write to whom, one append to all boxes, and the news of it.

The answer leaves only after the commit: what a sender was told is sent survives anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.bots.meeting import without_strangers
from hodhod.actions.chats.admin_log import note_all
from hodhod.actions.messages.contents import (
    require_contents,
    require_one,
    require_patience,
    without_previews,
)
from hodhod.actions.messages.copies import new_message, private_message
from hodhod.actions.messages.drafts import drop_draft
from hodhod.actions.messages.mentions import mentioned_by
from hodhod.actions.messages.new_chat import with_default_ttl
from hodhod.actions.messages.place import Place, access_to_write
from hodhod.actions.messages.replies import answered_by, check_replies
from hodhod.actions.messages.send_as import access_send_as
from hodhod.actions.messages.unarchive import bring_back
from hodhod.actions.people.voice import check_voices
from hodhod.actions.polls.keep import keep_polls, place_copies, place_polls
from hodhod.actions.previews.attach import announced, begin_announced
from hodhod.actions.stickers.custom_emoji import with_known_emoji
from hodhod.actions.stickers.kept import remember_sent
from hodhod.actions.stories.shared import check_story_reply
from hodhod.actions.threads.placing import placed
from hodhod.actions.threads.posts import Discussion, discussion_of, forward_posts
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import SERVICE_USER, BoxId, PeerId, UserId, is_channel
from hodhod.domain.message import (
    Appended,
    NewMessage,
    new_message_update,
    seen_by_author,
    to_tl,
)
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.rights import Admin
from hodhod.domain.short import short_answer
from hodhod.store.boxes import Change
from hodhod.store.expiry import expire_at
from hodhod.store.members import Mark, note_sent, read_members, write_marks
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is ready to be added to its boxes.

    Attributes:
        outgoing: What was to be said, complete.
        row: Its rows.
    """

    outgoing: Outgoing
    row: NewMessage


async def send(
    app: App,
    caller: Caller,
    peer: PeerId,
    messages: Sequence[Outgoing],
    *,
    clear_draft: bool = False,
    short: bool = False,
) -> types.TypeUpdates:
    """Send messages of one sender to one peer: one, or several, all or none.

    A message whose random_id was sent before is answered as it was then, and not sent again.

    Args:
        app: The working parts.
        caller: Who sends.
        peer: As access_peer returned it.
        messages: In order.
        clear_draft: Whether the chat's draft is sent with it.
        short: Whether the ids of plain texts will do.

    Returns:
        The sender's own updates: an updateMessageID before each new message.

    Raises:
        RpcError: The caller may not write there, or a message is answered that is not there.
    """
    place = await access_to_write(app, caller, peer)
    await check_story_replies(app, caller, peer, messages)
    await check_voices(app, caller, peer, messages)
    messages = await with_known_emoji(app, messages)
    if caller.is_bot:
        messages = await without_strangers(app, caller, messages)
    appended = await post(app, caller, place, messages)
    if clear_draft:
        await drop_draft(app, caller, peer, messages)
    await remember_sent(app, caller, messages)
    if short and len(appended) == 1 and appended[0].copies:
        answer = short_answer(appended[0].own)
        if answer is not None:
            return answer
    return await sent_updates(app, caller, messages, appended)


async def post(
    app: App, caller: Caller, place: Place, messages: Sequence[Outgoing]
) -> list[Appended]:
    """Add messages to the boxes of a chat, and tell everybody.

    Raises:
        RpcError: 400 REPLY_MESSAGE_ID_INVALID, QUOTE_TEXT_INVALID, SLOWMODE_MULTI_MSGS_DISABLED;
            403 CHAT_SEND_…_FORBIDDEN; 420 SLOWMODE_WAIT_n.
    """
    if place.seen is not None:
        require_contents(place.seen, messages, app.now)
    require_one(place.seen, messages)
    messages = without_previews(place.seen, messages, app.now)
    place = await with_default_ttl(app, caller, place)
    author_id = caller.me if is_channel(place.peer) else None
    ready = await announced(app, place.boxes[0], messages, author_id)
    messages = await keep_polls(app, caller, ready.messages)
    appended = await _post(app, caller, place, messages)
    await place_polls(app, caller, messages, appended)
    begin_announced(app, ready)
    await bring_back(app, appended)
    return appended


async def _post(
    app: App, caller: Caller, place: Place, messages: Sequence[Outgoing]
) -> list[Appended]:
    letters = await _letters(app, caller, place, messages)
    rows = [letter.row for letter in letters]
    slow = place.seen is not None and place.seen.chat.slowmode_s > 0
    discussion = None if place.seen is None else await discussion_of(app, place.seen.chat)
    noted = any(one.outgoing.ttl_period or one.row.mentioned for one in letters)
    post_of_channel = place.seen is not None and place.seen.chat.is_broadcast
    if slow or noted or post_of_channel:
        return await _post_in_change(app, caller, place, letters, discussion)
    appended = await app.store.messages.append(rows)
    for one in appended:
        if not one.duplicate:
            await app.bus.publish(one.events(caller.session))
    return appended


async def _letters(
    app: App, caller: Caller, place: Place, messages: Sequence[Outgoing]
) -> list[Letter]:
    answered = await check_replies(app, caller, place.peer, messages)
    signature = await _signature(app, caller, place.seen)
    named = {outgoing.send_as for outgoing in messages}
    names = {one: await access_send_as(app, caller, place.seen, one) for one in named}
    letters = []
    for one in messages:
        outgoing, target = answered_by(one, answered)
        complete = replace(
            await placed(app, place.seen, outgoing, target),
            ttl_period=outgoing.ttl_period or place.ttl_period,
            signature=outgoing.signature or signature,
            send_as=names[outgoing.send_as],
        )
        mentioned = await mentioned_by(app, place, complete, target)
        letters.append(Letter(complete, new_message(app, caller, place, complete, mentioned)))
    return letters


async def _signature(app: App, caller: Caller, seen: SeenChat | None) -> str | None:
    """Return the name below a message: of a post where posts are signed, of a hidden admin."""
    if seen is None or seen.chat.is_group:
        return None
    if not seen.chat.is_broadcast:
        hidden = Admin.ANONYMOUS in seen.admin and seen.member is not None
        return (seen.member.rank or None) if hidden and seen.member is not None else None
    if not seen.chat.signatures:
        return None
    account = await app.store.users.get(caller.me)
    return None if account is None else f"{account.first_name} {account.last_name}".strip()


async def _post_in_change(
    app: App,
    caller: Caller,
    place: Place,
    letters: Sequence[Letter],
    discussion: Discussion | None,
) -> list[Appended]:
    """Add messages with what else is noted of them: their end, mentions, slow mode, deeds."""
    boxes = {copy.box_id for letter in letters for copy in letter.row.copies}
    if discussion is not None:
        boxes.add(discussion.box_id)
    async with app.store.boxes.change(boxes, now=app.now) as change:
        appended = await change.append(
            [letter.row for letter in letters], exclude_session=caller.session
        )
        # Sending again what was sent is answered, however soon; refusing undoes the append.
        fresh = any(not one.duplicate for one in appended)
        if place.seen is not None and place.seen.chat.slowmode_s and fresh:
            known = await read_members(change.tx, place.peer, [caller.me])
            require_patience(place.seen, known.get(caller.me), app.now)
            await note_sent(change.tx, place.peer, caller.me, app.now)
        await _note(change, letters, appended)
        if place.seen is not None and place.seen.chat.is_broadcast:
            posts = [
                types.ChannelAdminLogEventActionSendMessage(message=to_tl(one.own))
                for one in appended
                if not one.duplicate
            ]
            await note_all(change, place.seen.chat, caller.me, posts)
        copies: list[Appended] = []
        if discussion is not None:
            outgoing = [letter.outgoing for letter in letters]
            copies = await forward_posts(app, change, discussion, outgoing, appended)
    await app.bus.publish(change.events)
    await place_copies(app, copies)
    return appended


async def _note(change: Change, letters: Sequence[Letter], appended: Sequence[Appended]) -> None:
    fresh = [pair for pair in zip(letters, appended, strict=True) if not pair[1].duplicate]
    ends = [
        (copy.message.box_id, copy.message.msg_id, copy.message.date + ttl_period)
        for letter, one in fresh
        if (ttl_period := letter.outgoing.ttl_period)
        for copy in one.copies
    ]
    await expire_at(change.tx, ends)
    marks = [
        (one.own.box_id, user_id, one.own.msg_id)
        for letter, one in fresh
        for user_id in letter.row.mentioned
    ]
    await write_marks(change.tx, marks, Mark.MENTION)


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
        updates.append(new_message_update(seen_by_author(own, caller.me)))
    return await render(app, caller.me, updates)


async def check_story_replies(
    app: App, caller: Caller, peer: PeerId, messages: Sequence[Outgoing]
) -> None:
    """Check that the stories that are answered may be seen by whoever answers.

    Raises:
        RpcError: 400 STORY_ID_INVALID.
    """
    for story in {m.reply_to_story for m in messages if m.reply_to_story is not None}:
        await check_story_reply(app, caller, peer, story)


async def tell_from_service(app: App, receiver: UserId, outgoing: Outgoing) -> None:
    """Write a message from the service account into somebody's box: codes, logins, notices."""
    message = private_message(app, SERVICE_USER, receiver, outgoing)
    received = tuple(copy for copy in message.copies if copy.box_id == BoxId(receiver))
    message = replace(message, origin=BoxId(receiver), copies=received, random_id=None)
    for one in await app.store.messages.append([message]):
        await app.bus.publish(one.events())
