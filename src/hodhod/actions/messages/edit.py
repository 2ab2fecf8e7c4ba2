"""Editing: a new text, caption or media in every copy of a message.

Source: https://core.telegram.org/method/messages.editMessage
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as changed

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_right
from hodhod.actions.chats.admin_log import note
from hodhod.actions.messages.compose import Formatted
from hodhod.actions.messages.contents import require_contents, without_previews
from hodhod.actions.messages.copies import tokens_of
from hodhod.actions.messages.live_location import Move, is_live, moved
from hodhod.actions.messages.mentions import mention_edited
from hodhod.actions.messages.place import Place, access_to_write, require_voice
from hodhod.actions.messages.reach import access_message
from hodhod.actions.previews.attach import announced, begin_announced, edited_preview
from hodhod.actions.threads.posts import discussion_of, edit_copy
from hodhod.actions.updates.render import render
from hodhod.domain.album import require_album
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.deed import Deed
from hodhod.domain.errors import RpcError, bad_request, forbidden
from hodhod.domain.ids import PeerId, from_tl_peer
from hodhod.domain.media_kind import is_captioned, kind_of
from hodhod.domain.message import (
    MediaKind,
    StoredMessage,
    content_of,
    decode_content,
    to_tl,
    update_seen_by,
)
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.rights import Admin, Ban
from hodhod.store.message_changes import edit_copies, find_copies
from hodhod.tl import types

FIXED_KINDS = frozenset(
    (MediaKind.VOICE, MediaKind.ROUND_VIDEO, MediaKind.STICKER, MediaKind.CONTACT, MediaKind.POLL)
)
"""Media that stays what it is; a caption may change."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a message becomes; None leaves things as they are.

    Attributes:
        text: Text or caption, with its entities.
        media: What it carries.
        preview: The preview of a new text's link; without one there is none any more.
        move: Where its live location goes.
        invert_media: Whether the media is shown below the text.
        reply_markup: Its keyboard.
    """

    text: Formatted | None = None
    media: types.TypeMessageMedia | None = None
    preview: types.MessageMediaWebPage | None = None
    move: Move | None = None
    invert_media: bool = False
    reply_markup: types.TypeReplyMarkup | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """A message as it is.

    Attributes:
        stored: The message.
        content: What it says.
    """

    stored: StoredMessage
    content: types.Message


async def edit_message(
    app: App, caller: Caller, peer: PeerId, msg_id: int, edit: Edit
) -> types.TypeUpdates:
    """Edit a message of the caller's own.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_EDIT_TIME_EXPIRED, MESSAGE_NOT_MODIFIED,
            MESSAGE_EMPTY, MEDIA_PREV_INVALID, MEDIA_GROUPED_INVALID, USER_BANNED_IN_CHANNEL; 403
            MESSAGE_AUTHOR_REQUIRED, CHAT_SEND_…_FORBIDDEN, CHAT_WRITE_FORBIDDEN.
    """
    place = await access_to_write(app, caller, peer, Deed.CHANGE)
    stored, old = await access_to_edit(app, caller, place, msg_id)
    if edit.media is not None and edit.move is None:
        _require_media(place, stored, edit.media, app.now)
    _require_voice(place, old, edit, app.now)
    updates = await change_message(app, caller, place, Before(stored, old), edit)
    return await render(app, caller.me, updates)


async def change_message(
    app: App, caller: Caller, place: Place, before: Before, edit: Edit
) -> list[types.TypeUpdate]:
    """Change a message in all its copies; who may is asked before.

    Args:
        app: The working parts.
        caller: Who changes it: their session is not told.
        place: Where it is.
        before: The message.
        edit: What becomes of it.

    Returns:
        What the caller is told.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_NOT_MODIFIED, MESSAGE_EMPTY, MEDIA_PREV_INVALID.
    """
    stored, old = before.stored, before.content
    if edit.move is not None:
        edit = changed(edit, media=moved(app, stored, old.media, edit.move))
    new = edited(old, edit)
    # A place that moves, or another keyboard, is nothing that readers are told was edited.
    hidden = edit.move is not None or (edit.text is None and edit.media is None)
    hidden = hidden and (stored.edit_date is None or old.edit_hide)
    new = replace(new, edit_hide=hidden)
    waiting = [Outgoing(stored.random_id, media=new.media)]
    ready = await announced(app, stored.box_id, without_previews(place.seen, waiting, app.now))
    new = replace(new, media=ready.messages[0].media)
    boxes = place.boxes
    discussion = None if place.seen is None else await discussion_of(app, place.seen.chat)
    others = () if discussion is None else (discussion.box_id,)
    updates: list[types.TypeUpdate] = []
    async with app.store.boxes.change((*boxes, *others), now=app.now) as change:
        copies = await edit_copies(
            change.tx,
            stored.shared_id,
            boxes,
            content=content_of(new),
            tokens=tokens_of(
                new.message,
                new.entities or (),
                new.media,
                saved_from=None if new.saved_peer_id is None else from_tl_peer(new.saved_peer_id),
            ),
            media_kind=kind_of(new.media),
            edit_date=app.now,
        )
        if edit.text is not None:
            await mention_edited(app, change, place, copies, edit.text)
            copies = await find_copies(change.tx, [stored.shared_id], boxes)
        for copy in copies:
            event = change.log_edit(copy, exclude_session=caller.session)
            if discussion is not None:
                await edit_copy(change, copy, edit_date=app.now)
            if copy.box_id == boxes[0]:
                updates.append(update_seen_by(event, caller.me))
        if place.seen is not None and copies and edit.move is None:
            deed = types.ChannelAdminLogEventActionEditMessage(
                prev_message=to_tl(stored), new_message=to_tl(copies[0])
            )
            await note(change, place.seen.chat, caller.me, deed)
    if not updates:
        raise bad_request("MESSAGE_ID_INVALID")
    await app.bus.publish(change.events)
    begin_announced(app, ready)
    return updates


async def access_to_edit(
    app: App, caller: Caller, place: Place, msg_id: int
) -> tuple[StoredMessage, types.Message]:
    """Return a message that the caller may edit, and its content.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_EDIT_TIME_EXPIRED; 403 MESSAGE_AUTHOR_REQUIRED.
    """
    stored = await access_message(app, caller, place.peer, msg_id)
    content = decode_content(stored.content)
    if not isinstance(content, types.Message):
        raise bad_request("MESSAGE_ID_INVALID")
    if place.seen is not None and place.seen.chat.is_broadcast:
        _require_post(place.seen, stored, caller)
    elif (stored.author_id or stored.from_id) != caller.me:
        raise forbidden("MESSAGE_AUTHOR_REQUIRED")
    if content.fwd_from is not None:
        raise forbidden("MESSAGE_AUTHOR_REQUIRED")
    if caller.is_bot or _at_any_time(place, app.now):
        return stored, content
    late = place.peer != caller.own_peer and stored.date + app.policy.edit_time_s < app.now
    if late and not is_live(stored, content.media, app.now):
        raise bad_request("MESSAGE_EDIT_TIME_EXPIRED")
    return stored, content


def _at_any_time(place: Place, now: int) -> bool:
    """Whether somebody edits messages of a chat however old they are.

    In a channel whoever edits those of others; in a supergroup whoever pins messages, since what is
    pinned is kept up to date.
    """
    seen = place.seen
    if seen is None or seen.chat.is_group:
        return False
    if seen.chat.is_broadcast:
        return Admin.EDIT_MESSAGES in seen.admin
    try:
        require_right(seen, Admin.PIN_MESSAGES, Ban.PIN_MESSAGES, now)
    except RpcError:
        return False
    return True


def _require_voice(place: Place, old: types.Message, edit: Edit, now: int) -> None:
    """Raise when other words would be said where somebody may say none: who is muted is silent.

    A place that moves is let be, so that sharing it can be ended.
    """
    if place.seen is None or edit.move is not None or (edit.text is None and edit.media is None):
        return
    if not place.seen.chat.is_broadcast:
        require_voice(place.seen, now)
        if edit.media is None and not is_captioned(old.media):
            require_contents(place.seen, [Outgoing(None)], now)


def _require_media(
    place: Place, stored: StoredMessage, media: types.TypeMessageMedia, now: int
) -> None:
    """Raise unless a message may carry other media: what may be sent, and fits its album."""
    if place.seen is not None:
        require_contents(place.seen, [Outgoing(None, media=media)], now)
    if stored.grouped_id is not None:
        content = decode_content(stored.content)
        old = content.media if isinstance(content, types.Message) else None
        require_album([old, media])


def _require_post(seen: SeenChat, stored: StoredMessage, caller: Caller) -> None:
    """Raise unless somebody may edit a post: their own, or with the right anybody's."""
    own = stored.author_id == caller.me and Admin.POST_MESSAGES in seen.admin
    if not own and Admin.EDIT_MESSAGES not in seen.admin:
        raise forbidden("MESSAGE_AUTHOR_REQUIRED")


