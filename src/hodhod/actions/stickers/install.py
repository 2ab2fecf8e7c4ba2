"""The sticker sets that somebody has: installing, putting aside, their order.

Source: https://core.telegram.org/api/stickers#installing-stickersets
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from hodhod.actions.app import App
from hodhod.actions.stickers.changes import sets_changed
from hodhod.actions.stickers.view import covered, full_set, set_object
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.sticker_set import Kind, StickerSet
from hodhod.store.boxes import Change
from hodhod.store.installed_sets import (
    Installed,
    drop_installed,
    installed,
    installs_of,
    put_installed,
)
from hodhod.tl import types

INSTALLED_LIMIT = 200
"""Sets of a kind in use: clients load them all. More, and the last ones are put aside."""

ARCHIVED_LIMIT = 1000
"""Sets of a kind put aside; the oldest are forgotten."""

NAMED_LIMIT = 2 * INSTALLED_LIMIT
"""Sets named in one request: more than anybody has in use."""


class Turn(Enum):
    """What happens to sets together."""

    UNINSTALL = auto()
    ARCHIVE = auto()
    UNARCHIVE = auto()


async def install(
    app: App, caller: Caller, one: StickerSet, *, archived: bool
) -> types.messages.TypeStickerSetInstallResult:
    """Install a set, first in the list or put aside; say what had to make room for it."""
    new = Installed(one.set_id, one.kind, archived, 0, app.now)
    told = await full_set(app, one, caller.me, new)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        old = (await installs_of(change.tx, caller.box, [one.set_id])).get(one.set_id)
        if old is not None and old.archived == archived:
            return types.messages.StickerSetInstallResultSuccess()
        rank = await _top(change, caller, one.kind)
        await put_installed(change.tx, caller.box, [replace(new, rank=rank)])
        moved = await _make_room(change, caller, one.kind)
        if archived:
            change.log(caller.box, sets_changed(one.kind), exclude_session=caller.session)
        else:
            update = types.UpdateNewStickerSet(stickerset=told)
            change.log(caller.box, update, exclude_session=caller.session)
            if moved:
                change.log(caller.box, sets_changed(one.kind), exclude_session=caller.session)
    await app.bus.publish(change.events)
    if not moved:
        return types.messages.StickerSetInstallResultSuccess()
    found = await app.store.sticker_sets.by_ids(moved)
    sets = [found[set_id] for set_id in moved if set_id in found]
    return types.messages.StickerSetInstallResultArchive(sets=await covered(app, sets, caller.me))


async def uninstall(app: App, caller: Caller, one: StickerSet) -> None:
    """Take a set out of the list; nothing happens when it is not there."""
    await toggle(app, caller, [one.set_id], Turn.UNINSTALL)


async def toggle(app: App, caller: Caller, set_ids: Sequence[int], turn: Turn) -> None:
    """Take sets out, put them aside, or take them into use again."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if turn is Turn.UNINSTALL:
            gone = await drop_installed(change.tx, caller.box, set_ids)
            kinds = {one.kind for one in gone}
        else:
            kinds = await _archive(change, caller, set_ids, archived=turn is Turn.ARCHIVE)
        for kind in sorted(kinds):
            change.log(caller.box, sets_changed(kind), exclude_session=caller.session)
    await app.bus.publish(change.events)


