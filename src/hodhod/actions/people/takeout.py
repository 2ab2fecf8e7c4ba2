"""Exports of one's own data: begun, checked at every request that is part of one, ended.

A login that is new has to wait: whoever stole it cannot take everything along before its owner has
seen the notice.

Source: https://core.telegram.org/api/takeout
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import notice
from hodhod.actions.auth.limit import DAY_S, use
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request, forbidden
from hodhod.store.takeouts import Takeout, drop_takeout, put_takeout, takeout_of

DELAY_S = DAY_S
"""How old a login must be that was not confirmed, where the account has older ones."""

LIFETIME_S = 7 * DAY_S
PER_DAY = 20


async def begin_takeout(app: App, caller: Caller) -> int:
    """Begin an export and return what its requests name it by.

    Raises:
        RpcError: 420 TAKEOUT_INIT_DELAY_N, FLOOD_WAIT_N.
    """
    logins = await app.store.authorizations.of_user(caller.me)
    own = next((one for one in logins if one.auth_key_id == caller.auth_key_id), None)
    if own is not None and any(one.created_at < own.created_at for one in logins):
        wait = own.created_at + DELAY_S - app.now
        # Another device may say that the login is its owner's: then there is nothing to wait for.
        if wait > 0 and not own.confirmed:
            raise RpcError(420, f"TAKEOUT_INIT_DELAY_{wait}")
    await use(app, f"takeout:{caller.me}", PER_DAY, window_s=DAY_S)
    takeout = Takeout(int.from_bytes(app.entropy(8), "big") >> 1 or 1, caller.auth_key_id, app.now)
    await put_takeout(app.store.main, caller.me, takeout)
    await notice(app, caller, caller.me, "export_begun")
    return takeout.takeout_id


async def require_takeout(app: App, caller: Caller) -> None:
    """Check that the export that a request is part of is under way.

    Raises:
        RpcError: 400 TAKEOUT_INVALID.
    """
    takeout = await takeout_of(app.store.main, caller.me)
    if (
        takeout is None
        or takeout.takeout_id != caller.takeout_id
        or takeout.auth_key_id != caller.auth_key_id
        or app.now - takeout.started_at > LIFETIME_S
    ):
        raise bad_request("TAKEOUT_INVALID")


async def end_takeout(app: App, caller: Caller) -> None:
    """End the export that the request is part of.

    Raises:
        RpcError: 403 TAKEOUT_REQUIRED outside of an export.
    """
    if caller.takeout_id is None:
        raise forbidden("TAKEOUT_REQUIRED")
    await drop_takeout(app.store.main, caller.me)
