"""The user and chat objects that go beside every answer and every push."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.people.view import users_seen_by
from hodhod.domain.ids import UserId, is_user
from hodhod.domain.mentioned import peers_in
from hodhod.tl import types


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
    return PeerObjects(users=users, chats=[])
