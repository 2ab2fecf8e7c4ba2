"""A box's pts in the updates that carry it."""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.tl import types


def with_pts(update: types.TypeUpdate, pts: int, pts_count: int) -> types.TypeUpdate:
    """Set the box's pts in an update that carries it.

    updateReadChannelInbox and updateChannelTooLong carry a channel's pts to a user's box, and no
    pts_count: they stay as they are.
    """
    if "pts_count" not in update.__struct_fields__:
        return update
    return replace(update, pts=pts, pts_count=pts_count)
