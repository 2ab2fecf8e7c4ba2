"""Identifiers, and the one signed number that names a peer.

A peer (and so a box) is one signed 64-bit number, in the database, on the bus and in the code:

    user        id                 1 … 2^40
    basic group −id               −1 … −(10^12 − 1)
    channel     −(10^12 + id)      at most −10^12

so that a column, a dictionary key or a log line needs no second field for the kind.
"""

from __future__ import annotations

from typing import NewType

from hodhod.tl import types

UserId = NewType("UserId", int)
ChatId = NewType("ChatId", int)
ChannelId = NewType("ChannelId", int)
PeerId = NewType("PeerId", int)
BoxId = NewType("BoxId", int)
MsgId = NewType("MsgId", int)
Pts = NewType("Pts", int)

CHANNEL_BASE = 10**12
"""Channel ids are shifted by this much to the negative side."""

SERVICE_USER = UserId(777000)
"""The account that login codes and notices come from, as clients expect it."""

BOT_FATHER = UserId(777001)
"""The bot that makes bots, beside the service account and below what is given out."""

REPLIES_USER = UserId(1271266957)
"""The account that tells of answers to one's comments, as clients know it."""


def peer_of_user(user_id: int) -> PeerId:
    """Return the peer of a user."""
    return PeerId(user_id)


def peer_of_chat(chat_id: int) -> PeerId:
    """Return the peer of a basic group."""
    return PeerId(-chat_id)


def peer_of_channel(channel_id: int) -> PeerId:
    """Return the peer of a channel or supergroup."""
    return PeerId(-(CHANNEL_BASE + channel_id))


def box_of_user(user_id: int) -> BoxId:
    """Return the message box of a user."""
    return BoxId(user_id)


def is_id(number: int) -> bool:
    """Tell whether a number can be the id of a user, chat or channel: positive, and of 52 bits."""
    return 0 < number < 1 << 52


def is_user(peer: int) -> bool:
    """Tell whether the peer is a user."""
    return peer > 0


def is_chat(peer: int) -> bool:
    """Tell whether the peer is a basic group."""
    return -CHANNEL_BASE < peer < 0


def is_channel(peer: int) -> bool:
    """Tell whether the peer is a channel or supergroup."""
    return peer <= -CHANNEL_BASE


def bare_id(peer: int) -> int:
    """Return the id as the wire writes it, without the kind."""
    if peer > 0:
        return peer
    return -peer - CHANNEL_BASE if is_channel(peer) else -peer


def to_tl_peer(peer: int) -> types.TypePeer:
    """Return the wire form of a peer."""
    if peer > 0:
        return types.PeerUser(user_id=peer)
    if is_channel(peer):
        return types.PeerChannel(channel_id=bare_id(peer))
    return types.PeerChat(chat_id=-peer)


def from_tl_peer(peer: types.TypePeer) -> PeerId:
    """Return the signed number of a wire peer."""
    match peer:
        case types.PeerUser():
            return peer_of_user(peer.user_id)
        case types.PeerChat():
            return peer_of_chat(peer.chat_id)
        case types.PeerChannel():
            return peer_of_channel(peer.channel_id)