async def reorder(app: App, caller: Caller, kind: Kind, order: Sequence[int]) -> None:
    """Set the order of a kind's sets; those not named come after, as they were.

    Raises:
        RpcError: 400 STICKERSET_INVALID when more are named than anybody has.
    """
    if len(order) > NAMED_LIMIT:
        raise bad_request("STICKERSET_INVALID")
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        old = await installed(change.tx, caller.box, kind)
        by_id = {one.set_id: one for one in old}
        wanted = [set_id for set_id in dict.fromkeys(order) if set_id in by_id]
        wanted += [one.set_id for one in old if one.set_id not in wanted]
        if wanted == list(by_id):
            return
        await _rank(change, caller, [by_id[set_id] for set_id in wanted])
        update = types.UpdateStickerSetsOrder(
            masks=kind is Kind.MASKS, emojis=kind is Kind.EMOJI, order=wanted
        )
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def move_to_top(app: App, caller: Caller, set_id: int) -> None:
    """Put a set that was just used first, if the caller has it in use and it is not first."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        old = (await installs_of(change.tx, caller.box, [set_id])).get(set_id)
        if old is None or old.archived:
            return
        order = await installed(change.tx, caller.box, old.kind)
        if order[0].set_id == set_id:
            return
        rank = order[0].rank + 1
        await put_installed(change.tx, caller.box, [replace(old, rank=rank)])
        update = types.UpdateMoveStickerSetToTop(
            masks=old.kind is Kind.MASKS, emojis=old.kind is Kind.EMOJI, stickerset=set_id
        )
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def installed_sets(app: App, caller: Caller, kind: Kind) -> list[types.StickerSet]:
    """Return the caller's sets of a kind in use, the first one first."""
    rows = await installed(app.store.shard(caller.box), caller.box, kind)
    found = await app.store.sticker_sets.by_ids([row.set_id for row in rows])
    # A set that its owner deleted is gone from every list, without a word.
    return [
        set_object(app, found[row.set_id], caller.me, row) for row in rows if row.set_id in found
    ]


async def archived_sets(
    app: App, caller: Caller, kind: Kind, *, after: int, limit: int
) -> tuple[list[types.TypeStickerSetCovered], int]:
    """Return a page of the sets put aside, after a set of the page before, and their number."""
    rows = await installed(app.store.shard(caller.box), caller.box, kind, archived=True)
    found = await app.store.sticker_sets.by_ids([row.set_id for row in rows])
    ids = [row.set_id for row in rows if row.set_id in found]
    start = ids.index(after) + 1 if after in ids else 0
    page = [found[set_id] for set_id in ids[start : start + limit]]
    return await covered(app, page, caller.me), len(ids)


async def _archive(
    change: Change, caller: Caller, set_ids: Sequence[int], *, archived: bool
) -> set[Kind]:
    rows = await installs_of(change.tx, caller.box, set_ids)
    turned = [rows[one] for one in set_ids if one in rows and rows[one].archived != archived]
    tops: dict[Kind, int] = {}
    new = []
    # The first one named comes first.
    for one in reversed(turned):
        if one.kind not in tops:
            tops[one.kind] = await _top(change, caller, one.kind)
        new.append(replace(one, archived=archived, rank=tops[one.kind]))
        tops[one.kind] += 1
    if new:
        await put_installed(change.tx, caller.box, new)
    for kind in tops:
        await _make_room(change, caller, kind)
    return set(tops)


async def _top(change: Change, caller: Caller, kind: Kind) -> int:
    """Return a rank above all sets of a kind, archived ones too."""
    ranks = [
        one.rank
        for archived in (False, True)
        for one in (await installed(change.tx, caller.box, kind, archived=archived))[:1]
    ]
    return max(ranks, default=0) + 1


async def _rank(change: Change, caller: Caller, order: Sequence[Installed]) -> None:
    count = len(order)
    ranked = [replace(one, rank=count - place) for place, one in enumerate(order)]
    await put_installed(change.tx, caller.box, ranked)


async def _make_room(change: Change, caller: Caller, kind: Kind) -> list[int]:
    """Put the last sets aside when there are too many in use; return them."""
    surplus = (await installed(change.tx, caller.box, kind))[INSTALLED_LIMIT:]
    if surplus:
        top = await _top(change, caller, kind)
        put_aside = [replace(one, archived=True, rank=top) for one in surplus]
        await put_installed(change.tx, caller.box, put_aside)
    old = (await installed(change.tx, caller.box, kind, archived=True))[ARCHIVED_LIMIT:]
    if old:
        await drop_installed(change.tx, caller.box, [one.set_id for one in old])
    return [one.set_id for one in surplus]
