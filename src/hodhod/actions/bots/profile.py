"""What a bot says of itself, and how others see it.

Source: https://core.telegram.org/api/bots/info
"""

from __future__ import annotations

from dataclasses import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.bots.commands import commands_for, require_lang
from hodhod.domain import bot_scope, names
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.link import checked_url
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.moderation import BOTS_LIMIT
from hodhod.domain.text import line, paragraphs, utf16_len
from hodhod.store.bot_profiles import (
    BotTexts,
    choices_of,
    put_texts,
    set_menu_button,
    set_rights,
    texts_of,
)
from hodhod.store.participants import member_bots
from hodhod.tl import types

ABOUT_UNITS, DESCRIPTION_UNITS, BUTTON_UNITS = 120, 512, 64


async def set_texts(
    app: App,
    bot_id: UserId,
    lang: str,
    *,
    name: str | None = None,
    about: str | None = None,
    description: str | None = None,
) -> None:
    """Write what a bot says of itself in a language; None leaves a thing as it is.

    Raises:
        RpcError: 400 LANG_CODE_INVALID, FIRSTNAME_INVALID, ABOUT_TOO_LONG, DESCRIPTION_TOO_LONG.
    """
    require_lang(lang)
    before = (await texts_of(app.store.main, [bot_id], [lang])).get((bot_id, lang), BotTexts())
    after = before
    if name is not None:
        # The name of an account is never empty; in another language it may be left unsaid.
        clean = names.first_name(name) if name or not lang else ""
        after = replace(after, name=clean)
    if about is not None:
        after = replace(after, about=names.about(about, ABOUT_UNITS))
    if description is not None:
        clean = paragraphs(description, 2 * DESCRIPTION_UNITS)
        if utf16_len(clean) > DESCRIPTION_UNITS:
            raise bad_request("DESCRIPTION_TOO_LONG")
        after = replace(after, description=clean)
    if after != before:
        await put_texts(app.store.main, bot_id, lang, after)
    if not lang and (name is not None or about is not None):
        account = await app.store.users.get(bot_id)
        assert account is not None
        first = after.name or account.first_name
        await app.store.users.set_name(bot_id, first, account.last_name, after.about)


async def texts(app: App, bot_id: UserId, lang: str) -> BotTexts:
    """Return what a bot says of itself in a language, or else in none.

    Raises:
        RpcError: 400 LANG_CODE_INVALID.
    """
    require_lang(lang)
    found = await texts_of(app.store.main, [bot_id], [lang, ""])
    account = await app.store.users.get(bot_id)
    usual = found.get((bot_id, ""), BotTexts())
    if account is not None:
        usual = replace(usual, name=account.first_name, about=account.about)
    own = found.get((bot_id, lang), BotTexts()) if lang else usual
    return BotTexts(
        own.name or usual.name, own.about or usual.about, own.description or usual.description
    )


async def set_menu(app: App, bot_id: UserId, button: types.TypeBotMenuButton) -> None:
    """Choose the button beside the field where people write.

    Raises:
        RpcError: 400 BUTTON_TEXT_INVALID, BUTTON_URL_INVALID.
    """
    if isinstance(button, types.BotMenuButton):
        text, url = line(button.text, BUTTON_UNITS), checked_url(button.url)
        if not text:
            raise bad_request("BUTTON_TEXT_INVALID")
        if url is None:
            raise bad_request("BUTTON_URL_INVALID")
        button = types.BotMenuButton(text=text, url=url)
    usual = isinstance(button, types.BotMenuButtonDefault)
    kept = None if usual else tl.encode(button, CONTENT_LAYER)
    await set_menu_button(app.store.main, bot_id, kept)


async def menu(app: App, bot_id: UserId) -> types.TypeBotMenuButton:
    """Return the button beside the field where people write."""
    chosen = (await choices_of(app.store.main, [bot_id])).get(bot_id)
    return _button(None if chosen is None else chosen.menu_button)


async def set_default_rights(
    app: App, bot_id: UserId, rights: types.TypeChatAdminRights, *, of_channels: bool
) -> None:
    """Choose the rights that are offered when the bot is made an admin."""
    asked = any(getattr(rights, name) for name in rights.__struct_fields__)
    kept = tl.encode(rights, CONTENT_LAYER) if asked else None
    await set_rights(app.store.main, bot_id, kept, of_channels=of_channels)


async def default_rights(
    app: App, bot_id: UserId, *, of_channels: bool
) -> types.ChatAdminRights | None:
    """Return the rights that are offered when the bot is made an admin."""
    chosen = (await choices_of(app.store.main, [bot_id])).get(bot_id)
    if chosen is None:
        return None
    return _rights(chosen.channel_rights if of_channels else chosen.group_rights)


async def info_for(app: App, caller: Caller, bot: Account) -> types.BotInfo:
    """Return what somebody is shown of a bot that they may write to."""
    lang = await language_of(app, caller)
    scopes = bot_scope.with_person(caller.own_peer)
    commands = await commands_for(app, [bot.user_id], scopes, lang)
    said = await texts(app, bot.user_id, lang)
    return types.BotInfo(
        user_id=bot.user_id,
        description=said.description,
        commands=commands[bot.user_id],
        menu_button=await menu(app, bot.user_id),
    )


async def infos_in(app: App, caller: Caller, seen: SeenChat) -> list[types.BotInfo]:
    """Return what a member of a group is shown of the bots in it."""
    peer = seen.chat.peer_id
    if seen.chat.is_broadcast or not seen.joined:
        return []
    members = await member_bots(app.store.shard(BoxId(peer)), peer, BOTS_LIMIT)
    if not members:
        return []
    bot_ids = [one.user_id for one in members]
    scopes = bot_scope.in_group(peer, caller.me, is_admin=seen.is_admin)
    commands = await commands_for(app, bot_ids, scopes, await language_of(app, caller))
    return [types.BotInfo(user_id=one, commands=commands[one]) for one in bot_ids]


async def rights_asked(
    app: App, bot_id: UserId
) -> tuple[types.ChatAdminRights | None, types.ChatAdminRights | None]:
    """Return the rights that a bot asks for in groups, and in channels."""
    chosen = (await choices_of(app.store.main, [bot_id])).get(bot_id)
    if chosen is None:
        return None, None
    return _rights(chosen.group_rights), _rights(chosen.channel_rights)


async def language_of(app: App, caller: Caller) -> str:
    """Return the language that somebody reads, two letters, or none."""
    account = await app.store.users.get(caller.me)
    lang = caller.device.lang_code[:2].lower() or ("" if account is None else account.lang)
    return lang if lang.isascii() and lang.isalpha() and len(lang) == len("xx") else ""


def _button(kept: bytes | None) -> types.TypeBotMenuButton:
    if kept is None:
        return types.BotMenuButtonCommands()
    button = tl.decode(kept)
    assert isinstance(button, types.BotMenuButton | types.BotMenuButtonCommands)
    return button


def _rights(kept: bytes | None) -> types.ChatAdminRights | None:
    if kept is None:
        return None
    rights = tl.decode(kept)
    assert isinstance(rights, types.ChatAdminRights)
    return rights
