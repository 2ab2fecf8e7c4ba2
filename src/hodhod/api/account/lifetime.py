"""account.getAccountTTL, setAccountTTL, deleteAccount, changePhone, confirmPhone.

Source: https://core.telegram.org/api/account-deletion
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth import codes
from hodhod.actions.people import deletion, profile
from hodhod.actions.people.tell import tell_online, tell_own
from hodhod.api.auth.codes import sent_code
from hodhod.api.registry import ANYONE, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

TTL_DAYS = range(30, 731)
CODES_LIMIT = 50
"""Codes in one request; a screen shows no more."""


@rpc(functions.account.GetAccountTTL, access=USER)
async def get_account_ttl(
    app: App, caller: Caller, request: functions.account.GetAccountTTL
) -> types.TypeAccountDaysTTL:
    """Tell after how many silent days the account goes."""
    account = await profile.own_account(app, caller)
    return types.AccountDaysTTL(days=account.ttl_days)


@rpc(functions.account.SetAccountTTL, access=USER)
async def set_account_ttl(
    app: App, caller: Caller, request: functions.account.SetAccountTTL
) -> bool:
    """Say after how many silent days the account goes."""
    if request.ttl.days not in TTL_DAYS:
        raise bad_request("TTL_DAYS_INVALID")
    await app.store.users.set_ttl_days(caller.me, request.ttl.days)
    return True


@rpc(functions.account.SendChangePhoneCode, access=USER)
async def send_change_phone_code(
    app: App, caller: Caller, request: functions.account.SendChangePhoneCode
) -> types.auth.TypeSentCode:
    """Begin to move the account to another number."""
    number = codes.phone_of(app, request.phone_number)
    if number in await app.store.users.by_phones([number]):
        raise bad_request("PHONE_NUMBER_OCCUPIED")
    return sent_code(await codes.send_code(app, caller, number, codes.CHANGE))


@rpc(functions.account.ChangePhone, access=USER)
async def change_phone(
    app: App, caller: Caller, request: functions.account.ChangePhone
) -> types.TypeUser:
    """Move the account to another number."""
    entry = await codes.judge_code(
        app, request.phone_number, request.phone_code_hash, request.phone_code, codes.CHANGE
    )
    if entry.auth_key_id != caller.auth_key_id:
        raise bad_request("PHONE_CODE_EXPIRED")
    if not await app.store.users.set_phone(caller.me, entry.phone):
        raise bad_request("PHONE_NUMBER_OCCUPIED")
    await app.store.sign_in.drop_code(entry.phone, request.phone_code_hash)
    await tell_own(app, caller, types.UpdateUserPhone(user_id=caller.me, phone=entry.phone))
    hearers = await app.store.contacts.known_by(caller.me)
    await tell_online(app, hearers, types.UpdateUser(user_id=caller.me))
    return await profile.own_user(app, caller)


@rpc(functions.account.DeleteAccount, access=ANYONE)
async def delete_account(
    app: App, caller: Caller, request: functions.account.DeleteAccount
) -> bool:
    """Delete the account; also by whoever gave the code and does not know the password."""
    await deletion.delete_account(app, caller, request.password)
    return True


@rpc(functions.account.SendConfirmPhoneCode, access=USER)
async def send_confirm_phone_code(
    app: App, caller: Caller, request: functions.account.SendConfirmPhoneCode
) -> types.auth.TypeSentCode:
    """Begin to stop the account's deletion, from the link that was sent."""
    number = await deletion.require_hash(app, caller, request.hash)
    return sent_code(await codes.send_code(app, caller, number, codes.CONFIRM))


@rpc(functions.account.ConfirmPhone, access=USER)
async def confirm_phone(app: App, caller: Caller, request: functions.account.ConfirmPhone) -> bool:
    """Stop the account's deletion."""
    number = (await profile.own_account(app, caller)).phone or ""
    await codes.judge_code(app, number, request.phone_code_hash, request.phone_code, codes.CONFIRM)
    await app.store.sign_in.drop_code(number, request.phone_code_hash)
    await deletion.keep_account(app, caller)
    return True


@rpc(functions.account.InvalidateSignInCodes, access=USER)
async def invalidate_sign_in_codes(
    app: App, caller: Caller, request: functions.account.InvalidateSignInCodes
) -> bool:
    """Void login codes that somebody else may have seen."""
    if len(request.codes) > CODES_LIMIT:
        raise bad_request("LIMIT_INVALID")
    number = (await profile.own_account(app, caller)).phone or ""
    await codes.invalidate(app, number, request.codes)
    return True
