"""Commands of bots, by scope and language.

Source: https://core.telegram.org/api/bots/commands
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.domain import bot_scope
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId, is_user
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.text import line, utf16_len
from hodhod.store.bot_profiles import commands_of, count_commands, put_commands
from hodhod.tl import types

MAX_COMMANDS = 100
MAX_LISTS = 1000
"""Lists of commands of one bot: each chat may have its own."""

DESCRIPTION_UNITS = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_LANG = re.compile(r"(?:[a-z]{2})?", re.ASCII)


async def scope_of(app: App, bot: Caller, scope: types.TypeBotCommandScope) -> str:
    """Return a scope as it is kept.

    Raises:
        RpcError: 400 PEER_ID_INVALID, USER_ID_INVALID, SCOPE_TYPE_INVALID.
    """
    match scope:
        case types.BotCommandScopeDefault():
            return bot_scope.EVERYBODY
        case types.BotCommandScopeUsers():
            return bot_scope.USERS
        case types.BotCommandScopeChats():
            return bot_scope.CHATS
        case types.BotCommandScopeChatAdmins():
            return bot_scope.ADMINS
        case types.BotCommandScopePeer():
            return bot_scope.of_chat(await access_peer(app, bot, scope.peer))
        case types.BotCommandScopePeerAdmins():
            peer = await access_peer(app, bot, scope.peer)
            if is_user(peer):
                raise bad_request("PEER_ID_INVALID")
            return bot_scope.of_admins(peer)
        case types.BotCommandScopePeerUser():
            peer = await access_peer(app, bot, scope.peer)
            if is_user(peer):
                raise bad_request("PEER_ID_INVALID")
            account = await access_user(app, bot, scope.user_id)
            return bot_scope.of_member(peer, account.user_id)


async def set_commands(
    app: App, bot: Caller, scope: str, lang: str, commands: Sequence[types.BotCommand]
) -> None:
    """Write the commands for those of a scope; none at all leaves them to the wider scopes.

    Raises:
        RpcError: 400 BOT_COMMAND_INVALID, BOT_COMMAND_DESCRIPTION_INVALID, LANG_CODE_INVALID,
            BOT_COMMANDS_TOO_MUCH.
    """
    main = app.store.main
    require_lang(lang)
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    clean = [_clean(one) for one in commands]
    if len({one.command for one in clean}) != len(clean):
        raise bad_request("BOT_COMMAND_INVALID")
    if clean and await count_commands(main, bot.me) >= MAX_LISTS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = tl.encode(types.BotInfo(commands=clean), CONTENT_LAYER) if clean else None
    await put_commands(main, bot.me, scope, lang, kept)


async def own_commands(app: App, bot: Caller, scope: str, lang: str) -> list[types.BotCommand]:
    """Return the commands that were written for a scope and a language."""
    require_lang(lang)
    found = await commands_of(app.store.main, [bot.me], [scope], [lang])
    kept = found.get((bot.me, scope, lang))
    return [] if kept is None else _kept(kept)


async def commands_for(
    app: App, bot_ids: Sequence[UserId], scopes: Sequence[str], lang: str
) -> dict[UserId, list[types.BotCommand]]:
    """Return the commands of bots that somebody is shown.

    Args:
        app: The working parts.
        bot_ids: The bots.
        scopes: That count for them, the narrowest first.
        lang: Their language, two letters, or none.
    """
    langs = [lang, ""] if lang else [""]
    found = await commands_of(app.store.main, bot_ids, scopes, langs)
    shown: dict[UserId, list[types.BotCommand]] = {}
    for bot_id in bot_ids:
        keys = ((bot_id, scope, one) for scope in scopes for one in langs)
        kept = next((found[key] for key in keys if key in found), None)
        shown[bot_id] = [] if kept is None else _kept(kept)
    return shown


def require_lang(lang: str) -> None:
    """Check the language that something is said in.

    Raises:
        RpcError: 400 LANG_CODE_INVALID.
    """
    if not _LANG.fullmatch(lang):
        raise bad_request("LANG_CODE_INVALID")


def _kept(kept: bytes) -> list[types.BotCommand]:
    value = tl.decode(kept)
    assert isinstance(value, types.BotInfo)
    return list(value.commands or ())


def _clean(one: types.BotCommand) -> types.BotCommand:
    command = one.command.removeprefix("/").lower()
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    description = line(one.description, DESCRIPTION_UNITS)
    if not description or utf16_len(one.description.strip()) > DESCRIPTION_UNITS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return types.BotCommand(command=command, description=description)


def read_list(said: str) -> list[types.BotCommand]:
    """Return the commands of a list as people write it, a line each: "name - what it does"."""
    made = []
    for one in said.splitlines():
        command, dash, description = one.partition("-")
        if one.strip():
            words = description.strip() if dash else ""
            made.append(types.BotCommand(command=command.strip(), description=words))
    return made
