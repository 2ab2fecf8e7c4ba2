"""setMyCommands and what else a bot says of itself.

Source: https://core.telegram.org/bots/api#setmycommands
"""

from __future__ import annotations

from hodhod.actions.bots import commands, profile
from hodhod.botapi.chats import ChatId, input_peer
from hodhod.botapi.convert.member import ADMIN_RIGHTS
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.markup import WebAppInfo
from hodhod.tl import types


class BotCommand(Object):
    """A command."""

    command: str
    description: str


class BotCommandScope(Object):
    """For whom; the type says which of the fields count."""

    type: str
    chat_id: ChatId | None = None
    user_id: int | None = None


class OfScope(Params):
    """For whom, in which language."""

    scope: BotCommandScope | None = None
    language_code: str = ""


class SetMyCommands(OfScope, kw_only=True):
    """The commands."""

    commands: list[BotCommand]


@method
async def set_my_commands(bot: Bot, asked: SetMyCommands) -> bool:
    """Write the bot's commands."""
    scope = await _scope(bot, asked.scope)
    listed = [
        types.BotCommand(command=one.command, description=one.description) for one in asked.commands
    ]
    await commands.set_commands(bot.app, bot.caller, scope, asked.language_code, listed)
    return True


@method
async def get_my_commands(bot: Bot, asked: OfScope) -> list[BotCommand]:
    """Show the bot's commands."""
    scope = await _scope(bot, asked.scope)
    found = await commands.own_commands(bot.app, bot.caller, scope, asked.language_code)
    return [BotCommand(command=one.command, description=one.description) for one in found]


@method
async def delete_my_commands(bot: Bot, asked: OfScope) -> bool:
    """Take the bot's commands away."""
    scope = await _scope(bot, asked.scope)
    await commands.set_commands(bot.app, bot.caller, scope, asked.language_code, [])
    return True


class InLanguage(Params):
    """In which language."""

    language_code: str = ""


class SetMyName(InLanguage):
    """The name."""

    name: str = ""


@method
async def set_my_name(bot: Bot, asked: SetMyName) -> bool:
    """Call the bot something."""
    await profile.set_texts(bot.app, bot.caller.me, asked.language_code, name=asked.name)
    return True


class BotName(Object):
    """What the bot is called."""

    name: str


@method
async def get_my_name(bot: Bot, asked: InLanguage) -> BotName:
    """Show what the bot is called."""
    return BotName(name=(await profile.texts(bot.app, bot.caller.me, asked.language_code)).name)


class SetMyDescription(InLanguage):
    """The description."""

    description: str = ""


@method
async def set_my_description(bot: Bot, asked: SetMyDescription) -> bool:
    """Say what is shown before anything was written to the bot."""
    await profile.set_texts(
        bot.app, bot.caller.me, asked.language_code, description=asked.description
    )
    return True


class BotDescription(Object):
    """What is shown before anything was written."""

    description: str


@method
async def get_my_description(bot: Bot, asked: InLanguage) -> BotDescription:
    """Show what is shown before anything was written to the bot."""
    said = await profile.texts(bot.app, bot.caller.me, asked.language_code)
    return BotDescription(description=said.description)


class SetMyShortDescription(InLanguage):
    """The line on the profile."""

    short_description: str = ""


@method
async def set_my_short_description(bot: Bot, asked: SetMyShortDescription) -> bool:
    """Say what stands on the bot's profile."""
    await profile.set_texts(
        bot.app, bot.caller.me, asked.language_code, about=asked.short_description
    )
    return True


class BotShortDescription(Object):
    """The line on the profile."""

    short_description: str


@method
async def get_my_short_description(bot: Bot, asked: InLanguage) -> BotShortDescription:
    """Show what stands on the bot's profile."""
    said = await profile.texts(bot.app, bot.caller.me, asked.language_code)
    return BotShortDescription(short_description=said.about)


class MenuButton(Object):
    """The button beside the field where people write; the type says which fields count."""

    type: str
    text: str | None = None
    web_app: WebAppInfo | None = None


class SetChatMenuButton(Params):
    """Which button."""

    chat_id: ChatId | None = None
    menu_button: MenuButton | None = None


