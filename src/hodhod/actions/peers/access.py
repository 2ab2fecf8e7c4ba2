"""The only way to a peer: what a client names, checked, as the store knows it.

Absent and forbidden are one error at one cost: the access hash is computed and compared before
anything is read, and a wrong one, an unknown id and a deleted row all end the same way.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import MsgId, PeerId, UserId, peer_of_user
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
            found = await _named(app, caller, peer.user_id, peer.access_hash, NO_PEER)
        case types.InputPeerUserFromMessage():
            found = await _from_message(
                app, caller, peer.peer, peer.msg_id, peer.user_id, error=NO_PEER
            )
        case _:
            raise bad_request(NO_PEER)
    return peer_of_user(found.user_id)


async def _named(app: App, caller: Caller, user_id: int, access_hash: int, error: str) -> Account:
    good = holds(app.secret, Kind.USER, user_id, access_hash, viewer=caller.me)
    if not good and user_id != caller.me and not (caller.is_bot and access_hash == 0):
        raise bad_request(error)
    return await _account(app, user_id, error)


async def _from_message(
    app: App, caller: Caller, peer: types.TypeInputPeer, msg_id: int, user_id: int, *, error: str
) -> Account:
    """Somebody seen as `min`: the caller shows the message that mentions them."""
    if not isinstance(peer, types.InputPeerUser | types.InputPeerSelf):
        raise bad_request(error)
    chat = await access_peer(app, caller, peer)
    message = await app.store.messages.get(caller.box, MsgId(msg_id))
    if message is None or message.peer_id != chat or user_id not in (message.from_id, chat):
        raise bad_request(error)
    return await _account(app, user_id, error)


async def _account(app: App, user_id: int, error: str) -> Account:
    account = await app.store.users.get(UserId(user_id))
    if account is None:
        raise RpcError(400, error)
    return account
