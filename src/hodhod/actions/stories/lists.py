"""Lists of stories: everybody's, one peer's, a profile's, the archive.

The list of everybody's takes the same number of statements whatever there is in it.

Source: https://core.telegram.org/api/stories#watching-stories
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from hodhod.actions.app import App
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.stories.access import access_stories, visible_to
from hodhod.actions.stories.stealth import stealth_of
from hodhod.actions.stories.view import items, viewers_in
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_channel, to_tl_peer
from hodhod.domain.story import Glance, StoredStory, skipped
from hodhod.store.stories import Marks
from hodhod.tl import types

PEERS_PAGE = 50
"""Peers of a page of everybody's stories."""

FULL_LIMIT = 200
"""Stories of a page that are shown whole; of the others clients learn the numbers."""

PAGE_LIMIT = 100
"""Stories of a page of a profile or archive."""

NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A peer in the list of everybody's stories."""

    peer: PeerId
    stories: tuple[Glance, ...]
    max_read: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Sorts the list: unseen ones first, then the latest."""
        last = self.stories[-1]
        return (int(last.story_id > self.max_read), last.date, self.peer)


async def all_stories(
    app: App, caller: Caller, state: str | None, *, more: bool, hidden: bool
) -> types.stories.TypeAllStories:
    """Return the active stories of everybody the caller follows, or that nothing changed.

    Args:
        app: The working parts.
        caller: Who asks.
        state: What an earlier answer gave, or None.
        more: Whether the page after that answer is wanted.
        hidden: Whether those are wanted that the caller keeps out of sight.
    """
    listed = await _listed(app, caller, hidden=hidden)
    digest = _digest(listed)
    known, _, cursor = (state or "").partition(".")
    stealth = await stealth_of(app, caller.me)
    if state and not more and known == digest:
        return types.stories.AllStoriesNotModified(state=state, stealth_mode=stealth)
    after = _cursor(cursor) if more else None
    left = [one for one in listed if after is None or one.place < after]
    page, rest = left[:PEERS_PAGE], left[PEERS_PAGE:]
    shown = await _peer_stories(app, caller, page)
    viewers = viewers_in([item for one in shown for item in one.stories])
    objects = await objects_for(app, caller.me, shown, viewers)
    last = page[-1].place if rest else None
    return types.stories.AllStories(
        has_more=bool(rest),
        count=len(listed),
        state=digest if last is None else f"{digest}." + "_".join(map(str, last)),
        peer_stories=shown,
        chats=objects.chats,
        users=objects.users,
        stealth_mode=stealth,
    )


async def followed(app: App, user_id: UserId) -> list[PeerId]:
    """Return whose stories come to somebody: their own, their contacts' and their chats'."""
    contacts = await app.store.contacts.of_user(user_id)
    chats = await app.store.chats.of_user(user_id)
    return [
        PeerId(user_id),
        *(PeerId(one.contact_id) for one in contacts),
        *(peer for peer in chats if is_channel(peer)),
    ]


async def peer_stories(app: App, caller: Caller, peer: PeerId) -> types.PeerStories:
    """Return the active stories of one peer that the caller may see."""
    found = await visible_to(app, caller.me, await app.store.stories.active([peer], app.now))
    marks = (await app.store.stories.marks(caller.me, [peer])).get(peer, NO_MARKS)
    whole = await app.store.stories.by_ids([(peer, one.story_id) for one in found])
    return types.PeerStories(
        peer=to_tl_peer(peer),
        max_read_id=marks.max_read or None,
        stories=await items(app, caller.me, list(whole.values())),
    )


async def max_ids(app: App, caller: Caller, peers: Sequence[PeerId | None]) -> list[int]:
    """Return the newest active story of each peer that the caller may see; 0 for none."""
    wanted = sorted({peer for peer in peers if peer is not None})
    found = await visible_to(app, caller.me, await app.store.stories.active(wanted, app.now))
    newest = {one.peer_id: one.story_id for one in found}
    return [0 if peer is None else newest.get(peer, 0) for peer in peers]


async def read_marks(app: App, caller: Caller) -> list[types.UpdateReadStories]:
    """Return how far the caller has seen the active stories of those they follow."""
    peers = await followed(app, caller.me)
    active = {one.peer_id for one in await app.store.stories.active(peers, app.now)}
    marks = await app.store.stories.marks(caller.me, sorted(active))
    return [
        types.UpdateReadStories(peer=to_tl_peer(peer), max_id=one.max_read)
        for peer, one in sorted(marks.items())
        if one.max_read
    ]


async def pinned_stories(
    app: App, caller: Caller, peer: PeerId, before: int, limit: int
) -> types.stories.Stories:
    """Return a page of a profile's stories, newest first."""
    found = await visible_to(app, caller.me, await app.store.stories.pinned(peer))
    page = [one for one in found if not before or one.story_id < before][: _limit(limit)]
    known = await app.store.stories.peer(peer)
    shown = {one.story_id for one in found}
    top = [] if known is None else [one for one in known.pinned_to_top if one in shown]
    return await _answer(app, caller, await _whole(app, page), len(found), top)


