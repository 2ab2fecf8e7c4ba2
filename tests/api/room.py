"""A group or channel, as people name it."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.access_hash import Kind, access_hash
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id, is_channel
from hodhod.tl import types

SECRET = bytes(range(32))


@dataclass(frozen=True)
class Room:
    """A group or channel."""

    peer_id: PeerId

    @property
    def box(self) -> BoxId:
        return BoxId(self.peer_id)

    def access_hash(self, viewer: UserId) -> int:
        return access_hash(SECRET, Kind.CHANNEL, bare_id(self.peer_id), viewer=viewer)

    def peer(self, viewer: UserId) -> types.TypeInputPeer:
        if is_channel(self.peer_id):
            return types.InputPeerChannel(
                channel_id=bare_id(self.peer_id), access_hash=self.access_hash(viewer)
            )
        return types.InputPeerChat(chat_id=bare_id(self.peer_id))
