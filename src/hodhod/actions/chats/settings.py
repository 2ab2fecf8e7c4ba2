"""What admins turn on and off in a chat, one thing a function.

    settle(seen, changed, deed)     lock → compare → write → admin log → everybody asks again

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin
from hodhod.actions.chats.admin_log import note_all
from hodhod.actions.chats.standing import again
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, bare_id
from hodhod.domain.rights import Admin
from hodhod.store.chats import write_chat
from hodhod.tl import types

SLOW_MODES_S = (0, 5, 10, 30, 60, 300, 900, 3600)
"""Seconds that clients offer between two messages."""

HIDDEN_MEMBERS_FROM = 100
"""Members of a supergroup that may be hidden; the configuration of clients names the same."""

ANTISPAM_FROM = 200
"""Members of a supergroup that filters spam; likewise."""

Deed = types.TypeChannelAdminLogEventAction


async def settle(  # noqa: PLR0917 - all of them belong to one change
    app: App,
    caller: Caller,
    seen: SeenChat,
    right: Admin,
    changed: Callable[[Chat], Chat],
    deeds: Callable[[Chat, Chat], list[Deed]],
) -> types.TypeUpdates:
    """Change a setting of a chat, and let its members ask again what it is.

    Args:
        app: The working parts.
        caller: Who changes it.
        seen: The chat.
        right: What an admin has to have for it.
        changed: Returns the chat as it becomes; it may refuse.
        deeds: Returns what the admin log says, given the chat before and after.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED; what `changed` raises.
    """
    require_admin(seen, right)
    peer = seen.chat.peer_id
    boxes = await boxes_of(app, caller, peer)
    update: types.TypeUpdate = types.UpdateChannel(channel_id=bare_id(peer))
    if seen.chat.is_group:
        update = types.UpdateChat(chat_id=bare_id(peer))
    async with app.store.boxes.change([BoxId(peer), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        require_admin(seen, right)
        new = changed(seen.chat)
        if new == seen.chat:
            raise bad_request("CHAT_NOT_MODIFIED")
        await write_chat(change.tx, new)
        await note_all(change, new, caller.me, deeds(seen.chat, new))
        for box_id in boxes:
            change.log(box_id, update, exclude_session=caller.session)
    await app.bus.publish(change.news)
    return await render(app, caller.me, [update])


async def toggle_signatures(
    app: App, caller: Caller, seen: SeenChat, *, signatures: bool, profiles: bool
) -> types.TypeUpdates:
    """Let the posts of a channel name who wrote them, perhaps with a link to them.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    if not seen.chat.is_broadcast:
        raise bad_request("CHAT_ID_INVALID")

    def deeds(old: Chat, new: Chat) -> list[Deed]:
        found: list[Deed] = []
        if old.signatures != new.signatures:
            found.append(types.ChannelAdminLogEventActionToggleSignatures(new_value=new.signatures))
        if old.profiles != new.profiles:
            found.append(
                types.ChannelAdminLogEventActionToggleSignatureProfiles(new_value=new.profiles)
            )
        return found

    return await settle(
        app,
        caller,
        seen,
        Admin.CHANGE_INFO,
        lambda chat: replace(chat, signatures=signatures, profiles=signatures and profiles),
        deeds,
    )


async def set_slow_mode(
    app: App, caller: Caller, seen: SeenChat, seconds: int
) -> types.TypeUpdates:
    """Let members of a supergroup wait between two messages.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, SECONDS_INVALID, CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)
    if seconds not in SLOW_MODES_S:
        raise bad_request("SECONDS_INVALID")
    return await settle(
        app,
        caller,
        seen,
        Admin.BAN_USERS,
        lambda chat: replace(chat, slowmode_s=seconds),
        lambda old, new: [
            types.ChannelAdminLogEventActionToggleSlowMode(
                prev_value=old.slowmode_s, new_value=new.slowmode_s
            )
        ],
    )


async def hide_prehistory(
    app: App, caller: Caller, seen: SeenChat, *, hidden: bool
) -> types.TypeUpdates:
    """Let newcomers to a supergroup see what was written before them, or not.

    Raises:
        RpcError: 400 CHAT_ID_INVALID (also of a public one, which anybody reads), CHAT_LINK_EXISTS,
            CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)

    def changed(chat: Chat) -> Chat:
        if hidden and chat.linked_id is not None:
            raise bad_request("CHAT_LINK_EXISTS")
        if hidden and chat.public:
            raise bad_request("CHAT_ID_INVALID")
        return replace(chat, prehistory_hidden=hidden)

    return await settle(
        app,
        caller,
        seen,
        Admin.CHANGE_INFO,
        changed,
        lambda _, new: [
            types.ChannelAdminLogEventActionTogglePreHistoryHidden(new_value=new.prehistory_hidden)
        ],
    )


