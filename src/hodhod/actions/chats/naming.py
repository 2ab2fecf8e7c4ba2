"""What members are found by, when somebody is called otherwise."""

from __future__ import annotations

from collections import defaultdict

from hodhod.actions.app import App
from hodhod.domain.ids import BoxId, PeerId, UserId
from hodhod.store.participants import rename_member


async def rename_in_chats(app: App, user_id: UserId) -> None:
    """Let somebody be found by their present name in all chats that they are in."""
    by_shard: dict[int, list[PeerId]] = defaultdict(list)
    for peer in await app.store.chats.of_user(user_id):
        by_shard[app.store.shard_number(BoxId(peer))].append(peer)
    for number, peers in by_shard.items():
        await rename_member(app.store.shards[number], app.store.main, user_id, peers)
