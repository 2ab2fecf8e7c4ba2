"""The bots that this node reads for: who wants to know, and what wakes them.

An event of a box that a bot has wakes it. Events are hints: a bot that waits looks by itself every
few seconds, so that a lost one delays and loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from hodhod.actions.app import App
from hodhod.botapi.limits import Limits
from hodhod.botapi.updates.pulling import pull
from hodhod.domain.event import BotClaimed, BoxEvent, Event, MembershipChanged, Node
from hodhod.domain.ids import BoxId, UserId, box_of_user

LOOK_S: Final = 10.0
"""A bot that waits looks by itself so often."""

IDLE_S: Final = 120.0
"""A bot that does not ask for so long is forgotten; what happens is in the logs."""

SWEEP_S: Final = 10.0

NOTE_AGAIN_S: Final = 60.0
"""How often it is noted anew that this node hears of a box: a crash of the database forgets it."""


@dataclass(eq=False, slots=True)
class Reader:
    """A bot that this node reads for.

    Attributes:
        bot_id: Which.
        changed: Set when there is something to read.
        reading: Held while its logs are read.
        boxes: Of which events are heard.
        moved: Where something has happened; None if that is not known.
        noted_at: When it was last noted that this node hears of its boxes.
        looked_at: When all of them were last read, whatever was heard.
        left_at: When the last request or delivery let go of it.
        users: How many requests and deliveries have it.
        waits: Whether one of them waits for something to happen.
        turn: Who asks: the newest request ends the one before it.
        asked: When that one has asked, and which node.
    """

    bot_id: UserId
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    boxes: set[BoxId] = field(default_factory=set)
    moved: set[BoxId] | None = None
    noted_at: float = 0.0
    looked_at: float = 0.0
    left_at: float = 0.0
    users: int = 0
    waits: bool = False
    turn: asyncio.Future[None] | None = None
    asked: tuple[float, Node] = (0.0, "")

    def give_up(self) -> None:
        """End the request that waits."""
        if self.turn is not None and not self.turn.done():
            self.turn.set_result(None)

    def wake(self, box_id: BoxId | None) -> None:
        """Something has happened in a box, or perhaps anywhere."""
        if box_id is None:
            self.moved = None
        elif self.moved is not None:
            self.moved.add(box_id)
        self.changed.set()


class Hub:
    """All of them.

    Args:
        app: The working parts.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._readers: dict[UserId, Reader] = {}
        self._hearing: dict[BoxId, set[Reader]] = {}
        self._unsubscribe: Callable[[], None] | None = app.bus.subscribe(self._take)
        self._closed = False
        self._swept_at = 0.0
        self.limits = Limits(
            app.clock,
            per_second=app.policy.bot_messages_s,
            group_per_minute=app.policy.bot_messages_group_minute,
        )
        self.on_webhook: Callable[[], None] = lambda: None
        """Called when a bot's webhook was set or taken away."""

    async def claim(self, reader: Reader) -> asyncio.Future[None]:
        """End the request that waits for the same bot, at whatever node, and be the one that waits.

        Returns:
            What is done when another request has claimed the bot.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        app, box_id = self._app, box_of_user(reader.bot_id)
        reader.give_up()
        turn = reader.turn = asyncio.get_running_loop().create_future()
        # Whoever takes the later time has noted itself before, so it finds whoever has the earlier
        # one: of two at once, just one goes on.
        await self._note(reader)
        if turn.done():
            return turn
        reader.asked = asked = (app.clock(), app.bus.node)
        nodes = (await app.store.online.nodes_of([box_id])).get(box_id, ())
        others = tuple(node for node in nodes if node != app.bus.node)
        if others:
            await app.bus.publish([BotClaimed(reader.bot_id, *asked, others)])
        return turn

    def webhook_changed(self, bot_id: UserId) -> None:
        """A bot has set its webhook, or has none any more."""
        self.wake([bot_id])
        self.on_webhook()

    def close(self) -> None:
        """Hear nothing more, and let those who wait go."""
        self._closed = True
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        for reader in self._readers.values():
            reader.changed.set()

    @property
    def waiting(self) -> list[UserId]:
        """The bots of which a request is held."""
        return [one.bot_id for one in self._readers.values() if one.waits]

    @property
    def closed(self) -> bool:
        """Whether the server stops."""
        return self._closed

    @asynccontextmanager
    async def reader(self, bot_id: UserId) -> AsyncIterator[Reader]:
        """Lend the reader of a bot; events are heard while somebody has it, and for a while after.

        A program asks again and again: what happens in between need not be looked for.
        """
        self._sweep()
        reader = self._readers.get(bot_id)
        if reader is None:
            reader = self._readers[bot_id] = Reader(bot_id)
        reader.users += 1
        try:
            yield reader
        finally:
            reader.users -= 1
            reader.left_at = self._app.clock()

    def _sweep(self) -> None:
        """Forget the bots that have not asked for long."""
        now = self._app.clock()
        if now - self._swept_at < SWEEP_S:
            return
        self._swept_at = now
        gone = [
            one for one in self._readers.values() if not one.users and now - one.left_at > IDLE_S
        ]
        for reader in gone:
            del self._readers[reader.bot_id]
            self._hear(reader, set())

    async def read(self, reader: Reader) -> None:
        """Read what has happened into the queue of a bot.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        async with reader.reading:
            moved, reader.moved = reader.moved, set()
            reader.changed.clear()
            now = self._app.clock()
            if now - reader.looked_at >= LOOK_S:
                moved, reader.looked_at = None, now
            if moved is not None and not moved:
                return
            try:
                await self._note(reader)
                boxes = await pull(self._app, reader.bot_id, moved)
            except BaseException:
                reader.moved = None
                raise
            fresh = boxes - reader.boxes
            self._hear(reader, boxes)
            if fresh:
                # What happened before this node heard of them is read now.
                await self._arrive(fresh)
                await pull(self._app, reader.bot_id, fresh)

    async def wait(self, reader: Reader, seconds: float) -> bool:
        """Wait until something happens to a bot; return whether it did."""
        reader.waits = True
        try:
            async with asyncio.timeout(min(seconds, LOOK_S)):
                await reader.changed.wait()
        except TimeoutError:
            reader.looked_at = 0.0
            return False
        finally:
            reader.waits = False
        return True

    async def _note(self, reader: Reader) -> None:
        """Let other nodes know that this one hears of a bot's boxes."""
        now = self._app.clock()
        if now - reader.noted_at < NOTE_AGAIN_S:
            return
        await self._arrive({box_of_user(reader.bot_id), *reader.boxes})
        self._hear(reader, {box_of_user(reader.bot_id), *reader.boxes})
        reader.noted_at = now

    async def _arrive(self, boxes: set[BoxId]) -> None:
        node = self._app.bus.node
        await asyncio.gather(*(self._app.store.online.arrive(one, node) for one in boxes))

    def _hear(self, reader: Reader, boxes: set[BoxId]) -> None:
        for box_id in reader.boxes - boxes:
            hearing = self._hearing[box_id]
            hearing.discard(reader)
            if not hearing:
                del self._hearing[box_id]
        for box_id in boxes - reader.boxes:
            self._hearing.setdefault(box_id, set()).add(reader)
        reader.boxes = boxes

    def _take(self, event: Event) -> None:
        match event:
            case BoxEvent():
                for reader in self._hearing.get(event.box_id, ()):
                    reader.wake(event.box_id)
            case MembershipChanged():
                found = self._readers.get(event.user_id)
                if found is not None:
                    found.wake(None)
            case BotClaimed():
                found = self._readers.get(event.bot_id)
                if found is not None and found.asked < (event.at, event.by):
                    found.give_up()
            case _:
                pass

    def wake(self, bot_ids: Sequence[UserId]) -> None:
        """Something was put into the queues of bots."""
        for bot_id in bot_ids:
            if reader := self._readers.get(bot_id):
                reader.wake(box_of_user(bot_id))
