"""Stories in chats: shared as a message, and answered by one."""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.actions.stories.access import access_story, access_story_peer, stays
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, from_tl_peer, to_tl_peer
from hodhod.domain.outgoing import ReplyToStory
from hodhod.tl import types


async def shared_story(
    app: App, caller: Caller, media: types.InputMediaStory
) -> types.MessageMediaStory:
    """Return what a message carries that shares a story.

    Raises:
        RpcError: 400 PEER_ID_INVALID; STORY_ID_INVALID, also for a story that stays where it is.
    """
    peer = await access_story_peer(app, caller, media.peer)
    story = await access_story(app, caller, peer, media.id)
    if peer != caller.own_peer and await stays(app, caller, story):
        raise bad_request("STORY_ID_INVALID")
    return types.MessageMediaStory(peer=to_tl_peer(peer), id=story.story_id)


async def count_shared(app: App, media: Iterable[types.TypeMessageMedia | None]) -> None:
    """Count stories that messages shared."""
    for one in media:
        if isinstance(one, types.MessageMediaStory) and one.peer is not None:
            await app.store.stories.count_forward(from_tl_peer(one.peer), one.id)


async def check_story_reply(app: App, caller: Caller, chat: PeerId, reply: ReplyToStory) -> None:
    """Check that an answered story is one of the chat's other side, and there to be answered.

    Raises:
        RpcError: 400 PEER_ID_INVALID, STORY_ID_INVALID.
    """
    peer = await access_story_peer(app, caller, reply.peer)
    if peer != chat:
        raise bad_request("PEER_ID_INVALID")
    await access_story(app, caller, peer, reply.story_id)
