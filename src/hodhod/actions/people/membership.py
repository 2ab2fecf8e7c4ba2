"""Which chats somebody is in, as privacy rules name them: groups and channels, by bare ids."""

from __future__ import annotations

from collections.abc import Collection

from hodhod.actions.app import App
from hodhod.domain.ids import PeerId, UserId, bare_id


async def chats_among(app: App, user_id: UserId, chats: Collection[int]) -> frozenset[int]:
    """Return those of some chats that somebody is in."""
    return frozenset(bare_id(peer) for peer in await peers_among(app, user_id, chats))


async def peers_among(app: App, user_id: UserId, chats: Collection[int]) -> list[PeerId]:
    """Return those of some chats that somebody is in, as peers."""
    return [peer for peer in await app.store.chats.of_user(user_id) if bare_id(peer) in chats]
