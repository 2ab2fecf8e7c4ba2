"""The chats that a bot names: by number, or by public name.

Source: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

from typing import TypeAlias

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_peer
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Params
from hodhod.domain import username
from hodhod.domain.caller import Caller
from hodhod.domain.ids import PeerId, bare_id, is_channel, is_id, is_user
from hodhod.tl import types

ChatId: TypeAlias = int | str
"""A number, or "@name"."""


class OfChat(Params):
    """Which chat."""

    chat_id: ChatId


async def access_named(app: App, caller: Caller, chat_id: ChatId) -> PeerId:
    """Return the chat that a bot names.

    Raises:
        BotError: 400 chat not found.
        RpcError: 400 PEER_ID_INVALID, CHANNEL_INVALID, 406 CHANNEL_PRIVATE.
    """
    return await access_peer(app, caller, await input_peer(app, chat_id))


async def input_peer(app: App, chat_id: ChatId) -> types.TypeInputPeer:
    """Return the wire form of a chat that a bot names: for bots no access hash is needed.

    Raises:
        BotError: 400 chat not found.
    """
    peer = await _peer(app, chat_id)
    if not is_id(bare_id(peer)):
        raise BadRequest("chat not found")
    if is_user(peer):
        return types.InputPeerUser(user_id=peer, access_hash=0)
    if is_channel(peer):
        return types.InputPeerChannel(channel_id=bare_id(peer), access_hash=0)
    return types.InputPeerChat(chat_id=bare_id(peer))


async def _peer(app: App, chat_id: ChatId) -> PeerId:
    if isinstance(chat_id, int):
        return PeerId(chat_id)
    name = chat_id.strip()
    if name.startswith("@"):
        found = await app.store.users.peer_by_username(username.key(name))
        if found is not None:
            return found
    elif name.removeprefix("-").isdecimal() and name.isascii() and len(name) < 20:
        return PeerId(int(name))
    elif not name:
        raise BadRequest("chat_id is empty")
    raise BadRequest("chat not found")
