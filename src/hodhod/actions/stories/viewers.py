"""Who saw a story and what they felt, for its owner.

Source: https://core.telegram.org/method/stories.getStoryViewsList
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.stories.access import checked_ids, visible_to
from hodhod.actions.stories.view import RECENT_VIEWERS, counters, items, reaction_of
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.search_text import index_tokens
from hodhod.domain.story import StoredStory, is_public
from hodhod.store.stories import Place
from hodhod.store.story_views import (
    Cursor,
    Details,
    StoryViewer,
    ViewersWanted,
    all_viewers,
    blocked_among,
    details_of,
    repeats_of,
    viewers,
    viewers_count,
)
from hodhod.tl import types

PAGE_LIMIT = 100
QUERY_UNITS = 64
REPEATS_LIMIT = 50
"""Stories that repeat one, as its owner sees them beside the viewers."""

FIRST: Cursor = (2, 2**31 - 1, 2**63 - 1)
"""Before every viewer."""


@dataclass(frozen=True, slots=True)
class ViewersAsked:
    """Which viewers of a story a client wants to see.

    Attributes:
        query: Part of a name, or empty.
        just_contacts: Whether only contacts.
        reactions_first: Whether those who reacted come first.
        forwards_first: Whether stories that repeat it come first, else they come last.
        after: Where the page begins.
        limit: People of a page.
    """

    query: str = ""
    just_contacts: bool = False
    reactions_first: bool = False
    forwards_first: bool = False
    after: Cursor = FIRST
    limit: int = PAGE_LIMIT


async def views_list(
    app: App, caller: Caller, peer: PeerId, story_id: int, asked: ViewersAsked
) -> types.stories.StoryViewsList:
    """Return a page of who saw a story.

    Raises:
        RpcError: 400 STORY_ID_INVALID, LIMIT_INVALID.
    """
    story = await _own_story(app, peer, story_id)
    place = (peer, story_id)
    among = await _among(app, caller, place, asked)
    wanted = ViewersWanted(among=among, reactions_first=asked.reactions_first)
    page, more = await _page(app, place, wanted, asked.after, asked.limit)
    everybody, from_stories = await blocked_among(
        app.store.main, caller.me, [one.viewer_id for one in page]
    )
    shown: list[types.TypeStoryView] = [
        types.StoryView(
            blocked=one.viewer_id in everybody,
            blocked_my_stories_from=one.viewer_id in from_stories,
            user_id=one.viewer_id,
            date=one.date,
            reaction=None if one.reaction is None else reaction_of(one.reaction),
        )
        for one in page
    ]
    count = story.views
    if among is not None:
        count = await viewers_count(app.store.main, place, wanted)
    if among is None and (asked.after == FIRST if asked.forwards_first else not more):
        repeats = await _repeats(app, caller, place)
        shown = [*repeats, *shown] if asked.forwards_first else [*shown, *repeats]
    objects = await objects_for(app, caller.me, shown)
    return types.stories.StoryViewsList(
        count=count,
        views_count=story.views,
        forwards_count=story.forwards,
        reactions_count=story.reactions,
        views=shown,
        chats=objects.chats,
        users=objects.users,
        next_offset=_offset(page[-1], first=asked.reactions_first) if more else None,
    )


async def reactions_list(
    app: App,
    caller: Caller,
    peer: PeerId,
    story_id: int,
    reaction: types.TypeReaction | None,
    *,
    after: Cursor,
    limit: int,
) -> types.stories.StoryReactionsList:
    """Return a page of who reacted to a story.

    Raises:
        RpcError: 400 STORY_ID_INVALID, LIMIT_INVALID.
    """
    await _own_story(app, peer, story_id)
    place = (peer, story_id)
    wanted = ViewersWanted(
        reaction=None if reaction is None else tl.encode(reaction, CONTENT_LAYER), reacted=True
    )
    page, more = await _page(app, place, wanted, after, limit)
    shown = [
        types.StoryReaction(
            peer_id=to_tl_peer(one.viewer_id),
            date=one.date,
            reaction=reaction_of(one.reaction or b""),
        )
        for one in page
    ]
    objects = await objects_for(app, caller.me, shown)
    return types.stories.StoryReactionsList(
        count=await viewers_count(app.store.main, place, wanted),
        reactions=shown,
        chats=objects.chats,
        users=objects.users,
        next_offset=_offset(page[-1], first=False) if more else None,
    )


async def stories_views(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]
) -> types.stories.StoryViews:
    """Return the counters of stories, in the order asked for.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, STORY_ID_INVALID, LIMIT_INVALID.
    """
    wanted = checked_ids(story_ids)
    found = await app.store.stories.by_ids([(peer, one) for one in wanted])
    details = await details_of(app.store.main, list(found), RECENT_VIEWERS)
    nothing = Details()
    # Clients match answers to what they asked for by their order: what is gone counts nothing.
    views = [
        types.StoryViews(views_count=0)
        if (peer, one) not in found
        else counters(
            found[peer, one], details.get((peer, one), nothing), mine=peer == caller.own_peer
        )
        for one in wanted
    ]
    recent = {viewer for one in views for viewer in one.recent_viewers or ()}
    objects = await objects_for(app, caller.me, [], recent)
    return types.stories.StoryViews(views=views, users=objects.users)


def cursor_of(offset: str | None) -> Cursor:
    """Return where a page begins.

    Raises:
        RpcError: 400 OFFSET_INVALID.
    """
    if not offset:
        return FIRST
    try:
        reacted, date, viewer = (int(part) for part in offset.split("."))
    except ValueError:
        raise bad_request("OFFSET_INVALID") from None
    if not (0 <= reacted <= 1 and 0 <= date < 2**31 and 0 <= viewer < 2**63):
        raise bad_request("OFFSET_INVALID")
    return (reacted, date, viewer)


async def _own_story(app: App, peer: PeerId, story_id: int) -> StoredStory:
    found = (await app.store.stories.by_ids([(peer, story_id)])) if story_id > 0 else {}
    if (peer, story_id) not in found:
        raise bad_request("STORY_ID_INVALID")
    return found[peer, story_id]


async def _among(app: App, caller: Caller, place: Place, asked: ViewersAsked) -> list[int] | None:
    """Return to whom a list is narrowed down; None when it is not."""
    words = index_tokens(asked.query[:QUERY_UNITS]) if asked.query.strip() else []
    if not words and not asked.just_contacts:
        return None
    known = {one.contact_id: one for one in await app.store.contacts.of_user(caller.me)}
    if not words:
        return [int(one) for one in known]
    candidates = await all_viewers(app.store.main, place)
    accounts = await app.store.users.by_ids(candidates)
    found = []
    for user_id, account in accounts.items():
        contact = known.get(user_id)
        if asked.just_contacts and contact is None:
            continue
        named = account if contact is None else contact
        text = f"{named.first_name} {named.last_name} {account.username or ''}"
        tokens = index_tokens(text)
        if all(any(token.startswith(word) for token in tokens) for word in words):
            found.append(int(user_id))
    return found


async def _repeats(app: App, caller: Caller, place: Place) -> list[types.StoryViewPublicRepost]:
    """Return the public stories that repeat one, as its owner sees them."""
    places = await repeats_of(app.store.main, place, REPEATS_LIMIT)
    found = await app.store.stories.by_ids(places)
    public = [found[one] for one in places if one in found and is_public(found[one])]
    seen = await visible_to(app, caller.me, public)
    shown = await items(app, caller.me, seen)
    everybody, from_stories = await blocked_among(
        app.store.main, caller.me, [one.peer_id for one in seen]
    )
    return [
        types.StoryViewPublicRepost(
            blocked=one.peer_id in everybody,
            blocked_my_stories_from=one.peer_id in from_stories,
            peer_id=to_tl_peer(one.peer_id),
            story=item,
        )
        for one, item in zip(seen, shown, strict=True)
    ]


async def _page(
    app: App, place: Place, wanted: ViewersWanted, after: Cursor, limit: int
) -> tuple[list[StoryViewer], bool]:
    if limit <= 0:
        raise bad_request("LIMIT_INVALID")
    size = min(limit, PAGE_LIMIT)
    page = await viewers(app.store.main, place, wanted, after, size + 1)
    return page[:size], len(page) > size


def _offset(last: StoryViewer, *, first: bool) -> str:
    return f"{int(first and last.reaction is not None)}.{last.date}.{last.viewer_id}"
