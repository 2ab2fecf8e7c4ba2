"""contacts.getTopPeers, toggleTopPeers, resetTopPeerRating, getBirthdays, getLocated.

Source: https://core.telegram.org/api/top-rating
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people import top_peers
from hodhod.actions.people.birthdays import birthdays_about_now
from hodhod.actions.people.top_peers import Category
from hodhod.actions.people.view import users_seen_by
from hodhod.actions.updates.render import render
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import to_tl_peer
from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types

LIMIT = 100


@rpc(functions.contacts.GetTopPeers, access=USER)
async def get_top_peers(
    app: App, caller: Caller, request: functions.contacts.GetTopPeers
) -> types.contacts.TypeTopPeers:
    """List whom the caller writes to most; what is not rated has no category in the answer."""
    wanted: list[tuple[Category, types.TypeTopPeerCategory]] = []
    if request.correspondents:
        wanted.append((Category.PEOPLE, types.TopPeerCategoryCorrespondents()))
    if request.bots_pm:
        wanted.append((Category.BOTS, types.TopPeerCategoryBotsPM()))
    if request.groups:
        wanted.append((Category.GROUPS, types.TopPeerCategoryGroups()))
    if not await top_peers.wants_top_peers(app, caller):
        return types.contacts.TopPeersDisabled()
    first = max(0, request.offset)
    last = first + max(0, min(request.limit, LIMIT))
    categories = []
    for category, kind in wanted:
        rated = await top_peers.top_peers(app, caller, category)
        if rated:
            peers = [
                types.TopPeer(peer=to_tl_peer(peer), rating=rating)
                for peer, rating in rated[first:last]
            ]
            categories.append(
                types.TopPeerCategoryPeers(category=kind, count=len(rated), peers=peers)
            )
    objects = await objects_for(app, caller.me, categories)
    found = [one.id for one in (*objects.users, *objects.chats)]
    if request.hash and request.hash == result_hash(sorted(found)):
        return types.contacts.TopPeersNotModified()
    return types.contacts.TopPeers(categories=categories, chats=objects.chats, users=objects.users)


@rpc(functions.contacts.ToggleTopPeers, access=USER)
async def toggle_top_peers(
    app: App, caller: Caller, request: functions.contacts.ToggleTopPeers
) -> bool:
    """Say whether one wants to be shown whom one writes to most."""
    await top_peers.toggle_top_peers(app, caller, enabled=request.enabled)
    return True


@rpc(functions.contacts.ResetTopPeerRating, access=USER)
async def reset_top_peer_rating(
    app: App, caller: Caller, request: functions.contacts.ResetTopPeerRating
) -> bool:
    """Take somebody out of the list."""
    peer = await access_peer(app, caller, request.peer)
    await top_peers.reset_top_peer(app, caller, request.category, peer)
    return True


@rpc(functions.contacts.GetBirthdays, access=USER)
async def get_birthdays(
    app: App, caller: Caller, request: functions.contacts.GetBirthdays
) -> types.contacts.TypeContactBirthdays:
    """List contacts who have their birthday about now."""
    found = await birthdays_about_now(app, caller)
    return types.contacts.ContactBirthdays(
        contacts=[
            types.ContactBirthday(contact_id=user_id, birthday=birthday)
            for user_id, birthday in found.items()
        ],
        users=await users_seen_by(app, caller.me, found),
    )


@rpc(functions.contacts.GetLocated, access=USER, empty=True)
async def get_located(
    app: App, caller: Caller, request: functions.contacts.GetLocated
) -> types.TypeUpdates:
    """List people nearby: nobody is told where others are, and nobody is shown to others.

    Raises:
        RpcError: 400 GEO_POINT_INVALID.
    """
    if not isinstance(request.geo_point, types.InputGeoPoint):
        raise bad_request("GEO_POINT_INVALID")
    return await render(app, caller.me, [types.UpdatePeerLocated(peers=())])