@method
async def set_chat_menu_button(bot: Bot, asked: SetChatMenuButton) -> bool:
    """Choose the button beside the field where people write; it is one for all."""
    button: types.TypeBotMenuButton = types.BotMenuButtonDefault()
    wanted = asked.menu_button
    if wanted is not None and wanted.type == "commands":
        button = types.BotMenuButtonCommands()
    elif wanted is not None and wanted.type == "web_app":
        url = wanted.web_app.url if wanted.web_app is not None else ""
        button = types.BotMenuButton(text=wanted.text or "", url=url)
    await profile.set_menu(bot.app, bot.caller.me, button)
    return True


class GetChatMenuButton(Params):
    """Where."""

    chat_id: ChatId | None = None


@method
async def get_chat_menu_button(bot: Bot, _: GetChatMenuButton) -> MenuButton:
    """Show the button beside the field where people write."""
    button = await profile.menu(bot.app, bot.caller.me)
    if isinstance(button, types.BotMenuButton):
        web_app = WebAppInfo(url=button.url)
        return MenuButton(type="web_app", text=button.text, web_app=web_app)
    return MenuButton(type="commands")


class ChatAdministratorRights(Object):
    """What an admin may do."""

    is_anonymous: bool = False
    can_manage_chat: bool = False
    can_delete_messages: bool = False
    can_manage_video_chats: bool = False
    can_restrict_members: bool = False
    can_promote_members: bool = False
    can_change_info: bool = False
    can_invite_users: bool = False
    can_post_stories: bool = False
    can_edit_stories: bool = False
    can_delete_stories: bool = False
    can_post_messages: bool | None = None
    can_edit_messages: bool | None = None
    can_pin_messages: bool | None = None
    can_manage_topics: bool | None = None


class OfKind(Params):
    """In channels, or in groups."""

    for_channels: bool = False


class SetMyDefaultAdministratorRights(OfKind):
    """Which rights."""

    rights: ChatAdministratorRights | None = None


@method
async def set_my_default_administrator_rights(
    bot: Bot, asked: SetMyDefaultAdministratorRights
) -> bool:
    """Choose the rights that are offered when the bot is made an admin."""
    wanted = asked.rights or ChatAdministratorRights()
    named = {right: True for name, right in ADMIN_RIGHTS.items() if getattr(wanted, name, False)}
    rights = types.ChatAdminRights(**named, anonymous=wanted.is_anonymous)
    await profile.set_default_rights(bot.app, bot.caller.me, rights, of_channels=asked.for_channels)
    return True


@method
async def get_my_default_administrator_rights(bot: Bot, asked: OfKind) -> dict[str, bool]:
    """Show the rights that are offered when the bot is made an admin."""
    rights = await profile.default_rights(bot.app, bot.caller.me, of_channels=asked.for_channels)
    told = {name: bool(getattr(rights, right, False)) for name, right in ADMIN_RIGHTS.items()}
    return told | {
        "is_anonymous": rights is not None and rights.anonymous,
        "can_send_welcome_messages": False,
    }


async def _scope(bot: Bot, scope: BotCommandScope | None) -> str:
    kind: types.TypeBotCommandScope
    match scope.type if scope is not None else "default":
        case "default":
            kind = types.BotCommandScopeDefault()
        case "all_private_chats":
            kind = types.BotCommandScopeUsers()
        case "all_group_chats":
            kind = types.BotCommandScopeChats()
        case "all_chat_administrators":
            kind = types.BotCommandScopeChatAdmins()
        case "chat" | "chat_administrators" | "chat_member" as named:
            assert scope is not None
            peer = await input_peer(bot.app, scope.chat_id if scope.chat_id is not None else "")
            if named == "chat":
                kind = types.BotCommandScopePeer(peer=peer)
            elif named == "chat_administrators":
                kind = types.BotCommandScopePeerAdmins(peer=peer)
            else:
                user = types.InputUser(user_id=scope.user_id or 0, access_hash=0)
                kind = types.BotCommandScopePeerUser(peer=peer, user_id=user)
        case _:
            raise BadRequest("unsupported scope specified")
    return await commands.scope_of(bot.app, bot.caller, kind)
