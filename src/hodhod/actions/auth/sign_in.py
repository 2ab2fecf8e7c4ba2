"""From a right code to an account: the one there is, or a new one.

Source: https://core.telegram.org/api/auth
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import let_in, let_in_new, require_password, tell_in
from hodhod.actions.auth.codes import judge_code, phone_of
from hodhod.actions.people.newcomer import welcome
from hodhod.domain import names
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, not_acceptable
from hodhod.domain.ids import UserId
from hodhod.tl import types


async def sign_in(
    app: App, caller: Caller, number: str, code_hash: str, code: str
) -> types.auth.TypeAuthorization:
    """Log in with a code; a number without an account is asked to sign up.

    Raises:
        RpcError: What judge_code raises; 401 SESSION_PASSWORD_NEEDED.
    """
    entry = await judge_code(app, number, code_hash, code)
    user_id = (await app.store.users.by_phones([entry.phone])).get(entry.phone)
    if user_id is None:
        if not app.policy.signup_open:
            raise not_acceptable("PHONE_NUMBER_UNOCCUPIED")
        await app.store.sign_in.verify_code(entry.phone, code_hash, caller.auth_key_id)
        return types.auth.AuthorizationSignUpRequired()
    await app.store.sign_in.drop_code(entry.phone, code_hash)
    await require_password(app, caller, user_id)
    return await let_in(app, caller, user_id)


async def sign_up(
    app: App, caller: Caller, number: str, code_hash: str, *, name: tuple[str, str], quiet: bool
) -> types.auth.Authorization:
    """Make an account for a number whose code this key entered rightly.

    Args:
        app: The working parts.
        caller: Who asks.
        number: The phone number.
        code_hash: The login.
        name: First and last name.
        quiet: Whether those who know the number are not told.

    Raises:
        RpcError: 400 PHONE_CODE_INVALID, PHONE_NUMBER_OCCUPIED, FIRSTNAME_INVALID.
    """
    to = phone_of(app, number)
    first_name, last_name = names.first_name(name[0]), names.last_name(name[1])
    entry = await app.store.sign_in.code(to)
    if (
        entry is None
        or entry.code_hash != code_hash
        or entry.verified_by != caller.auth_key_id
        or app.now - entry.created_at > 2 * app.policy.code_lifetime_s
    ):
        raise bad_request("PHONE_CODE_INVALID")
    if not app.policy.signup_open:
        raise not_acceptable("PHONE_NUMBER_UNOCCUPIED")
    user_id = await new_account(app, to, first_name, last_name, lang=caller.device.lang_code)
    await app.store.sign_in.drop_code(to, code_hash)
    answer = await let_in_new(app, caller, user_id)
    await welcome(app, user_id, to, quiet=quiet)
    return answer


async def new_account(app: App, to: str, first_name: str, last_name: str, *, lang: str) -> UserId:
    """Make an account for a number, with a word of welcome in its service chat.

    Raises:
        RpcError: 400 PHONE_NUMBER_OCCUPIED.
    """
    short = lang[:2].lower()
    user_id = await app.store.users.create(
        phone=to,
        first_name=first_name,
        last_name=last_name,
        lang=short,
        is_bot=False,
        now=app.now,
    )
    if user_id is None:
        raise bad_request("PHONE_NUMBER_OCCUPIED")
    # They are here. TDLib shows nobody typing whose status has no date.
    await app.store.users.mark_online(user_id, app.now, app.now)
    await tell_in(app, user_id, short, "welcome", server=app.policy.server_name, name=first_name)
    return user_id
