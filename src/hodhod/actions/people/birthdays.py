"""Birthdays: one's own, and those of contacts about now.

Source: https://core.telegram.org/method/contacts.getBirthdays
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.privacy import letting
from hodhod.actions.people.tell import tell_online, tell_own
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.privacy import Key
from hodhod.tl import types

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The longest that each month can be."""

FIRST_YEAR = 1900
LEAP_DAY = (2, 29)


def require_birthday(app: App, birthday: types.Birthday) -> types.Birthday:
    """Return a birthday that can be one.

    Raises:
        RpcError: 400 BIRTHDAY_INVALID.
    """
    today = datetime.fromtimestamp(app.now, UTC)
    day_exists = 1 <= birthday.month <= 12 and 1 <= birthday.day <= DAYS[birthday.month - 1]
    year_exists = birthday.year is None or FIRST_YEAR <= birthday.year <= today.year
    if not day_exists or not year_exists:
        raise bad_request("BIRTHDAY_INVALID")
    return birthday


async def set_birthday(app: App, caller: Caller, birthday: types.Birthday | None) -> None:
    """Say when one was born, or no longer say it.

    Raises:
        RpcError: 400 BIRTHDAY_INVALID.
    """
    if birthday is not None:
        require_birthday(app, birthday)
    value = None if birthday is None else tl.encode(birthday)
    await app.store.users.set_birthday(caller.me, value)
    update = types.UpdateUser(user_id=caller.me)
    await tell_own(app, caller, update)
    await tell_online(app, await app.store.contacts.known_by(caller.me), update)


def birthday_of(account: Account) -> types.Birthday | None:
    """Return when somebody was born, as far as they said."""
    if account.birthday is None:
        return None
    value = tl.decode(account.birthday)
    assert isinstance(value, types.Birthday)
    return value


async def birthdays_about_now(app: App, caller: Caller) -> dict[UserId, types.Birthday]:
    """Return contacts whose birthday was yesterday, is today or will be tomorrow, as they let see.

    Whoever was born on a leap day has it on the last of February in other years.
    """
    contacts = await app.store.contacts.of_user(caller.me)
    accounts = await app.store.users.by_ids(one.contact_id for one in contacts)
    near = _days_about(app.now)
    found = {
        user_id: birthday
        for user_id, account in accounts.items()
        if not account.deleted
        and (birthday := birthday_of(account)) is not None
        and (birthday.month, birthday.day) in near
    }
    shown = await letting(app, caller.me, list(found), Key.BIRTHDAY)
    return {user_id: birthday for user_id, birthday in found.items() if user_id in shown}


def _days_about(now: int) -> set[tuple[int, int]]:
    """Return yesterday, today and tomorrow as (month, day)."""
    today = datetime.fromtimestamp(now, UTC).date()
    days = [today + timedelta(days=shift) for shift in (-1, 0, 1)]
    found = {(day.month, day.day) for day in days}
    last_of_february = any(
        day.month == LEAP_DAY[0] and (day + timedelta(days=1)).month != day.month for day in days
    )
    return found | {LEAP_DAY} if last_of_february else found
