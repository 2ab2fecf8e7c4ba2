"""stories.getAllStories, getPeerStories, getPinnedStories, getStoriesArchive, getStoriesByID.

Source: https://core.telegram.org/api/stories#watching-stories
"""

from __future__ import annotations

from asyncio import gather
from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_user
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.stories import hidden, lists
from hodhod.actions.stories.access import access_story_peer, access_to_post
from hodhod.actions.stories.view import viewers_in
from hodhod.actions.updates.render import render
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import PeerId, peer_of_user
from hodhod.tl import TLFunction, functions, types

MAX_PEERS = 1000
"""Peers in one request; more is no client."""


@rpc(functions.stories.GetAllStories, access=USER)
async def get_all_stories(
    app: App, caller: Caller, request: functions.stories.GetAllStories
) -> types.stories.TypeAllStories:
    """Return the active stories of everybody the caller follows."""
    return await lists.all_stories(
        app, caller, request.state, more=request.next, hidden=request.hidden
    )


@rpc(functions.stories.GetPeerStories, access=USER)
async def get_peer_stories(
    app: App, caller: Caller, request: functions.stories.GetPeerStories
) -> types.stories.PeerStories:
    """Return the active stories of a peer."""
    peer = await access_story_peer(app, caller, request.peer)
    found = await lists.peer_stories(app, caller, peer)
    objects = await objects_for(app, caller.me, [found], viewers_in(found.stories))
    return types.stories.PeerStories(stories=found, chats=objects.chats, users=objects.users)


@rpc(functions.stories.GetUserStories, access=USER)
async def get_user_stories(
    app: App, caller: Caller, request: functions.stories.GetUserStories
) -> types.stories.UserStories:
    """Return the active stories of a user, as layers 160–163 ask."""
    account = await access_user(app, caller, request.user_id)
    found = await lists.peer_stories(app, caller, peer_of_user(account.user_id))
    objects = await objects_for(app, caller.me, [found], viewers_in(found.stories))
    stories = types.UserStories(
        user_id=account.user_id, max_read_id=found.max_read_id, stories=found.stories
    )
    return types.stories.UserStories(stories=stories, users=objects.users)


@rpc(functions.stories.GetPinnedStories, access=USER)
async def get_pinned_stories(
    app: App, caller: Caller, request: functions.stories.GetPinnedStories
) -> types.stories.Stories:
    """Return a page of a profile's stories."""
    peer = await access_story_peer(app, caller, request.peer)
    return await lists.pinned_stories(app, caller, peer, request.offset_id, request.limit)


@rpc(functions.stories.GetStoriesArchive, access=USER)
async def get_stories_archive(
    app: App, caller: Caller, request: functions.stories.GetStoriesArchive
) -> types.stories.Stories:
    """Return a page of all that was posted."""
    peer = await access_to_post(app, caller, request.peer)
    return await lists.archived_stories(app, caller, peer, request.offset_id, request.limit)


@rpc(functions.stories.GetStoriesByID, access=USER)
async def get_stories_by_id(
    app: App, caller: Caller, request: functions.stories.GetStoriesByID
) -> types.stories.Stories:
    """Return stories by their numbers."""
    peer = await access_story_peer(app, caller, request.peer)
    return await lists.stories_by_id(app, caller, peer, request.id)


@rpc(functions.stories.GetAllReadPeerStories, functions.stories.GetAllReadUserStories, access=USER)
async def get_all_read(app: App, caller: Caller, request: TLFunction) -> types.TypeUpdates:
    """Tell how far the caller has seen whose stories."""
    return await render(app, caller.me, await lists.read_marks(app, caller))


@rpc(functions.stories.GetPeerMaxIDs, access=USER)
async def get_peer_max_ids(
    app: App, caller: Caller, request: functions.stories.GetPeerMaxIDs
) -> list[types.RecentStory]:
    """Return the newest story of each peer."""
    return await _max_ids(app, caller, request.id)


@rpc(functions.users.GetStoriesMaxIDs, access=USER)
async def get_stories_max_ids(
    app: App, caller: Caller, request: functions.users.GetStoriesMaxIDs
) -> list[int]:
    """Return the newest story of each user, as layers 160–163 ask."""
    found = await _max_ids(app, caller, [_peer(user) for user in request.id])
    return [one.max_id or 0 for one in found]


@rpc(functions.stories.ToggleAllStoriesHidden, access=USER)
async def toggle_all_hidden(
    app: App, caller: Caller, request: functions.stories.ToggleAllStoriesHidden
) -> bool:
    """Keep everybody's stories out of the main list, or show them there again."""
    await hidden.hide_all(app, caller, hidden=request.hidden)
    return True


@rpc(functions.stories.TogglePeerStoriesHidden, access=USER)
async def toggle_peer_hidden(
    app: App, caller: Caller, request: functions.stories.TogglePeerStoriesHidden
) -> bool:
    """Keep a peer's stories out of the main list, or show them there again."""
    peer = await access_story_peer(app, caller, request.peer)
    await hidden.hide(app, caller, peer, hidden=request.hidden)
    return True


@rpc(functions.contacts.ToggleStoriesHidden, access=USER)
async def toggle_user_hidden(
    app: App, caller: Caller, request: functions.contacts.ToggleStoriesHidden
) -> bool:
    """Keep a user's stories out of the main list, as layers 160–163 ask."""
    account = await access_user(app, caller, request.id)
    await hidden.hide(app, caller, peer_of_user(account.user_id), hidden=request.hidden)
    return True


async def _max_ids(
    app: App, caller: Caller, named: Sequence[types.TypeInputPeer]
) -> list[types.RecentStory]:
    if len(named) > MAX_PEERS:
        raise bad_request("LIMIT_INVALID")
    # At once, so that they share round trips.
    peers = await gather(*(_known(app, caller, one) for one in named))
    found = await lists.max_ids(app, caller, peers)
    return [types.RecentStory(max_id=one or None) for one in found]


async def _known(app: App, caller: Caller, peer: types.TypeInputPeer) -> PeerId | None:
    try:
        return await access_story_peer(app, caller, peer)
    except RpcError:
        return None


def _peer(user: types.TypeInputUser) -> types.TypeInputPeer:
    match user:
        case types.InputUserSelf():
            return types.InputPeerSelf()
        case types.InputUser():
            return types.InputPeerUser(user_id=user.user_id, access_hash=user.access_hash)
        case _:
            return types.InputPeerEmpty()
