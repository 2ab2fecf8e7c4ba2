"""Events that the bus has lost, as a node reads them again from the log.

One reading serves all members of a channel who are connected to the node, where otherwise each of
them would ask for the difference in the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.domain.event import BoxEvent
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id, is_channel
from hodhod.domain.log_entry import LogEntry, LogKind
from hodhod.domain.message import StoredMessage, edit_message_update, new_message_update
from hodhod.domain.pts import with_pts
from hodhod.store.members import mentioned_in
from hodhod.store.update_log import read_log
from hodhod.tl import types

MOST = 100
"""Entries that are pushed at most; who has missed more asks for the difference."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The log as the gateway reads it.

    Attributes:
        app: The working parts.
    """

    app: App

    async def read(self, box_id: BoxId, after_pts: int) -> Sequence[BoxEvent] | None:
        """Return what moved a box's pts since, in order; None if that is too much to push.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        shard = self.app.store.shard(box_id)
        page = await read_log(shard, box_id, after_pts, limit=MOST)
        if page.too_long or page.more:
            return None
        entries = [entry for entry in page.entries if entry.pts > after_pts]
        wanted = [entry.msg_id for entry in entries if entry.msg_id is not None]
        messages = await self.app.store.messages.by_ids(box_id, wanted) if wanted else {}
        called: Mapping[MsgId, Sequence[UserId]] = {}
        if messages and is_channel(box_id):
            called = await mentioned_in(shard, box_id, list(messages))
        return [
            _event(entry, messages.get(entry.msg_id or MsgId(0)), called.get(entry.msg_id, ()))
            if entry.msg_id is not None
            else _event(entry, None, ())
            for entry in entries
        ]

    async def places(self, boxes: Sequence[BoxId]) -> Mapping[BoxId, int]:
        """Return the pts of boxes.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self.app.store.boxes.places(boxes)


def _event(entry: LogEntry, message: StoredMessage | None, concerns: Sequence[UserId]) -> BoxEvent:
    """Return an entry as an event; a message that is gone is told to be, so that pts has no gap."""
    if message is None:
        update = _gone(entry) if entry.update is None else entry.value()
        return BoxEvent(entry.box_id, entry.pts, entry.pts_count, update)
    new = entry.kind is LogKind.NEW_MESSAGE
    update = new_message_update(message) if new else edit_message_update(message)
    return BoxEvent(
        entry.box_id,
        entry.pts,
        entry.pts_count,
        with_pts(update, entry.pts, entry.pts_count),
        author_id=message.author_id,
        concerns=tuple(concerns),
    )


def _gone(entry: LogEntry) -> types.TypeUpdate:
    ids = [entry.msg_id or 0]
    if is_channel(entry.box_id):
        return types.UpdateDeleteChannelMessages(
            channel_id=bare_id(entry.box_id),
            messages=ids,
            pts=entry.pts,
            pts_count=entry.pts_count,
        )
    return types.UpdateDeleteMessages(messages=ids, pts=entry.pts, pts_count=entry.pts_count)
