"""What a chat is called and looks like.

Source: https://core.telegram.org/method/channels.editTitle
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.chats.access import require_right
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.capacity import require_public_room
from hodhod.actions.chats.full import photo
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.chats.standing import again
from hodhod.actions.media.files import access_photo, photo_of
from hodhod.actions.media.photos import new_avatar
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.updates.render import render
from hodhod.domain import names, username
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, bare_id
from hodhod.domain.rights import Admin, Ban
from hodhod.domain.stored_file import StoredFile
from hodhod.store.chats import write_chat
from hodhod.tl import types

NO_PHOTO = types.PhotoEmpty(id=0)


async def edit_title(app: App, caller: Caller, seen: SeenChat, title: str) -> types.TypeUpdates:
    """Give a chat another name.

    Raises:
        RpcError: 400 CHAT_TITLE_EMPTY, CHAT_NOT_MODIFIED, CHAT_ADMIN_REQUIRED.
    """
    new = names.title(title)
    action = types.MessageActionChatEditTitle(title=new)
    return await change_chat(
        app,
        caller,
        seen,
        lambda chat: replace(chat, title=new),
        action,
        deed=lambda old: types.ChannelAdminLogEventActionChangeTitle(
            prev_value=old.title, new_value=new
        ),
    )


async def edit_photo(
    app: App, caller: Caller, seen: SeenChat, named: types.TypeInputChatPhoto
) -> types.TypeUpdates:
    """Give a chat another photo, or none.

    Raises:
        RpcError: 400 PHOTO_INVALID and its kin, CHAT_NOT_MODIFIED, CHAT_ADMIN_REQUIRED.
    """
    require_right(seen, Admin.CHANGE_INFO, Ban.CHANGE_INFO, app.now)
    before = await photo(app, seen.chat) or NO_PHOTO
    match named:
        case types.InputChatPhotoEmpty():
            return await change_chat(
                app,
                caller,
                seen,
                lambda chat: replace(chat, photo=None, photo_id=None),
                types.MessageActionChatDeletePhoto(),
                deed=lambda _: types.ChannelAdminLogEventActionChangePhoto(
                    prev_photo=before, new_photo=NO_PHOTO
                ),
            )
        case types.InputChatPhoto():
            file = await access_photo(app, named.id)
        case types.InputChatUploadedPhoto(file=upload) if upload is not None:
            file = await new_avatar(app, caller, upload)
        case _:
            raise bad_request("PHOTO_INVALID")
    small = small_photo(app, file)
    return await change_chat(
        app,
        caller,
        seen,
        lambda chat: replace(chat, photo=small, photo_id=file.file_id),
        types.MessageActionChatEditPhoto(photo=photo_of(app, file)),
        deed=lambda _: types.ChannelAdminLogEventActionChangePhoto(
            prev_photo=before, new_photo=photo_of(app, file)
        ),
    )


async def edit_about(app: App, caller: Caller, seen: SeenChat, about: str) -> None:
    """Write another line about a chat.

    Raises:
        RpcError: 400 CHAT_ABOUT_TOO_LONG, CHAT_ABOUT_NOT_MODIFIED, CHAT_ADMIN_REQUIRED.
    """
    require_right(seen, Admin.CHANGE_INFO, Ban.CHANGE_INFO, app.now)
    new = names.description(about)
    if new == seen.chat.about:
        raise bad_request("CHAT_ABOUT_NOT_MODIFIED")
    async with app.store.boxes.change([BoxId(seen.chat.peer_id)], now=app.now) as change:
        seen = await again(change, seen)
        require_right(seen, Admin.CHANGE_INFO, Ban.CHANGE_INFO, app.now)
        chat = seen.chat
        await write_chat(change.tx, replace(chat, about=new))
        deed = types.ChannelAdminLogEventActionChangeAbout(prev_value=chat.about, new_value=new)
        await note(change, chat, caller.me, deed)
    await app.bus.publish(change.news)


async def edit_username(app: App, caller: Caller, seen: SeenChat, wanted: str) -> None:
    """Give a supergroup or channel a public name, or with an empty one take it away.

    Raises:
        RpcError: 400 USERNAME_INVALID, USERNAME_OCCUPIED, USERNAME_NOT_MODIFIED,
            CHANNELS_ADMIN_PUBLIC_TOO_MUCH, CHAT_ADMIN_REQUIRED.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    name = username.require(wanted) if wanted else ""
    if name == (seen.chat.username or ""):
        raise bad_request("USERNAME_NOT_MODIFIED")
    if name and not seen.chat.public:
        await require_public_room(app, caller.me)
    async with app.store.boxes.change([BoxId(seen.chat.peer_id)], now=app.now) as change:
        seen = await again(change, seen)
        if not seen.is_creator:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        chat = seen.chat
        if name and await change.main.fetchval("claim_username", name, chat.peer_id) is None:
            raise bad_request("USERNAME_OCCUPIED")
        await change.main.execute("release_usernames", chat.peer_id, name)
        await write_chat(change.tx, replace(chat, username=name or None))
        deed = types.ChannelAdminLogEventActionChangeUsername(
            prev_value=chat.username or "", new_value=name
        )
        await note(change, chat, caller.me, deed)
    await tell_of_channel(app, caller, seen)


async def tell_of_channel(app: App, caller: Caller, seen: SeenChat) -> None:
    """Let the members of a supergroup or channel who are here ask again what it is now."""
    box_id = BoxId(seen.chat.peer_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        change.log(
            box_id,
            types.UpdateChannel(channel_id=bare_id(box_id)),
            exclude_session=caller.session,
        )
    await app.bus.publish(change.news)


async def change_chat(
    app: App,
    caller: Caller,
    seen: SeenChat,
    changed: Callable[[Chat], Chat],
    action: types.TypeMessageAction,
    *,
    right: Admin = Admin.CHANGE_INFO,
    ban: Ban = Ban.CHANGE_INFO,
    deed: Callable[[Chat], types.TypeChannelAdminLogEventAction] | None = None,
) -> types.TypeUpdates:
    """Change what all see of a chat, and tell it by a service message.

    Args:
        app: The working parts.
        caller: Who changes it.
        seen: The chat.
        changed: Returns the chat as it becomes.
        action: What the members are told.
        right: What an admin has to have for it.
        ban: What a member of a group must not have.
        deed: What the admin log says of it, given the chat as it was.

    Raises:
        RpcError: 400 CHAT_NOT_MODIFIED, CHAT_ADMIN_REQUIRED.
    """
    require_right(seen, right, ban, app.now)
    boxes = await boxes_of(app, caller, seen.chat.peer_id)
    async with app.store.boxes.change([BoxId(seen.chat.peer_id), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        require_right(seen, right, ban, app.now)
        chat = seen.chat
        new = changed(chat)
        if new == chat:
            raise bad_request("CHAT_NOT_MODIFIED")
        await write_chat(change.tx, new)
        if deed is not None:
            await note(change, new, caller.me, deed(chat))
        told = await tell_in_chat(app, change, caller, new, boxes, action)
    await app.bus.publish(change.news)
    return await render(app, caller.me, [told.update])


def small_photo(app: App, file: StoredFile) -> bytes:
    """Return the small form of a chat's photo (TL chatPhoto)."""
    shown = photo_of(app, file)
    stripped = next(
        (one.bytes for one in shown.sizes if isinstance(one, types.PhotoStrippedSize)), None
    )
    return tl.encode(types.ChatPhoto(photo_id=shown.id, stripped_thumb=stripped, dc_id=shown.dc_id))
