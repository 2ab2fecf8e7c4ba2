from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.tl import functions, types
from hodhod.tl.readers import TAKEN_FOR

PEER = types.InputPeerChannel(channel_id=5, access_hash=7)
CHANNELS = [
    (PEER, types.InputChannel(channel_id=5, access_hash=7)),
    (types.InputPeerEmpty(), types.InputChannelEmpty()),
    (
        types.InputPeerChannelFromMessage(peer=PEER, msg_id=3, channel_id=9),
        types.InputChannelFromMessage(peer=PEER, msg_id=3, channel_id=9),
    ),
]
USERS = [
    (types.InputPeerUser(user_id=5, access_hash=7), types.InputUser(user_id=5, access_hash=7)),
    (types.InputPeerSelf(), types.InputUserSelf()),
    (types.InputPeerEmpty(), types.InputUserEmpty()),
    (
        types.InputPeerUserFromMessage(peer=PEER, msg_id=3, user_id=9),
        types.InputUserFromMessage(peer=PEER, msg_id=3, user_id=9),
    ),
]


@pytest.mark.parametrize(("peer", "channel"), CHANNELS)
def test_a_peer_is_taken_for_a_channel(
    peer: types.TypeInputPeer, channel: types.TypeInputChannel
) -> None:
    asked = functions.channels.GetChannels(id=[channel, channel])
    data = tl.encode(asked).replace(tl.encode(channel), tl.encode(peer))
    assert data != tl.encode(asked)
    assert tl.encode(tl.decode(data)) == tl.encode(asked)


@pytest.mark.parametrize(("peer", "user"), USERS)
def test_a_peer_is_taken_for_a_user(peer: types.TypeInputPeer, user: types.TypeInputUser) -> None:
    asked = functions.users.GetUsers(id=[user, user])
    data = tl.encode(asked).replace(tl.encode(user), tl.encode(peer))
    assert data != tl.encode(asked)
    assert tl.encode(tl.decode(data)) == tl.encode(asked)


def test_what_has_other_fields_is_taken_for_nothing() -> None:
    asked = functions.channels.GetChannels(id=[types.InputChannelEmpty()])
    for other in (types.InputPeerSelf(), types.InputUserEmpty()):
        data = tl.encode(asked).replace(tl.encode(types.InputChannelEmpty()), tl.encode(other))
        with pytest.raises(tl.DecodeError, match="InputChannel"):
            tl.decode(data)


def test_each_is_covered_here() -> None:
    assert len(CHANNELS) + len(USERS) == sum(len(taken) for taken in TAKEN_FOR.values())
