"""Letting a key in, and telling its owner's other devices."""

from __future__ import annotations

from datetime import UTC, datetime

from hodhod.actions.app import App
from hodhod.actions.messages.send import tell_from_service
from hodhod.actions.people.view import users_seen_by
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import language, text
from hodhod.domain.entities import formatted
from hodhod.domain.errors import unauthorized
from hodhod.domain.event import AuthorizationChanged
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types


async def let_in_new(app: App, caller: Caller, user_id: UserId) -> types.auth.Authorization:
    """Log the caller's key in to an account that was just made, and return the answer."""
    await _write(app, caller, user_id)
    return await authorization_of(app, user_id)


async def let_in(app: App, caller: Caller, user_id: UserId) -> types.auth.Authorization:
    """Log the caller's key in, tell the account's other devices, and return the answer."""
    others = [
        one
        for one in await app.store.authorizations.of_user(user_id)
        if one.auth_key_id != caller.auth_key_id and one.parent_key is None
    ]
    await write_login(app, caller, user_id, confirmed=not others)
    await _learn_language(app, caller, user_id)
    if others:
        await tell_of_login(app, caller, user_id)
    return await authorization_of(app, user_id)


async def _learn_language(app: App, caller: Caller, user_id: UserId) -> None:
    """Write to the account in the language of its last login from now on, if it is spoken."""
    spoken = language(caller.device.lang_code)
    if spoken is not None:
        await app.store.users.set_lang(user_id, spoken.code)


async def write_login(
    app: App,
    caller: Caller,
    user_id: UserId,
    parent_key: int | None = None,
    *,
    confirmed: bool = True,
) -> None:
    """Write down who is behind the caller's key, and let every node know."""
    account = await app.store.users.get(user_id)
    if account is None or account.deleted:
        raise unauthorized("USER_DEACTIVATED")
    await _write(app, caller, user_id, parent_key, is_bot=account.is_bot, confirmed=confirmed)


async def _write(
    app: App,
    caller: Caller,
    user_id: UserId,
    parent_key: int | None = None,
    *,
    is_bot: bool = False,
    confirmed: bool = True,
) -> None:
    await app.store.authorizations.authorize(
        caller.auth_key_id,
        user_id,
        new_hash=new_hash(app),
        ip=caller.ip,
        now=app.now,
        parent_key=parent_key,
        is_bot=is_bot,
        confirmed=confirmed,
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
    """Tell the account's other devices that somebody logged in: an update, and a message."""
    login = await app.store.authorizations.get(caller.auth_key_id)
    assert login is not None
    update = types.UpdateNewAuthorization(
        unconfirmed=True,
        hash=login.hash,
        date=login.created_at,
        device=device_of(caller),
        location=caller.ip,
    )
    box_id = BoxId(user_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        change.log(box_id, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    await notice(app, caller, user_id, "new_login")


def device_of(caller: Caller) -> str:
    """Return what a caller's client said it is."""
    return f"{caller.device.device_model}, {caller.device.app_version}".strip(", ")


async def notice(app: App, caller: Caller, user_id: UserId, key: str) -> None:
    """Write a notice about the caller's device into the service chat of an account."""
    await tell(
        app,
        user_id,
        key,
        date=f"{datetime.fromtimestamp(app.now, UTC):%Y-%m-%d %H:%M} UTC",
        device=device_of(caller),
        address=caller.ip,
    )


async def tell(app: App, user_id: UserId, key: str, **values: str) -> None:
    """Write one of the catalogue's texts into the service chat, in the account's language."""
    account = await app.store.users.get(user_id)
    await tell_in(app, user_id, "" if account is None else account.lang, key, **values)


async def tell_in(app: App, user_id: UserId, lang: str, key: str, **values: str) -> None:
    """Write one of the catalogue's texts into the service chat, in a language."""
    message, entities = formatted(text(lang, key, **values), ())
    await tell_from_service(app, user_id, Outgoing(random_id=0, text=message, entities=entities))


def new_hash(app: App) -> int:
    """Return a number that names a login to its owner: 63 random bits, not 0."""
    return int.from_bytes(app.entropy(8), "big") >> 1 or 1
