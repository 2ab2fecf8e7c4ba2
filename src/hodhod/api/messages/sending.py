"""messages.sendMessage, sendMedia, sendMultiMedia, forwardMessages.

Source: https://core.telegram.org/method/messages.sendMessage
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.compose import caption_of, keyboard_of, story_reply_of, text_of
from hodhod.actions.messages.drafts import drop_draft
from hodhod.actions.messages.forward import Forward, forwarded, new_album
from hodhod.actions.messages.replies import reply_for
from hodhod.actions.messages.scheduled import is_later, schedule
from hodhod.actions.messages.send import send
from hodhod.actions.messages.views import count_forwards
from hodhod.actions.peers.access import access_peer
from hodhod.actions.previews.attach import named_preview, preview_of
from hodhod.actions.stickers.kept import used_sets_to_top
from hodhod.actions.stories.shared import count_shared
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.album import require_album
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.tl import functions, types

ALBUM_LIMIT = 10
"""Messages of an album."""


@rpc(functions.messages.SendMessage, access=USER | BOT)
async def send_message(
    app: App, caller: Caller, request: functions.messages.SendMessage
) -> types.TypeUpdates:
    """Send a text."""
    peer = await access_peer(app, caller, request.peer)
    text, entities = text_of(app, caller, request.message, request.entities)
    outgoing = Outgoing(
        random_id=_random_id(request.random_id),
        text=text,
        entities=entities,
        media=None if request.no_webpage else await preview_of(app, text, entities),
        reply_to=await _replied(app, caller, peer, request),
        send_as=await _named(app, caller, request.send_as),
        reply_to_story=story_reply_of(request.reply_to),
        reply_markup=keyboard_of(app, caller, request.reply_markup),
        silent=request.silent,
        noforwards=request.noforwards,
        invert_media=request.invert_media,
    )
    return await _send(app, caller, peer, [outgoing], request)


@rpc(functions.messages.SendMedia, access=USER | BOT)
async def send_media(
    app: App, caller: Caller, request: functions.messages.SendMedia
) -> types.TypeUpdates:
    """Send a file, a place, a contact or a dice, perhaps with a caption."""
    peer = await access_peer(app, caller, request.peer)
    media: types.TypeMessageMedia | None
    if isinstance(request.media, types.InputMediaWebPage):
        text, entities = text_of(app, caller, request.message, request.entities)
        media = await named_preview(app, request.media, text, entities)
    else:
        text, entities = caption_of(app, caller, request.message, request.entities)
        media = await media_of(app, caller, request.media)
    outgoing = Outgoing(
        random_id=_random_id(request.random_id),
        text=text,
        entities=entities,
        media=media,
        reply_to=await _replied(app, caller, peer, request),
        send_as=await _named(app, caller, request.send_as),
        reply_to_story=story_reply_of(request.reply_to),
        reply_markup=keyboard_of(app, caller, request.reply_markup),
        silent=request.silent,
        noforwards=request.noforwards,
        invert_media=request.invert_media,
    )
    answer = await _send(app, caller, peer, [outgoing], request)
    await count_shared(app, [media])
    return answer


@rpc(functions.messages.SendMultiMedia, access=USER | BOT)
async def send_multi_media(
    app: App, caller: Caller, request: functions.messages.SendMultiMedia
) -> types.TypeUpdates:
    """Send an album."""
    peer = await access_peer(app, caller, request.peer)
    if not request.multi_media:
        raise bad_request("MEDIA_EMPTY")
    if len(request.multi_media) > ALBUM_LIMIT:
        raise bad_request("MULTI_MEDIA_TOO_LONG")
    random_ids = [_random_id(one.random_id) for one in request.multi_media]
    if len(set(random_ids)) != len(random_ids):
        raise bad_request("RANDOM_ID_DUPLICATE")
    reply_to = await _replied(app, caller, peer, request)
    send_as = await _named(app, caller, request.send_as)
    album = new_album(app) if len(random_ids) > 1 else None
    messages = []
    for one in request.multi_media:
        media = await media_of(app, caller, one.media)
        text, entities = caption_of(app, caller, one.message, one.entities)
        messages.append(
            Outgoing(
                random_id=one.random_id,
                text=text,
                entities=entities,
                media=media,
                reply_to=reply_to,
                reply_to_story=story_reply_of(request.reply_to),
                grouped_id=album,
                send_as=send_as,
                silent=request.silent,
                noforwards=request.noforwards,
                invert_media=request.invert_media,
            )
        )
    require_album([one.media for one in messages])
    return await _send(app, caller, peer, messages, request)


@rpc(functions.messages.ForwardMessages, access=USER | BOT)
async def forward_messages(
    app: App, caller: Caller, request: functions.messages.ForwardMessages
) -> types.TypeUpdates:
    """Send messages of one chat to another, or to the same."""
    source = await access_peer(app, caller, request.from_peer)
    target = await access_peer(app, caller, request.to_peer)
    forward = Forward(
        msg_ids=request.id,
        random_ids=[_random_id(one) for one in request.random_id],
        drop_author=request.drop_author or request.drop_media_captions,
        drop_captions=request.drop_media_captions,
        silent=request.silent,
        noforwards=request.noforwards,
    )
    send_as = await _named(app, caller, request.send_as)
    reply_to = await reply_for(app, caller, target, request.reply_to)
    messages = [
        replace(one, topic_id=request.top_msg_id, send_as=send_as, reply_to=reply_to)
        for one in await forwarded(app, caller, source, target, forward)
    ]
    if is_later(app, caller, request.schedule_date):
        return await schedule(app, caller, target, messages, request.schedule_date or 0)
    sent = await send(app, caller, target, messages)
    count_forwards(app, messages)
    return sent


async def _send(
    app: App,
    caller: Caller,
    peer: PeerId,
    messages: Sequence[Outgoing],
    request: (
        functions.messages.SendMessage
        | functions.messages.SendMedia
        | functions.messages.SendMultiMedia
    ),
) -> types.TypeUpdates:
    if not is_later(app, caller, request.schedule_date):
        # A client that has sent a text knows all of it but the id.
        short = isinstance(request, functions.messages.SendMessage)
        sent = await send(app, caller, peer, messages, clear_draft=request.clear_draft, short=short)
        if request.update_stickersets_order:
            await used_sets_to_top(app, caller, messages)
        return sent
    answer = await schedule(app, caller, peer, messages, request.schedule_date or 0)
    if request.clear_draft:
        await drop_draft(app, caller, peer, messages)
    return answer


async def _replied(
    app: App,
    caller: Caller,
    peer: PeerId,
    request: (
        functions.messages.SendMessage
        | functions.messages.SendMedia
        | functions.messages.SendMultiMedia
    ),
) -> ReplyTo | None:
    return await reply_for(
        app,
        caller,
        peer,
        request.reply_to,
        legacy_id=request.reply_to_msg_id,
        legacy_top=request.top_msg_id,
    )


async def _named(app: App, caller: Caller, send_as: types.TypeInputPeer | None) -> PeerId | None:
    return None if send_as is None else await access_peer(app, caller, send_as)


def _random_id(random_id: int) -> int:
    """Return the sender's number: one must be given, or sending again would send twice."""
    if not random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    return random_id
