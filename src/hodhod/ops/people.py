"""What the operator does for people: accounts without SMS, codes handed over by hand."""

from __future__ import annotations

import time
from collections.abc import Callable

from hodhod.actions.auth.sign_in import new_account
from hodhod.actions.people.newcomer import welcome
from hodhod.domain import phone
from hodhod.domain.ids import UserId
from hodhod.domain.text import line
from hodhod.ops.cli import CommandError
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.ops.wiring import open_app
from hodhod.store import Store

PAGE = 500
"""Accounts read at once."""

NAME_LENGTH = 64
"""UTF-16 units."""


async def add_user(
    folder: DataFolder,
    settings: Settings,
    typed: str,
    *,
    first_name: str,
    last_name: str,
    lang: str,
) -> UserId:
    """Make an account.

    Raises:
        CommandError: The number is wrong or taken, or the name is empty.
    """
    number = _number(typed, settings)
    first = line(first_name, NAME_LENGTH)
    if not first:
        raise CommandError("a name must have a letter")
    async with reach_database(folder, settings) as dsn, open_app(folder, settings, dsn) as app:
        if await app.store.users.by_phones([number]):
            raise CommandError(f"{phone.pretty(number)} has an account already")
        user_id = await new_account(app, number, first, line(last_name, NAME_LENGTH), lang=lang)
        await welcome(app, user_id, number, quiet=True)
    return user_id


async def list_users(folder: DataFolder, settings: Settings, show: Callable[[str], None]) -> None:
    """Show all accounts, a line each: id, phone, username, name, separated by tabs."""
    async with reach_database(folder, settings) as dsn:
        store = await _store(dsn, settings)
        try:
            after = 0
            while accounts := await store.users.page(after, PAGE):
                for one in accounts:
                    name = f"{one.first_name} {one.last_name}".strip()
                    number = f"+{one.phone}" if one.phone else "-"
                    username = f"@{one.username}" if one.username else "-"
                    show(f"{one.user_id}\t{number}\t{username}\t{name}")
                after = accounts[-1].user_id
        finally:
            await store.close()


async def pending_code(folder: DataFolder, settings: Settings, typed: str) -> str:
    """Return the login code that a number waits for.

    Raises:
        CommandError: It waits for none.
    """
    number = _number(typed, settings)
    async with reach_database(folder, settings) as dsn:
        store = await _store(dsn, settings)
        try:
            found = await store.sign_in.code(number)
        finally:
            await store.close()
    if found is None or time.time() - found.created_at > settings.codes.lifetime_s:
        raise CommandError(
            f"no login code is pending for {phone.pretty(number)}: ask for one in the client first"
        )
    return found.code


async def _store(dsn: str, settings: Settings) -> Store:
    return await Store.open(dsn, shards=settings.database.shards, connections=2)


def _number(typed: str, settings: Settings) -> str:
    # A number of the operator's own typing is tried as it would be with test numbers on: whether
    # anybody can sign in with one is decided when somebody does.
    number = phone.parse(typed, settings.server.region, test_numbers=True)
    if number is None:
        raise CommandError(f"{typed!r} is no phone number")
    return number
