"""Stories: nobody posts any.

Source: https://core.telegram.org/api/stories
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import TLFunction, functions, types

MAX_PEERS = 1000
"""Peers in one request; more is no client."""

NOTHING_YET = "0"
"""What clients hand back to learn what is new; TDLib complains of an empty one."""


@rpc(functions.stories.GetAllStories, access=USER, empty=True)
async def get_all_stories(
    app: App, caller: Caller, request: TLFunction
) -> types.stories.AllStories:
    """Stories of everybody the caller follows."""
    return types.stories.AllStories(
        count=0,
        state=NOTHING_YET,
        user_stories=(),
        peer_stories=(),
        chats=(),
        users=(),
        stealth_mode=types.StoriesStealthMode(),
    )


@rpc(
    functions.stories.GetPinnedStories,
    functions.stories.GetStoriesArchive,
    functions.stories.GetStoriesByID,
    functions.stories.GetAlbumStories,
    access=USER,
    empty=True,
)
async def get_stories(app: App, caller: Caller, request: TLFunction) -> types.stories.Stories:
    """Stories of one peer, by some order."""
    return types.stories.Stories(count=0, stories=(), chats=(), users=())


@rpc(functions.stories.GetPeerStories, access=USER, empty=True)
async def get_peer_stories(
    app: App, caller: Caller, request: functions.stories.GetPeerStories
) -> types.stories.PeerStories:
    """The present stories of a peer.

    Raises:
        RpcError: 400 PEER_ID_INVALID for no peer at all.
    """
    stories = types.PeerStories(peer=_peer(caller, request.peer), stories=())
    return types.stories.PeerStories(stories=stories, chats=(), users=())


@rpc(functions.stories.GetUserStories, access=USER, empty=True)
async def get_user_stories(
    app: App, caller: Caller, request: functions.stories.GetUserStories
) -> types.stories.UserStories:
    """The present stories of a user, as layers 160–163 ask.

    Raises:
        RpcError: 400 USER_ID_INVALID for no user at all.
    """
    stories = types.UserStories(user_id=_user_id(caller, request.user_id), stories=())
    return types.stories.UserStories(stories=stories, users=())


def _peer(caller: Caller, peer: types.TypeInputPeer) -> types.TypePeer:
    """The peer as it was named: an empty answer tells nothing of it, so nothing is looked up."""
    match peer:
        case types.InputPeerSelf():
            return types.PeerUser(user_id=caller.me)
        case types.InputPeerUser() | types.InputPeerUserFromMessage():
            return types.PeerUser(user_id=peer.user_id)
        case types.InputPeerChat():
            return types.PeerChat(chat_id=peer.chat_id)
        case types.InputPeerChannel() | types.InputPeerChannelFromMessage():
            return types.PeerChannel(channel_id=peer.channel_id)
    raise bad_request("PEER_ID_INVALID")


def _user_id(caller: Caller, user: types.TypeInputUser) -> int:
    match user:
        case types.InputUserSelf():
            return caller.me
        case types.InputUser() | types.InputUserFromMessage():
            return user.user_id
    raise bad_request("USER_ID_INVALID")


@rpc(
    functions.stories.GetAllReadPeerStories,
    functions.stories.GetAllReadUserStories,
    access=USER,
    empty=True,
)
async def get_all_read(app: App, caller: Caller, request: TLFunction) -> types.Updates:
    """How far the caller has seen whose stories."""
    return types.Updates(updates=(), users=(), chats=(), date=app.now, seq=0)


@rpc(functions.stories.GetPeerMaxIDs, functions.users.GetStoriesMaxIDs, access=USER, empty=True)
async def get_peer_max_ids(
    app: App,
    caller: Caller,
    request: functions.stories.GetPeerMaxIDs | functions.users.GetStoriesMaxIDs,
) -> list[int] | list[types.RecentStory]:
    """The newest story of each peer: none of any.

    Raises:
        RpcError: 400 LIMIT_INVALID for too many peers.
    """
    count = len(request.id)
    if count > MAX_PEERS:
        raise bad_request("LIMIT_INVALID")
    if tl.result_type(type(request), caller.layer) == "Vector<int>":
        return [0] * count
    return [types.RecentStory()] * count


@rpc(functions.stories.CanSendStory, access=USER, empty=True)
async def can_send_story(
    app: App, caller: Caller, request: TLFunction
) -> bool | types.stories.CanSendStoryCount:
    """How many stories the caller may post: none."""
    if tl.result_type(type(request), caller.layer) == "Bool":
        return False
    return types.stories.CanSendStoryCount(count_remains=0)


@rpc(functions.stories.ReadStories, access=USER, empty=True)
async def read_stories(app: App, caller: Caller, request: TLFunction) -> list[int]:
    """Mark stories as seen: none were unseen."""
    return []


@rpc(functions.stories.GetStoriesViews, access=USER, empty=True)
async def get_stories_views(
    app: App, caller: Caller, request: TLFunction
) -> types.stories.StoryViews:
    """How many saw which stories."""
    return types.stories.StoryViews(views=(), users=())


@rpc(functions.stories.GetStoryViewsList, access=USER, empty=True)
async def get_story_views_list(
    app: App, caller: Caller, request: TLFunction
) -> types.stories.StoryViewsList:
    """Who saw a story."""
    return types.stories.StoryViewsList(
        count=0,
        views_count=0,
        forwards_count=0,
        reactions_count=0,
        views=(),
        chats=(),
        users=(),
    )


@rpc(functions.stories.GetStoryReactionsList, access=USER, empty=True)
async def get_story_reactions_list(
    app: App, caller: Caller, request: TLFunction
) -> types.stories.StoryReactionsList:
    """Who reacted to a story."""
    return types.stories.StoryReactionsList(count=0, reactions=(), chats=(), users=())


@rpc(functions.stories.SearchPosts, access=USER, empty=True)
async def search_posts(app: App, caller: Caller, request: TLFunction) -> types.stories.FoundStories:
    """Public stories by hashtag or place."""
    return types.stories.FoundStories(count=0, stories=(), chats=(), users=())


@rpc(functions.stories.GetAlbums, access=USER, empty=True)
async def get_albums(app: App, caller: Caller, request: TLFunction) -> types.stories.Albums:
    """Albums of stories."""
    return types.stories.Albums(hash=0, albums=())
