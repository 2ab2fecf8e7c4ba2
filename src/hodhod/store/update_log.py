"""The log of a box's updates, as getDifference reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.domain.ids import BoxId, Pts
from hodhod.domain.log_entry import LogEntry, LogKind
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.database import Executor, Row
from hodhod.tl import types

CLEAR_BOXES = 200
"""Boxes whose old entries are cleared in one transaction: few enough to hold nobody up."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """What happened to a box after a pts.

    Attributes:
        entries: In order.
        pts: Where the box is with these entries.
        more: Whether there is more after them.
        too_long: Whether it cannot be told: the log does not reach back so far.
    """

    entries: tuple[LogEntry, ...]
    pts: Pts
    more: bool = False
    too_long: bool = False


async def read_log(
    db: Executor, box_id: BoxId, pts: int, *, since: int = 0, limit: int = 100
) -> LogPage:
    """Return what happened to a box after a pts.

    Entries that were filed at that very pts without moving it come again each time, since nobody
    can know who has seen them; a page that is not the last always gets beyond it.

    Args:
        db: The shard that the box is in.
        box_id: The box.
        pts: Where the reader is.
        since: Unix time; older entries at that very pts are left out.
        limit: Entries of a page.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    rows = await db.fetch("log_since", box_id, pts, since, limit + 1)
    if not rows:  # nothing ever happened to the box
        return LogPage((), Pts(max(pts, 1)))
    box_pts, lowest = rows[0]["box_pts"], rows[0]["lowest_pts"]
    if pts < lowest:
        return LogPage((), box_pts, too_long=True)
    entries = tuple(entry_of(row) for row in rows if row["pts"] is not None)
    if len(entries) <= limit:
        return LogPage(entries, box_pts)
    entries = entries[:limit]
    if entries[-1].pts == pts:
        # More than a page of updates without pts: a slice could never get beyond them.
        return LogPage((), box_pts, too_long=True)
    return LogPage(entries, entries[-1].pts, more=True)


def entry_of(row: Row) -> LogEntry:
    """Return a row of a log as an entry."""
    return LogEntry(
        box_id=BoxId(row["box_id"]),
        pts=row["pts"],
        n=row["n"],
        pts_count=row["pts_count"],
        date=row["date"],
        kind=LogKind(row["kind"]),
        msg_id=row["msg_id"],
        update=row["update"],
    )


async def unlog(tx: Executor, boxes: Sequence[BoxId], update: types.TypeUpdate) -> None:
    """Forget that an update without pts was filed at the present pts of boxes.

    For updates that say no more than what to look at: filing one again and again would fill the
    log, and every entry would tell the same.

    Args:
        tx: A change of the boxes, before it logs the update anew.
        boxes: The boxes.
        update: The update.
    """
    await tx.execute("unlog_update", list(boxes), tl.encode(update, CONTENT_LAYER))


async def clear_log(db: Executor, before: int) -> int:
    """Forget what was logged before a Unix time; return of how many boxes.

    Args:
        db: A shard, not a transaction: it works box by box, and may stop at any.
        before: Unix time in seconds.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    cleared = 0
    while True:
        row = await db.fetchrow("clear_log", before, CLEAR_BOXES)
        count = 0 if row is None else int(row[0])
        cleared += count
        if count < CLEAR_BOXES:
            return cleared