def edited(old: types.Message, edit: Edit) -> types.Message:
    """Return a message's content after an edit.

    Raises:
        RpcError: 400 MESSAGE_NOT_MODIFIED, MESSAGE_EMPTY, MEDIA_PREV_INVALID.
    """
    if edit.media is not None and kind_of(old.media) in FIXED_KINDS:
        raise bad_request("MEDIA_PREV_INVALID")
    bare = old.media is None or isinstance(old.media, types.MessageMediaWebPage)
    if isinstance(edit.media, types.MessageMediaWebPage) and not bare:
        raise bad_request("MEDIA_PREV_INVALID")
    live = isinstance(old.media, types.MessageMediaGeoLive)
    if edit.media and live != isinstance(edit.media, types.MessageMediaGeoLive):
        raise bad_request("MEDIA_PREV_INVALID")
    media = edit.media or old.media
    if bare and edit.media is None and edit.text is not None:
        media = edited_preview(old.media, edit.preview)
    text, entities = (old.message, tuple(old.entities or ())) if edit.text is None else edit.text
    new = replace(
        old,
        message=text,
        entities=tuple(entities) or None,
        media=media,
        invert_media=edit.invert_media,
        reply_markup=edit.reply_markup,
    )
    if not new.message and not is_captioned(new.media):
        raise bad_request("MESSAGE_EMPTY")
    if _same(old, new):
        raise bad_request("MESSAGE_NOT_MODIFIED")
    return new


def _same(old: types.Message, new: types.Message) -> bool:
    return replace(old, entities=tuple(old.entities or ()) or None) == new
