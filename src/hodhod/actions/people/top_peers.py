"""Frequent partners: the people, bots and groups that somebody writes to most.

Ratings are reckoned from the newest messages when they are asked for: sending costs nothing more.

Source: https://core.telegram.org/api/top-rating
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum, unique

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import SERVICE_USER, PeerId, UserId, is_user
from hodhod.store.ratings import rating_resets, reset_rating, writing_rates
from hodhod.tl import types

OFF = "top_peers_off"
"""The setting of those who want no such list."""


@unique
class Category(StrEnum):
    """Kinds of partners that are rated; the values are stored."""

    PEOPLE = "people"
    BOTS = "bots"
    GROUPS = "groups"


_CATEGORIES: dict[type[types.TypeTopPeerCategory], Category] = {
    types.TopPeerCategoryCorrespondents: Category.PEOPLE,
    types.TopPeerCategoryBotsPM: Category.BOTS,
    types.TopPeerCategoryGroups: Category.GROUPS,
}


async def top_peers(app: App, caller: Caller, category: Category) -> Sequence[tuple[PeerId, float]]:
    """Return the caller's partners of a kind with their ratings, the highest first."""
    resets = await rating_resets(app.store.main, caller.me, category)
    rates = await writing_rates(app.store.shard(caller.box), caller.box, app.now, resets)
    rates.pop(caller.own_peer, None)
    rates.pop(PeerId(SERVICE_USER), None)
    if category is Category.GROUPS:
        return [(peer, rating) for peer, rating in rates.items() if not is_user(peer)]
    accounts = await app.store.users.by_ids(peer for peer in rates if is_user(peer))
    return [
        (peer, rating)
        for peer, rating in rates.items()
        if (account := accounts.get(UserId(peer))) is not None
        and not account.deleted
        and account.is_bot == (category is Category.BOTS)
    ]


async def wants_top_peers(app: App, caller: Caller) -> bool:
    """Whether the caller wants to be shown whom they write to most."""
    return await app.store.preferences.get(caller.me, OFF) != b"1"


async def toggle_top_peers(app: App, caller: Caller, *, enabled: bool) -> None:
    """Say whether one wants the list."""
    await app.store.preferences.put(caller.me, OFF, b"0" if enabled else b"1")


async def reset_top_peer(
    app: App, caller: Caller, category: types.TypeTopPeerCategory, peer: PeerId
) -> None:
    """Take somebody out of the list, until they are written to again.

    Raises:
        RpcError: 400 PEER_ID_INVALID for oneself.
    """
    if peer == caller.own_peer:
        raise bad_request("PEER_ID_INVALID")
    rated = _CATEGORIES.get(type(category))
    if rated is not None:
        await reset_rating(app.store.main, caller.me, rated, peer, app.now)
