"""Which chats somebody is in, as privacy rules name them: groups and channels, by bare ids."""

from __future__ import annotations

from collections.abc import Collection

from hodhod.actions.app import App
from hodhod.domain.ids import UserId


async def chats_among(
    app: App,  # noqa: ARG001 - there is nothing to be asked yet
    user_id: UserId,  # noqa: ARG001
    chats: Collection[int],  # noqa: ARG001
) -> frozenset[int]:
    """Return those of some chats that somebody is in; there are no chats with members yet."""
    return frozenset()
