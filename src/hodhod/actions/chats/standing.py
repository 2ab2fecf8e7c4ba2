"""Changing what somebody is in a chat: read again under the lock of the chat's box, and written.

async with app.store.boxes.change([box of the chat, …]) as change:
seen = await again(change, seen)     what the caller is now
member = await member_in(change, chat, user_id)
await put(change, …)
"""

from __future__ import annotations

from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id
from hodhod.store.boxes import Change
from hodhod.store.chats import lock_chat
from hodhod.store.members import read_members, write_member
from hodhod.tl import types


async def again(change: Change, seen: SeenChat) -> SeenChat:
    """Return a chat as its viewer sees it now that nobody else changes it.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, CHANNEL_INVALID when it is gone meanwhile.
    """
    chat = await lock_chat(change.tx, seen.chat.peer_id)
    if chat is None or chat.deleted:
        raise bad_request("CHAT_ID_INVALID" if seen.chat.is_group else "CHANNEL_INVALID")
    member = await member_in(change, chat.peer_id, seen.viewer_id)
    return SeenChat(seen.viewer_id, chat, member)


async def member_in(change: Change, peer_id: PeerId, user_id: int) -> Member | None:
    """Return what somebody is in a chat."""
    return (await read_members(change.tx, peer_id, [user_id])).get(UserId(user_id))


async def put(change: Change, caller: Caller, chat: Chat, member: Member) -> None:
    """Write what a member of a supergroup or channel is, and let them ask again what they may."""
    await write_member(change.tx, member)
    if member.joined:
        tell_member(change, caller, chat, member.user_id)


def tell_member(change: Change, caller: Caller, chat: Chat, user_id: UserId) -> None:
    """Let somebody ask again what a supergroup or channel is to them."""
    change.log(
        BoxId(user_id),
        types.UpdateChannel(channel_id=bare_id(chat.peer_id)),
        exclude_session=caller.session,
    )
