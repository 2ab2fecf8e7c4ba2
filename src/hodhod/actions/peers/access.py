"""The only way to a peer: what a client names, checked, as the store knows it.

Absent and forbidden are one error at one cost: the access hash is computed and compared before
anything is read, and a wrong one, an unknown id and a deleted row all end the same way.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots.meeting import has_met
from hodhod.actions.chats.access import access_chat, access_group, named_channel
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    is_channel,
    peer_of_channel,
    peer_of_user,
)
from hodhod.domain.mentioned import peers_in
from hodhod.domain.message import to_tl
from hodhod.tl import types

NO_PEER = "PEER_ID_INVALID"
NO_USER = "USER_ID_INVALID"


async def access_user(app: App, caller: Caller, user: types.TypeInputUser) -> Account:
    """Return the account that an inputUser names.

    Raises:
        RpcError: 400 USER_ID_INVALID.
    """
    match user:
        case types.InputUserSelf():
            return await _account(app, caller.me, NO_USER)
        case types.InputUser():
            return await _named(app, caller, user.user_id, user.access_hash, NO_USER)
        case types.InputUserFromMessage():
            return await _from_message(
                app, caller, user.peer, user.msg_id, user.user_id, error=NO_USER
            )
        case _:
            raise bad_request(NO_USER)


async def access_peer(app: App, caller: Caller, peer: types.TypeInputPeer) -> PeerId:
    """Return the peer that an inputPeer names.

    Raises:
        RpcError: 400 PEER_ID_INVALID.
    """
    match peer:
        case types.InputPeerSelf():
            return peer_of_user(caller.me)
        case types.InputPeerUser():
            if holds(app.secret, Kind.USER, peer.user_id, peer.access_hash, viewer=caller.me):
                # Whoever was shown somebody need not be told again that they are there.
                return peer_of_user(peer.user_id)
            found = await _named(app, caller, peer.user_id, peer.access_hash, NO_PEER)
        case types.InputPeerUserFromMessage():
            found = await _from_message(
                app, caller, peer.peer, peer.msg_id, peer.user_id, error=NO_PEER
            )
        case types.InputPeerChat():
            return (await access_group(app, caller, peer.chat_id)).chat.peer_id
        case types.InputPeerChannel():
            seen = await named_channel(app, caller, peer.channel_id, peer.access_hash)
            return seen.chat.peer_id
        case types.InputPeerChannelFromMessage():
            channel = peer_of_channel(peer.channel_id)
            await _shown_by(app, caller, peer.peer, peer.msg_id, channel, error=NO_PEER)
            return (await access_chat(app, caller, channel)).chat.peer_id
        case _:
            raise bad_request(NO_PEER)
    return peer_of_user(found.user_id)


async def access_channel(app: App, caller: Caller, channel: types.TypeInputChannel) -> SeenChat:
    """Return the supergroup or channel that an inputChannel names, if the caller may read it.

    Raises:
        RpcError: 400 CHANNEL_INVALID; 406 CHANNEL_PRIVATE.
    """
    match channel:
        case types.InputChannel():
            return await named_channel(app, caller, channel.channel_id, channel.access_hash)
        case types.InputChannelFromMessage():
            named = peer_of_channel(channel.channel_id)
            await _shown_by(
                app, caller, channel.peer, channel.msg_id, named, error="CHANNEL_INVALID"
            )
            return await access_chat(app, caller, named)
        case _:
            raise bad_request("CHANNEL_INVALID")


async def _named(app: App, caller: Caller, user_id: int, access_hash: int, error: str) -> Account:
    good = holds(app.secret, Kind.USER, user_id, access_hash, viewer=caller.me)
    if not good and user_id != caller.me:
        # Bots need no hash for people whom they have met.
        known = caller.is_bot and access_hash == 0
        if not known or not await has_met(app, caller.me, UserId(user_id)):
            raise bad_request(error)
    return await _account(app, user_id, error)


async def _from_message(
    app: App, caller: Caller, peer: types.TypeInputPeer, msg_id: int, user_id: int, *, error: str
) -> Account:
    """Somebody seen as `min`: the caller shows the message that mentions them."""
    await _shown_by(app, caller, peer, msg_id, peer_of_user(user_id), error=error)
    return await _account(app, user_id, error)


async def _shown_by(
    app: App,
    caller: Caller,
    peer: types.TypeInputPeer,
    msg_id: int,
    shown: PeerId,
    *,
    error: str,
) -> None:
    """Check that a message that the caller may read mentions a peer."""
    if isinstance(peer, types.InputPeerUserFromMessage | types.InputPeerChannelFromMessage):
        raise bad_request(error)
    chat = await access_peer(app, caller, peer)
    box = BoxId(chat) if is_channel(chat) else caller.box
    message = await app.store.messages.get(box, MsgId(msg_id))
    if message is None or message.peer_id != chat:
        raise bad_request(error)
    if shown not in {chat, *peers_in([to_tl(message)])}:
        raise bad_request(error)


async def _account(app: App, user_id: int, error: str) -> Account:
    account = await app.store.users.get(UserId(user_id))
    if account is None:
        raise RpcError(400, error)
    return account
