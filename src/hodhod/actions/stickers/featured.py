"""Sticker sets on display: the operator's choice, and what of it somebody has looked at.

Source: https://core.telegram.org/api/stickers#featured-stickersets
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.stickers.view import covered
from hodhod.domain.caller import Caller
from hodhod.domain.result_hash import result_hash
from hodhod.domain.sticker_set import Kind
from hodhod.store.installed_sets import see_featured, seen_featured
from hodhod.tl import types

KINDS: dict[Kind, types.TypeUpdate] = {
    Kind.STICKERS: types.UpdateReadFeaturedStickers(),
    Kind.EMOJI: types.UpdateReadFeaturedEmojiStickers(),
}
"""What there is on display, and what tells that it was looked at."""


@dataclass(frozen=True, slots=True)
class Display:
    """What somebody is shown.

    Attributes:
        sets: The sets, the newest first.
        unread: Those that they have not looked at.
        hash: The number of this state, as clients compute it.
    """

    sets: list[types.TypeStickerSetCovered]
    unread: list[int]
    hash: int


async def display(app: App, caller: Caller, kind: Kind) -> Display:
    """Return the sets of a kind on display."""
    sets = await app.store.sticker_sets.featured(kind)
    ids = [one.set_id for one in sets]
    seen = await seen_featured(app.store.shard(caller.box), caller.box, ids)
    unread = [set_id for set_id in ids if set_id not in seen]
    numbers = [number for one in ids for number in ((one,) if one in seen else (one, 1))]
    return Display(await covered(app, sets, caller.me), unread, result_hash(numbers))


async def looked_at(app: App, caller: Caller, set_ids: Sequence[int]) -> None:
    """Note that the caller has seen sets on display; others are not noted."""
    wanted = set(set_ids)
    shown: dict[Kind, list[int]] = {}
    for kind in KINDS:
        sets = await app.store.sticker_sets.featured(kind)
        shown[kind] = [one.set_id for one in sets if one.set_id in wanted]
    if not any(shown.values()):
        return
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for kind, ids in shown.items():
            if ids and await see_featured(change.tx, caller.box, ids):
                change.log(caller.box, KINDS[kind], exclude_session=caller.session)
    await app.bus.publish(change.events)
