"""Turning a supergroup into a forum and back, and how somebody looks at it.

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin
from hodhod.actions.chats.admin_log import note
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, bare_id
from hodhod.domain.rights import Admin
from hodhod.domain.topic import COLORS, GENERAL, GENERAL_TITLE, Topic
from hodhod.store.boxes import Change
from hodhod.store.chat_choices import choose_as_messages
from hodhod.store.chats import lock_chat, write_chat
from hodhod.store.threads import begin_threads
from hodhod.store.topics import find_general, insert_topic
from hodhod.tl import types


async def toggle_forum(
    app: App, caller: Caller, seen: SeenChat, *, enabled: bool
) -> types.TypeUpdates:
    """Let a supergroup have topics, or none; those that it had are kept.

    Raises:
        RpcError: 400 CHANNEL_INVALID, CHAT_ADMIN_REQUIRED, CHAT_DISCUSSION_UNALLOWED,
            CHAT_NOT_MODIFIED.
    """
    if seen.chat.is_broadcast:
        raise bad_request("CHANNEL_INVALID")
    require_admin(seen, Admin.CHANGE_INFO)
    box_id = BoxId(seen.chat.peer_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        chat = await lock_chat(change.tx, seen.chat.peer_id)
        assert chat is not None
        if chat.forum == enabled:
            raise bad_request("CHAT_NOT_MODIFIED")
        if enabled and chat.linked_id is not None:
            raise bad_request("CHAT_DISCUSSION_UNALLOWED")
        await write_chat(change.tx, replace(chat, forum=enabled))
        if enabled:
            await open_general(change, chat)
        action = types.ChannelAdminLogEventActionToggleForum(new_value=enabled)
        await note(change, chat, caller.me, action)
        update = types.UpdateChannel(channel_id=bare_id(box_id))
        change.log(box_id, update, exclude_session=caller.session)
    await app.bus.publish(change.news)
    return await render(app, caller.me, [update])


async def open_general(change: Change, chat: Chat) -> None:
    """Let a forum have the topic that all of them have, in a change of its box."""
    box_id = BoxId(chat.peer_id)
    general = Topic(
        box_id=box_id,
        topic_id=GENERAL,
        title=GENERAL_TITLE,
        color=COLORS[0],
        emoji_id=None,
        creator_id=chat.creator_id,
        from_id=chat.peer_id,
        date=chat.created_at,
    )
    await insert_topic(change.tx, general)
    await begin_threads(change.tx, box_id, [GENERAL])
    await find_general(change.tx, box_id)


async def show_as_messages(
    app: App, caller: Caller, seen: SeenChat, *, enabled: bool
) -> types.TypeUpdates:
    """Show a forum to the caller as one chat, or by topics.

    Raises:
        RpcError: 400 CHANNEL_FORUM_MISSING, CHAT_NOT_MODIFIED.
    """
    if not seen.chat.forum:
        raise bad_request("CHANNEL_FORUM_MISSING")
    peer = seen.chat.peer_id
    update = types.UpdateChannelViewForumAsMessages(channel_id=bare_id(peer), enabled=enabled)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if not await choose_as_messages(change.tx, caller.box, peer, as_messages=enabled):
            raise bad_request("CHAT_NOT_MODIFIED")
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    return await render(app, caller.me, [update])
