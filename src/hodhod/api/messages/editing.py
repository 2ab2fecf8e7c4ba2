"""messages.editMessage, getMessageEditData, deleteMessages, deleteHistory.

Source: https://core.telegram.org/method/messages.editMessage
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages import delete
from hodhod.actions.messages.compose import caption_of, keyboard_of, text_of
from hodhod.actions.messages.edit import Edit, access_to_edit, edit_message
from hodhod.actions.messages.live_location import move_of
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.reach import access_message
from hodhod.actions.messages.scheduled import WHEN_ONLINE, edit_scheduled, scheduled_by_ids
from hodhod.actions.peers.access import access_peer
from hodhod.actions.polls.close import stop_poll
from hodhod.actions.previews.attach import named_preview, preview_of
from hodhod.actions.stickers.custom_emoji import known_only
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.deed import Deed
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId
from hodhod.domain.media_kind import is_captioned, kind_of
from hodhod.domain.message import decode_content
from hodhod.tl import functions, types


@rpc(functions.messages.EditMessage, access=USER | BOT)
async def edit(
    app: App, caller: Caller, request: functions.messages.EditMessage
) -> types.TypeUpdates:
    """Change a message, or one that waits for its time."""
    peer = await access_peer(app, caller, request.peer)
    if isinstance(request.media, types.InputMediaPoll) and request.schedule_date is None:
        if not request.media.poll.closed:
            raise bad_request("MEDIA_PREV_INVALID")
        # Clients close a poll by editing it, and send nothing of it but that.
        return await stop_poll(app, caller, peer, request.id)
    named = request.media
    media, move = None, None
    if isinstance(named, types.InputMediaGeoLive) and request.schedule_date is None:
        move = move_of(app, named)
    elif named is not None and not isinstance(named, types.InputMediaWebPage):
        media = await media_of(app, caller, named)
    text, carries = None, False
    if request.message is not None:
        carries = media is not None or await _has_media(app, caller, peer, request)
        compose = caption_of if carries else text_of
        words, entities = compose(app, caller, request.message, request.entities)
        text = words, await known_only(app, entities)
    written = text or ("", ())
    if isinstance(named, types.InputMediaWebPage):
        media = await named_preview(app, named, *written)
    wanted = Edit(
        text=text,
        media=media,
        move=move,
        preview=None if request.no_webpage or media or carries else await preview_of(app, *written),
        invert_media=request.invert_media,
        reply_markup=keyboard_of(app, caller, request.reply_markup),
    )
    if request.schedule_date is None:
        return await edit_message(app, caller, peer, request.id, wanted)
    if request.schedule_date == WHEN_ONLINE:
        raise bad_request("SCHEDULE_STATUS_PRIVATE")
    date = request.schedule_date
    return await edit_scheduled(app, caller, peer, request.id, wanted, date=date)


@rpc(functions.messages.GetMessageEditData, access=USER)
async def get_message_edit_data(
    app: App, caller: Caller, request: functions.messages.GetMessageEditData
) -> types.messages.MessageEditData:
    """Tell whether a message may be edited, and whether its text is a caption."""
    peer = await access_peer(app, caller, request.peer)
    place = await access_to_write(app, caller, peer, Deed.CHANGE)
    _, content = await access_to_edit(app, caller, place, request.id)
    return types.messages.MessageEditData(caption=kind_of(content.media) is not None)


@rpc(functions.messages.DeleteMessages, access=USER | BOT)
async def delete_messages(
    app: App, caller: Caller, request: functions.messages.DeleteMessages
) -> types.messages.AffectedMessages:
    """Delete messages of private chats and groups."""
    return await delete.delete_messages(
        app, caller, request.id, revoke=request.revoke or caller.is_bot
    )


@rpc(functions.messages.DeleteHistory, access=USER)
async def delete_history(
    app: App, caller: Caller, request: functions.messages.DeleteHistory
) -> types.messages.AffectedHistory:
    """Delete the messages of a chat."""
    peer = await access_peer(app, caller, request.peer)
    clearing = delete.Clearing(
        max_id=max(0, request.max_id),
        since=request.min_date,
        until=request.max_date,
        revoke=request.revoke,
    )
    return await delete.clear_history(app, caller, peer, clearing)


async def _has_media(
    app: App, caller: Caller, peer: PeerId, request: functions.messages.EditMessage
) -> bool:
    if request.schedule_date is not None:
        waiting = await scheduled_by_ids(app, caller, peer, [request.id])
        return bool(waiting) and is_captioned(waiting[0].media)
    content = decode_content((await access_message(app, caller, peer, request.id)).content)
    return isinstance(content, types.Message) and is_captioned(content.media)
