"""What a box's log of updates says: the raw material of getDifference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from hodhod import tl
from hodhod.domain.ids import BoxId, MsgId, Pts
from hodhod.tl import types


class LogKind(IntEnum):
    """What an entry tells of. Stored: never renumber."""

    UPDATE = 0
    NEW_MESSAGE = 1
    EDIT_MESSAGE = 2


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of a box's log.

    Attributes:
        box_id: The box.
        pts: The box's pts after it; with n > 0 the pts that it was filed after.
        n: 0 for the change that moved pts, 1, 2, … for what came after it without moving pts.
        pts_count: How far it moved pts.
        date: Unix time in seconds.
        kind: What it tells of.
        msg_id: The message that is new or was edited; its latest state is in the box, if at all.
        update: The update as TL bytes, for kind UPDATE.
    """

    box_id: BoxId
    pts: Pts
    n: int
    pts_count: int
    date: int
    kind: LogKind
    msg_id: MsgId | None
    update: bytes | None

    def value(self) -> types.TypeUpdate:
        """Return the update of an entry of kind UPDATE.

        Raises:
            ValueError: The entry is of another kind, or its bytes are broken.
        """
        if self.update is None:
            raise ValueError("the entry names a message")
        value: types.TypeUpdate = tl.decode(self.update)  # type: ignore[assignment]
        return value
