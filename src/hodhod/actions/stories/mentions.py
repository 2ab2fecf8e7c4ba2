"""Whoever a story mentions gets a message with it, if they may see it and may be written to.

Source: https://core.telegram.org/api/stories#mentions
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.send import post
from hodhod.actions.stories.relations import relations_of
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import PeerId, UserId, is_user, to_tl_peer
from hodhod.domain.message import new_message_update
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.story import StoredStory, decode_content, visible
from hodhod.domain.utf16 import Utf16
from hodhod.tl import types

MENTIONS_LIMIT = 10
"""People who are told that a story mentions them."""


async def tell_mentioned(app: App, caller: Caller, story: StoredStory) -> list[types.TypeUpdate]:
    """Send those whom a story mentions a message with it, in the name of who posted it.

    Returns:
        What the sender's own session has to be told of these messages.
    """
    if story.peer_id != caller.own_peer:
        return []
    updates: list[types.TypeUpdate] = []
    people = await _mentioned(app, story)
    people = [one for one in people if one != caller.own_peer][:MENTIONS_LIMIT]
    pairs = [(story.peer_id, UserId(one)) for one in people]
    relations = await relations_of(app, pairs, [story])
    for one in people:
        if not visible(story, UserId(one), relations[story.peer_id, UserId(one)], app.now):
            continue
        try:
            place = await access_to_write(app, caller, one)
        except RpcError:
            continue
        media = types.MessageMediaStory(
            via_mention=True, peer=to_tl_peer(story.peer_id), id=story.story_id
        )
        appended = await post(app, caller, place, [Outgoing(random_id=None, media=media)])
        updates += [new_message_update(message.own) for message in appended]
    return updates


async def _mentioned(app: App, story: StoredStory) -> list[PeerId]:
    content = decode_content(story.content)
    text = Utf16(content.caption or "")
    found: dict[PeerId, None] = {}
    for entity in list(content.entities or ())[: MENTIONS_LIMIT * 2]:
        match entity:
            case types.MessageEntityMentionName():
                found[PeerId(entity.user_id)] = None
            case types.MessageEntityMention():
                name = text.slice(entity.offset, entity.offset + entity.length)
                peer = await app.store.users.peer_by_username(name.removeprefix("@"))
                if peer is not None and is_user(peer):
                    found[peer] = None
    return list(found)
