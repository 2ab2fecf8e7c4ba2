"""Updates: from the bus to the sessions of the users they are for.

    bus ─┬─► Inbox ─► Courier ─► rendered for the user ─► encoded once a layer ─► each session
         └─► Feeds: what happens in supergroups and channels

A session gets updates once it has asked something as a user without invokeWithoutUpdates. The other
nodes know of it before that first request runs, so what the request answers is no older than what
will be pushed. Only users to whom something happens have a task, and only while it does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from hodhod import tl
from hodhod.domain.event import (
    AuthorizationChanged,
    BotClaimed,
    BoxEvent,
    Event,
    MembershipChanged,
    Node,
    Notice,
    QueryAnswered,
)
from hodhod.domain.ids import BoxId, UserId, box_of_user, is_channel
from hodhod.domain.short import short_push
from hodhod.gateway.arrivals import News
from hodhod.gateway.courier import EVERYBODY, Audience, Courier
from hodhod.gateway.feeds import Feeds
from hodhod.gateway.inbox import Inbox
from hodhod.gateway.limits import Limits
from hodhod.gateway.ports import Broadcast, Log, Memberships, Online, Presence, Render
from hodhod.gateway.recipients import recipients
from hodhod.gateway.tasks import Tasks
from hodhod.gateway.wheel import Wheel
from hodhod.mtproto import packing
from hodhod.store import StoreUnavailable
from hodhod.tl import types

if TYPE_CHECKING:
    from hodhod.gateway.live import LiveSession

log = logging.getLogger(__name__)

BATCH: Final = 100
"""Updates in one container."""

PRESENCE_GRACE_S: Final = 10.0
"""A user who comes back within so many seconds was never gone."""

RECALLED_TOGETHER: Final = 250
RECALL_PAUSE_S: Final = 0.25
"""After a crash of the database, a thousand users a second are told to fetch what they missed."""

MET: Final = 64
MET_S: Final = 600.0
"""A user is told of so many others, and for so long, without showing them again."""

_TOO_LONG: Final = types.UpdatesTooLong()


class Delivery:
    """The updates of the users who are connected to this node.

    Args:
        node: The name of this node.
        online: Where it is noted that they are.
        render: Puts their updates into containers.
        broadcast: Puts what happens in a channel into containers for all members.
        memberships: Who is in which channel.
        history: Where lost events are found.
        presence: Who is told of users that come and go.
        limits: How much may wait, and for how long.
        tasks: Where the work is done.
        wheel: The timer.
        clock: Unix time in seconds.
        mark: To be called when a session has something to say.
    """

    def __init__(
        self,
        *,
        node: Node,
        online: Online,
        render: Render,
        broadcast: Broadcast,
        memberships: Memberships,
        history: Log,
        presence: Presence,
        limits: Limits,
        tasks: Tasks,
        wheel: Wheel,
        clock: Callable[[], float],
        mark: Callable[[LiveSession], None],
    ) -> None:
        self._node = node
        self._online = online
        self._render = render
        self._presence = presence
        self._tasks = tasks
        self._wheel = wheel
        self._clock = clock
        self._mark = mark
        self._inboxes: dict[UserId, Inbox] = {}
        self._courier: Courier[Inbox] = Courier(
            limits=limits, tasks=tasks, history=history, send=self._send, too_long=self._too_long
        )
        self.feeds = Feeds(
            node=node,
            online=online,
            memberships=memberships,
            render=render,
            broadcast=broadcast,
            history=history,
            limits=limits,
            tasks=tasks,
            clock=clock,
            push=self._push,
        )

    def __len__(self) -> int:
        return len(self._inboxes)

    # ── who gets updates ───────────────────────────────────────────────────────────────────────

    async def subscribe(self, live: LiveSession, user_id: UserId) -> None:
        """Let a session have a user's updates from now on.

        Raises:
            StoreUnavailable: Nobody could be told that the user is here.
        """
        inbox = live.inbox
        if inbox is not None and inbox.user_id == user_id:
            if inbox.ready is not None:
                await asyncio.shield(inbox.ready)
            return
        self.unsubscribe(live)
        inbox = self._inboxes.get(user_id)
        if inbox is None:
            inbox = self._inboxes[user_id] = Inbox(user_id)
            inbox.ready = asyncio.get_running_loop().create_task(self._arrive(inbox))
        inbox.sessions.append(live)
        inbox.met = None
        live.inbox = inbox
        if live.connected:
            self._count(inbox, 1)
        try:
            if inbox.ready is not None:
                await asyncio.shield(inbox.ready)
        except StoreUnavailable:
            self.unsubscribe(live)
            raise

    def unsubscribe(self, live: LiveSession) -> None:
        """Let a session have no updates any more, not even those that are on their way."""
        inbox, live.inbox = live.inbox, None
        if inbox is None:
            return
        live.core.drop_updates()
        inbox.sessions.remove(live)
        if live.connected:
            self._count(inbox, -1)
        if not inbox.sessions and self._inboxes.get(inbox.user_id) is inbox:
            del self._inboxes[inbox.user_id]
            self.feeds.leave(inbox)
            self._tasks.spawn(self._leave(inbox), "a user leaves")

    def reconnected(self, live: LiveSession) -> None:
        """A session has a connection again."""
        if live.inbox is not None:
            self._count(live.inbox, 1)

    def disconnected(self, live: LiveSession) -> None:
        """A session has no connection now."""
        if live.inbox is not None:
            self._count(live.inbox, -1)

    async def recall(self) -> None:
        """Note once more who is here, as it was forgotten, and let them fetch what they missed.

        Raises:
            StoreUnavailable: Not all could be noted.
        """
        inboxes = list(self._inboxes.values())
        for start in range(0, len(inboxes), RECALLED_TOGETHER):
            together = inboxes[start : start + RECALLED_TOGETHER]
            boxes = [box_of_user(inbox.user_id) for inbox in together]
            await asyncio.gather(*(self._online.arrive(box_id, self._node) for box_id in boxes))
            for inbox in together:
                self._courier.give_up(inbox)
            # Everybody fetches the difference now: not all in the same moment.
            await asyncio.sleep(RECALL_PAUSE_S)
        await self.feeds.recall()
        # Who left meanwhile was put back on the list.
        for inbox in inboxes:
            if inbox.user_id not in self._inboxes:
                await self._online.leave(box_of_user(inbox.user_id), self._node)

    async def _arrive(self, inbox: Inbox) -> None:
        await self._online.arrive(inbox.box_id, self._node)
        await self.feeds.arrive(inbox)
        inbox.ready = None

    async def _leave(self, inbox: Inbox) -> None:
        self._tell_presence(inbox)
        try:
            await self._online.leave(box_of_user(inbox.user_id), self._node)
        except StoreUnavailable as error:
            # Events will come for nobody, until the node starts again.
            log.warning("a user could not be taken off the list: %s", error)

    def _count(self, inbox: Inbox, change: int) -> None:
        inbox.connected += change
        if inbox.connected and not inbox.present:
            self._tell_presence(inbox)
        elif not inbox.connected:
            self._wheel.put(_Grace(self, inbox), self._clock() + PRESENCE_GRACE_S)

    def _tell_presence(self, inbox: Inbox) -> None:
        """Tell whoever wants to know that a user has come or gone, if it is so."""
        present = inbox.connected > 0
        if present is inbox.present:
            return
        inbox.present = present
        tell = self._presence.came if present else self._presence.left
        self._tasks.spawn(_told(tell(inbox.user_id)), "presence")

    def grace_over(self, inbox: Inbox) -> None:
        """Look again whether a user who was gone has come back."""
        if not inbox.connected:
            self._tell_presence(inbox)

    # ── what they get ──────────────────────────────────────────────────────────────────────────

    def take(self, event: Event) -> None:
        """Take an event off the bus."""
        if isinstance(event, AuthorizationChanged | QueryAnswered | BotClaimed):
            return
        if isinstance(event, BoxEvent | Notice) and is_channel(_box_of(event)):
            self.feeds.take(event)
            return
        inbox = self._inboxes.get(UserId(_box_of(event)))
        if inbox is None:
            return
        if isinstance(event, MembershipChanged):
            self.feeds.change(inbox, event)
        else:
            self._courier.take(inbox, event)

    def tell(self, sessions: list[LiveSession], notice: Notice) -> None:
        """Let sessions have an update although nobody is logged in there."""
        if sessions:
            self._tasks.spawn(self._tell(sessions, notice), "notice")

    async def _tell(self, sessions: list[LiveSession], notice: Notice) -> None:
        container = await self._render(notice.user_id, [notice.update])
        self._push([live for live in sessions if live.connected], container)

    def _too_long(self, inbox: Inbox) -> None:
        """Let the user's clients fetch the difference instead."""
        for live in inbox.sessions:
            self.call_back(live)

    def call_back(self, live: LiveSession) -> None:
        """Let a client ask where it is: it fetches the difference, or learns that it is out."""
        live.core.push(tl.encode(_TOO_LONG))
        self._mark(live)

    async def _send(self, inbox: Inbox, audience: Audience, news: list[News]) -> None:
        for start in range(0, len(news), BATCH):
            if not recipients(inbox, audience):
                return
            updates = [one.update for one in news[start : start + BATCH]]
            if short := self._short(inbox, updates):
                for one in short:
                    self._push(recipients(inbox, audience), one)
                continue
            container: types.TypeUpdates = _TOO_LONG
            try:
                container = await self._render(inbox.user_id, updates)
            except StoreUnavailable as error:
                log.warning("updates could not be rendered: %s", error)
            except Exception:
                log.exception("updates could not be rendered", extra={"user_id": inbox.user_id})
            # Rendering takes time: who may have them is asked again.
            self._push(recipients(inbox, audience), container)
            if audience == EVERYBODY and isinstance(container, types.Updates):
                self._introduce(inbox, container)

    def _short(
        self, inbox: Inbox, updates: Sequence[types.TypeUpdate]
    ) -> list[types.UpdateShortMessage]:
        """Return the short form of all the updates, or nothing if some of them have none."""
        met = inbox.met
        if met is None:
            return []
        now = self._clock()
        short = []
        for update in updates:
            one = short_push(update)
            if one is None or met.get(one.user_id, 0) <= now:
                return []
            short.append(one)
        return short

    def _introduce(self, inbox: Inbox, container: types.Updates) -> None:
        """Note whom the sessions of a user have been shown."""
        met = inbox.met or {}
        if len(met) > MET:
            met.clear()
        until = self._clock() + MET_S
        for user in container.users:
            if isinstance(user, types.User) and not user.min and user.id != inbox.user_id:
                met[user.id] = until
        inbox.met = met or None

    def _push(self, sessions: Sequence[LiveSession], container: types.TypeUpdates) -> None:
        encoded: dict[int, bytes] = {}
        for live in sessions:
            layer = live.layer or tl.OLDEST_LAYER
            body = encoded.get(layer)
            if body is None:
                body = encoded[layer] = packing.packed(_encoded(container, layer))
            live.core.push(body)
            self._mark(live)


class _Grace:
    """The look at a user a while after the last connection went."""

    __slots__ = ("_delivery", "_inbox", "slot")

    def __init__(self, delivery: Delivery, inbox: Inbox) -> None:
        self._delivery = delivery
        self._inbox = inbox
        self.slot = 0

    def check(self, now: float) -> float | None:  # noqa: ARG002 (it lies in the wheel for once)
        self._delivery.grace_over(self._inbox)
        return None


def _box_of(event: BoxEvent | Notice | MembershipChanged) -> BoxId:
    return event.box_id if isinstance(event, BoxEvent) else BoxId(event.user_id)


def _encoded(container: types.TypeUpdates, layer: int) -> bytes:
    try:
        return tl.encode(container, layer)
    except tl.EncodeError:
        log.exception("updates could not be encoded", extra={"layer": layer})
        return tl.encode(_TOO_LONG)


async def _told(news: Awaitable[None]) -> None:
    try:
        await news
    except StoreUnavailable as error:
        log.warning("nobody could be told who is here: %s", error)
