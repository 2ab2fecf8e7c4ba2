"""contacts.resolveUsername, resolvePhone, search.

Source: https://core.telegram.org/method/contacts.resolveUsername
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.limit import use
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people import search
from hodhod.actions.people.contacts import findable
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain import phone, username
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import to_tl_peer
from hodhod.tl import functions, types

RESOLVED_PER_HOUR = 2_000
PHONES_PER_HOUR = 500
"""Look-ups an account may make: a directory must not be readable number by number."""


@rpc(functions.contacts.ResolveUsername, access=USER | BOT)
async def resolve_username(
    app: App, caller: Caller, request: functions.contacts.ResolveUsername
) -> types.contacts.TypeResolvedPeer:
    """Find who has a public name."""
    wanted = request.username.removeprefix("@")
    if not username.is_valid(wanted):
        raise bad_request("USERNAME_INVALID")
    await use(app, f"resolve:{caller.me}", RESOLVED_PER_HOUR)
    peer = await app.store.users.peer_by_username(wanted)
    if peer is None:
        raise bad_request("USERNAME_NOT_OCCUPIED")
    objects = await objects_for(app, caller.me, [to_tl_peer(peer)])
    return types.contacts.ResolvedPeer(
        peer=to_tl_peer(peer), chats=objects.chats, users=objects.users
    )


@rpc(functions.contacts.ResolvePhone, access=USER)
async def resolve_phone(
    app: App, caller: Caller, request: functions.contacts.ResolvePhone
) -> types.contacts.TypeResolvedPeer:
    """Find who has a number, if they want to be found by it."""
    await use(app, f"resolve_phone:{caller.me}", PHONES_PER_HOUR)
    number = phone.parse(
        request.phone, app.policy.default_region, test_numbers=app.policy.test_numbers
    )
    found = {} if number is None else await findable(app, caller, [number])
    if number is None or number not in found:
        raise RpcError(400, "PHONE_NOT_OCCUPIED")
    users = await users_seen_by(app, caller.me, [found[number]])
    return types.contacts.ResolvedPeer(
        peer=types.PeerUser(user_id=found[number]), chats=[], users=users
    )


@rpc(functions.contacts.Search, access=USER)
async def search_(
    app: App, caller: Caller, request: functions.contacts.Search
) -> types.contacts.TypeFound:
    """Find people and chats among one's own, and public names."""
    found = await search.search(app, caller, request.q, request.limit)
    objects = await objects_for(app, caller.me, (), extra=[*found.own, *found.public])
    return types.contacts.Found(
        my_results=[to_tl_peer(one) for one in found.own],
        results=[to_tl_peer(one) for one in found.public],
        chats=objects.chats,
        users=objects.users,
    )
