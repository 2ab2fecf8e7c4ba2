"""The channel that somebody shows on their profile: a public one of their own.

It is shown while it is that: whoever gives it away, or makes it private, shows none.

Source: https://core.telegram.org/method/account.updatePersonalChannel
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.preferences import PERSONAL_CHANNEL, keep
from hodhod.actions.people.tell import tell_online, tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId, bare_id, peer_of_channel
from hodhod.store.members import channel_views
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class PersonalChannel:
    """A channel on a profile.

    Attributes:
        peer_id: Which.
        top_message: Its newest message, or None.
    """

    peer_id: PeerId
    top_message: MsgId | None


async def set_personal_channel(app: App, caller: Caller, seen: SeenChat | None) -> None:
    """Show a channel on one's profile, or with None show none, and tell those who know one.

    Raises:
        RpcError: 400 BROADCAST_REQUIRED, CHANNEL_INVALID for one that is not public,
            CHAT_ADMIN_REQUIRED for somebody else's.
    """
    if seen is None:
        await app.store.preferences.forget(caller.me, PERSONAL_CHANNEL)
    else:
        if not seen.chat.is_broadcast:
            raise bad_request("BROADCAST_REQUIRED")
        if not seen.is_creator:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        if seen.chat.username is None:
            raise bad_request("CHANNEL_INVALID")
        peer = types.PeerChannel(channel_id=bare_id(seen.chat.peer_id))
        await keep(app, caller.me, PERSONAL_CHANNEL, peer)
    update = types.UpdateUser(user_id=caller.me)
    await tell_own(app, caller, update)
    await tell_online(app, await app.store.contacts.known_by(caller.me), update)


async def personal_channel(app: App, viewer_id: UserId, owner: UserId) -> PersonalChannel | None:
    """Return the channel on somebody's profile, if the viewer may read it."""
    stored = await app.store.preferences.get(owner, PERSONAL_CHANNEL)
    if stored is None:
        return None
    named = tl.decode(stored)
    assert isinstance(named, types.PeerChannel)
    peer = peer_of_channel(named.channel_id)
    seen = await app.store.chats.seen_by(viewer_id, peer)
    if seen is None or not seen.may_read(app.now):
        return None
    if seen.chat.username is None or seen.chat.creator_id != owner:
        return None
    (view,) = await channel_views(app.store.shard(BoxId(peer)), viewer_id, [peer])
    return PersonalChannel(peer, view.top_message)
