"""Messages: adding them, many callers at a time, and reading them one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from hodhod.domain.ids import BoxId, MsgId
from hodhod.domain.message import Appended, NewMessage, StoredMessage
from hodhod.store.append import append_messages
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database
from hodhod.store.message_rows import read_messages

LANES = 2
"""Batches of sends under way at once. A sender's messages stay in one lane, so in order."""

SENDS_WAITING = 5_000
"""Sends of a lane that may wait; at 5,000 a second that is a second."""

Key = tuple[BoxId, MsgId]


class Messages:
    """Messages of all boxes.

    Args:
        shards: The databases of the shards.
        shard_number: Tells which of them a box is in.
    """

    def __init__(self, shards: Sequence[Database], shard_number: Callable[[BoxId], int]) -> None:
        self._shards = shards
        self._shard_number = shard_number
        self._senders = [
            [
                Batcher(partial(_append_groups, shard), max_waiting=SENDS_WAITING)
                for _ in range(LANES)
            ]
            for shard in shards
        ]
        self._readers = [Batcher(partial(_read_keys, shard), at_once=2) for shard in shards]

    async def append(self, messages: Sequence[NewMessage]) -> list[Appended]:
        """Add messages to boxes, all or none, and return what became of each.

        Args:
            messages: Messages of one origin, in order: one, or an album. All their boxes are in
                one shard.

        Raises:
            StoreBusyError: Too many sends wait.
            StoreUnavailable: The database does not answer; sending again does no harm.
            ValueError: The boxes are in several shards.
        """
        origin = messages[0].origin
        number = self._shard_number(origin)
        if any(
            self._shard_number(copy.box_id) != number
            for message in messages
            for copy in message.copies
        ):
            raise ValueError("copies of a message in several shards")
        return await self._senders[number][origin % LANES].submit(messages)

    async def get(self, box_id: BoxId, msg_id: MsgId) -> StoredMessage | None:
        """Return a message, or None.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._readers[self._shard_number(box_id)].submit((box_id, msg_id))

    async def by_ids(self, box_id: BoxId, msg_ids: Sequence[MsgId]) -> dict[MsgId, StoredMessage]:
        """Return those of a box's messages that exist, by id.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        if len(msg_ids) == 1:
            one = await self.get(box_id, msg_ids[0])
            return {} if one is None else {one.msg_id: one}
        shard = self._shards[self._shard_number(box_id)]
        found = await read_messages(shard, [(box_id, msg_id) for msg_id in dict.fromkeys(msg_ids)])
        return {message.msg_id: message for message in found}

    async def close(self) -> None:
        """Finish what was submitted."""
        for lanes in self._senders:
            for lane in lanes:
                await lane.close()
        for reader in self._readers:
            await reader.close()


async def _append_groups(
    shard: Database, groups: Sequence[Sequence[NewMessage]]
) -> list[list[Appended]]:
    flat = await append_messages(shard, [message for group in groups for message in group])
    results = iter(flat)
    return [[next(results) for _ in group] for group in groups]


async def _read_keys(shard: Database, keys: Sequence[Key]) -> list[StoredMessage | None]:
    found = {(m.box_id, m.msg_id): m for m in await read_messages(shard, list(dict.fromkeys(keys)))}
    return [found.get(key) for key in keys]
