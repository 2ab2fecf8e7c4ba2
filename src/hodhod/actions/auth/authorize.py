"""Letting a key in, and telling its owner's other devices."""

from __future__ import annotations

from datetime import UTC, datetime

from hodhod.actions.app import App
from hodhod.actions.messages.send import tell_from_service
from hodhod.actions.people.view import users_seen_by
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import text
from hodhod.domain.entities import formatted
from hodhod.domain.errors import unauthorized
from hodhod.domain.event import AuthorizationChanged
from hodhod.domain.ids import UserId
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types


async def let_in(app: App, caller: Caller, user_id: UserId) -> types.auth.Authorization:
    """Log the caller's key in, tell the account's other devices, and return the answer."""
    others = [
        one
        for one in await app.store.authorizations.of_user(user_id)
        if one.auth_key_id != caller.auth_key_id and one.parent_key is None
    ]
    await write_login(app, caller, user_id)
    if others:
        await tell_of_login(app, caller, user_id)
    return await authorization_of(app, user_id)


async def write_login(
    app: App, caller: Caller, user_id: UserId, parent_key: int | None = None
) -> None:
    """Write down who is behind the caller's key, and let every node know."""
    account = await app.store.users.get(user_id)
    if account is None or account.deleted:
        raise unauthorized("USER_DEACTIVATED")
    await app.store.authorizations.authorize(
        caller.auth_key_id,
        user_id,
        new_hash=new_hash(app),
        ip=caller.ip,
        now=app.now,
        parent_key=parent_key,
        is_bot=account.is_bot,
    )
    await app.bus.publish([AuthorizationChanged((caller.auth_key_id,), closed=False)])


async def authorization_of(app: App, user_id: UserId) -> types.auth.Authorization:
    """Return the answer to a login that went well."""
    (user,) = await users_seen_by(app, user_id, [user_id])
    return types.auth.Authorization(user=user)


async def require_password(app: App, caller: Caller, user_id: UserId) -> None:
    """Hold a login back when the account has a two-step password.

    Raises:
        RpcError: 401 SESSION_PASSWORD_NEEDED; the caller's key may now call auth.checkPassword.
    """
    if await app.store.sign_in.password(user_id) is None:
        return
    await app.store.authorizations.owe_password(
        caller.auth_key_id, user_id, new_hash=new_hash(app), ip=caller.ip, now=app.now
    )
    await app.bus.publish([AuthorizationChanged((caller.auth_key_id,), closed=False)])
    raise unauthorized("SESSION_PASSWORD_NEEDED")


async def tell_of_login(app: App, caller: Caller, user_id: UserId) -> None:
    """Write into the service chat that somebody logged in."""
    await notice(app, caller, user_id, "new_login")


async def notice(app: App, caller: Caller, user_id: UserId, key: str) -> None:
    """Write a notice about the caller's device into the service chat of an account."""
    device = f"{caller.device.device_model}, {caller.device.app_version}".strip(", ")
    await tell(
        app,
        user_id,
        key,
        date=f"{datetime.fromtimestamp(app.now, UTC):%Y-%m-%d %H:%M} UTC",
        device=device,
        address=caller.ip,
    )


async def tell(app: App, user_id: UserId, key: str, **values: str) -> None:
    """Write one of the catalogue's texts into the service chat, in the account's language."""
    account = await app.store.users.get(user_id)
    lang = "" if account is None else account.lang
    message, entities = formatted(text(lang, key, **values), ())
    await tell_from_service(app, user_id, Outgoing(random_id=0, text=message, entities=entities))


def new_hash(app: App) -> int:
    """Return a number that names a login to its owner: 63 random bits, not 0."""
    return int.from_bytes(app.entropy(8), "big") >> 1 or 1
