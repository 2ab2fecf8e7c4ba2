"""Changing boxes: one transaction, the boxes locked in order, pts without holes.

    async with store.boxes.change([box_id, …], now=app.now) as change:
        …                                    statements through change.tx
        change.log(box_id, update, pts_count=1)
    await publish(change.events)

pts is given out while the boxes are locked and written with the rows at the end, so it is never
given out for nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from hodhod import tl
from hodhod.domain.event import BoxEvent, Event, MembershipChanged, Node, SessionKey
from hodhod.domain.ids import BoxId, MsgId, Pts
from hodhod.domain.log_entry import LogKind
from hodhod.domain.message import (
    CONTENT_LAYER,
    Appended,
    NewMessage,
    StoredMessage,
    edit_message_update,
)
from hodhod.domain.pts import with_pts
from hodhod.store.append import append_messages
from hodhod.store.database import Database, Executor, Row, Transaction
from hodhod.store.members import mentioned_in
from hodhod.store.outage import StoreUnavailable
from hodhod.store.queries import MAIN_SCHEMA
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class BoxState:
    """Where a box is.

    Attributes:
        box_id: The box.
        pts: Its pts.
        qts: Its qts.
        top_message: The last message id given out.
        lowest_pts: Differences from below this cannot be told any more.
        nodes: Where its owner is online.
    """

    box_id: BoxId
    pts: Pts
    qts: int
    top_message: MsgId
    lowest_pts: Pts
    nodes: tuple[Node, ...] = ()


UNTOUCHED_PTS = Pts(1)
UNTOUCHED_QTS = 2


@dataclass(frozen=True, slots=True)
class _LogRow:
    box_id: BoxId
    pts: int
    n: int
    pts_count: int
    msg_id: MsgId | None
    kind: LogKind
    update: bytes | None


class Change:
    """A change under way. Made by Boxes.change.

    Attributes:
        tx: The shard's statements in this transaction.
        main: The statements of `main` in the same transaction.
        now: Unix time of the change.
        events: What there is to publish once it is committed.
        joins: Who came to channels and who left, to be published before.
    """

    def __init__(self, tx: Transaction, states: Sequence[Row], now: int) -> None:
        self.tx = tx
        self.now = now
        self.main = tx.of_schema(MAIN_SCHEMA)
        self.events: list[BoxEvent] = []
        self.joins: list[MembershipChanged] = []
        self._place: dict[BoxId, tuple[int, int]] = {
            row["box_id"]: (row["pts"], row["log_n"]) for row in states
        }
        self._nodes: dict[BoxId, tuple[Node, ...]] = {
            row["box_id"]: tuple(row["nodes"]) for row in states
        }
        self._rows: list[_LogRow] = []
        # Edits in boxes that many read: their places among the events, and the messages.
        self._edits: list[tuple[int, MsgId]] = []

    @property
    def news(self) -> list[Event]:
        """All there is to publish, in order."""
        return [*self.joins, *self.events]

    def nodes(self, box_id: BoxId) -> tuple[Node, ...]:
        """Return where the owner of a box is online, or a member of a channel's."""
        return self._nodes[box_id]

    def heard_at(self, box_id: BoxId, nodes: Iterable[Node]) -> None:
        """Let what is logged from now on go to further nodes: a channel has new members there."""
        self._nodes[box_id] = tuple(dict.fromkeys((*self._nodes[box_id], *nodes)))

    def pts(self, box_id: BoxId) -> Pts:
        """Return the box's pts with everything logged so far."""
        return Pts(self._place[box_id][0])

    def log(
        self,
        box_id: BoxId,
        update: types.TypeUpdate,
        pts_count: int = 0,
        *,
        exclude_session: SessionKey | None = None,
        edited: MsgId | None = None,
    ) -> BoxEvent:
        """File an update in a box's log and among the events.

        Args:
            box_id: One of the change's boxes.
            update: The update; its pts and pts_count, if it has any, are set here.
            pts_count: How far it moves pts; 0 for updates that move nothing, which are told again
                to everybody who has not got beyond the present pts.
            exclude_session: The session that gets it as its own answer.
            edited: The message that it changes: whoever was away is told of that as of an edit.
        """
        pts, n = self._advance(box_id, pts_count)
        update = with_pts(update, pts, pts_count)
        kind = LogKind.UPDATE if edited is None else LogKind.EDIT_MESSAGE
        data = tl.encode(update, CONTENT_LAYER) if edited is None else None
        self._rows.append(_LogRow(box_id, pts, n, pts_count, edited, kind, data))
        return self._tell(box_id, pts, pts_count, update, exclude_session)

    def log_edit(
        self,
        message: StoredMessage,
        *,
        exclude_session: SessionKey | None = None,
    ) -> BoxEvent:
        """File the edit of a message: the log names the message, so that it tells its latest text.

        Args:
            message: The message as it is now.
            exclude_session: The session that gets the edit as its own answer.
        """
        pts, n = self._advance(message.box_id, 1)
        update = with_pts(edit_message_update(message), pts, 1)
        kind = LogKind.EDIT_MESSAGE
        self._rows.append(_LogRow(message.box_id, pts, n, 1, message.msg_id, kind, None))
        event = self._tell(message.box_id, pts, 1, update, exclude_session)
        if message.author_id is not None:
            event = self.events[-1] = replace(event, author_id=message.author_id)
            self._edits.append((len(self.events) - 1, message.msg_id))
        return event

    async def append(
        self, messages: Sequence[NewMessage], *, exclude_session: SessionKey | None = None
    ) -> list[Appended]:
        """Add messages to boxes of the change, and their updates to the events.

        Args:
            messages: What to add.
            exclude_session: The session that gets them as its own answer.

        Raises:
            KeyError: A message is for a box that is not part of the change.
            StoreUnavailable: The database does not answer.
        """
        for message in messages:
            for copy in message.copies:
                self._place[copy.box_id]
        await self.flush()
        results = await append_messages(self.tx, messages)
        for result in results:
            if result.duplicate:
                continue
            for added in result.copies:
                self._place[added.message.box_id] = (added.message.pts, 0)
            self.events.extend(result.events(exclude_session))
        return results

    async def next_qts(self, box_id: BoxId) -> int:
        """Give out the next qts of a bot's box, for an update that carries one.

        People's devices are numbered each by itself, see hodhod.store.secret_queue.
        """
        qts = await self.tx.fetchval("next_qts", box_id)
        assert isinstance(qts, int)
        return qts

    async def flush(self) -> None:
        """Write what was logged so far; done at the end of the change by itself."""
        await self._find_concerned()
        rows, self._rows = self._rows, []
        if rows:
            await self.tx.execute(
                "write_log",
                [row.box_id for row in rows],
                [row.pts for row in rows],
                [row.n for row in rows],
                [row.pts_count for row in rows],
                [row.msg_id for row in rows],
                [row.kind for row in rows],
                [row.update for row in rows],
                self.now,
                CONTENT_LAYER,
            )

    async def _find_concerned(self) -> None:
        """Note in the events of edits whom the messages mention."""
        edits, self._edits = self._edits, []
        for box_id in {self.events[place].box_id for place, _ in edits}:
            here = [(at, msg_id) for at, msg_id in edits if self.events[at].box_id == box_id]
            called = await mentioned_in(self.tx, box_id, [msg_id for _, msg_id in here])
            for at, msg_id in here:
                concerns = tuple(called.get(msg_id, ()))
                self.events[at] = replace(self.events[at], concerns=concerns)

    def _advance(self, box_id: BoxId, pts_count: int) -> tuple[int, int]:
        pts, n = self._place[box_id]
        place = (pts + pts_count, 0) if pts_count else (pts, n + 1)
        self._place[box_id] = place
        return place

    def _tell(
        self,
        box_id: BoxId,
        pts: int,
        pts_count: int,
        update: types.TypeUpdate,
        exclude_session: SessionKey | None,
    ) -> BoxEvent:
        event = BoxEvent(box_id, pts, pts_count, update, self._nodes[box_id], exclude_session)
        self.events.append(event)
        return event


