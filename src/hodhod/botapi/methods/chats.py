"""getChat and what is set of a chat: its name, photo, description, pins; leaving it.

Source: https://core.telegram.org/bots/api#getchat
"""

from __future__ import annotations

from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.members import go, remove_from_group
from hodhod.actions.chats.profile import edit_about, edit_photo, edit_title
from hodhod.actions.messages.pins import set_pinned, unpin_all
from hodhod.actions.messages.typing import tell_typing
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people.profile import full_user
from hodhod.botapi.chats import ChatId, OfChat, access_named
from hodhod.botapi.convert.member import to_permissions
from hodhod.botapi.convert.people import People
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.files import upload_of
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.types.chat import Chat
from hodhod.botapi.types.member import ChatPermissions
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import UserId, is_channel, is_user
from hodhod.domain.rights import to_tl_ban
from hodhod.tl import types

COLORS = 7
"""Colours that stand for an id where nobody chose one."""

MAX_REACTIONS = 11
ACTIONS: dict[str, types.TypeSendMessageAction] = {
    "typing": types.SendMessageTypingAction(),
    "upload_photo": types.SendMessageUploadPhotoAction(progress=0),
    "record_video": types.SendMessageRecordVideoAction(),
    "upload_video": types.SendMessageUploadVideoAction(progress=0),
    "record_voice": types.SendMessageRecordAudioAction(),
    "upload_voice": types.SendMessageUploadAudioAction(progress=0),
    "upload_document": types.SendMessageUploadDocumentAction(progress=0),
    "choose_sticker": types.SendMessageChooseStickerAction(),
    "find_location": types.SendMessageGeoLocationAction(),
    "record_video_note": types.SendMessageRecordRoundAction(),
    "upload_video_note": types.SendMessageUploadRoundAction(progress=0),
}
"""What a bot may be seen to do."""


class ChatFullInfo(Chat, kw_only=True):
    """A chat with all that its profile shows."""

    accent_color_id: int
    max_reaction_count: int
    accepted_gift_types: dict[str, bool]
    active_usernames: list[str] | None = None
    bio: str | None = None
    description: str | None = None
    permissions: ChatPermissions | None = None
    slow_mode_delay: int | None = None
    message_auto_delete_time: int | None = None
    has_protected_content: bool | None = None
    has_visible_history: bool | None = None
    has_hidden_members: bool | None = None
    join_to_send_messages: bool | None = None
    join_by_request: bool | None = None
    linked_chat_id: int | None = None


@method
async def get_chat(bot: Bot, asked: OfChat) -> ChatFullInfo:
    """Tell what a chat's profile shows."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    objects = await objects_for(bot.app, bot.caller.me, [], extra=[peer])
    chat = People.of(objects.users, objects.chats).chat(peer)
    made = ChatFullInfo(
        **{name: getattr(chat, name) for name in chat.__struct_fields__},
        accent_color_id=abs(peer) % COLORS,
        # Written in any case, since libraries insist on them.
        max_reaction_count=MAX_REACTIONS,
        accepted_gift_types=dict.fromkeys(GIFTS, False),
        active_usernames=[chat.username] if chat.username else None,
    )
    if is_user(peer):
        account = await bot.app.store.users.get(UserId(peer))
        if account is not None:
            # What their privacy rules let the bot see.
            full = await full_user(bot.app, bot.caller, account)
            made.bio = full.full_user.about
        return made
    seen = (await access_chat(bot.app, bot.caller, peer)).chat
    made.description = seen.about or None
    made.message_auto_delete_time = seen.ttl_period
    made.has_protected_content = seen.noforwards or None
    made.slow_mode_delay = seen.slowmode_s or None
    made.linked_chat_id = seen.linked_id
    if chat.type != "channel":
        made.permissions = to_permissions(to_tl_ban(seen.default_ban))
    return made


GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method
async def leave_chat(bot: Bot, asked: OfChat) -> bool:
    """Leave a chat."""
    seen = await _room(bot, asked.chat_id)
    if is_channel(seen.chat.peer_id):
        await go(bot.app, bot.caller, seen)
    else:
        await remove_from_group(bot.app, bot.caller, seen, bot.caller.me)
    return True


class SetChatTitle(OfChat, kw_only=True):
    """Another name."""

    title: str


@method
async def set_chat_title(bot: Bot, asked: SetChatTitle) -> bool:
    """Give a chat another name."""
    await edit_title(bot.app, bot.caller, await _room(bot, asked.chat_id), asked.title)
    return True


class SetChatDescription(OfChat):
    """Another description."""

    description: str = ""


@method
async def set_chat_description(bot: Bot, asked: SetChatDescription) -> bool:
    """Give a chat another description."""
    await edit_about(bot.app, bot.caller, await _room(bot, asked.chat_id), asked.description)
    return True


class SetChatPhoto(OfChat, kw_only=True):
    """Another photo."""

    photo: str


@method
async def set_chat_photo(bot: Bot, asked: SetChatPhoto) -> bool:
    """Give a chat another photo."""
    upload = await upload_of(bot, asked.photo)
    if upload is None:
        raise BadRequest("photo must be uploaded as an InputFile")
    named = types.InputChatUploadedPhoto(file=upload.file)
    await edit_photo(bot.app, bot.caller, await _room(bot, asked.chat_id), named)
    return True


@method
async def delete_chat_photo(bot: Bot, asked: OfChat) -> bool:
    """Take a chat's photo away."""
    seen = await _room(bot, asked.chat_id)
    await edit_photo(bot.app, bot.caller, seen, types.InputChatPhotoEmpty())
    return True


class PinChatMessage(OfChat, kw_only=True):
    """Which message."""

    message_id: int
    disable_notification: bool = False


@method
async def pin_chat_message(bot: Bot, asked: PinChatMessage) -> bool:
    """Pin a message."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await set_pinned(
        bot.app,
        bot.caller,
        peer,
        asked.message_id,
        pinned=True,
        one_side=False,
        silent=asked.disable_notification,
    )
    return True


class UnpinChatMessage(OfChat, kw_only=True):
    """Which message."""

    message_id: int


@method
async def unpin_chat_message(bot: Bot, asked: UnpinChatMessage) -> bool:
    """Let a pinned message go."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await set_pinned(
        bot.app, bot.caller, peer, asked.message_id, pinned=False, one_side=False, silent=True
    )
    return True


@method
async def unpin_all_chat_messages(bot: Bot, asked: OfChat) -> bool:
    """Let all pinned messages go."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    while (await unpin_all(bot.app, bot.caller, peer)).offset:
        pass
    return True


class SendChatAction(OfChat, kw_only=True):
    """What the bot is seen to do."""

    action: str
    message_thread_id: int | None = None


@method
async def send_chat_action(bot: Bot, asked: SendChatAction) -> bool:
    """Let others see that the bot is at work."""
    action = ACTIONS.get(asked.action.lower())
    if action is None:
        raise BadRequest("wrong parameter action in request")
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    await tell_typing(bot.app, bot.caller, peer, action, top_id=asked.message_thread_id)
    return True


async def _room(bot: Bot, chat_id: ChatId) -> SeenChat:
    """Return a group or channel.

    Raises:
        BotError: 400: it is a person.
    """
    peer = await access_named(bot.app, bot.caller, chat_id)
    if is_user(peer):
        raise BadRequest("method is available for supergroup and channel chats only")
    return await access_chat(bot.app, bot.caller, peer)
