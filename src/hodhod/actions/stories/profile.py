"""What a profile says of somebody's stories."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.stories.access import visible_to
from hodhod.actions.stories.lists import peer_stories
from hodhod.domain.caller import Caller
from hodhod.domain.ids import PeerId
from hodhod.store.story_views import blocked_among
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class ProfileStories:
    """What a profile says of stories.

    Attributes:
        active: Those that are active, or None.
        pinned_available: Whether the profile shows any.
        blocked: Whether the viewer's own stories are kept from the person.
    """

    active: types.PeerStories | None
    pinned_available: bool
    blocked: bool


async def profile_stories(app: App, caller: Caller, peer: PeerId) -> ProfileStories:
    """Return what a profile says of stories to the caller."""
    _, kept_from = await blocked_among(app.store.main, caller.me, [peer])
    if await app.store.stories.peer(peer) is None:
        return ProfileStories(None, pinned_available=False, blocked=peer in kept_from)
    active = await peer_stories(app, caller, peer)
    pinned = await visible_to(app, caller.me, await app.store.stories.pinned(peer))
    return ProfileStories(
        active if active.stories else None,
        pinned_available=bool(pinned),
        blocked=peer in kept_from,
    )