class Boxes:
    """Boxes, wherever they are.

    Args:
        shard_of: Tells the shard of a box.
    """

    def __init__(self, shard_of: Callable[[BoxId], Database]) -> None:
        self._shard_of = shard_of

    @asynccontextmanager
    async def change(self, boxes: Iterable[BoxId], *, now: int) -> AsyncIterator[Change]:
        """Lock boxes, run the body, write what it logged, commit.

        Args:
            boxes: The boxes, all in one shard; those that do not exist yet are made.
            now: Unix time in seconds.

        Raises:
            StoreUnavailable: The database does not answer. Nothing was changed, unless it happened
                at the very end, when it cannot be known.
            ValueError: The boxes are in several shards.
        """
        wanted = sorted(set(boxes))
        shards = {self._shard_of(box_id).schema for box_id in wanted}
        if len(shards) != 1:
            raise ValueError(f"a change of boxes in {len(shards)} shards")
        shard = self._shard_of(wanted[0])
        async with shard.transaction() as tx:
            change = Change(tx, await tx.fetch("open_boxes", wanted), now)
            yield change
            await change.flush()
        if change.joins:
            change.joins = await _addressed(shard, change.joins)

    async def places(self, boxes: Sequence[BoxId]) -> dict[BoxId, Pts]:
        """Return the pts of boxes; those that nothing was ever put into are left out.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        by_shard: dict[str, list[BoxId]] = {}
        for box_id in boxes:
            by_shard.setdefault(self._shard_of(box_id).schema, []).append(box_id)
        found: dict[BoxId, Pts] = {}
        for some in by_shard.values():
            rows = await self._shard_of(some[0]).fetch("box_states", some)
            found.update((row["box_id"], row["pts"]) for row in rows)
        return found

    async def state(self, box_id: BoxId) -> BoxState:
        """Return where a box is; one that nothing was ever put into is at the beginning.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        row = await self._shard_of(box_id).fetchrow("box_states", [box_id])
        if row is None:
            return BoxState(box_id, UNTOUCHED_PTS, UNTOUCHED_QTS, MsgId(0), UNTOUCHED_PTS)
        return BoxState(
            box_id,
            row["pts"],
            row["qts"],
            row["top_message"],
            row["lowest_pts"],
            tuple(row["nodes"]),
        )


async def _addressed(
    shard: Database, joins: Sequence[MembershipChanged]
) -> list[MembershipChanged]:
    """Return who came and went with the nodes where they are now that it is committed.

    A node that somebody came to after the boxes were locked and that has read their chats before
    the commit knows nothing of it; one that they come to from now on reads it.
    """
    try:
        rows = await shard.fetch("nodes_of", [one.user_id for one in joins])
    except StoreUnavailable:
        return list(joins)  # the change is made: what is told of it is a hint
    now = {row["box_id"]: row["nodes"] for row in rows}
    return [
        replace(one, nodes=tuple(dict.fromkeys((*one.nodes, *now.get(one.user_id, ())))))
        for one in joins
    ]


async def top_message(tx: Executor, box_id: BoxId) -> MsgId:
    """Return the last message id that was given out in a box, within a change of it."""
    row = await tx.fetchrow("box_states", [box_id])
    return MsgId(0 if row is None else row["top_message"])