async def toggle_join_to_send(
    app: App, caller: Caller, seen: SeenChat, *, enabled: bool
) -> types.TypeUpdates:
    """Let only members write in the discussion of a channel, or whoever reads it.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)

    def changed(chat: Chat) -> Chat:
        if enabled and chat.linked_id is None:
            raise bad_request("CHAT_ID_INVALID")
        return replace(chat, join_to_send=enabled)

    return await settle(app, caller, seen, Admin.BAN_USERS, changed, lambda _, __: [])


async def toggle_join_request(
    app: App, caller: Caller, seen: SeenChat, *, enabled: bool
) -> types.TypeUpdates:
    """Let newcomers to a public supergroup wait for an admin's word.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, CHAT_PUBLIC_REQUIRED, CHAT_ADMIN_REQUIRED,
            CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)

    def changed(chat: Chat) -> Chat:
        if enabled and not chat.public and chat.linked_id is None:
            raise bad_request("CHAT_PUBLIC_REQUIRED")
        return replace(chat, join_request=enabled)

    return await settle(app, caller, seen, Admin.BAN_USERS, changed, lambda _, __: [])


async def hide_members(
    app: App, caller: Caller, seen: SeenChat, *, hidden: bool
) -> types.TypeUpdates:
    """Let only admins see the members of a supergroup.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, PARTICIPANTS_TOO_FEW, CHAT_ADMIN_REQUIRED,
            CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)
    return await settle(
        app,
        caller,
        seen,
        Admin.BAN_USERS,
        lambda chat: replace(
            _large(chat, HIDDEN_MEMBERS_FROM, wanted=hidden), members_hidden=hidden
        ),
        lambda _, __: [],
    )


async def toggle_antispam(
    app: App, caller: Caller, seen: SeenChat, *, enabled: bool
) -> types.TypeUpdates:
    """Ask for aggressive filters in a supergroup.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, PARTICIPANTS_TOO_FEW, CHAT_ADMIN_REQUIRED,
            CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)
    return await settle(
        app,
        caller,
        seen,
        Admin.DELETE_MESSAGES,
        lambda chat: replace(_large(chat, ANTISPAM_FROM, wanted=enabled), antispam=enabled),
        lambda _, new: [types.ChannelAdminLogEventActionToggleAntiSpam(new_value=new.antispam)],
    )


async def toggle_noforwards(
    app: App, caller: Caller, seen: SeenChat, *, enabled: bool
) -> types.TypeUpdates:
    """Keep what is in a chat from being forwarded and saved: its owner alone can.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return await settle(
        app,
        caller,
        seen,
        Admin.CHANGE_INFO,
        lambda chat: replace(chat, noforwards=enabled),
        lambda _, new: [types.ChannelAdminLogEventActionToggleNoForwards(new_value=new.noforwards)],
    )


def require_supergroup(seen: SeenChat) -> None:
    """Raise unless a chat is a supergroup.

    Raises:
        RpcError: 400 CHAT_ID_INVALID.
    """
    if seen.chat.is_broadcast or seen.chat.is_group:
        raise bad_request("CHAT_ID_INVALID")


def _large(chat: Chat, least: int, *, wanted: bool) -> Chat:
    """Return a chat that has the members for what is turned on.

    Raises:
        RpcError: 400 PARTICIPANTS_TOO_FEW.
    """
    if wanted and chat.members < least:
        raise bad_request("PARTICIPANTS_TOO_FEW")
    return chat
