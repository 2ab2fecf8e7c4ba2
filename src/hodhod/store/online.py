"""Where the owners of boxes are connected: hints for delivery, lost in a crash of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from hodhod.domain.event import Node
from hodhod.domain.ids import BoxId
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database

MARKS_TOGETHER = 500
"""Connections announced in one statement: after a restart everybody comes at once."""

NODE_ITSELF = BoxId(0)
"""Nobody's box: its mark in each shard is a node's own."""

Mark = tuple[BoxId, Node, bool]


class Online:
    """Which nodes hold whose connections.

    Args:
        shards: The databases of the shards.
        shard_number: Tells which of them a box is in.
    """

    def __init__(self, shards: Sequence[Database], shard_number: Callable[[BoxId], int]) -> None:
        self._shards = shards
        self._shard_number = shard_number
        self._marks = [
            Batcher(partial(_write_marks, shard), max_items=MARKS_TOGETHER, max_waiting=100_000)
            for shard in shards
        ]

    async def arrive(self, box_id: BoxId, node: Node) -> None:
        """The owner of a box is connected to a node. Known when this returns, not before.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        await self._marks[self._shard_number(box_id)].submit((box_id, node, True))

    async def leave(self, box_id: BoxId, node: Node) -> None:
        """The owner of a box has no connection to a node any more.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        await self._marks[self._shard_number(box_id)].submit((box_id, node, False))

    async def announce(self, node: Node) -> None:
        """A node is here itself. As long as that is remembered, so is who is connected to it.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        for shard in self._shards:
            await shard.execute("set_online", [NODE_ITSELF], [node])

    async def remembers(self, node: Node) -> bool:
        """Tell whether no shard has lost who is connected to a node, by a crash of the database.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        for shard in self._shards:
            rows = await shard.fetch("nodes_of", [NODE_ITSELF])
            if not any(node in row["nodes"] for row in rows):
                return False
        return True

    async def forget_node(self, node: Node) -> None:
        """A node starts, or is gone: nobody is connected to it.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        for shard in self._shards:
            await shard.execute("forget_node", node)

    async def nodes_of(self, boxes: Iterable[BoxId]) -> dict[BoxId, tuple[Node, ...]]:
        """Return the nodes of those boxes whose owners are connected.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        by_shard: dict[int, list[BoxId]] = {}
        for box_id in boxes:
            by_shard.setdefault(self._shard_number(box_id), []).append(box_id)
        found: dict[BoxId, tuple[Node, ...]] = {}
        for number, wanted in by_shard.items():
            rows = await self._shards[number].fetch("nodes_of", wanted)
            found.update((row["box_id"], tuple(row["nodes"])) for row in rows)
        return found

    async def close(self) -> None:
        """Finish what was submitted."""
        for marks in self._marks:
            await marks.close()


async def _write_marks(shard: Database, marks: Sequence[Mark]) -> Sequence[None]:
    """Write marks; of several for the same box and node the last one counts."""
    last = {(box_id, node): here for box_id, node, here in marks}
    for query, wanted in (("set_online", True), ("set_offline", False)):
        keys = [key for key, here in last.items() if here is wanted]
        if keys:
            await shard.execute(query, [box for box, _ in keys], [node for _, node in keys])
    return [None] * len(marks)
