"""The user and chat objects that go beside every answer and every push."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.chats.view import channel_for_many, chats_seen_by
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.people.view import user_for_many, users_seen_by
from hodhod.domain.ids import PeerId, UserId, is_channel, is_user
from hodhod.domain.mentioned import peers_in
from hodhod.tl import types

NOBODY = UserId(0)
"""Who looks when many do: a stranger to everybody."""


@dataclass(frozen=True, slots=True)
class PeerObjects:
    """What describes the peers of an answer to its receiver."""

    users: list[types.TypeUser]
    chats: list[types.TypeChat]


async def objects_for(
    app: App, viewer_id: UserId, values: Iterable[object], extra: Iterable[int] = ()
) -> PeerObjects:
    """Describe every peer that some values mention.

    Args:
        app: The working parts.
        viewer_id: Who will receive the values.
        values: TL values to be sent: messages, updates, dialogs.
        extra: Peers to add that the values do not mention.
    """
    peers = {int(peer) for peer in peers_in(values)} | set(extra)
    users = await users_seen_by(app, viewer_id, [peer for peer in peers if is_user(peer)])
    chats = await chats_seen_by(app, viewer_id, [PeerId(p) for p in peers if not is_user(p)])
    return PeerObjects(users=users, chats=chats)


async def objects_for_all(
    app: App, values: Iterable[object], extra: Iterable[int] = ()
) -> PeerObjects:
    """Describe every peer that some values mention to many at once, as far as all may know it."""
    peers = {int(peer) for peer in peers_in(values)} | set(extra)
    seen = await seen_accounts(app, [(NOBODY, peer) for peer in sorted(peers) if is_user(peer)])
    chats = await app.store.chats.seen([(NOBODY, PeerId(p)) for p in peers if is_channel(p)])
    return PeerObjects(
        users=[user_for_many(app.secret, one, app.now) for one in seen],
        chats=[channel_for_many(one.chat) for one in chats],
    )
