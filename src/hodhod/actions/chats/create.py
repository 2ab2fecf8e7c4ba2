"""Making groups and channels.

Source: https://core.telegram.org/method/messages.createChat
Source: https://core.telegram.org/method/channels.createChannel
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hodhod.actions.app import App
from hodhod.actions.auth.limit import DAY_S, use
from hodhod.actions.chats.entering import enter
from hodhod.actions.chats.group import participants_update
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.people.privacy import letting
from hodhod.actions.people.strangers import bring_strangers
from hodhod.actions.threads.forum import open_general
from hodhod.actions.updates.render import render
from hodhod.domain import names
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, ChatKind, Role
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, bare_id
from hodhod.domain.moderation import BOTS_LIMIT
from hodhod.domain.privacy import Key
from hodhod.domain.rights import Ban
from hodhod.store.chats import insert_chat
from hodhod.tl import types

GROUP_LIMIT = 200
"""Members of a basic group; config names the same."""

CHANNELS_LIMIT = 500
"""Chats that somebody may be in; config names the same."""

CREATED_PER_DAY = 200
"""Groups and channels that somebody makes in a day: deleting them makes room, but not for more."""

GROUP_BAN = Ban.NONE
"""What members of a new group may not do."""


async def create_group(
    app: App, caller: Caller, title: str, user_ids: Sequence[UserId], *, ttl_period: int | None
) -> types.messages.InvitedUsers:
    """Make a basic group with some people in it.

    Those whose privacy rules do not let the caller bring them are named in the answer.

    Raises:
        RpcError: 400 CHAT_TITLE_EMPTY, USERS_TOO_MUCH, USERS_TOO_FEW, CHANNELS_TOO_MUCH,
            BOTS_TOO_MUCH, PEER_FLOOD; 420 FLOOD_WAIT_N.
    """
    title = names.title(title)
    wanted = [one for one in dict.fromkeys(user_ids) if one != caller.me]
    if len(wanted) >= GROUP_LIMIT:
        raise bad_request("USERS_TOO_MUCH")
    await require_room(app, caller.me)
    await use(app, f"rooms:{caller.me}", CREATED_PER_DAY, window_s=DAY_S)
    allowed = await letting(app, caller.me, wanted, Key.INVITES)
    coming = [one for one in wanted if one in allowed and await has_room(app, one)]
    bots = [one for one in (await app.store.users.by_ids(coming)).values() if one.is_bot]
    if len(bots) > BOTS_LIMIT:
        raise bad_request("BOTS_TOO_MUCH")
    if wanted and not coming:
        raise bad_request("USERS_TOO_FEW")
    await bring_strangers(app, caller, coming)
    peer = await app.store.chats.next_group()
    chat = Chat(
        peer_id=peer,
        kind=ChatKind.GROUP,
        title=title,
        about="",
        creator_id=caller.me,
        created_at=app.now,
        members=0,
        default_ban=GROUP_BAN,
        ttl_period=ttl_period or None,
    )
    boxes = [BoxId(peer), caller.box, *(BoxId(one) for one in coming)]
    async with app.store.boxes.change(boxes, now=app.now) as change:
        await insert_chat(change.tx, chat)
        await enter(change, chat, [caller.me], role=Role.CREATOR)
        await enter(change, chat, coming, inviter_id=caller.me)
        participants = await participants_update(change.tx, chat)
        for box_id in boxes[1:]:
            change.log(box_id, participants, exclude_session=caller.session)
        action = types.MessageActionChatCreate(title=title, users=[caller.me, *coming])
        told = await tell_in_chat(app, change, caller, chat, boxes[1:], action)
    await app.bus.publish(change.news)
    updates = await render(app, caller.me, [told.named, participants, told.update])
    return types.messages.InvitedUsers(
        updates=updates, missing_invitees=missing(one for one in wanted if one not in coming)
    )


async def create_channel(
    app: App,
    caller: Caller,
    title: str,
    about: str,
    *,
    broadcast: bool,
    forum: bool = False,
    ttl_period: int | None = None,
) -> types.TypeUpdates:
    """Make a supergroup, or with broadcast a channel.

    Raises:
        RpcError: 400 CHAT_TITLE_EMPTY, CHAT_ABOUT_TOO_LONG, CHANNELS_TOO_MUCH; 420 FLOOD_WAIT_N.
    """
    title, about = names.title(title), names.description(about)
    await require_room(app, caller.me)
    await use(app, f"rooms:{caller.me}", CREATED_PER_DAY, window_s=DAY_S)
    peer = await app.store.chats.next_channel()
    chat = Chat(
        peer_id=peer,
        kind=ChatKind.CHANNEL if broadcast else ChatKind.SUPERGROUP,
        title=title,
        about=about,
        creator_id=caller.me,
        created_at=app.now,
        members=0,
        default_ban=GROUP_BAN,
        forum=forum and not broadcast,
        ttl_period=ttl_period or None,
    )
    box_id = BoxId(peer)
    async with app.store.boxes.change([box_id, caller.box], now=app.now) as change:
        await insert_chat(change.tx, chat)
        await enter(change, chat, [caller.me], role=Role.CREATOR)
        if chat.forum:
            await open_general(change, chat)
        action = types.MessageActionChannelCreate(title=title)
        told = await tell_in_chat(app, change, caller, chat, [box_id], action)
    await app.bus.publish(change.news)
    joined = types.UpdateChannel(channel_id=bare_id(peer))
    return await render(app, caller.me, [told.named, joined, told.update])


async def require_room(app: App, user_id: UserId) -> None:
    """Raise when somebody is in as many chats as one may be in.

    Raises:
        RpcError: 400 CHANNELS_TOO_MUCH.
    """
    if not await has_room(app, user_id):
        raise bad_request("CHANNELS_TOO_MUCH")


async def has_room(app: App, user_id: UserId) -> bool:
    """Tell whether somebody is not in as many chats as one may be in."""
    return len(await app.store.chats.of_user(user_id)) < CHANNELS_LIMIT


def missing(user_ids: Iterable[UserId]) -> list[types.MissingInvitee]:
    """Return those who could not be brought."""
    return [types.MissingInvitee(user_id=one) for one in user_ids]
