"""Posting a story: kept with its owner's news in one transaction, then told to those it is for."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.messages.copies import random_id_of
from hodhod.actions.stories.compose import Source
from hodhod.actions.stories.mentions import tell_mentioned
from hodhod.actions.stories.tell import tell_viewers, update_of
from hodhod.actions.stories.view import items
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import BoxId, PeerId, is_user
from hodhod.domain.story import DAY_S, NewStory, Shown, StoredStory, to_tl
from hodhod.domain.story_tags import tags_of
from hodhod.store.boxes import Change
from hodhod.store.chats import note_stories
from hodhod.store.stories import add_story, count_active, lock_peer, sent_before
from hodhod.store.story_albums import add_to_albums
from hodhod.store.story_tags import put_tags
from hodhod.tl import types

ACTIVE_LIMIT = 100
"""Active stories of one peer; config names the same."""

WEEK_LIMIT, MONTH_LIMIT = 700, 3000
"""Stories that one peer may post in a week and in a month; config names the same."""

WEEK_S, MONTH_S = 7 * DAY_S, 30 * DAY_S


@dataclass(frozen=True, slots=True)
class Draft:
    """A story that is checked and complete.

    Attributes:
        random_id: The sender's number for it.
        content: As it is kept.
        rules: Whom it is for, as they are kept.
        period_s: For how long it is active.
        pinned: Whether the profile shows it.
        noforwards: Whether it stays where it is.
        source: What it repeats.
        albums: Which albums it goes into.
    """

    random_id: int
    content: bytes
    rules: bytes
    period_s: int
    pinned: bool = False
    noforwards: bool = False
    source: Source | None = None
    albums: tuple[int, ...] = ()


async def remaining(app: App, peer: PeerId) -> int:
    """Return how many more stories a peer may have active.

    Raises:
        RpcError: 400 STORIES_TOO_MUCH when that is none.
    """
    left = ACTIVE_LIMIT - await app.store.stories.active_count(peer, app.now)
    if left <= 0:
        raise bad_request("STORIES_TOO_MUCH")
    return left


async def post_story(app: App, caller: Caller, peer: PeerId, draft: Draft) -> types.TypeUpdates:
    """Post a story; one whose number was sent before is answered as it was, and not posted again.

    Args:
        app: The working parts.
        caller: Who posts.
        peer: As access_to_post returned it.
        draft: What is posted.

    Raises:
        RpcError: 400 STORIES_TOO_MUCH, STORY_SEND_FLOOD_WEEKLY_X, STORY_SEND_FLOOD_MONTHLY_X,
            ALBUM_ID_INVALID.
    """
    new = _new(app, caller, peer, draft)
    if await sent_before(app.store.main, peer, new.random_id) is None:
        await _within_caps(app, peer)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        story = await sent_before(change.main, peer, new.random_id)
        known = story is not None
        if story is None:
            if await count_active(change.main, peer, app.now) >= ACTIVE_LIMIT:
                raise bad_request("STORIES_TOO_MUCH")
            story = await add_story(change.main, new)
            await put_tags(
                change.main, (peer, story.story_id), app.now, tags_of(draft.content, draft.rules)
            )
            await add_to_albums(change.main, peer, story.story_id, draft.albums)
            if is_user(peer):
                item = to_tl(story, Shown(mine=True, views=types.StoryViews(views_count=0)))
                change.log(caller.box, update_of(peer, item), exclude_session=caller.session)
            await settle_channel(change, peer)
    told: list[types.TypeUpdate] = []
    if not known:
        await app.bus.publish(change.events)
        told = await _after(app, caller, story, draft.source)
    (shown,) = await items(app, caller.me, [story])
    return await render(
        app,
        caller.me,
        [
            types.UpdateStoryID(id=story.story_id, random_id=draft.random_id),
            update_of(peer, shown),
            *told,
        ],
    )


async def settle_channel(change: Change, peer: PeerId) -> None:
    """Note beside a channel until when it has active stories, in a change of its box."""
    known = None if is_user(peer) else await lock_peer(change.main, peer)
    if known is not None:
        await note_stories(change.tx, peer, known.active_until)


def _new(app: App, caller: Caller, peer: PeerId, draft: Draft) -> NewStory:
    return NewStory(
        peer_id=peer,
        # Two admins may choose the same number.
        random_id=draft.random_id if is_user(peer) else random_id_of(caller.me, draft.random_id),
        from_id=None if peer == caller.own_peer else caller.own_peer,
        date=app.now,
        expire_date=app.now + draft.period_s,
        pinned=draft.pinned,
        noforwards=draft.noforwards,
        rules=draft.rules,
        content=draft.content,
        source=None if draft.source is None else draft.source.place,
        albums=draft.albums,
    )


async def _after(
    app: App, caller: Caller, story: StoredStory, source: Source | None
) -> list[types.TypeUpdate]:
    await tell_viewers(app, caller, story.peer_id, [story], new=True)
    if source is not None:
        await app.store.stories.count_forward(*source.place)
    return await tell_mentioned(app, caller, story)


async def _within_caps(app: App, peer: PeerId) -> None:
    for name, window_s, limit in (
        ("WEEKLY", WEEK_S, WEEK_LIMIT),
        ("MONTHLY", MONTH_S, MONTH_LIMIT),
    ):
        used = await app.store.sign_in.use(f"stories:{name}:{peer}", window_s=window_s, now=app.now)
        if used.count > limit:
            raise RpcError(400, f"STORY_SEND_FLOOD_{name}_{used.window_end}")
