"""The end of an account: asked for by its owner, or by itself after its time.

Whoever knows the password, or has none, deletes at once; whoever has the number alone waits a week,
in which the owner may object. The row of the account stays, without a name: messages that others
keep need a sender.

Source: https://core.telegram.org/api/account-deletion
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import tell
from hodhod.actions.auth.limit import DAY_S
from hodhod.actions.auth.password import check_proof
from hodhod.actions.auth.sessions import end_all
from hodhod.actions.people.leaving import leave_all
from hodhod.actions.people.tell import tell_online
from hodhod.actions.secret_chats.ending import end_of_account
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request, unauthorized
from hodhod.domain.event import AuthorizationChanged
from hodhod.domain.ids import BoxId, UserId
from hodhod.store.deletion import (
    ACCOUNT,
    BOX,
    PendingReset,
    drop_reset,
    due_resets,
    erase_account,
    erase_box,
    pending_reset,
    put_reset,
    reset_by_hash,
    silent_users,
)
from hodhod.tl import types

WAIT_S = 7 * DAY_S
"""How long the owner of a password has to object."""

HASH_BYTES = 16
AT_ONCE = 100
"""Accounts deleted in one turn of the chore."""


async def delete_account(
    app: App, caller: Caller, proof: types.TypeInputCheckPasswordSRP | None
) -> None:
    """Delete the caller's account, or that whose password the caller owes.

    Raises:
        RpcError: 401 AUTH_KEY_UNREGISTERED; 400 PASSWORD_HASH_INVALID, SRP_ID_INVALID;
            420 2FA_CONFIRM_WAIT_N: there is a password that was not given, so it takes a week.
    """
    user_id = caller.password_pending if caller.user_id is None else caller.user_id
    if user_id is None:
        raise unauthorized("AUTH_KEY_UNREGISTERED")
    if await app.store.sign_in.password(user_id) is not None:
        if isinstance(proof, types.InputCheckPasswordSRP):
            await check_proof(app, user_id, proof)
        else:
            await _require_waited(app, user_id)
    await erase(app, user_id)


async def erase(app: App, user_id: UserId) -> None:
    """Delete an account with its data, end its logins, and tell those who are here."""
    hearers = await app.store.contacts.known_by(user_id)
    owing = await erase_account(app.store.main, user_id, app.now)
    await end_all(app, user_id)
    await end_of_account(app, BoxId(user_id))
    if owing:
        await app.bus.publish([AuthorizationChanged(tuple(owing), closed=False)])
    await tell_online(app, hearers, types.UpdateUser(user_id=user_id))
    await _empty_box(app, user_id)


async def require_hash(app: App, caller: Caller, named: str) -> str:
    """Return the number whose deletion a link stops: the caller's.

    Raises:
        RpcError: 400 HASH_INVALID.
    """
    pending = await reset_by_hash(app.store.main, named) if named.isprintable() else None
    account = await app.store.users.get(caller.me)
    if pending is None or pending.user_id != caller.me or account is None or not account.phone:
        raise bad_request("HASH_INVALID")
    return account.phone


async def keep_account(app: App, caller: Caller) -> None:
    """Let the caller's account not be deleted after all."""
    await drop_reset(app.store.main, caller.me, ACCOUNT)


async def delete_silent(app: App) -> int:
    """Delete accounts that were silent for too long or whose week is over; return how many."""
    gone = 0
    while found := await silent_users(app.store.main, app.now, AT_ONCE):
        for user_id in found:
            await erase(app, user_id)
        gone += len(found)
    while due := await due_resets(app.store.main, ACCOUNT, app.now, AT_ONCE):
        for one in due:
            await erase(app, one.user_id)
        gone += len(due)
    # What a stop of the server interrupted.
    while left := await due_resets(app.store.main, BOX, app.now, AT_ONCE):
        for one in left:
            await _empty_box(app, one.user_id)
    return gone


async def _empty_box(app: App, user_id: UserId) -> None:
    await leave_all(app, user_id)
    await erase_box(app.store.shard(BoxId(user_id)), BoxId(user_id))
    await drop_reset(app.store.main, user_id, BOX)


async def _require_waited(app: App, user_id: UserId) -> None:
    pending = await pending_reset(app.store.main, user_id, ACCOUNT)
    if pending is None:
        pending = PendingReset(user_id, ACCOUNT, app.now + WAIT_S, app.entropy(HASH_BYTES).hex())
        await put_reset(app.store.main, pending)
        account = await app.store.users.get(user_id)
        phone = (account.phone if account else None) or ""
        link = f"{app.policy.public_url}/confirmphone?phone={phone}&hash={pending.hash}"
        await tell(app, user_id, "deletion_asked", server=app.policy.server_name, url=link)
    if pending.due_at > app.now:
        raise RpcError(420, f"2FA_CONFIRM_WAIT_{pending.due_at - app.now}")
