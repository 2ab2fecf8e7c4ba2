"""Typing: told to the other side if it is here, and never kept."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages.reach import GROUP_LIMIT
from hodhod.actions.people.tell import tell_online
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.event import Notice
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id, is_user, to_tl_peer
from hodhod.domain.rights import Admin, Ban
from hodhod.store.members import member_ids
from hodhod.tl import types


async def tell_typing(
    app: App,
    caller: Caller,
    peer: PeerId,
    action: types.TypeSendMessageAction,
    *,
    top_id: int | None = None,
) -> None:
    """Tell those in a chat that the caller is writing; whoever blocks the caller hears nothing.

    Args:
        app: The working parts.
        caller: Who writes.
        peer: Where.
        action: What they do.
        top_id: In which topic or thread of a supergroup.
    """
    if peer == caller.own_peer:
        return
    if not is_user(peer):
        await _tell_chat(app, caller, await access_chat(app, caller, peer), action, top_id)
        return
    standing = await app.store.users.standing(caller.me, UserId(peer))
    if standing is None or standing.deleted or standing.blocks_me or standing.blocked_by_me:
        return
    update = types.UpdateUserTyping(user_id=caller.me, action=action)
    await tell_online(app, [UserId(peer)], update)


async def _tell_chat(
    app: App,
    caller: Caller,
    seen: SeenChat,
    action: types.TypeSendMessageAction,
    top_id: int | None,
) -> None:
    chat = seen.chat
    if chat.is_broadcast or not seen.joined or Ban.SEND_MESSAGES in seen.ban(app.now):
        return
    writer = to_tl_peer(chat.peer_id if Admin.ANONYMOUS in seen.admin else caller.me)
    box_id = BoxId(chat.peer_id)
    if chat.is_group:
        members = await member_ids(app.store.shard(box_id), chat.peer_id, GROUP_LIMIT)
        update = types.UpdateChatUserTyping(
            chat_id=bare_id(chat.peer_id), from_id=writer, action=action
        )
        await tell_online(app, [one for one in members if one != caller.me], update)
        return
    nodes = await app.store.online.nodes_of([box_id])
    typing = types.UpdateChannelUserTyping(
        channel_id=bare_id(chat.peer_id),
        top_msg_id=top_id if top_id is not None and top_id > 0 else None,
        from_id=writer,
        action=action,
    )
    notice = Notice(UserId(box_id), typing, nodes.get(box_id, ()), exclude_session=caller.session)
    await app.bus.publish([notice])
