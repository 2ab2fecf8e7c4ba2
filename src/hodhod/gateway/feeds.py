"""Supergroups and channels whose members are connected to this node: one event serves them all.

    event of a channel's box ─► Feed ─► in order ─┬─► rendered once, encoded once a layer ─► members
                                                  └─► rendered for whom it concerns (its author,
                                                      those it mentions; all where they are few)

A node hears of a channel while one of its members is connected here: that is noted in the channel's
shard, so that what a post costs does not depend on how many members there are.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from hodhod.domain.event import BoxEvent, MembershipChanged, Node, Notice
from hodhod.domain.ids import BoxId, UserId, bare_id, is_channel
from hodhod.domain.message import update_seen_by
from hodhod.gateway.arrivals import Arrivals, News
from hodhod.gateway.courier import Audience, Courier
from hodhod.gateway.inbox import Inbox
from hodhod.gateway.limits import Limits
from hodhod.gateway.ports import Broadcast, Log, Memberships, Online, Render
from hodhod.gateway.recipients import recipients
from hodhod.gateway.tasks import Tasks
from hodhod.store import StoreUnavailable
from hodhod.tl import types

if TYPE_CHECKING:
    from hodhod.gateway.live import LiveSession

log = logging.getLogger(__name__)

BATCH: Final = 100
"""Updates in one container."""

FEW: Final = 32
"""Up to so many members here each get objects of their own, with all that they may see."""

RECALLED_TOGETHER: Final = 250
RECALL_PAUSE_S: Final = 0.25
"""After a crash of the database, so many channels at a time are noted again."""

_TOO_LONG: Final = types.UpdatesTooLong()


class Feed(Arrivals):
    """What waits for the members of one supergroup or channel.

    Attributes:
        members: Those who are connected here.
        known: Whether other nodes know that this one hears of it.
        ready: Done when they do, while that is being noted.
    """

    __slots__ = ("known", "members", "ready")

    def __init__(self, box_id: BoxId) -> None:
        super().__init__(box_id)
        self.members: dict[UserId, Inbox] = {}
        self.known = False
        self.ready: asyncio.Task[None] | None = None


class Feeds:
    """The supergroups and channels that this node hears of.

    Args:
        node: The name of this node.
        online: Where it is noted that it does.
        memberships: Who is in which.
        render: Puts one member's updates into containers.
        broadcast: Puts updates into containers for all members.
        history: Where lost events are found.
        limits: How much may wait, and for how long.
        tasks: Where the work is done.
        clock: Unix time in seconds.
        push: Gives a container to sessions.
    """

    def __init__(
        self,
        *,
        node: Node,
        online: Online,
        memberships: Memberships,
        render: Render,
        broadcast: Broadcast,
        history: Log,
        limits: Limits,
        tasks: Tasks,
        clock: Callable[[], float],
        push: Callable[[Sequence[LiveSession], types.TypeUpdates], None],
    ) -> None:
        self._node = node
        self._online = online
        self._memberships = memberships
        self._render = render
        self._broadcast = broadcast
        self._log = history
        self._tasks = tasks
        self._clock = clock
        self._push = push
        self._feeds: dict[BoxId, Feed] = {}
        self._arriving: dict[Inbox, list[MembershipChanged]] = {}
        self._courier: Courier[Feed] = Courier(
            limits=limits, tasks=tasks, history=history, send=self._send, too_long=self._too_long
        )

    def __len__(self) -> int:
        return len(self._feeds)

    # ── who hears of what ──────────────────────────────────────────────────────────────────────

    async def arrive(self, inbox: Inbox) -> None:
        """Let a user hear of the supergroups and channels that they are in.

        What they join and leave while that is being read is newer than what was read.

        Raises:
            StoreUnavailable: They could not be found, or not be noted.
        """
        heard = self._arriving[inbox] = []
        try:
            peers = await self._memberships.of_user(inbox.user_id)
        finally:
            del self._arriving[inbox]
        if not inbox.sessions:  # they have gone meanwhile
            return
        boxes = dict.fromkeys(BoxId(peer) for peer in peers if is_channel(peer))
        for event in heard:
            boxes.pop(event.box_id, None)
            if event.joined:
                boxes[event.box_id] = None
        feeds = [self._enter(inbox, box_id) for box_id in boxes]
        await asyncio.gather(*(self._make_known(feed) for feed in feeds if not feed.known))

    def leave(self, inbox: Inbox) -> None:
        """Let a user hear of nothing more: nobody of theirs is connected."""
        for box_id in inbox.feeds or ():
            self._exit(inbox, box_id)
        inbox.feeds = None

    def change(self, inbox: Inbox, event: MembershipChanged) -> None:
        """Somebody who is connected has joined or left."""
        heard = self._arriving.get(inbox)
        if heard is not None:
            heard.append(event)
        elif event.joined:
            feed = self._enter(inbox, event.box_id)
            # Whoever wrote that they joined noted this node with it, unless it was not theirs then.
            if not feed.known:
                self._tasks.spawn(self._note(feed), "a channel is heard of")
        else:
            self._exit(inbox, event.box_id)
            if inbox.feeds is not None and event.box_id in inbox.feeds:
                inbox.feeds.remove(event.box_id)

    async def recall(self) -> None:
        """Note once more what this node hears of, as it was forgotten, and let members catch up.

        They are told where each box is, so that they ask only for those that have moved.

        Raises:
            StoreUnavailable: Not all could be noted.
        """
        feeds = list(self._feeds.values())
        for feed in feeds:
            feed.known = False
        for start in range(0, len(feeds), RECALLED_TOGETHER):
            some = feeds[start : start + RECALLED_TOGETHER]
            await asyncio.gather(*(self._make_known(feed) for feed in some if not feed.known))
            places = await self._log.places([feed.box_id for feed in some])
            for feed in some:
                feed.give_up(places.get(feed.box_id, 0))
                self._too_long(feed)
            # Everybody asks now: not all in the same moment.
            await asyncio.sleep(RECALL_PAUSE_S)
        # What nobody hears of any more was put back on the list.
        for feed in feeds:
            await self._forget(feed.box_id)

    def _enter(self, inbox: Inbox, box_id: BoxId) -> Feed:
        """Add a member to a feed, which is made if there is none."""
        feed = self._feeds.get(box_id)
        if feed is None:
            feed = self._feeds[box_id] = Feed(box_id)
        if feed.members.get(inbox.user_id) is not inbox:
            feed.members[inbox.user_id] = inbox
            if inbox.feeds is None:
                inbox.feeds = []
            # The feed's own number: fifty channels are fifty references, and no numbers.
            inbox.feeds.append(feed.box_id)
        return feed

    def _exit(self, inbox: Inbox, box_id: BoxId) -> None:
        feed = self._feeds.get(box_id)
        if feed is None or feed.members.get(inbox.user_id) is not inbox:
            return
        del feed.members[inbox.user_id]
        if not feed.members:
            del self._feeds[box_id]
            self._tasks.spawn(self._forgotten(box_id), "a channel is not heard of")

    async def _make_known(self, feed: Feed) -> None:
        """Note that this node hears of a feed; all who wait for that wait for one statement."""
        if feed.ready is None:
            feed.ready = asyncio.get_running_loop().create_task(self._arrived(feed))
        await asyncio.shield(feed.ready)

    async def _arrived(self, feed: Feed) -> None:
        try:
            await self._online.arrive(feed.box_id, self._node)
            feed.known = True
        finally:
            feed.ready = None

    async def _note(self, feed: Feed) -> None:
        try:
            await self._make_known(feed)
        except StoreUnavailable as error:
            # Members find the gap with the next event that comes, or with their next difference.
            log.warning("a channel could not be noted: %s", error)

    async def _forget(self, box_id: BoxId) -> None:
        if box_id not in self._feeds:
            await self._online.leave(box_id, self._node)

    async def _forgotten(self, box_id: BoxId) -> None:
        try:
            await self._forget(box_id)
        except StoreUnavailable as error:
            # Events will come for nobody, until the node starts again.
            log.warning("a channel could not be taken off the list: %s", error)

    # ── what they hear ─────────────────────────────────────────────────────────────────────────

    def take(self, event: BoxEvent | Notice) -> None:
        """Take an event of a supergroup or channel off the bus."""
        box_id = event.box_id if isinstance(event, BoxEvent) else BoxId(event.user_id)
        feed = self._feeds.get(box_id)
        if feed is not None:
            self._courier.take(feed, event)

    async def _send(self, feed: Feed, audience: Audience, news: list[News]) -> None:
        for start in range(0, len(news), BATCH):
            some = news[start : start + BATCH]
            concerned = _concerned(some)
            members = list(feed.members.values())
            if len(members) > FEW:
                personal = [inbox for inbox in members if inbox.user_id in concerned]
                rest = [inbox for inbox in members if inbox.user_id not in concerned]
                await self._send_alike(feed, rest, audience, some)
            else:
                personal = members
            await asyncio.gather(
                *(self._send_one(feed, inbox, audience, some) for inbox in personal)
            )

    async def _send_alike(
        self, feed: Feed, inboxes: Iterable[Inbox], audience: Audience, news: list[News]
    ) -> None:
        container: types.TypeUpdates = _TOO_LONG
        try:
            container = await self._broadcast(feed.box_id, [one.update for one in news])
        except StoreUnavailable as error:
            log.warning("updates could not be rendered: %s", error)
        except Exception:
            log.exception("updates could not be rendered", extra={"box_id": feed.box_id})
        self._push(
            [
                live
                for inbox in inboxes
                if inbox.user_id in feed.members
                for live in recipients(inbox, audience)
            ],
            container,
        )

    async def _send_one(
        self, feed: Feed, inbox: Inbox, audience: Audience, news: list[News]
    ) -> None:
        if not recipients(inbox, audience):
            return
        updates = [
            update_seen_by(one, inbox.user_id) if isinstance(one, BoxEvent) else one.update
            for one in news
        ]
        container: types.TypeUpdates = _TOO_LONG
        try:
            container = await self._render(inbox.user_id, updates)
        except StoreUnavailable as error:
            log.warning("updates could not be rendered: %s", error)
        except Exception:
            log.exception("updates could not be rendered", extra={"user_id": inbox.user_id})
        # Rendering takes time: who may have them is asked again.
        if inbox.user_id in feed.members:
            self._push(recipients(inbox, audience), container)

    def _too_long(self, feed: Feed) -> None:
        """Let members fetch the channel's difference instead."""
        update = types.UpdateChannelTooLong(channel_id=bare_id(feed.box_id), pts=feed.pts or None)
        container = types.UpdateShort(update=update, date=int(self._clock()))
        everybody = [live for inbox in feed.members.values() for live in inbox.sessions]
        self._push(everybody, container)


def _concerned(news: Iterable[News]) -> set[UserId]:
    """Return those to whom some of the events look different than to all others."""
    found: set[UserId] = set()
    for one in news:
        if isinstance(one, BoxEvent) and one.author_id is not None:
            found.add(one.author_id)
            found.update(one.concerns)
    return found
