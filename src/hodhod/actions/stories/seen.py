"""Seeing stories: how far one got, and that the owner learns of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hodhod.actions.app import App
from hodhod.actions.stories.access import access_stories, visible_to
from hodhod.actions.stories.stealth import is_unseen
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.store.stories import read_stories
from hodhod.tl import types


async def read_up_to(app: App, caller: Caller, peer: PeerId, max_id: int) -> list[int]:
    """Note that the caller has seen a peer's active stories up to one.

    Returns:
        The numbers of those that were new to them.

    Raises:
        RpcError: 400 STORIES_NEVER_CREATED, STORY_ID_INVALID.
    """
    known = await app.store.stories.peer(peer)
    if known is None:
        raise bad_request("STORIES_NEVER_CREATED")
    if max_id <= 0:
        raise bad_request("STORY_ID_INVALID")
    upto = min(max_id, known.last_id)
    marks = (await app.store.stories.marks(caller.me, [peer])).get(peer)
    before = 0 if marks is None else marks.max_read
    active = await visible_to(app, caller.me, await app.store.stories.active([peer], app.now))
    seen = [one.story_id for one in active if before < one.story_id <= upto]
    if not seen:
        return []
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if await read_stories(change.main, caller.me, peer, upto):
            update = types.UpdateReadStories(peer=to_tl_peer(peer), max_id=upto)
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    await _record(app, caller, peer, seen)
    return seen


async def count_views(app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]) -> None:
    """Note that the caller looked at stories of a profile.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, LIMIT_INVALID.
    """
    found = await access_stories(app, caller, peer, story_ids)
    await _record(app, caller, peer, [one.story_id for one in found])


async def _record(app: App, caller: Caller, peer: PeerId, story_ids: Iterable[int]) -> None:
    if peer == caller.own_peer or await is_unseen(app, caller.me):
        return
    await app.store.stories.record_views(
        [(peer, story_id, caller.me, app.now) for story_id in story_ids]
    )