async def archived_stories(
    app: App, caller: Caller, peer: PeerId, before: int, limit: int
) -> types.stories.Stories:
    """Return a page of all stories of a peer that the caller posts for, newest first."""
    page = await app.store.stories.archive(peer, max(0, before), _limit(limit))
    return await _answer(app, caller, page, await app.store.stories.count(peer))


async def stories_by_id(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]
) -> types.stories.Stories:
    """Return stories of a peer by their numbers, as far as the caller may see them.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, LIMIT_INVALID.
    """
    found = await access_stories(app, caller, peer, story_ids)
    return await _answer(app, caller, found, len(found))


async def answer_with(
    app: App, caller: Caller, glances: Sequence[Glance], count: int
) -> types.stories.Stories:
    """Return stories of which only the outlines were read, in their order."""
    return await _answer(app, caller, await _whole(app, glances), count)


async def _answer(
    app: App,
    caller: Caller,
    stories: Sequence[StoredStory],
    count: int,
    top: Sequence[int] = (),
) -> types.stories.Stories:
    shown = await items(app, caller.me, stories)
    extra = viewers_in(shown) | {int(one.peer_id) for one in stories}
    objects = await objects_for(app, caller.me, shown, extra)
    return types.stories.Stories(
        count=count,
        stories=shown,
        pinned_to_top=list(top) or None,
        chats=objects.chats,
        users=objects.users,
    )


async def _whole(app: App, glances: Sequence[Glance]) -> list[StoredStory]:
    places = [(one.peer_id, one.story_id) for one in glances]
    found = await app.store.stories.by_ids(places)
    return [found[place] for place in places if place in found]


async def _listed(app: App, caller: Caller, *, hidden: bool) -> list[_Listed]:
    peers = await followed(app, caller.me)
    found = await visible_to(app, caller.me, await app.store.stories.active(peers, app.now))
    by_peer = {peer: tuple(some) for peer, some in groupby(found, key=lambda one: one.peer_id)}
    marks = await app.store.stories.marks(caller.me, sorted(by_peer))
    listed = [
        _Listed(peer, some, marks.get(peer, NO_MARKS).max_read)
        for peer, some in by_peer.items()
        if _belongs(caller, peer, marks, hidden=hidden)
    ]
    return sorted(listed, key=lambda one: one.place, reverse=True)


def _belongs(caller: Caller, peer: PeerId, marks: Mapping[PeerId, Marks], *, hidden: bool) -> bool:
    known = marks.get(peer, NO_MARKS)
    if peer == caller.own_peer:
        return not hidden
    return known.hidden is hidden and not known.blocked


async def _peer_stories(
    app: App, caller: Caller, page: Sequence[_Listed]
) -> list[types.PeerStories]:
    wanted = [(one.peer_id, one.story_id) for peer in page for one in peer.stories]
    whole = await app.store.stories.by_ids(wanted[:FULL_LIMIT])
    shown = dict(zip(whole, await items(app, caller.me, list(whole.values())), strict=True))
    return [
        types.PeerStories(
            peer=to_tl_peer(one.peer),
            max_read_id=one.max_read or None,
            stories=[
                shown.get((story.peer_id, story.story_id), skipped(story)) for story in one.stories
            ],
        )
        for one in page
    ]


def _digest(listed: Iterable[_Listed]) -> str:
    """Return what stands for a list: another one when a story came, went or changed."""
    digest = blake2b(digest_size=12)
    for story in sorted(
        (one.peer_id, one.story_id, one.changes) for peer in listed for one in peer.stories
    ):
        digest.update(b"%d,%d,%d;" % story)
    return digest.hexdigest()


def _cursor(text: str) -> tuple[int, int, int]:
    """Return the place that a page ended at; before everything when there is no such place."""
    try:
        unseen, date, peer = (int(part) for part in text.split("_"))
    except ValueError:
        return (-1, 0, 0)
    return (unseen, date, peer)


def _limit(limit: int) -> int:
    if limit <= 0:
        raise bad_request("LIMIT_INVALID")
    return min(limit, PAGE_LIMIT)
