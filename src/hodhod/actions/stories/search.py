"""Public stories found by a hashtag or a place.

Source: https://core.telegram.org/method/stories.searchPosts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.stories.access import visible_to
from hodhod.actions.stories.view import items, viewers_in
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.domain.story_tags import hashtag, place_of
from hodhod.store.story_tags import TagCursor, tagged, tagged_count
from hodhod.tl import types

PAGE_LIMIT = 50
FIRST: TagCursor = (2**31 - 1, 2**63 - 1, 2**31 - 1)
"""Before everything that is found."""


def tag_of(words: str | None, area: types.TypeMediaArea | None) -> str:
    """Return what is looked for.

    Raises:
        RpcError: 400 HASHTAG_INVALID.
    """
    place = None if area is None else place_of(area)
    found = hashtag(words) if words else place
    if found is None:
        raise bad_request("HASHTAG_INVALID")
    return found


async def search_posts(
    app: App, caller: Caller, tag: str, peer: PeerId | None, *, offset: str, limit: int
) -> types.stories.FoundStories:
    """Return a page of public stories that are found by a tag, the latest first.

    Raises:
        RpcError: 400 LIMIT_INVALID, OFFSET_INVALID.
    """
    if limit <= 0:
        raise bad_request("LIMIT_INVALID")
    size = min(limit, PAGE_LIMIT)
    page = await tagged(app.store.main, tag, peer, _cursor(offset), size + 1)
    whole = await app.store.stories.by_ids([place for place, _ in page[:size]])
    found = [whole[place] for place, _ in page[:size] if place in whole]
    seen = await visible_to(app, caller.me, found)
    shown = await items(app, caller.me, seen)
    stories = [
        types.FoundStory(peer=to_tl_peer(story.peer_id), story=item)
        for story, item in zip(seen, shown, strict=True)
    ]
    objects = await objects_for(app, caller.me, stories, viewers_in(shown))
    return types.stories.FoundStories(
        count=await tagged_count(app.store.main, tag, peer),
        stories=stories,
        next_offset="_".join(map(str, page[size - 1][1])) if len(page) > size else None,
        chats=objects.chats,
        users=objects.users,
    )


def _cursor(offset: str) -> TagCursor:
    if not offset:
        return FIRST
    try:
        date, peer, story_id = (int(part) for part in offset.split("_"))
    except ValueError:
        raise bad_request("OFFSET_INVALID") from None
    good = 0 <= date < 2**31 and abs(peer) < 2**62 and 0 <= story_id < 2**31
    if not good:
        raise bad_request("OFFSET_INVALID")
    return (date, peer, story_id)
