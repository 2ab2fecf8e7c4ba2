"""Which group discusses the posts of a channel.

Source: https://core.telegram.org/api/discussion
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.view import chat_object
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, bare_id
from hodhod.domain.rights import Admin
from hodhod.store.boxes import Change
from hodhod.store.chats import lock_chat, write_chat
from hodhod.tl import types


async def groups_for_discussion(app: App, caller: Caller) -> list[types.TypeChat]:
    """Return the groups that the caller may make the discussion of a channel.

    Basic groups are among them: they become supergroups before.
    """
    peers = await app.store.chats.of_user(caller.me)
    seen = await app.store.chats.seen([(caller.me, peer) for peer in peers])
    return [chat_object(app.secret, one, app.now) for one in seen if _fits(one)]


def _fits(seen: SeenChat) -> bool:
    chat = seen.chat
    return seen.is_creator and not (
        chat.is_broadcast
        or chat.deleted
        or chat.forum
        or chat.prehistory_hidden
        or chat.linked_id is not None
    )


async def set_discussion(
    app: App, caller: Caller, channel: SeenChat | None, group: SeenChat | None
) -> None:
    """Let a group discuss the posts of a channel; with None on one side, let the other go.

    Raises:
        RpcError: 400 BROADCAST_ID_INVALID, MEGAGROUP_ID_INVALID, MEGAGROUP_PREHISTORY_HIDDEN,
            CHAT_ADMIN_REQUIRED, LINK_NOT_MODIFIED.
    """
    if channel is None and group is None:
        raise bad_request("LINK_NOT_MODIFIED")
    if channel is not None:
        if not channel.chat.is_broadcast:
            raise bad_request("BROADCAST_ID_INVALID")
        require_admin(channel, Admin.CHANGE_INFO)
    if group is not None:
        if group.chat.is_broadcast or group.chat.forum:
            raise bad_request("MEGAGROUP_ID_INVALID")
        require_admin(group, Admin.PIN_MESSAGES)
        if channel is not None and group.chat.prehistory_hidden:
            raise bad_request("MEGAGROUP_PREHISTORY_HIDDEN")
    named = [one.chat for one in (channel, group) if one is not None]
    before = {one.linked_id for one in named if one.linked_id is not None}
    peers = {one.peer_id for one in named} | before
    async with app.store.boxes.change([BoxId(peer) for peer in peers], now=app.now) as change:
        chats = {peer: chat for peer in sorted(peers) if (chat := await lock_chat(change.tx, peer))}
        new = _linked(chats, channel, group)
        for chat in new:
            await _tell(change, caller, chats[chat.peer_id], chat)
    await app.bus.publish(change.news)


def _linked(
    chats: dict[PeerId, Chat], channel: SeenChat | None, group: SeenChat | None
) -> list[Chat]:
    """Return the chats that change, as they become; all of them are locked.

    Raises:
        RpcError: 400 LINK_NOT_MODIFIED, MEGAGROUP_ID_INVALID.
    """
    if channel is not None and group is not None:
        own, other = chats[channel.chat.peer_id], chats[group.chat.peer_id]
        if own.linked_id == other.peer_id:
            raise bad_request("LINK_NOT_MODIFIED")
        if other.linked_id is not None:
            raise bad_request("MEGAGROUP_ID_INVALID")
        left = None if own.linked_id is None else chats.get(own.linked_id)
        linked = [
            replace(own, linked_id=other.peer_id),
            replace(other, linked_id=own.peer_id),
        ]
        return linked if left is None else [*linked, _let_go(left)]
    named = channel or group
    assert named is not None
    own = chats[named.chat.peer_id]
    if own.linked_id is None:
        raise bad_request("LINK_NOT_MODIFIED")
    left = chats.get(own.linked_id)
    return [_let_go(own)] if left is None else [_let_go(own), _let_go(left)]


def linked_otherwise(before: Chat, after: Chat) -> types.ChannelAdminLogEventActionChangeLinkedChat:
    """Return what the admin log says of a chat that has another channel or discussion."""
    return types.ChannelAdminLogEventActionChangeLinkedChat(
        prev_value=0 if before.linked_id is None else bare_id(before.linked_id),
        new_value=0 if after.linked_id is None else bare_id(after.linked_id),
    )


def _let_go(chat: Chat) -> Chat:
    return replace(chat, linked_id=None, join_to_send=False)


async def _tell(change: Change, caller: Caller, before: Chat, chat: Chat) -> None:
    await write_chat(change.tx, chat)
    await note(change, chat, caller.me, linked_otherwise(before, chat))
    change.log(
        BoxId(chat.peer_id),
        types.UpdateChannel(channel_id=bare_id(chat.peer_id)),
        exclude_session=caller.session,
    )
