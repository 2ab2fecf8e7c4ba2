"""Login codes: made, carried to their owner by every way there is, and judged.

A code goes to the account's other devices as a service message, always. To a number it goes through
the operator's providers, unless the account has a device that can show it; asking again moves on to
the next way.

Source: https://core.telegram.org/api/auth
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import tell
from hodhod.actions.auth.limit import use
from hodhod.codes import Delivery, NoRouteError, SpendingCapError
from hodhod.domain import login_code, phone
from hodhod.domain.authorization import LoginCode
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, flood_wait, not_acceptable
from hodhod.domain.ids import UserId
from hodhod.domain.login_code import Verdict
from hodhod.domain.text import fold_digits

log = logging.getLogger(__name__)

RESEND_AFTER_S = 60
"""How long clients wait before they offer to send the code another way."""

LOGIN, CHANGE, CONFIRM = "login", "change", "confirm"


@dataclass(frozen=True, slots=True)
class SentCode:
    """How a code went out.

    Attributes:
        code_hash: What the client names this login by.
        length: Digits of the code.
        by_app: Whether it went to another device of the account alone.
        by_call: Whether a voice says it.
        next_by_call: The next way: True a call, False a text message, None no other.
    """

    code_hash: str
    length: int
    by_app: bool
    by_call: bool
    next_by_call: bool | None


async def send_code(app: App, caller: Caller, number: str, purpose: str = LOGIN) -> SentCode:
    """Begin a login, or the change of an account's number.

    Raises:
        RpcError: 400 PHONE_NUMBER_INVALID, 406 SEND_CODE_UNAVAILABLE, 420 FLOOD_WAIT_N.
    """
    to = phone_of(app, number)
    if purpose == LOGIN and (wait_s := app.line.wait_s(caller.auth_key_id, app.clock())):
        raise flood_wait(wait_s)
    await use(app, f"code:phone:{to}", app.policy.codes_per_phone_hour)
    await use(app, f"code:address:{caller.ip}", app.policy.codes_per_address_hour)
    fixed = phone.fixed_code(to, app.policy.code_length) if app.policy.test_numbers else None
    code = fixed or login_code.new_code(app.entropy, app.policy.code_length)
    code_hash = login_code.new_code_hash(app.entropy)
    await app.store.sign_in.put_code(
        to, code, code_hash, purpose=purpose, auth_key_id=caller.auth_key_id, now=app.now
    )
    user_id = (await app.store.users.by_phones([to])).get(to) if purpose == LOGIN else None
    by_app = user_id is not None and await _show_on_devices(app, user_id, code)
    if not by_app and fixed is None:
        await _carry(app, caller, to, code, voice=False)
    return SentCode(
        code_hash,
        len(code),
        by_app=by_app,
        by_call=False,
        next_by_call=False if by_app else _call_next(app, to),
    )


async def resend_code(app: App, caller: Caller, number: str, code_hash: str) -> SentCode:
    """Send the same code another way.

    Raises:
        RpcError: 400 PHONE_CODE_EXPIRED, PHONE_CODE_HASH_EMPTY, 406 SEND_CODE_UNAVAILABLE,
            420 FLOOD_WAIT_N.
    """
    to = phone_of(app, number)
    entry = await _entry(app, to, code_hash)
    await use(app, f"code:phone:{to}", app.policy.codes_per_phone_hour)
    await app.store.sign_in.count_send(to, code_hash)
    # A text message is the next way only after the account's own devices.
    by_text = entry.sends > 1 or not await _has_devices(app, to, entry.purpose)
    voice = by_text and app.codes.can_call(to)
    if not (app.policy.test_numbers and phone.is_test(to)):
        await _carry(app, caller, to, entry.code, voice=voice)
    return SentCode(
        code_hash,
        len(entry.code),
        by_app=False,
        by_call=voice,
        next_by_call=None if voice else _call_next(app, to),
    )


async def cancel_code(app: App, number: str, code_hash: str) -> bool:
    """End a login that was begun."""
    return await app.store.sign_in.drop_code(phone_of(app, number), code_hash)


async def judge_code(
    app: App, number: str, code_hash: str, given: str, purpose: str = LOGIN
) -> LoginCode:
    """Judge an answer, and return the login it was right for.

    Raises:
        RpcError: 400 PHONE_CODE_INVALID, PHONE_CODE_EXPIRED, PHONE_CODE_EMPTY.
    """
    to = phone_of(app, number)
    if not code_hash:
        raise bad_request("PHONE_CODE_HASH_EMPTY")
    entry = await app.store.sign_in.attempt_code(to, code_hash)
    if entry is None or entry.purpose != purpose:
        raise login_code.complaint(Verdict.EXPIRED)
    verdict = login_code.judge(
        code=entry.code,
        given=given,
        created_at=entry.created_at,
        attempts=entry.attempts - 1,
        now=app.clock(),
        lifetime_s=app.policy.code_lifetime_s,
        max_attempts=app.policy.code_attempts,
    )
    if verdict is not Verdict.RIGHT:
        raise login_code.complaint(verdict)
    return entry


async def invalidate(app: App, number: str, codes: Sequence[str]) -> None:
    """Void a number's login code if it is among some codes."""
    entry = await app.store.sign_in.code(number)
    seen = {fold_digits(code).replace("-", "").strip() for code in codes}
    if entry is not None and entry.code in seen:
        await app.store.sign_in.drop_code(number, entry.code_hash)


def phone_of(app: App, number: str) -> str:
    """Return the one form of a number.

    Raises:
        RpcError: 400 PHONE_NUMBER_INVALID.
    """
    return phone.require(number, app.policy.default_region, test_numbers=app.policy.test_numbers)


async def _entry(app: App, to: str, code_hash: str) -> LoginCode:
    if not code_hash:
        raise bad_request("PHONE_CODE_HASH_EMPTY")
    entry = await app.store.sign_in.code(to)
    expired = entry is not None and app.now - entry.created_at > app.policy.code_lifetime_s
    if entry is None or entry.code_hash != code_hash or expired:
        raise login_code.complaint(Verdict.EXPIRED)
    return entry


async def _has_devices(app: App, to: str, purpose: str) -> bool:
    """Whether the first way was the account's own devices."""
    user_id = (await app.store.users.by_phones([to])).get(to) if purpose == LOGIN else None
    return user_id is not None and bool(await app.store.authorizations.of_user(user_id))


async def _show_on_devices(app: App, user_id: UserId, code: str) -> bool:
    """Write the code into the service chat, if the account has a device to read it."""
    if not await app.store.authorizations.of_user(user_id):
        return False
    await tell(app, user_id, "code_message", code=code, server=app.policy.server_name)
    return True


def _call_next(app: App, to: str) -> bool | None:
    return True if app.codes.can_call(to) else None


async def _carry(app: App, caller: Caller, to: str, code: str, *, voice: bool) -> None:
    try:
        await app.codes.send(Delivery(to, code, voice=voice, lang=caller.device.lang_code or "fa"))
    except SpendingCapError as error:
        raise flood_wait(error.retry_after_s) from error
    except NoRouteError as error:
        log.warning("no provider carried a code", extra={"prefix": phone.calling_code(to)})
        raise not_acceptable("SEND_CODE_UNAVAILABLE") from error
