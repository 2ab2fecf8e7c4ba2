"""Every pts between two states is told exactly once."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.tl import types


def steps(
    updates: Sequence[types.TypeUpdate], *, of_channel: bool = False
) -> list[tuple[int, int]]:
    """How far each of the updates moved pts, for those that did.

    Args:
        updates: The updates.
        of_channel: Whether the pts of supergroups and channels is meant, or that of one's own box.
    """
    fields = [
        {name: getattr(one, name) for name in one.__struct_fields__}
        for one in updates
        if ("Channel" in one.tl_name) is of_channel
    ]
    return [(one["pts"], one["pts_count"]) for one in fields if one.get("pts_count")]


def tiled(start: int, end: int, told: Sequence[tuple[int, int]]) -> None:
    """Assert that the steps lead from one state to another without a gap, none of them twice."""
    each = [pts - back for pts, count in told for back in range(count)]
    assert sorted(each) == list(range(start + 1, end + 1))


def differing_in(known: object, fresh: object) -> object:
    """Say where two views differ, down to the message: a whole view fills the screen."""
    if isinstance(known, dict) and isinstance(fresh, dict):
        return {
            key: differing_in(known.get(key), fresh.get(key))
            for key in known.keys() | fresh.keys()
            if known.get(key) != fresh.get(key)
        }
    return None if known == fresh else (known, fresh)
