"""messages.getInlineBotResults, setInlineBotResults, sendInlineBotResult, editInlineBotMessage.

Source: https://core.telegram.org/api/bots/inline
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots.inline.asking import Asked, ask
from hodhod.actions.bots.inline.editing import access_inline, edit_inline
from hodhod.actions.bots.inline.offering import Offer, offer
from hodhod.actions.bots.inline.sending import Choice, send_result
from hodhod.actions.media.resolve import geo_of, media_of
from hodhod.actions.messages.compose import caption_of, keyboard_of, text_of
from hodhod.actions.messages.edit import Edit
from hodhod.actions.messages.live_location import move_of
from hodhod.actions.messages.replies import reply_for
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.actions.previews.attach import named_preview, preview_of
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.media_kind import is_captioned
from hodhod.tl import functions, types


@rpc(functions.messages.GetInlineBotResults, access=USER)
async def get_inline_bot_results(
    app: App, caller: Caller, request: functions.messages.GetInlineBotResults
) -> types.messages.TypeBotResults:
    """Ask a bot by its name, from any chat."""
    bot = await access_user(app, caller, request.bot)
    nowhere = isinstance(request.peer, types.InputPeerEmpty)
    point = request.geo_point
    asked = Asked(
        words=request.query,
        offset=request.offset,
        peer=None if nowhere else await access_peer(app, caller, request.peer),
        geo=geo_of(app, point) if isinstance(point, types.InputGeoPoint) else None,
    )
    return await ask(app, caller, bot, asked)


@rpc(functions.messages.SetInlineBotResults, access=BOT)
async def set_inline_bot_results(
    app: App, caller: Caller, request: functions.messages.SetInlineBotResults
) -> bool:
    """Offer something to whoever has asked."""
    what = Offer(
        results=request.results,
        cache_time=request.cache_time,
        private=request.private,
        gallery=request.gallery,
        next_offset=request.next_offset or "",
        switch_pm=request.switch_pm,
        switch_webview=request.switch_webview,
    )
    await offer(app, caller, request.query_id, what)
    return True


@rpc(functions.messages.SendInlineBotResult, access=USER)
async def send_inline_bot_result(
    app: App, caller: Caller, request: functions.messages.SendInlineBotResult
) -> types.TypeUpdates:
    """Send what a bot has offered."""
    if not request.random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    peer = await access_peer(app, caller, request.peer)
    named = request.send_as
    reply_to = await reply_for(
        app,
        caller,
        peer,
        request.reply_to,
        legacy_id=request.reply_to_msg_id,
        legacy_top=request.top_msg_id,
    )
    choice = Choice(
        query_id=request.query_id,
        result_id=request.id,
        random_id=request.random_id,
        reply_to=reply_to,
        send_as=None if named is None else await access_peer(app, caller, named),
        silent=request.silent,
        clear_draft=request.clear_draft,
        date=request.schedule_date,
    )
    return await send_result(app, caller, peer, choice)


@rpc(functions.messages.EditInlineBotMessage, access=BOT)
async def edit_inline_bot_message(
    app: App, caller: Caller, request: functions.messages.EditInlineBotMessage
) -> bool:
    """Change a message that was sent via the bot."""
    _, content = await access_inline(app, caller, request.id)
    named, move, media = request.media, None, None
    if isinstance(named, types.InputMediaGeoLive):
        move = move_of(app, named)
    elif named is not None and not isinstance(named, types.InputMediaWebPage):
        media = await media_of(app, caller, named)
    carries = media is not None or is_captioned(content.media)
    text = None
    if request.message is not None:
        compose = caption_of if carries else text_of
        text = compose(app, caller, request.message, request.entities)
    written = text or ("", ())
    preview = None
    if isinstance(named, types.InputMediaWebPage):
        preview = await named_preview(app, named, *written)
    elif not (carries or request.no_webpage):
        preview = await preview_of(app, *written)
    edit = Edit(
        text=text,
        media=media,
        move=move,
        preview=preview,
        invert_media=request.invert_media,
        reply_markup=keyboard_of(app, caller, request.reply_markup),
    )
    await edit_inline(app, caller, request.id, edit)
    return True
