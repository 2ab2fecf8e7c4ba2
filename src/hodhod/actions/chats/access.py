"""The only way to a group or channel: what a client names, checked, as its viewer sees it.

Absent and forbidden are one error: a number that nobody has, a channel that the caller may not
look into, and a wrong access hash all end the same way.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request, forbidden, not_acceptable
from hodhod.domain.ids import (
    CHANNEL_BASE,
    PeerId,
    is_channel,
    is_user,
    peer_of_channel,
    peer_of_chat,
)
from hodhod.domain.rights import Admin, Ban


async def access_chat(app: App, caller: Caller, peer: PeerId) -> SeenChat:
    """Return a group or channel that the caller may read, by a peer that `access_peer` returned.

    Raises:
        RpcError: 400 PEER_ID_INVALID, CHAT_ID_INVALID; 406 CHANNEL_PRIVATE.
    """
    if is_user(peer):
        raise bad_request("PEER_ID_INVALID")
    if is_channel(peer):
        return await _readable(app, caller, peer)
    return await access_group(app, caller, -peer)


async def access_group(app: App, caller: Caller, chat_id: int) -> SeenChat:
    """Return a basic group that the caller is in, or has been in and has messages of.

    Raises:
        RpcError: 400 CHAT_ID_INVALID.
    """
    if not 0 < chat_id < CHANNEL_BASE:
        raise bad_request("CHAT_ID_INVALID")
    peer = peer_of_chat(chat_id)
    seen = await app.store.chats.seen_by(caller.me, peer)
    if seen is None or (
        seen.member is None and not (await app.store.dialogs.get(caller.box, peer)).messages
    ):
        raise bad_request("CHAT_ID_INVALID")
    return seen


async def named_channel(app: App, caller: Caller, channel_id: int, access_hash: int) -> SeenChat:
    """Return a supergroup or channel by its id and hash, if the caller may read it.

    Raises:
        RpcError: 400 CHANNEL_INVALID; 406 CHANNEL_PRIVATE.
    """
    peer = proven_channel(app, caller, channel_id, access_hash)
    if peer is None:
        raise bad_request("CHANNEL_INVALID")
    return await _readable(app, caller, peer)


def proven_channel(app: App, caller: Caller, channel_id: int, access_hash: int) -> PeerId | None:
    """Return a channel that the caller was shown once, readable or not; None if it was not."""
    if not 0 < channel_id < CHANNEL_BASE:
        return None
    good = holds(app.secret, Kind.CHANNEL, channel_id, access_hash, viewer=caller.me)
    if not good and not (caller.is_bot and access_hash == 0):
        return None
    return peer_of_channel(channel_id)


async def _readable(app: App, caller: Caller, peer: PeerId) -> SeenChat:
    seen = await app.store.chats.seen_by(caller.me, peer)
    if seen is None:
        raise bad_request("CHANNEL_INVALID")
    if not seen.may_read(app.now) and not await _discusses_in_public(app, caller, seen):
        raise not_acceptable("CHANNEL_PRIVATE")
    return seen


async def _discusses_in_public(app: App, caller: Caller, seen: SeenChat) -> bool:
    """Whether it is the discussion of a channel that the caller may read: comments are read there.

    Source: https://core.telegram.org/api/discussion
    """
    chat = seen.chat
    if chat.deleted or chat.is_broadcast or chat.linked_id is None or seen.banned(app.now):
        return False
    linked = await app.store.chats.seen_by(caller.me, chat.linked_id)
    return linked is not None and linked.may_read(app.now)


def require_joined(seen: SeenChat) -> None:
    """Raise unless the viewer is in the chat.

    Raises:
        RpcError: 400 USER_NOT_PARTICIPANT.
    """
    if not seen.joined:
        raise bad_request("USER_NOT_PARTICIPANT")


def require_admin(seen: SeenChat, right: Admin) -> None:
    """Raise unless the viewer has a right as an admin.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if right not in seen.admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")


def require_right(seen: SeenChat, right: Admin, ban: Ban, now: int) -> None:
    """Raise unless the viewer may do what admins of a right may do, and members of most groups.

    Args:
        seen: The chat.
        right: What an admin has to have.
        ban: What a member must not have, where members may.
        now: Unix time in seconds.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, USER_NOT_PARTICIPANT; 403 CHAT_WRITE_FORBIDDEN.
    """
    require_joined(seen)
    if seen.chat.deleted:
        raise forbidden("CHAT_WRITE_FORBIDDEN")
    if right in seen.admin:
        return
    banned = seen.chat.default_ban if seen.is_admin else seen.ban(now)
    if seen.chat.is_broadcast or ban in banned:
        raise bad_request("CHAT_ADMIN_REQUIRED")
