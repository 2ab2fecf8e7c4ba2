"""users.getUsers.

Source: https://core.telegram.org/method/users.getUsers
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.tl import functions, types

USERS_LIMIT = 200
"""Users in one request."""


@rpc(functions.users.GetUsers, access=USER | BOT)
async def get_users(
    app: App, caller: Caller, request: functions.users.GetUsers
) -> list[types.TypeUser]:
    """Describe users, in the order of the request; those that cannot be reached are empty."""
    if len(request.id) > USERS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    named: list[int | None] = []
    for one in request.id:
        try:
            named.append((await access_user(app, caller, one)).user_id)
        except RpcError:
            named.append(None)
    found = {
        user.id: user
        for user in await users_seen_by(app, caller.me, [one for one in named if one is not None])
    }
    return [
        types.UserEmpty(id=0) if one is None else found.get(one, types.UserEmpty(id=one))
        for one in named
    ]
