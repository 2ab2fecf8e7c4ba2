"""The only way to stories: whose they are, who may post there, and who may see which.

Absent, over and not meant for the viewer are one error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from hodhod.actions.app import App
from hodhod.actions.peers.access import NO_PEER, access_peer
from hodhod.actions.stories.relations import relations_to
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, peer_of_user
from hodhod.domain.story import STRANGER, Glance, StoredStory, visible
from hodhod.tl import types

IDS_LIMIT = 200
"""Stories named in one request; clients ask for 100 at most."""

MAX_ID = 2**31 - 1

G = TypeVar("G", bound=Glance)


async def access_story_peer(app: App, caller: Caller, peer: types.TypeInputPeer | None) -> PeerId:
    """Return whose stories a request is about.

    Raises:
        RpcError: 400 PEER_ID_INVALID.
    """
    if peer is None:
        raise bad_request(NO_PEER)
    return await access_peer(app, caller, peer)


async def access_to_post(app: App, caller: Caller, peer: types.TypeInputPeer | None) -> PeerId:
    """Return the peer in whose name the caller may post, edit and delete stories.

    Raises:
        RpcError: 400 PEER_ID_INVALID.
    """
    found = await access_story_peer(app, caller, peer)
    if not await controls(app, caller.me, found):
        raise bad_request(NO_PEER)
    return found


async def controls(app: App, user_id: UserId, peer: PeerId) -> bool:  # noqa: ARG001 - where the rights of a channel's admins will be asked
    """Whether somebody manages a peer's stories: oneself one's own."""
    return peer == peer_of_user(user_id)


async def access_story(app: App, caller: Caller, peer: PeerId, story_id: int) -> StoredStory:
    """Return a story that the caller may see.

    Raises:
        RpcError: 400 STORY_ID_INVALID.
    """
    found = await access_stories(app, caller, peer, [story_id])
    if not found:
        raise bad_request("STORY_ID_INVALID")
    return found[0]


async def access_stories(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]
) -> list[StoredStory]:
    """Return those of some stories that the caller may see, by number.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, LIMIT_INVALID.
    """
    places = [(peer, story_id) for story_id in checked_ids(story_ids)]
    found = await app.store.stories.by_ids(places)
    return await visible_to(app, caller.me, list(found.values()))


async def visible_to(app: App, viewer_id: UserId, stories: Sequence[G]) -> list[G]:
    """Return those of some stories that somebody may see now."""
    relations = await relations_to(app, viewer_id, stories)
    return [
        one
        for one in stories
        if visible(one, viewer_id, relations.get(one.peer_id, STRANGER), app.now)
    ]


def checked_ids(story_ids: Iterable[int]) -> list[int]:
    """Return the numbers of a request, each once.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, LIMIT_INVALID.
    """
    wanted = list(dict.fromkeys(story_ids))
    if not wanted:
        raise bad_request("STORY_ID_EMPTY")
    if len(wanted) > IDS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    return [story_id for story_id in wanted if 0 < story_id <= MAX_ID]
