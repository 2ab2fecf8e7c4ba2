"""In whose name somebody writes in a group: their own, the group's, or one of their channels'.

    public group, discussion of a channel    any channel that the writer owns
    discussion of a channel                  that channel, for whoever posts there
    hidden admins                            the group itself

Source: https://core.telegram.org/api/send-as
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, is_channel
from hodhod.domain.rights import Admin
from hodhod.store.chat_choices import choices_of, choose_send_as
from hodhod.store.members import read_members


async def names_for(app: App, caller: Caller, seen: SeenChat) -> list[PeerId]:
    """Return in whose names the caller may write in a supergroup or channel, the usual first."""
    chat = seen.chat
    if chat.is_group:
        return [caller.own_peer]
    if chat.is_broadcast:
        return [caller.own_peer, chat.peer_id] if chat.profiles else [chat.peer_id]
    own = chat.peer_id if Admin.ANONYMOUS in seen.admin else caller.own_peer
    if not (chat.public or chat.linked_id is not None):
        return [own]
    peers = [one for one in await app.store.chats.of_user(caller.me) if is_channel(one)]
    channels = await app.store.chats.seen([(caller.me, one) for one in peers])
    speaking = [one.chat.peer_id for one in channels if _speaks(one, seen)]
    return [own, *await _without_banned(app, seen, speaking)]


async def _without_banned(app: App, seen: SeenChat, channels: Sequence[PeerId]) -> list[PeerId]:
    """Return those of some channels that a group's admins have not silenced."""
    if not channels:
        return []
    chat = seen.chat
    shard = app.store.shard(BoxId(chat.peer_id))
    known = await read_members(shard, chat.peer_id, channels)
    silenced = {
        int(one.user_id)
        for one in known.values()
        if SeenChat(one.user_id, chat, one).banned(app.now)
    }
    return [peer for peer in channels if int(peer) not in silenced]


def _speaks(channel: SeenChat, group: SeenChat) -> bool:
    """Whether somebody may speak in a group for a channel."""
    if not channel.chat.is_broadcast or channel.chat.deleted:
        return False
    linked = channel.chat.peer_id == group.chat.linked_id
    return channel.is_creator or (linked and Admin.POST_MESSAGES in channel.admin)


async def access_send_as(
    app: App, caller: Caller, seen: SeenChat | None, named: PeerId | None
) -> PeerId | None:
    """Return in whose name a message is sent, None for the usual.

    Args:
        app: The working parts.
        caller: Who writes.
        seen: The group or channel; None for a chat with a person.
        named: Whom the client names, or None: then it is as the caller chose before.

    Raises:
        RpcError: 400 SEND_AS_PEER_INVALID.
    """
    if named is None:
        return None if seen is None else await _chosen(app, caller, seen)
    if named == caller.own_peer:
        return None if seen is None or not seen.chat.is_broadcast else caller.own_peer
    if seen is None or named not in await names_for(app, caller, seen):
        raise bad_request("SEND_AS_PEER_INVALID")
    return named


async def _chosen(app: App, caller: Caller, seen: SeenChat) -> PeerId | None:
    chat = seen.chat
    if chat.is_group or chat.is_broadcast or not (chat.public or chat.linked_id is not None):
        return None
    shard = app.store.shard(caller.box)
    choice = (await choices_of(shard, caller.box, [chat.peer_id])).get(chat.peer_id)
    if choice is None or choice.send_as is None:
        return None
    # What was allowed when it was chosen may not be any more.
    return choice.send_as if choice.send_as in await names_for(app, caller, seen) else None


async def default_send_as(app: App, caller: Caller, seen: SeenChat) -> PeerId | None:
    """Return in whose name the caller writes when nothing is named, None for their own."""
    if Admin.ANONYMOUS in seen.admin and not seen.chat.is_broadcast:
        return await _chosen(app, caller, seen) or seen.chat.peer_id
    return await _chosen(app, caller, seen)


async def save_default(app: App, caller: Caller, seen: SeenChat, named: PeerId) -> None:
    """Choose in whose name the caller writes in a group from now on.

    Raises:
        RpcError: 400 SEND_AS_PEER_INVALID.
    """
    allowed: Sequence[PeerId] = await names_for(app, caller, seen)
    if named not in (caller.own_peer, *allowed):
        raise bad_request("SEND_AS_PEER_INVALID")
    own = named in (caller.own_peer, seen.chat.peer_id)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        await choose_send_as(change.tx, caller.box, seen.chat.peer_id, None if own else named)
