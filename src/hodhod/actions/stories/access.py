"""The only way to stories: whose they are, who may post there, and who may see which.

Absent, over and not meant for the viewer are one error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from hodhod.actions.app import App
from hodhod.actions.peers.access import NO_PEER, access_peer
from hodhod.actions.stories.relations import MANAGING, relations_to
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_channel, peer_of_user
from hodhod.domain.rights import Admin
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


async def access_to_post(
    app: App, caller: Caller, peer: types.TypeInputPeer | None, right: Admin = MANAGING
) -> PeerId:
    """Return the peer whose stories the caller looks after: their own, or those of a channel.

    Args:
        app: The working parts.
        caller: Who asks.
        peer: The peer.
        right: What an admin has to have, any of it.

    Raises:
        RpcError: 400 PEER_ID_INVALID, CHAT_ADMIN_REQUIRED.
    """
    found = await access_story_peer(app, caller, peer)
    if not is_channel(found) and found != caller.own_peer:
        raise bad_request(NO_PEER)
    if not await rights_over(app, caller.me, found) & right:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return found


async def rights_over(app: App, user_id: UserId, peer: PeerId) -> Admin:
    """Return what somebody may do with a peer's stories: anything with their own."""
    if peer == peer_of_user(user_id):
        return MANAGING
    seen = await app.store.chats.seen_by(user_id, peer) if is_channel(peer) else None
    return Admin.NONE if seen is None else seen.admin & MANAGING


async def controls(app: App, user_id: UserId, peer: PeerId) -> bool:
    """Whether somebody looks after a peer's stories."""
    return bool(await rights_over(app, user_id, peer))


async def chats_to_post(app: App, caller: Caller) -> list[PeerId]:
    """Return the supergroups and channels in whose name the caller may post stories."""
    peers = [peer for peer in await app.store.chats.of_user(caller.me) if is_channel(peer)]
    seen = await app.store.chats.seen([(caller.me, peer) for peer in peers])
    return [
        one.chat.peer_id
        for one in seen
        if Admin.POST_STORIES in one.admin and one.may_read(app.now)
    ]


def require_over(rights: Admin, caller: Caller, stories: Iterable[StoredStory], own: Admin) -> None:
    """Raise unless the caller may do something with stories of a channel.

    Args:
        rights: As rights_over returned them.
        caller: Who asks.
        stories: The stories.
        own: What is needed for what other admins posted; for one's own, to post is enough.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if own in rights:
        return
    posts = Admin.POST_STORIES in rights
    if not posts or any(one.from_id != caller.own_peer for one in stories):
        raise bad_request("CHAT_ADMIN_REQUIRED")


async def stays(app: App, caller: Caller, story: StoredStory) -> bool:
    """Whether a story may not be carried away from where it is."""
    if story.noforwards or not is_channel(story.peer_id):
        return story.noforwards
    seen = await app.store.chats.seen_by(caller.me, story.peer_id)
    return seen is None or seen.chat.noforwards


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
