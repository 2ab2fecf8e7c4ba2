"""messages.getWebPagePreview, getWebPage.

Source: https://core.telegram.org/api/web-page-previews
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.compose import text_of
from hodhod.actions.previews.look import page_at, preview_now
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.GetWebPagePreview, access=USER)
async def get_web_page_preview(
    app: App, caller: Caller, request: functions.messages.GetWebPagePreview
) -> types.messages.WebPagePreview | types.TypeMessageMedia:
    """What a link in a draft leads to."""
    text, entities = text_of(app, caller, request.message, request.entities)
    media = await preview_now(app, text, entities) or types.MessageMediaEmpty()
    if tl.result_type(type(request), caller.layer) == "MessageMedia":
        return media
    return types.messages.WebPagePreview(media=media, chats=(), users=())


@rpc(functions.messages.GetWebPage, access=USER)
async def get_web_page(
    app: App, caller: Caller, request: functions.messages.GetWebPage
) -> types.messages.WebPage | types.TypeWebPage:
    """A page that a client was shown, once more."""
    page: types.TypeWebPage = await page_at(app, request.url)
    if isinstance(page, types.WebPage) and request.hash and request.hash == page.hash:
        page = types.WebPageNotModified()
    if tl.result_type(type(request), caller.layer) == "WebPage":
        return page
    return types.messages.WebPage(webpage=page, chats=(), users=())
