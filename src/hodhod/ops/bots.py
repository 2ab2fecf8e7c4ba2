"""What the operator does with bots."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from hodhod.actions.app import App
from hodhod.actions.bots.making import create_bot
from hodhod.actions.bots.tokens import revoke_token, token_of
from hodhod.actions.people.deletion import erase
from hodhod.domain import username
from hodhod.domain.errors import RpcError
from hodhod.domain.event import AuthorizationChanged, Event
from hodhod.domain.ids import SERVICE_USER, UserId, is_user
from hodhod.ops.bot_changes import BotChanges, change
from hodhod.ops.cli import CommandError
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.ops.wiring import open_app
from hodhod.store.bots import Bot, find_bot, note_ended_logins, page_of_bots

PAGE = 500
"""Bots read at once."""

REFUSALS = {
    "FIRSTNAME_INVALID": "a name must have a letter",
    "USERNAME_INVALID": "a bot's username has 5 to 32 letters, digits or _, and ends in bot",
    "USERNAME_OCCUPIED": "somebody has this username",
}


async def add_bot(
    folder: DataFolder, settings: Settings, public_name: str, *, name: str, owner: str | None
) -> str:
    """Make a bot; return its token.

    Raises:
        CommandError: A name cannot be had, or there is no such owner.
    """
    async with _app(folder, settings) as app:
        owner_id = SERVICE_USER if owner is None else await _person(app, owner)
        try:
            bot = await create_bot(app, owner_id, name, public_name)
        except RpcError as error:
            raise CommandError(REFUSALS.get(error.message, error.message)) from None
        return token_of(app, bot)


async def list_bots(folder: DataFolder, settings: Settings, show: Callable[[str], None]) -> None:
    """Show all bots, a line each: id, username, owner's id, name, separated by tabs."""
    async with _app(folder, settings) as app:
        after = 0
        while bots := await page_of_bots(app.store.main, after, PAGE):
            accounts = await app.store.users.by_ids([one.bot_id for one in bots])
            for one in bots:
                account = accounts[one.bot_id]
                owner = "-" if one.owner_id == SERVICE_USER else str(one.owner_id)
                public_name = f"@{account.username}" if account.username else "-"
                show(f"{one.bot_id}\t{public_name}\t{owner}\t{account.first_name}")
            after = bots[-1].bot_id


async def show_token(folder: DataFolder, settings: Settings, named: str) -> str:
    """Return the token of a bot.

    Raises:
        CommandError: There is no such bot.
    """
    async with _app(folder, settings) as app:
        return token_of(app, await _bot(app, named))


async def change_token(folder: DataFolder, settings: Settings, named: str) -> str:
    """Give a bot another token and return it; the old one and its logins end within seconds.

    Raises:
        CommandError: There is no such bot.
    """
    async with _app(folder, settings) as app:
        return await revoke_token(app, await _bot(app, named))


async def delete_bot(folder: DataFolder, settings: Settings, named: str) -> None:
    """Delete a bot's account with its data.

    Raises:
        CommandError: There is no such bot.
    """
    async with _app(folder, settings) as app:
        await erase(app, (await _bot(app, named)).bot_id)


async def change_bot(
    folder: DataFolder, settings: Settings, named: str, changes: BotChanges
) -> None:
    """Change what a bot says of itself, and how it behaves.

    Raises:
        CommandError: There is no such bot, or something cannot be.
    """
    async with _app(folder, settings) as app:
        bot = await _bot(app, named)
        try:
            await change(app, bot.bot_id, changes)
        except RpcError as error:
            raise CommandError(REFUSALS.get(error.message, error.message)) from None


@asynccontextmanager
async def _app(folder: DataFolder, settings: Settings) -> AsyncIterator[App]:
    """Open everything; what logs keys out here is noted for the servers that run beside."""
    ended: list[int] = []

    def note(event: Event) -> None:
        if isinstance(event, AuthorizationChanged) and event.closed:
            ended.extend(event.auth_key_ids)

    async with reach_database(folder, settings) as dsn, open_app(folder, settings, dsn) as app:
        app.bus.subscribe(note)
        yield app
        if ended:
            await note_ended_logins(app.store.main, ended, app.now)


async def _bot(app: App, named: str) -> Bot:
    """Return the bot that an id or a username names."""
    user_id = int(named) if named.isdecimal() else await _named(app, named)
    bot = None if user_id is None else await find_bot(app.store.main, UserId(user_id))
    if bot is None:
        raise CommandError(f"there is no bot {named!r}")
    return bot


async def _person(app: App, named: str) -> UserId:
    user_id = int(named) if named.isdecimal() else await _named(app, named)
    account = None if user_id is None else await app.store.users.get(UserId(user_id))
    if account is None or account.is_bot or account.deleted:
        raise CommandError(f"there is nobody {named!r}")
    return account.user_id


async def _named(app: App, public_name: str) -> int | None:
    found = await app.store.users.peer_by_username(username.key(public_name))
    return found if found is not None and is_user(found) else None
