"""messages.requestWebView and its kin: pages of bots; sendBotRequestedPeer.

Source: https://core.telegram.org/api/bots/webapps
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots.profile import menu
from hodhod.actions.bots.requested import send_requested
from hodhod.actions.bots.web_apps import Page, Target, answer_page, open_page, prolong, send_data
from hodhod.actions.messages.replies import reply_for
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId, is_user
from hodhod.tl import functions, types

CHOSEN_LIMIT = 10
"""Of people and chats that are told to a bot at once."""


@rpc(functions.messages.RequestWebView, access=USER)
async def request_web_view(
    app: App, caller: Caller, request: functions.messages.RequestWebView
) -> types.TypeWebViewResult:
    """Open a page of a bot's whose answer is sent to a chat."""
    bot = await access_user(app, caller, request.bot)
    url = request.url
    if not url or request.from_bot_menu:
        button = await menu(app, bot.user_id)
        url = button.url if isinstance(button, types.BotMenuButton) else ""
    if not url:
        raise bad_request("URL_INVALID")
    page = Page(url, request.platform, _theme(request.theme_params), request.start_param or "")
    query_id, opened = await open_page(app, caller, bot, page, await _target(app, caller, request))
    return types.WebViewResultUrl(
        fullsize=not request.compact, fullscreen=request.fullscreen, query_id=query_id, url=opened
    )


@rpc(functions.messages.RequestSimpleWebView, access=USER)
async def request_simple_web_view(
    app: App, caller: Caller, request: functions.messages.RequestSimpleWebView
) -> types.TypeWebViewResult:
    """Open a page of a bot's that says something to the bot itself."""
    bot = await access_user(app, caller, request.bot)
    if not request.url:
        raise bad_request("URL_INVALID")
    start_param = request.start_param or ""
    page = Page(request.url, request.platform, _theme(request.theme_params), start_param)
    _, opened = await open_page(app, caller, bot, page)
    return types.WebViewResultUrl(
        fullsize=not request.compact, fullscreen=request.fullscreen, url=opened
    )


@rpc(functions.messages.ProlongWebView, access=USER)
async def prolong_web_view(
    app: App, caller: Caller, request: functions.messages.ProlongWebView
) -> bool:
    """Say that a page is still open."""
    bot = await access_user(app, caller, request.bot)
    await prolong(app, caller, bot, request.query_id, await _target(app, caller, request))
    return True


@rpc(functions.messages.SendWebViewResultMessage, access=BOT)
async def send_web_view_result_message(
    app: App, caller: Caller, request: functions.messages.SendWebViewResultMessage
) -> types.WebViewMessageSent:
    """Send something in the name of whoever has a page of the bot's open."""
    name = await answer_page(app, caller, request.bot_query_id, request.result)
    return types.WebViewMessageSent(msg_id=name)


@rpc(functions.messages.SendWebViewData, access=USER)
async def send_web_view_data(
    app: App, caller: Caller, request: functions.messages.SendWebViewData
) -> types.TypeUpdates:
    """Send what a page of a bot's says to its bot."""
    if not request.random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    bot = await access_user(app, caller, request.bot)
    return await send_data(
        app,
        caller,
        bot,
        random_id=request.random_id,
        text=request.button_text,
        data=request.data,
    )


@rpc(functions.messages.SendBotRequestedPeer, access=USER)
async def send_bot_requested_peer(
    app: App, caller: Caller, request: functions.messages.SendBotRequestedPeer
) -> types.TypeUpdates:
    """Tell a bot whom or what its button has asked for."""
    peer = await access_peer(app, caller, request.peer)
    bot = await app.store.users.get(UserId(peer)) if is_user(peer) else None
    if bot is None or not bot.is_bot:
        raise bad_request("BOT_INVALID")
    named = request.requested_peers or ()
    if request.requested_peer is not None:
        named = (request.requested_peer,)
    if len(named) > CHOSEN_LIMIT:
        raise bad_request("LIMIT_INVALID")
    chosen = [await access_peer(app, caller, one) for one in named]
    return await send_requested(
        app, caller, bot, chosen, msg_id=request.msg_id or 0, button_id=request.button_id
    )


async def _target(
    app: App,
    caller: Caller,
    request: functions.messages.RequestWebView | functions.messages.ProlongWebView,
) -> Target:
    peer = await access_peer(app, caller, request.peer)
    reply = await reply_for(
        app,
        caller,
        peer,
        request.reply_to,
        legacy_id=request.reply_to_msg_id,
        legacy_top=request.top_msg_id,
    )
    named = request.send_as
    here = reply is not None and reply.elsewhere is None
    return Target(
        peer,
        reply_to=reply.msg_id if reply is not None and here else None,
        topic_id=None if reply is None else reply.top_id,
        send_as=None if named is None else await access_peer(app, caller, named),
        silent=request.silent,
    )


def _theme(theme: types.TypeDataJSON | None) -> str:
    return theme.data if theme is not None else ""
